/** Answers that did not reach the server yet, kept in this browser: a lost signal loses nothing. */
const PREFIX = 'loop.tradeIn.';

/** A key that no other device makes: the same trade-in, however often it is sent. */
export function newClientKey() {
    return crypto.randomUUID();
}

/** Keeps a draft until it was sent. Without storage (private browsing) the draft lives as long as the page. */
export function keep(draft) {
    try {
        localStorage.setItem(PREFIX + draft.clientKey, JSON.stringify(draft));
    } catch {
        // Storage is full or forbidden; the page still holds the draft.
    }
}

export function forget(clientKey) {
    try {
        localStorage.removeItem(PREFIX + clientKey);
    } catch {
        // Nothing was kept.
    }
}

/** @returns {any} the draft that was not sent, or null */
export function unsent(clientKey) {
    try {
        return JSON.parse(localStorage.getItem(PREFIX + clientKey));
    } catch {
        return null;
    }
}

/** @returns {any[]} all drafts that were not sent */
export function allUnsent() {
    try {
        return Object.keys(localStorage)
            .filter((name) => name.startsWith(PREFIX))
            .map((name) => unsent(name.slice(PREFIX.length)))
            .filter(Boolean);
    } catch {
        return [];
    }
}
