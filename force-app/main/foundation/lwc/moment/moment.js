import { LightningElement, api } from 'lwc';
import isGuest from '@salesforce/user/isGuest';
import TIME_ZONE from '@salesforce/i18n/timeZone';

/** A day with its time, in the viewer's language and time zone: the user's, as fields of records show it; a guest has only the browser's. */
export default class Moment extends LightningElement {
    /** @type {string | number | Date} */
    @api value;

    /** Told in UTC, for what must read the same everywhere. */
    @api utc = false;

    get timeZone() {
        if (this.utc) return 'UTC';
        return isGuest ? undefined : TIME_ZONE;
    }
}
