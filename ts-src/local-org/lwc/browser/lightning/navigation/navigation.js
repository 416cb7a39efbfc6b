import { createContextProvider } from 'lwc';
import { currentPage, navigate, onPage, urlOf } from 'local/router';

const Navigate = Symbol('Navigate');
const GenerateUrl = Symbol('GenerateUrl');

/** Adds `this[NavigationMixin.Navigate](pageReference, replace)` and `this[NavigationMixin.GenerateUrl](pageReference)`. */
export const NavigationMixin = (Base) =>
    class extends Base {
        [Navigate](pageReference, replace = false) {
            navigate(pageReference, { replace });
        }

        [GenerateUrl](pageReference) {
            return Promise.resolve(urlOf(pageReference));
        }
    };
NavigationMixin.Navigate = Navigate;
NavigationMixin.GenerateUrl = GenerateUrl;

/** Wire adapter: the page that encloses the component; outside of any (a modal) the page that is shown. */
export class CurrentPageReference {
    static contextSchema = { pageReference: 'optional' };
    static configSchema = {};
    #emit;
    #last;
    #enclosing = false;
    #leave;

    constructor(emit) {
        this.#emit = emit;
    }

    connect() {
        this.#leave = onPage((page) => {
            if (!this.#enclosing) this._provide(page);
        });
        if (!this.#enclosing) this._provide(currentPage());
    }

    update(_config, context) {
        if (!context?.pageReference) return;
        this.#enclosing = true;
        this._provide(context.pageReference);
    }

    disconnect() {
        this.#leave?.();
    }

    _provide(page) {
        if (page === this.#last) return;
        this.#last = page;
        this.#emit(page);
    }
}

/** For the page host: gives everything below an element its page reference. */
export const providePageReference = createContextProvider(CurrentPageReference);
