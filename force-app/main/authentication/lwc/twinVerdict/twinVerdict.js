import { LightningElement, api } from 'lwc';
import { ItemFollowing } from 'c/itemFollowing';
import { Working } from 'c/working';
import getVerdict from '@salesforce/apex/ItemInspectionController.getVerdict';

/** The verdict on an item as every touchpoint gives it, on the item's own page. Counts no scan. */
export default class TwinVerdict extends ItemFollowing(Working(LightningElement)) {
    verification;
    key;

    @api
    get recordId() {
        return this.key;
    }
    set recordId(value) {
        if (!value || value === this.key) return;
        this.key = value;
        this.verification = undefined;
        this.refresh();
    }

    /** A step that somebody takes on this page may change the verdict and what it rests on. */
    refresh() {
        return this.read(
            () => getVerdict({ itemKey: this.key }),
            (verification) => {
                this.verification = verification;
            }
        );
    }
}
