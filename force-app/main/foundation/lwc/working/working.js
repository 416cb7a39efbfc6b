/**
 * What a component shows that waits for Apex: `isBusy` while anything runs, the `error` of what failed, and an `answer`
 * that a step may give. The next step takes error and answer away.
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
