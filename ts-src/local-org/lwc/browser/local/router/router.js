/**
 * Addresses and page references, both ways, and the page that is shown now.
 * @typedef {{type: string, attributes: object, state: object}} PageReference
 */

import { boot } from '../boot/boot.js';
import { isSitePage, parseSite, siteUrlOf } from './site.js';

const listeners = new Set();
let current = parse(globalThis.location?.href ?? 'http://localhost/');

/** @returns {PageReference} */
export function currentPage() {
    return current;
}

/** Hears of every change of address. @returns {() => void} ends it */
export function onPage(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
}

/** Shows a page; an address outside this org opens a window of its own. @param {PageReference|string} target */
export function navigate(target, { replace = false } = {}) {
    const url = typeof target === 'string' ? target : urlOf(target);
    if (/^(https?:)?\/\//.test(url) && new URL(url, location.href).origin !== location.origin) return void window.open(url, '_blank', 'noopener');
    if (/^(mailto|tel|sms):/.test(url)) return void location.assign(url);
    if (!isPage(url)) return void (target.type === 'standard__webPage' ? window.open(url, '_blank', 'noopener') : location.assign(url));
    history[replace ? 'replaceState' : 'pushState'](null, '', url);
    show();
}

/** True for addresses that the shell draws without leaving the document. */
export function isPage(url) {
    const { pathname, origin } = new URL(url, location.href);
    if (boot.site) return origin === location.origin && isSitePage(pathname);
    return origin === location.origin && (/^\/lightning\/(page|n|r|o|cmp|search|flow)(\/|$)/.test(pathname) || pathname.startsWith('/flow/'));
}

function show() {
    current = parse(location.href);
    listeners.forEach((listener) => listener(current));
}

globalThis.addEventListener?.('popstate', show);

/** @param {string} href @returns {PageReference} */
export function parse(href) {
    const { pathname, searchParams } = new URL(href, 'http://localhost');
    if (boot.site) return parseSite(pathname, searchParams);
    // Flows have an address of their own as well.
    const [, , kind, first, second, third, fourth] = pathname.replace(/^\/flow\//, '/lightning/flow/').split('/').map(decodeURIComponent);
    const state = Object.fromEntries(searchParams);
    const page = (type, attributes) => Object.freeze({ type, attributes: Object.freeze(attributes), state: Object.freeze(state) });
    if (kind === 'r' && third === 'related') return page('standard__recordRelationshipPage', { objectApiName: first, recordId: second, relationshipApiName: fourth, actionName: 'view' });
    if (kind === 'r' && second && !isId(first)) return page('standard__recordPage', { objectApiName: first, recordId: second, actionName: third ?? 'view' });
    if (kind === 'r') return page('standard__recordPage', { recordId: first, actionName: second ?? 'view' });
    if (kind === 'o') return page('standard__objectPage', { objectApiName: first, actionName: second ?? 'list' });
    if (kind === 'n') return page('standard__navItemPage', { apiName: first });
    if (kind === 'cmp') return page('standard__component', { componentName: first });
    if (kind === 'flow') return page('standard__flow', second ? { devName: first, interviewId: second } : { devName: first });
    if (kind === 'search') return page('standard__search', {});
    return page('standard__namedPage', { pageName: first ?? 'home' });
}

function isId(text) {
    return /^[a-zA-Z0-9]{15}([a-zA-Z0-9]{3})?$/.test(text);
}

/** @param {PageReference} reference @returns {string} */
export function urlOf({ type, attributes = {}, state = {} }) {
    const path = pathOf(type, attributes);
    const query = new URLSearchParams(Object.entries(state).filter(([, value]) => value !== undefined && value !== null)).toString();
    return query === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${query}`;
}

function pathOf(type, attributes) {
    if (boot.site) return siteUrlOf(type, attributes);
    const part = (name) => encodeURIComponent(attributes[name]);
    switch (type) {
        case 'standard__recordPage':
            return attributes.objectApiName
                ? `/lightning/r/${part('objectApiName')}/${part('recordId')}/${attributes.actionName ?? 'view'}`
                : `/lightning/r/${part('recordId')}/${attributes.actionName ?? 'view'}`;
        case 'standard__recordRelationshipPage':
            return `/lightning/r/${part('objectApiName')}/${part('recordId')}/related/${part('relationshipApiName')}/view`;
        case 'standard__objectPage':
            return `/lightning/o/${part('objectApiName')}/${attributes.actionName ?? 'list'}`;
        case 'standard__navItemPage':
            return `/lightning/n/${part('apiName')}`;
        case 'standard__namedPage':
            return `/lightning/page/${part('pageName')}`;
        case 'standard__component':
            return `/lightning/cmp/${part('componentName')}`;
        case 'standard__search':
            return '/lightning/search';
        case 'standard__flow':
            return `/lightning/flow/${part('devName')}${attributes.interviewId ? `/${part('interviewId')}` : ''}`;
        case 'standard__webPage':
            return attributes.url;
        case 'standard__app':
            return `/lightning/app/${encodeURIComponent(String(attributes.appTarget).replace(/^c__/, ''))}`;
        default:
            throw new Error(`Not implemented in the local org: page reference of type ${type}`);
    }
}
