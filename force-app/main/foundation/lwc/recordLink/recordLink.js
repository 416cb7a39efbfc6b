import { LightningElement, api } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';

/** The name of a record that leads to it, in a console as a tab of its own; the name alone where there is no record. */
export default class RecordLink extends NavigationMixin(LightningElement) {
    /** Name of the record. */
    @api label;

    url;
    shownId;

    /** Id of the record. */
    @api
    get recordId() {
        return this.shownId;
    }

    set recordId(recordId) {
        this.shownId = recordId;
        if (recordId) this.findUrl();
    }

    get page() {
        return { type: 'standard__recordPage', attributes: { recordId: this.recordId, actionName: 'view' } };
    }

    async findUrl() {
        this.url = await this[NavigationMixin.GenerateUrl](this.page);
    }

    handleOpen(event) {
        event.preventDefault();
        this[NavigationMixin.Navigate](this.page);
    }
}
