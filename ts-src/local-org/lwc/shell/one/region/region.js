import { api, LightningElement } from 'lwc';

/** A column of a page: its components, one below the other. */
export default class Region extends LightningElement {
    @api items = [];
    @api page;
    @api recordId;
    @api objectApiName;
    /** `SMALL`, `MEDIUM` or `LARGE`: how wide components here are. */
    @api width;
}
