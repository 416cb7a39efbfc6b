import { api, LightningElement, wire } from 'lwc';
import { FlowAttributeChangeEvent } from 'lightning/flowSupport';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';

/** Chooses a record that a reference field of an object may point to. */
export default class Lookup extends LightningElement {
    @api objectApiName;
    @api fieldApiName;
    @api label;
    @api recordId;
    @api recordName;
    @api required = false;
    @api disabled = false;
    target;

    @wire(getObjectInfo, { objectApiName: '$objectApiName' })
    receiveInfo({ data }) {
        this.target = data?.fields[this.fieldApiName]?.referenceToInfos[0]?.apiName ?? this.target;
    }

    get isRequired() {
        return String(this.required) === 'true';
    }

    get picker() {
        return this.template.querySelector('lightning-record-picker');
    }

    handleChange(event) {
        this.dispatchEvent(new FlowAttributeChangeEvent('recordId', event.detail.recordId ?? null));
    }

    @api
    validate() {
        return { isValid: this.picker?.checkValidity() ?? true, errorMessage: 'Please enter some valid input. Input is not optional.' };
    }

    @api
    focus() {
        this.picker?.focus();
    }
}
