/** Only pages of a site have any. */
export default [];
