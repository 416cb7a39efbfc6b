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
    for (const { listener } of [...(channels.get(nameOf(channel)) ?? [])]) listener(message);
}

export function subscribe(context, channel, listener) {
    if (!context) throw new Error('subscribe needs a message context');
    const name = nameOf(channel);
    const subscription = { context, listener, name };
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
        this.#context = createMessageContext();
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
