import { boot } from 'local/boot';

/** Only pages of a site have one. */
export default boot.site?.networkId;
