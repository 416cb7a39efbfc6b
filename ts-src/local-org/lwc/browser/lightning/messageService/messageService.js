import { workspaces } from 'local/workspaces';

/** Lightning Message Service within one page. */

export const APPLICATION_SCOPE = Symbol('APPLICATION_SCOPE');

/** Channel name -> subscriptions. */
const channels = new Map();

export function createMessageContext() {
    return {};
}

export function releaseMessageContext(context) {
    for (const subscriptions of channels.values()) {
        for (const subscription of subscriptions) if (subscription.context === context) subscriptions.delete(subscription);
    }
}

export function publish(context, channel, message) {
    if (!context) throw new Error('publish needs a message context');
    const { active } = workspaces();
    for (const { listener, everywhere, context: { tab } } of [...(channels.get(nameOf(channel)) ?? [])]) {
        // Without application scope only the tab in view listens.
        if (everywhere || tab === undefined || tab === active) listener(message);
    }
}

/** @param {{scope?: symbol}} options `APPLICATION_SCOPE` also hears messages while another tab is in view */
export function subscribe(context, channel, listener, options) {
    if (!context) throw new Error('subscribe needs a message context');
    const name = nameOf(channel);
    const subscription = { context, listener, name, everywhere: options?.scope === APPLICATION_SCOPE };
    if (!channels.has(name)) channels.set(name, new Set());
    channels.get(name).add(subscription);
    return subscription;
}

export function unsubscribe(subscription) {
    channels.get(subscription?.name)?.delete(subscription);
}

/** Wire adapter that gives a component its context and releases it with the component. */
export class MessageContext {
    #emit;
    #context;

    constructor(emit) {
        this.#emit = emit;
        this.#context = { tab: workspaces().active };
        this.#emit(this.#context);
    }

    connect() {
        this.#emit(this.#context);
    }

    update() {}

    disconnect() {
        releaseMessageContext(this.#context);
    }
}

function nameOf(channel) {
    const name = channel?.messageChannelName;
    if (!name) throw new Error('A message channel imported from @salesforce/messageChannel is needed');
    return name;
}
