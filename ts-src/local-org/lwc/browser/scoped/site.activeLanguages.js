import { boot } from 'local/boot';

/** Only pages of a site have any. */
export default boot.site?.languages ?? [];
