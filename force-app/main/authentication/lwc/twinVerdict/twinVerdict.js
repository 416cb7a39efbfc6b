import { LightningElement, api, wire } from 'lwc';
import { getRecord } from 'lightning/uiRecordApi';
import { Follower } from 'c/follow';
import { Working } from 'c/working';
import EVENT_COUNT from '@salesforce/schema/Product_Twin__c.Event_Count__c';
import STAGE from '@salesforce/schema/Product_Twin__c.Stage__c';
import getVerdict from '@salesforce/apex/ItemInspectionController.getVerdict';

/** The verdict on an item as every touchpoint gives it, on the item's own page. Counts no scan. */
export default class TwinVerdict extends Working(LightningElement) {
    verification;
    key;
    #follower = new Follower(() => this.ask(), [STAGE, EVENT_COUNT]);

    @api
    get recordId() {
        return this.key;
    }
    set recordId(value) {
        if (!value || value === this.key) return;
        this.key = value;
        this.verification = undefined;
        this.ask();
    }

    /** A step that somebody takes on this page may change the verdict and what it rests on. */
    @wire(getRecord, { recordId: '$recordId', fields: [STAGE], optionalFields: [EVENT_COUNT] })
    followRecord({ data }) {
        return this.#follower.see(data);
    }

    ask() {
        return this.read(
            () => getVerdict({ itemKey: this.key }),
            (verification) => {
                this.verification = verification;
            }
        );
    }
}
