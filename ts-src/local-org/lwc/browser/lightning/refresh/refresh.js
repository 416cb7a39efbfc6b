import { refreshWhere } from 'local/wire';

const TYPE = 'lightning__refreshview';

/** Asks everything on the page to show fresh data. */
export class RefreshEvent extends CustomEvent {
    constructor() {
        super(TYPE, { bubbles: true, composed: true, cancelable: true });
    }
}

export const RefreshEventType = TYPE;
export const REFRESH_COMPLETE = 'COMPLETE';
export const REFRESH_ERROR = 'ERROR';

const handlers = new Map();
let next = 1;

/** @param {HTMLElement} _context @param {() => Promise<string>} handler called on each refresh @returns {number} */
export function registerRefreshHandler(_context, handler) {
    handlers.set(next, handler);
    return next++;
}

export function unregisterRefreshHandler(id) {
    handlers.delete(id);
}

export function registerRefreshContainer(_container, handler) {
    return registerRefreshHandler(_container, () => handler(Promise.resolve(REFRESH_COMPLETE)));
}

export const unregisterRefreshContainer = unregisterRefreshHandler;

globalThis.addEventListener?.(TYPE, () => {
    for (const handler of handlers.values()) handler();
    refreshWhere((key) => key.startsWith('record') || key.startsWith('list:'));
});
