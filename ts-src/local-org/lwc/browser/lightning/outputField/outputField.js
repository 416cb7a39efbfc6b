import { api, LightningElement, wire } from 'lwc';
import { EnclosingForm, fieldNameOf } from 'local/form';
import { fieldView } from 'local/fields';

/** A field of the enclosing form with its label, read-only. */
export default class OutputField extends LightningElement {
    _fieldName;
    @api fieldClass;
    /** `standard`, `label-hidden`, `label-inline`, `label-stacked` */
    @api variant = 'standard';
    form;

    @api
    get fieldName() {
        return this._fieldName;
    }
    set fieldName(value) {
        this._fieldName = fieldNameOf(value);
        this.form?.need(this._fieldName);
    }

    @wire(EnclosingForm)
    receiveForm(form) {
        this.form = form;
        if (this._fieldName) form?.need?.(this._fieldName);
    }

    get view() {
        return this.form?.record && this.form.objectInfo ? fieldView(this.form.record, this.form.objectInfo, this._fieldName) : undefined;
    }

    get label() {
        return this.form?.objectInfo?.fields[this._fieldName]?.label.replace(/ ID$/, '');
    }

    get help() {
        return this.view?.help;
    }

    get hasLabel() {
        return this.variant !== 'label-hidden' && this.label;
    }

    get elementClass() {
        const layout = this.variant === 'label-inline' ? 'slds-form-element_horizontal' : 'slds-form-element_stacked';
        return `slds-form-element slds-form-element_readonly ${layout} element`;
    }
}
