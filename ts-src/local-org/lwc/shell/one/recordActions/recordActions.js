import { api, LightningElement } from 'lwc';

/** Buttons of a record. */
export default class RecordActions extends LightningElement {
    @api recordId;
    @api objectApiName;
    @api objectInfo;
}
