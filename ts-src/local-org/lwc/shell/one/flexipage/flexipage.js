import { api, LightningElement, wire } from 'lwc';
import { getRecord } from 'lightning/uiRecordApi';
import { columnsOf } from './template.js';
import { fieldsOfRules, isVisible, visibleModel } from 'local/visibility';
import { boot, formFactor } from 'local/boot';

/** A flexipage: its regions as the template places them, without what its visibility rules hide. */
export default class Flexipage extends LightningElement {
    #model;
    @api recordId;
    @api objectApiName;
    @api objectLabel;
    @api icon;
    ruleRecord;
    nameRecord;

    @api
    get model() {
        return this.#model;
    }
    set model(model) {
        this.#model = model;
    }

    get ruleFields() {
        if (!this.recordId) return undefined;
        return fieldsOfRules(this.#model).map((field) => `${this.objectApiName}.${field}`);
    }

    get optionalFields() {
        return this.recordId ? (this.ruleFields?.length ? this.ruleFields : [`${this.objectApiName}.Id`]) : undefined;
    }

    @wire(getRecord, { recordId: '$recordId', optionalFields: '$optionalFields' })
    receiveRecord({ data }) {
        if (data) this.ruleRecord = data;
    }

    get placed() {
        const model = visibleModel(this.#model, (rule) => isVisible(rule, { record: this.ruleRecord, formFactor, user: boot.user, customPermissions: boot.customPermissions, userPermissions: boot.userPermissions }));
        return { model, rows: columnsOf(model) };
    }
}
