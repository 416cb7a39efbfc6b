import { LightningElement, api, wire } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import { getRecord, getFieldValue } from 'lightning/uiRecordApi';
import getTwin from '@salesforce/apex/TwinController.getTwin';
import CASE_TWIN from '@salesforce/schema/Case.Product_Twin__c';
import title from '@salesforce/label/c.Loop_Ui_Case_Title';
import none from '@salesforce/label/c.Loop_Ui_Case_None';
import open from '@salesforce/label/c.Loop_Ui_Case_Open';
import loading from '@salesforce/label/c.Loop_Ui_Loading';
import serial from '@salesforce/label/c.Loop_Ui_Serial';
import owner from '@salesforce/label/c.Loop_Ui_Owner';
import warranty from '@salesforce/label/c.Loop_Ui_Warranty';
import warrantyActive from '@salesforce/label/c.Loop_Ui_Warranty_Active';
import warrantyExpired from '@salesforce/label/c.Loop_Ui_Warranty_Expired';
import warrantyNotStarted from '@salesforce/label/c.Loop_Ui_Warranty_Not_Started';
import warrantyNone from '@salesforce/label/c.Loop_Ui_Warranty_None';

const WARRANTY_TEXT = { Active: warrantyActive, Expired: warrantyExpired, 'Not Started': warrantyNotStarted, None: warrantyNone };

/** The item that a case is about, with what the agent asks first. */
export default class TwinCaseCard extends NavigationMixin(LightningElement) {
    labels = { title, none, open, loading, serial, owner, warranty };

    /** Id of the Case. */
    @api recordId;

    @wire(getRecord, { recordId: '$recordId', optionalFields: [CASE_TWIN] })
    case;

    @wire(getTwin, { twinId: '$twinId' })
    twin;

    get twinId() {
        return getFieldValue(this.case.data, CASE_TWIN) ?? undefined;
    }

    get error() {
        return this.case.error ?? this.twin.error;
    }

    /** Who may not see the item of a case gets no card. */
    get isShown() {
        return !this.case.data || CASE_TWIN.fieldApiName in this.case.data.fields;
    }

    get isWithoutItem() {
        return Boolean(this.case.data) && !this.twinId;
    }

    get isLoading() {
        return !this.error && !this.isWithoutItem && !this.twin.data;
    }

    get warrantyText() {
        const { state, reason } = this.twin.data.warranty;
        return reason ?? WARRANTY_TEXT[state] ?? state;
    }

    /** The day the warranty ends or ended, as on the item's page. */
    get warrantyDay() {
        const { state, endsOn, reason } = this.twin.data.warranty;
        return !reason && (state === 'Active' || state === 'Expired') ? endsOn : undefined;
    }

    handleOpen() {
        this[NavigationMixin.Navigate]({
            type: 'standard__recordPage',
            attributes: { recordId: this.twinId, objectApiName: 'Product_Twin__c', actionName: 'view' }
        });
    }
}
