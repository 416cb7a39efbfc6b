import { LightningElement } from 'lwc';
import { countText } from 'c/plural';
import { Working } from 'c/working';
import { NavigationMixin } from 'lightning/navigation';
import findItems from '@salesforce/apex/TwinSearchController.search';
import title from '@salesforce/label/c.Loop_Ui_Search_Title';
import field from '@salesforce/label/c.Loop_Ui_Search_Field';
import placeholder from '@salesforce/label/c.Loop_Ui_Search_Placeholder';
import hint from '@salesforce/label/c.Loop_Ui_Search_Hint';
import none from '@salesforce/label/c.Loop_Ui_Search_None';
import found from '@salesforce/label/c.Loop_Ui_Search_Found';
import foundOne from '@salesforce/label/c.Loop_Ui_Search_Found_One';
import searching from '@salesforce/label/c.Loop_Ui_Searching';
import serial from '@salesforce/label/c.Loop_Ui_Serial';
import order from '@salesforce/label/c.Loop_Ui_Order';
import owner from '@salesforce/label/c.Loop_Ui_Owner';

/** Finds an item by whatever the customer has at hand, and opens its page. */
export default class TwinSearch extends NavigationMixin(Working(LightningElement)) {
    labels = { title, field, placeholder, hint, searching, serial, order, owner };

    term = '';
    searchedTerm;
    matches;

    get isEmpty() {
        return this.matches?.length === 0;
    }

    get showsHint() {
        return !this.matches && !this.error && !this.isBusy;
    }

    get emptyMessage() {
        return none.replace('{0}', this.searchedTerm);
    }

    /** For screen readers, which do not see the list appear. */
    get announcement() {
        if (!this.matches) return '';
        return this.isEmpty ? this.emptyMessage : countText(this.matches.length, { one: foundOne, other: found });
    }

    handleTerm(event) {
        this.term = event.detail.term;
        return this.search();
    }

    handleScanFailed(event) {
        this.error = event.detail.error;
    }

    async search() {
        const { term } = this;
        await this.read(
            () => findItems({ term }),
            (matches) => {
                this.searchedTerm = term;
                this.matches = matches.map((match) => ({ ...match, url: `/lightning/r/Product_Twin__c/${match.twinId}/view` }));
            }
        );
        if (this.error) this.matches = undefined;
    }

    handleOpen(event) {
        event.preventDefault();
        this[NavigationMixin.Navigate]({
            type: 'standard__recordPage',
            attributes: { recordId: event.currentTarget.dataset.id, objectApiName: 'Product_Twin__c', actionName: 'view' }
        });
    }
}
