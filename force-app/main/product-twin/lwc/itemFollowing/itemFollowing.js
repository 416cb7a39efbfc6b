import { wire } from 'lwc';
import { getRecord } from 'lightning/uiRecordApi';
import { Follower } from 'c/follow';
import EVENT_COUNT from '@salesforce/schema/Product_Twin__c.Event_Count__c';
import STAGE from '@salesforce/schema/Product_Twin__c.Stage__c';

/**
 * A component on the page of an item, which is to show what steps that are taken elsewhere on the page make of it.
 * It gives `refresh()`, which is called after each of them.
 *
 * `class Header extends ItemFollowing(LightningElement)`
 * @template {new (...parts: any[]) => object} Component
 * @param {Component} Base
 */
export const ItemFollowing = (Base) =>
    class extends Base {
        #follower = new Follower(() => this.refresh(), [STAGE, EVENT_COUNT]);

        /** Id of the Product_Twin__c; undefined where the page is another record's. */
        get twinId() {
            return this.recordId;
        }

        /** Not everybody may read how many events it has. */
        @wire(getRecord, { recordId: '$twinId', fields: [STAGE], optionalFields: [EVENT_COUNT] })
        followItem({ data }) {
            return this.#follower.see(data);
        }

        /** Refreshes now; of several calls none ends with an older state. */
        catchUp() {
            return this.#follower.run();
        }
    };
