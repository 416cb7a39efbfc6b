import { LightningElement, api } from 'lwc';
import getVerdict from '@salesforce/apex/ItemInspectionController.getVerdict';

/** The verdict on an item as every touchpoint gives it, on the item's own page. Counts no scan. */
export default class TwinVerdict extends LightningElement {
    verification;
    error;
    key;

    @api
    get recordId() {
        return this.key;
    }
    set recordId(value) {
        if (!value || value === this.key) return;
        this.key = value;
        this.load(value);
    }

    async load(itemKey) {
        this.error = undefined;
        this.verification = undefined;
        try {
            const verification = await getVerdict({ itemKey });
            if (itemKey === this.key) this.verification = verification;
        } catch (error) {
            if (itemKey === this.key) this.error = error;
        }
    }
}
