import { api, LightningElement } from 'lwc';
import { dataPath, request } from 'local/http';
import { fieldNameOf } from 'local/form';

/** A whole form from a list of fields or a layout: shows, and edits unless `read-only`. */
export default class RecordForm extends LightningElement {
    @api recordId;
    @api recordTypeId;
    @api layoutType;
    @api density;
    /** `view`, `edit` or `readonly`; default: `edit` for a new record, else `view`. */
    @api mode;
    @api columns = 1;
    _objectApiName;
    _fields;
    layoutFields;
    editing;

    @api
    get objectApiName() {
        return this._objectApiName;
    }
    set objectApiName(value) {
        this._objectApiName = value?.objectApiName ?? value;
    }

    @api
    get fields() {
        return this._fields;
    }
    set fields(value) {
        this._fields = value?.map(fieldNameOf);
    }

    async connectedCallback() {
        if (this._fields || !this._objectApiName) return;
        const layout = await request('GET', `${dataPath}/ui-api/layout/${this._objectApiName}?layoutType=${this.layoutType ?? 'Full'}`);
        this.layoutFields = layout.sections.flatMap(({ layoutRows }) => layoutRows.flatMap(({ layoutItems }) => layoutItems.flatMap(({ layoutComponents }) => layoutComponents.map(({ apiName }) => apiName))));
    }

    get names() {
        return this._fields ?? this.layoutFields ?? [];
    }

    get isEditing() {
        return this.editing ?? (this.mode === 'edit' || (!this.recordId && this.mode !== 'readonly'));
    }

    get canEdit() {
        return this.mode !== 'readonly';
    }

    get columnClass() {
        return `slds-col slds-size_1-of-1 slds-medium-size_1-of-${Math.max(1, Number(this.columns) || 1)}`;
    }

    edit() {
        this.editing = true;
    }

    cancel() {
        this.editing = this.recordId ? false : undefined;
        this.dispatchEvent(new CustomEvent('cancel'));
    }

    handleSuccess(event) {
        this.editing = false;
        this.dispatchEvent(new CustomEvent('success', { detail: event.detail }));
    }

    relay(event) {
        const copy = new CustomEvent(event.type, { detail: event.detail, cancelable: event.cancelable });
        if (!this.dispatchEvent(copy)) event.preventDefault();
    }
}
