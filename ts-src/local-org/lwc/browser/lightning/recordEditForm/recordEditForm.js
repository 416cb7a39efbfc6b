import { api, LightningElement, wire } from 'lwc';
import { getObjectInfo, getPicklistValuesByRecordType } from 'lightning/uiObjectInfoApi';
import { createRecord, getRecord, updateRecord } from 'lightning/uiRecordApi';
import { messageOf } from 'local/fields';
import { FormOwner, pathsFor } from 'local/form';

/** Edits one record or makes a new one, with a `lightning-input-field` for each field. */
export default class RecordEditForm extends FormOwner(LightningElement) {
    @api recordId;
    @api recordTypeId;
    @api layoutType;
    @api density;
    @api formClass;
    _objectApiName;
    #edited = {};
    picklists;
    errors = {};
    message;

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
        return this.recordId && this.objectInfo && this.names.length > 0 ? pathsFor(this._objectApiName, this.objectInfo, this.names) : undefined;
    }

    get effectiveRecordType() {
        return this.recordTypeId ?? this.record?.recordTypeId ?? this.objectInfo?.defaultRecordTypeId;
    }

    @wire(getObjectInfo, { objectApiName: '$objectName' })
    receiveInfo({ data, error }) {
        if (error) this.fail(error);
        if (!data) return;
        this.objectInfo = data;
        this.publish();
        if (!this.recordId) this.loaded({});
    }

    @wire(getPicklistValuesByRecordType, { objectApiName: '$objectName', recordTypeId: '$effectiveRecordType' })
    receivePicklists({ data }) {
        if (!data) return;
        this.picklists = data.picklistFieldValues;
        this.publish();
    }

    @wire(getRecord, { recordId: '$recordId', optionalFields: '$fields' })
    receiveRecord({ data, error }) {
        if (error) this.fail(error);
        if (!data) return;
        this.record = data;
        this.publish();
        this.loaded({ [data.id]: data });
    }

    loaded(records) {
        this.dispatchEvent(new CustomEvent('load', { detail: { records, objectInfos: { [this._objectApiName]: this.objectInfo }, record: this.record ?? { apiName: this._objectApiName, fields: {} } } }));
    }

    get state() {
        return {
            record: this.record,
            objectInfo: this.objectInfo,
            picklists: this.picklists,
            errors: this.errors,
            message: this.message,
            isNew: !this.recordId,
            need: (name) => this.need(name),
            change: (name, value) => {
                this.#edited = { ...this.#edited, [name]: value };
            },
        };
    }

    handleSubmit(event) {
        event.preventDefault();
        event.stopPropagation();
        const fields = { ...this.#edited };
        const submit = new CustomEvent('submit', { cancelable: true, detail: { fields } });
        if (this.dispatchEvent(submit)) this.save(fields);
    }

    /** Saves; `fields` (default: what was edited) by API name. */
    @api
    submit(fields = { ...this.#edited }) {
        return this.save(fields);
    }

    async save(fields) {
        this.errors = {};
        this.message = undefined;
        this.publish();
        try {
            const record = this.recordId ? await updateRecord({ fields: { ...fields, Id: this.recordId } }) : await createRecord({ apiName: this._objectApiName, fields });
            // A form that makes records keeps what its fields still show.
            if (this.recordId) this.#edited = {};
            this.dispatchEvent(new CustomEvent('success', { detail: record }));
        } catch (error) {
            this.fail(error);
        }
    }

    fail(error) {
        const output = error.body?.output ?? { errors: [], fieldErrors: {} };
        this.errors = Object.fromEntries(Object.entries(output.fieldErrors ?? {}).map(([name, list]) => [name, list.map(({ message }) => message).join(' ')]));
        this.message = Object.keys(this.errors).length > 0 && !output.errors?.length ? 'Review the fields below.' : messageOf(error);
        this.publish();
        this.dispatchEvent(new CustomEvent('error', { detail: { message: error.body?.message ?? this.message, detail: this.message, output } }));
    }
}
