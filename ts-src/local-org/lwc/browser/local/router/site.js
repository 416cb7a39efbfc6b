import { boot } from '../boot/boot.js';

/** Addresses of a site: `/s/passport?gtin=…` is the named page of the route whose prefix is `passport`. */

/** Paths below the site that are no pages. */
const SERVED = /^\/(webruntime|sfc|secur)(\/|$)/;

/** @returns {boolean} whether the shell shows the path without leaving the document */
export function isSitePage(pathname) {
    return (pathname === boot.site.basePath || pathname.startsWith(`${boot.site.basePath}/`)) && !SERVED.test(pathname.slice(boot.site.basePath.length));
}

/** @returns {{type: string, attributes: object, state: object}} the error page for a path that no route has */
export function parseSite(pathname, searchParams) {
    const asked = pathname.slice(boot.site.basePath.length).replace(/^\/|\/$/g, '').toLowerCase();
    const route = boot.site.routes.find(({ urlPrefix }) => urlPrefix.toLowerCase() === asked);
    const name = route?.name ?? boot.site.routes.find(({ routeType }) => routeType === 'error')?.name ?? 'Error';
    return Object.freeze({ type: 'comm__namedPage', attributes: Object.freeze({ name }), state: Object.freeze(Object.fromEntries(searchParams)) });
}

/** @returns {string} */
export function siteUrlOf(type, attributes) {
    const { basePath } = boot.site;
    const at = (route) => `${basePath}/${route.urlPrefix}`;
    switch (type) {
        case 'comm__namedPage': {
            const name = attributes.name ?? attributes.pageName;
            const route = boot.site.routes.find((candidate) => candidate.name.toLowerCase() === String(name).toLowerCase());
            if (!route) throw new Error(`The site has no page ${name}`);
            return at(route);
        }
        case 'comm__loginPage': {
            if (attributes.actionName === 'logout') return `${basePath}/secur/logout.jsp`;
            const route = boot.site.routes.find(({ routeType }) => routeType === 'login-main');
            if (attributes.actionName !== 'login' || !route) throw new Error(`The site has no page to ${attributes.actionName}`);
            return at(route);
        }
        case 'standard__webPage':
            return attributes.url;
        default:
            throw new Error(`Not implemented in the local org: page reference of type ${type} on a site`);
    }
}
