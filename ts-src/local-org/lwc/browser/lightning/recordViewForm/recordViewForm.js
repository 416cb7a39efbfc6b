import { api, LightningElement, wire } from 'lwc';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import { getRecord } from 'lightning/uiRecordApi';
import { FormOwner, pathsFor } from 'local/form';

/** Shows fields of one record, each placed by a `lightning-output-field`. */
export default class RecordViewForm extends FormOwner(LightningElement) {
    @api recordId;
    @api density;
    _objectApiName;

    @api
    get objectApiName() {
        return this._objectApiName;
    }
    set objectApiName(value) {
        this._objectApiName = value?.objectApiName ?? value;
    }

    get objectName() {
        return this._objectApiName;
    }

    get fields() {
        return this.objectInfo && this.names.length > 0 ? pathsFor(this._objectApiName, this.objectInfo, this.names) : undefined;
    }

    @wire(getObjectInfo, { objectApiName: '$objectName' })
    receiveInfo({ data }) {
        if (!data) return;
        this.objectInfo = data;
        this.publish();
    }

    @wire(getRecord, { recordId: '$recordId', optionalFields: '$fields' })
    receiveRecord({ data, error }) {
        if (error) this.dispatchEvent(new CustomEvent('error', { detail: error.body }));
        if (!data) return;
        this.record = data;
        this.publish();
        this.dispatchEvent(new CustomEvent('load', { detail: { records: { [data.id]: data }, objectInfos: { [this._objectApiName]: this.objectInfo } } }));
    }

    get state() {
        return { record: this.record, objectInfo: this.objectInfo, errors: {}, need: (name) => this.need(name), change: () => undefined };
    }
}
