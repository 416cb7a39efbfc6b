/** Where the local org serves the site; an org serves it at the site's own prefix, on a domain of its own. */
export const SITE_PATH = '/s';
export const SITE_HOME = `${SITE_PATH}/`;
/** Data of site pages. */
export const SITE_API = `${SITE_PATH}/webruntime`;
/** A session on the site is none in Lightning, nor the other way: in an org they are different domains. */
export const SITE_COOKIE = 'site_sid';
