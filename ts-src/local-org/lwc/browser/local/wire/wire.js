import { deepFreeze } from 'local/http';

/** How long data that nobody shows any more may be shown again without asking, in milliseconds. */
const KEPT = 30_000;

/** @type {Map<string, Resource>} */
const resources = new Map();

/** One thing the server can be asked for, shared by every component that shows it. */
class Resource {
    snapshot;
    listeners = new Set();
    #load;
    #turn = 0;

    constructor(load) {
        this.#load = load;
    }

    /** Asks again; listeners hear of the outcome. The last question wins over slower earlier ones. */
    async refresh() {
        const turn = ++this.#turn;
        let snapshot;
        try {
            snapshot = { data: deepFreeze(await this.#load()), error: undefined };
        } catch (error) {
            snapshot = { data: undefined, error: deepFreeze(normalize(error)) };
        }
        if (turn !== this.#turn) return;
        this.snapshot = snapshot;
        this.listeners.forEach((listener) => listener(snapshot));
    }
}

function normalize(error) {
    if (error instanceof Error) return { ok: false, status: 500, statusText: '', body: { message: error.message }, errorType: 'fetchResponse' };
    return error;
}

function subscribe(key, load, listener) {
    let resource = resources.get(key);
    if (!resource) {
        resource = new Resource(load);
        resources.set(key, resource);
        resource.refresh();
    }
    resource.listeners.add(listener);
    if (resource.snapshot) listener(resource.snapshot);
    return () => {
        resource.listeners.delete(listener);
        setTimeout(() => {
            if (resource.listeners.size === 0 && resources.get(key) === resource) resources.delete(key);
        }, KEPT);
    };
}

/** Asks again for every shown thing whose key satisfies `matches`; forgets those nobody shows. */
export function refreshWhere(matches) {
    const shown = [];
    for (const [key, resource] of resources) {
        if (!matches(key)) continue;
        if (resource.listeners.size === 0) resources.delete(key);
        else shown.push(resource.refresh());
    }
    return Promise.all(shown);
}

/** Which resource a provisioned `{data, error}` came from, for `refreshApex`. */
const origins = new WeakMap();

/** Asks again for the thing behind a provisioned value. @returns {Promise<void>} settled when components have the answer */
export function refreshProvisioned(value) {
    const key = origins.get(value);
    return key === undefined ? Promise.resolve() : refreshWhere((candidate) => candidate === key);
}

/**
 * A wire adapter in the platform's manner: `{undefined, undefined}` first, nothing while the configuration is
 * incomplete, then the shared answer and every later one.
 * @param {(config: object) => {key: string, load: () => Promise<any>} | undefined} plan undefined while something required is missing
 */
export function wireAdapter(plan) {
    return class {
        #emit;
        #key;
        #leave;
        #connected = false;
        #config;

        constructor(emit) {
            this.#emit = emit;
        }

        connect() {
            this.#connected = true;
            this.#emit({ data: undefined, error: undefined });
            this._follow();
        }

        update(config) {
            this.#config = config;
            if (this.#connected) this._follow();
        }

        disconnect() {
            this.#connected = false;
            this._drop();
        }

        _follow() {
            const planned = this.#config && plan(this.#config);
            if (planned?.key === this.#key) return;
            this._drop();
            if (!planned) return;
            this.#key = planned.key;
            this.#leave = subscribe(planned.key, planned.load, (snapshot) => {
                const value = { ...snapshot };
                origins.set(value, planned.key);
                this.#emit(value);
            });
        }

        _drop() {
            this.#leave?.();
            this.#leave = undefined;
            this.#key = undefined;
        }
    };
}
