/**
 * What the server says about this page: who is signed in, which app is open, what the org is.
 * @typedef {object} Boot
 * @property {{id: string, name: string, username: string, email: string, timeZone: string, locale: string, language: string, isGuest: boolean}} user
 * @property {string} organizationId
 * @property {string} apiVersion `65.0`
 * @property {{alias: string, label: string, userId: string, username: string}[]} personas
 * @property {string|null} persona alias of the signed-in user, when it is one
 * @property {object[]} apps
 * @property {string} appName
 * @property {string[]} customPermissions granted to the user
 * @property {string[]} userPermissions granted, of those that the project asks about
 * @property {object} [site] on pages of a site: its paths, routes, views and layouts
 */
const element = globalThis.document?.getElementById('local-org');

/** @type {Boot} */
export const boot = element ? JSON.parse(element.textContent) : {};

/** `Small` at phone width, `Medium` on a tablet, else `Large`; decided once, as on the platform. */
export const formFactor = globalThis.innerWidth < 600 ? 'Small' : globalThis.innerWidth < 900 ? 'Medium' : 'Large';
