import { api, LightningElement, wire } from 'lwc';
import { getRecord } from 'lightning/uiRecordApi';
import { columnsOf } from './template.js';
import { fieldsOfRules, isVisible, visibleModel } from 'local/visibility';
import { boot, formFactor } from 'local/boot';

/** A flexipage: its regions as the template places them, without what its visibility rules hide. */
export default class Flexipage extends LightningElement {
    _model;
    @api recordId;
    @api objectApiName;
    @api objectLabel;
    @api icon;
    /** Field that holds the record's name. */
    @api nameField;
    ruleRecord;
    missing = false;

    @api
    get model() {
        return this._model;
    }
    set model(model) {
        this._model = model;
    }

    get optionalFields() {
        return this.recordId ? [...fieldsOfRules(this._model), this.nameField].map((field) => `${this.objectApiName}.${field}`) : undefined;
    }

    @wire(getRecord, { recordId: '$recordId', optionalFields: '$optionalFields' })
    receiveRecord({ data, error }) {
        if (error) {
            this.missing = error.status === 404;
            this.dispatchEvent(new CustomEvent('recordtitle', { detail: { title: 'Record not found', icon: 'utility:warning' } }));
        }
        if (!data) return;
        this.missing = false;
        this.ruleRecord = data;
        const title = data.fields[this.nameField]?.value ?? this.objectLabel;
        this.dispatchEvent(new CustomEvent('recordtitle', { detail: { title, icon: this.icon } }));
    }

    get placed() {
        const model = visibleModel(this._model, (rule) => isVisible(rule, { record: this.ruleRecord, formFactor, user: boot.user, customPermissions: boot.customPermissions, userPermissions: boot.userPermissions }));
        return { model, rows: columnsOf(model) };
    }
}
