import { LightningElement, api, wire } from 'lwc';
import { getRecord } from 'lightning/uiRecordApi';
import { Follower } from 'c/follow';
import EVENT_COUNT from '@salesforce/schema/Product_Twin__c.Event_Count__c';
import STAGE from '@salesforce/schema/Product_Twin__c.Stage__c';
import getVerdict from '@salesforce/apex/ItemInspectionController.getVerdict';

/** The verdict on an item as every touchpoint gives it, on the item's own page. Counts no scan. */
export default class TwinVerdict extends LightningElement {
    verification;
    error;
    key;
    #follower = new Follower(() => this.ask(this.key), [STAGE, EVENT_COUNT]);

    @api
    get recordId() {
        return this.key;
    }
    set recordId(value) {
        if (!value || value === this.key) return;
        this.key = value;
        this.error = undefined;
        this.verification = undefined;
        this.#follower.run();
    }

    /** A step that somebody takes on this page may change the verdict and what it rests on. */
    @wire(getRecord, { recordId: '$recordId', fields: [STAGE], optionalFields: [EVENT_COUNT] })
    followRecord({ data }) {
        return this.#follower.see(data);
    }

    async ask(itemKey) {
        try {
            const verification = await getVerdict({ itemKey });
            if (itemKey !== this.key) return;
            this.verification = verification;
            this.error = undefined;
        } catch (error) {
            if (itemKey === this.key) this.error = error;
        }
    }
}
