import { LightningElement, api, wire } from 'lwc';
import getState from '@salesforce/apex/PreOwnedController.getState';
import title from '@salesforce/label/c.Loop_Ui_Resale_Card';
import none from '@salesforce/label/c.Loop_Ui_Resale_Never';
import loading from '@salesforce/label/c.Loop_Ui_Loading';

/** Where an item stands in refurbishment and resale; the work itself is done on the workbench. */
export default class TwinResale extends LightningElement {
    labels = { title, none, loading };

    /** Id of the Product_Twin__c. */
    @api recordId;

    order;
    error;
    isLoading = true;

    @wire(getState, { twinId: '$recordId' })
    receive({ data, error }) {
        if (data === undefined && error === undefined) return;
        this.isLoading = false;
        this.error = error;
        // no step is offered here: the page of the item only tells
        this.order = data ? { ...data, actions: [] } : undefined;
    }

    get isEmpty() {
        return !this.isLoading && !this.order && !this.error;
    }
}
