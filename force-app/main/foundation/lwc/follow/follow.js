/**
 * What a component that asks Apex about a record needs to end with the newest state, whatever the order of notifications
 * and answers.
 */
export class Follower {
    #refresh;
    #fields;
    #version;
    #isRunning = false;
    #isBehind = false;

    /**
     * @param {() => Promise<unknown>} refresh asks anew for what the component shows
     * @param {{fieldApiName: string}[]} fields whose values tell one state of the record from the next: the time of its
     *     last change does not tell two steps within a second apart
     */
    constructor(refresh, fields) {
        this.#refresh = refresh;
        this.#fields = fields;
    }

    /**
     * Takes what `getRecord` gave; refreshes when the record is in another state than the last time.
     * @returns {Promise<void>} settled when nothing newer is known
     */
    async see(record) {
        if (!record) return;
        const values = this.#fields.map(({ fieldApiName }) => record.fields?.[fieldApiName]?.value);
        const seen = this.#version;
        this.#version = { id: record.id, state: JSON.stringify([record.lastModifiedDate, values]) };
        if (seen?.id === record.id && seen.state !== this.#version.state) await this.run();
    }

    /** Refreshes; what is told meanwhile may have come too late for the answer, so that it asks once more. */
    async run() {
        this.#isBehind = true;
        if (this.#isRunning) return;
        this.#isRunning = true;
        try {
            await this.catchUp();
        } finally {
            this.#isRunning = false;
        }
    }

    async catchUp() {
        this.#isBehind = false;
        try {
            await this.#refresh();
        } finally {
            if (this.#isBehind) await this.catchUp();
        }
    }
}
