import { LightningElement, api } from 'lwc';

/** A day with its time, in the viewer's language and time zone. */
export default class Moment extends LightningElement {
    /** @type {string | number | Date} */
    @api value;

    /** Told in UTC, for what must read the same everywhere. */
    @api utc = false;

    get timeZone() {
        return this.utc ? 'UTC' : undefined;
    }
}
