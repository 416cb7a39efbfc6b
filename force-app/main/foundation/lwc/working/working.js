/**
 * @typedef {{ activeElement?: Element | null }} Root
 * What has the focus, as deep as can be seen: a button in a component of a component, too.
 * @param {Root} [root]
 */
function focusedIn(root) {
    let element = root?.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return /** @type {HTMLElement | undefined | null} */ (element);
}

/** What is told of a step, where a template lets it have the focus. */
const TOLD = '[role="status"][tabindex="-1"]';

/**
 * Once the page shows what became of a step: the focus goes back to where it was, unless it is elsewhere; where that
 * takes none any more, to what is told of the step.
 * @param {HTMLElement} element
 * @param {{ querySelectorAll(selector: string): Iterable<HTMLElement> }} root
 */
async function focusAgain(element, root) {
    await Promise.resolve();
    if (document.activeElement !== document.body) return;
    if (element.isConnected) element.focus();
    // it is gone, or still disabled
    if (document.activeElement === document.body) [...root.querySelectorAll(TOLD)].find(({ textContent }) => textContent.trim() !== '')?.focus();
}

/**
 * What failed stands at the head of a component, and the button that somebody pressed may be far below it: on a phone out of sight.
 * @param {{ querySelector(selector: string): HTMLElement | null }} root
 */
async function showFailure(root) {
    await Promise.resolve();
    root.querySelector('c-error-panel')?.scrollIntoView?.({ block: 'nearest' });
}

/**
 * What a component shows that waits for Apex: `isBusy` while anything runs, the `error` of what failed, and an `answer`
 * that a step may give. The next step takes error and answer away. A button that is disabled while its step runs has the
 * focus again afterwards; where it is gone then or takes none, a `role="status"` with `tabindex="-1"` has it, which tells what was done.
 * What failed after somebody's step comes into sight.
 *
 * `class Queue extends Working(LightningElement)`; its template shows `isBusy`, `error` and `answer`.
 * @template {new (...parts: any[]) => object} Component
 * @param {Component} Base
 */
export const Working = (Base) =>
    class extends Base {
        /** @type {unknown} */
        error;
        isBusy = false;
        answer = '';
        #running = new Set();
        #reading;

        /**
         * Takes a step; what it throws becomes the `error`.
         * @param {() => unknown} step
         * @param {symbol} [turn] names the step
         */
        async work(step, turn = Symbol('step')) {
            const focused = focusedIn(/** @type {{ template?: Root }} */ (this).template);
            this.#running.add(turn);
            this.isBusy = true;
            this.error = undefined;
            this.answer = '';
            try {
                await step();
            } catch (error) {
                if (this.#running.has(turn)) this.error = error;
            } finally {
                this.#running.delete(turn);
                this.isBusy = this.#running.size > 0;
            }
            if (!focused) return;
            const root = /** @type {any} */ (this).template;
            await focusAgain(focused, root);
            if (this.error) await showFailure(root);
        }

        /**
         * Reads what is shown. Of readings that overtake each other only the latest counts, with its error too.
         * @template Found
         * @param {() => Promise<Found>} ask
         * @param {(found: Found) => void} take
         */
        read(ask, take) {
            const turn = Symbol('reading');
            this.#running.delete(this.#reading);
            this.#reading = turn;
            return this.work(async () => {
                const found = await ask();
                if (turn === this.#reading) take(found);
            }, turn);
        }
    };
