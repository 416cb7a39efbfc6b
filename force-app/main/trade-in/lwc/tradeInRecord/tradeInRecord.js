import { LightningElement, api } from 'lwc';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import title from '@salesforce/label/c.Loop_Ui_Trade_In_Record_Title';

/** A trade-in on its own page, to be worked on: the rest of the page follows each step. */
export default class TradeInRecord extends LightningElement {
    labels = { title };

    /** Id of the Trade_In__c. */
    @api recordId;

    handleChanged() {
        return notifyRecordUpdateAvailable([{ recordId: this.recordId }]);
    }
}
