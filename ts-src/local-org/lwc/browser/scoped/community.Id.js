/** Only pages of a site have one. */
export default undefined;
