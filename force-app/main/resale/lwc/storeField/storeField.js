import { LightningElement, api, wire } from 'lwc';
import getStores from '@salesforce/apex/PreOwnedController.getStores';
import none from '@salesforce/label/c.Loop_Ui_Store_None';

/**
 * Asks for a store: one that is known, or none. It is typed where the known ones are too many to choose from, or cannot be read.
 * @fires change with `{value}`, the code; empty for none
 */
export default class StoreField extends LightningElement {
    @api label;
    @api help;
    @api value;
    /** What the choice of none is called. */
    @api none = none;

    stores;
    isTyped = false;

    @wire(getStores)
    receiveStores({ data, error }) {
        if (data) this.stores = data;
        this.isTyped = Boolean(error) || data?.length === 0;
    }

    @api
    focus() {
        this.refs.field.focus();
    }

    get isWaiting() {
        return !this.stores;
    }

    get options() {
        return [{ value: '', label: this.none }, ...(this.stores ?? []).map((code) => ({ value: code, label: code }))];
    }

    handleChange(event) {
        // that of the field inside is not for those outside
        event.stopPropagation();
        this.dispatchEvent(new CustomEvent('change', { detail: { value: event.detail.value } }));
    }
}
