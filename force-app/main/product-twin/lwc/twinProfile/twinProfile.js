import { LightningElement, api, wire } from 'lwc';
import getTwin from '@salesforce/apex/TwinController.getTwin';
import title from '@salesforce/label/c.Loop_Ui_Profile_Title';
import none from '@salesforce/label/c.Loop_Ui_Profile_None';
import loading from '@salesforce/label/c.Loop_Ui_Loading';
import passport from '@salesforce/label/c.Loop_Ui_Passport';

const DAY = /^\d{4}-\d\d-\d\d$/;

/** The facts that matter in the item's sector: materials and artisan, storage and battery, size and care. */
export default class TwinProfile extends LightningElement {
    labels = { title, none, loading, passport };

    /** Id of the Product_Twin__c. */
    @api recordId;

    @wire(getTwin, { twinId: '$recordId' })
    twin;

    get isLoading() {
        return !this.twin.data && !this.twin.error;
    }

    get isEmpty() {
        return this.twin.data?.profile.length === 0;
    }

    get facts() {
        return this.twin.data.profile.map((fact) => ({ ...fact, isDay: DAY.test(fact.value) }));
    }

    get title() {
        return this.twin.data?.sector ? `${title} · ${this.twin.data.sector}` : title;
    }
}
