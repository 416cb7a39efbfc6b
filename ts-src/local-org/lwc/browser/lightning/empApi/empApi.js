import { request } from 'local/http';

/** Channel, callback, and the last event each subscription has seen, by its id. */
const subscriptions = new Map();
const errorListeners = new Set();
const RETRY_MS = 1000;
let source;
let nextId = 1;

/**
 * @param {string} channel `/event/My_Event__e`
 * @param {number} replayId -1 new events, -2 all that are kept, else those after that one
 * @param {(response: {channel: string, data: {schema: string, payload: object, event: {replayId: number}}}) => void} onMessage
 * @returns {Promise<{id: number, channel: string, replayId: number}>} for `unsubscribe`
 */
export async function subscribe(channel, replayId, onMessage) {
    try {
        const { replayId: after } = await request('POST', '/lightning/api/emp/subscribe', { channel, replayId: replayId ?? -1 });
        const subscription = { id: nextId++, channel, replayId };
        subscriptions.set(subscription.id, { channel, after, onMessage });
        listen();
        return subscription;
    } catch (failure) {
        throw told({ channel: '/meta/subscribe', subscription: channel, successful: false, error: `${failure.status ?? 0}::${failure.body?.message ?? failure.message}` });
    }
}

/** @returns {Promise<object>} also handed to the callback */
export async function unsubscribe(subscription, onUnsubscribed) {
    const successful = subscriptions.delete(subscription?.id);
    if (successful) listen();
    const answer = { channel: '/meta/unsubscribe', subscription: subscription?.channel, successful };
    onUnsubscribed?.(answer);
    return answer;
}

export const isEmpEnabled = () => Promise.resolve(true);

/** Told of refused subscriptions and of lost connections, which are taken up again. */
export function onError(listener) {
    errorListeners.add(listener);
}

export const setDebugFlag = () => undefined;

function told(error) {
    for (const listener of errorListeners) listener(error);
    return error;
}

/** One stream for all subscriptions, from the earliest event that one of a channel still waits for. */
function listen() {
    source?.close();
    source = undefined;
    if (subscriptions.size === 0) return;
    const from = new Map();
    for (const { channel, after } of subscriptions.values()) from.set(channel, Math.min(after, from.get(channel) ?? Infinity));
    const own = new EventSource(`/lightning/api/emp/events?from=${encodeURIComponent(JSON.stringify([...from]))}`);
    source = own;
    own.onmessage = (message) => deliver(JSON.parse(message.data));
    own.onerror = () => {
        own.close();
        if (source !== own) return;
        source = undefined;
        told({ channel: '/meta/connect', successful: false, error: '503::The connection was lost' });
        // Anew and not by the browser itself: it would ask for the events of the first time again.
        setTimeout(() => source ?? listen(), RETRY_MS);
    };
}

function deliver({ channel, data }) {
    for (const subscription of [...subscriptions.values()]) {
        if (subscription.channel !== channel || data.event.replayId <= subscription.after) continue;
        subscription.after = data.event.replayId;
        subscription.onMessage({ channel, data: structuredClone(data) });
    }
}

globalThis.addEventListener('pagehide', () => source?.close());
