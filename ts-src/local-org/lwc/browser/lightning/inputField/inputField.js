import { api, LightningElement, wire } from 'lwc';
import { EnclosingForm, fieldNameOf } from 'local/form';
import { fieldView, labelOf } from 'local/fields';

const INPUT_TYPES = { Email: 'email', Phone: 'tel', Url: 'url', Int: 'number', Long: 'number', Double: 'number', Currency: 'number', Percent: 'number', Date: 'date', DateTime: 'datetime', Time: 'time', Boolean: 'checkbox' };
const FORMATTERS = { Currency: 'currency', Percent: 'percent-fixed' };

/** A field of the enclosing form to be edited, in the control that its type asks for. */
export default class InputField extends LightningElement {
    _fieldName;
    _value;
    _touched = false;
    @api disabled = false;
    @api readOnly = false;
    @api required = false;
    @api variant = 'standard';
    form;

    @api
    get fieldName() {
        return this._fieldName;
    }
    set fieldName(value) {
        this._fieldName = fieldNameOf(value);
        this.form?.need?.(this._fieldName);
    }

    /** Set: a preset that is saved with the form. */
    @api
    get value() {
        return this._touched ? this._value : (this._value ?? this.form?.record?.fields[this._fieldName]?.value ?? null);
    }
    set value(value) {
        this._value = value;
        this._touched = true;
        this.form?.change(this._fieldName, value);
    }

    @wire(EnclosingForm)
    receiveForm(form) {
        const first = !this.form;
        this.form = form;
        if (!form?.need || !this._fieldName) return;
        form.need(this._fieldName);
        if (first && this._touched) form.change(this._fieldName, this._value);
    }

    get info() {
        return this.form?.objectInfo?.fields[this._fieldName];
    }

    /** A new record needs no values to be there first. */
    get ready() {
        return this.info !== undefined && (this.form.isNew || this.form.record !== undefined);
    }

    get label() {
        return labelOf(this.info);
    }

    get isRequired() {
        return this.required || this.info.required;
    }

    get isFixed() {
        const right = this.form.isNew ? 'createable' : 'updateable';
        return this.readOnly || this.info[right] === false;
    }

    get view() {
        return fieldView(this.form.record, this.form.objectInfo, this._fieldName);
    }

    get isPicklist() {
        return this.info.dataType === 'Picklist';
    }
    get isMultiPicklist() {
        return this.info.dataType === 'MultiPicklist';
    }
    get isTextArea() {
        return this.info.dataType === 'TextArea';
    }
    get isReference() {
        return this.info.reference;
    }
    get isCheckbox() {
        return this.info.dataType === 'Boolean';
    }

    get inputType() {
        return INPUT_TYPES[this.info.dataType] ?? 'text';
    }

    get formatter() {
        return FORMATTERS[this.info.dataType];
    }

    get step() {
        return this.inputType === 'number' ? String(10 ** -this.info.scale) : undefined;
    }

    get maxLength() {
        return ['text', 'email', 'tel', 'url'].includes(this.inputType) && this.info.length > 0 ? this.info.length : undefined;
    }

    get target() {
        return this.info.referenceToInfos[0]?.apiName;
    }

    get options() {
        const values = (this.form.picklists?.[this._fieldName]?.values ?? []).map(({ label, value }) => ({ label, value }));
        return this.isPicklist && !this.isRequired ? [{ label: '--None--', value: '' }, ...values] : values;
    }

    get picklistValue() {
        return this.value ?? (this.form.isNew && !this._touched ? (this.form.picklists?.[this._fieldName]?.defaultValue?.value ?? '') : '');
    }

    get multiValue() {
        return this.value ? String(this.value).split(';') : [];
    }

    get error() {
        return this.form?.errors[this._fieldName];
    }

    handleChange(event) {
        const { detail, target } = event;
        event.stopPropagation();
        let value = this.isCheckbox ? target.checked : 'recordId' in (detail ?? {}) ? detail.recordId : detail.value;
        if (Array.isArray(value)) value = value.join(';');
        if (this.inputType === 'number' && !this.isPicklist) value = value === '' ? null : Number(value);
        if (value === '') value = null;
        this._value = value;
        this._touched = true;
        this.form.change(this._fieldName, value);
        this.dispatchEvent(new CustomEvent('change', { detail: { value, checked: this.isCheckbox ? value : undefined }, bubbles: true, composed: true }));
    }

    @api
    reset() {
        this._value = undefined;
        this._touched = false;
        this.form = { ...this.form };
    }

    @api
    reportValidity() {
        return this.template.querySelector('[data-control]')?.reportValidity?.() ?? true;
    }

    @api
    focus() {
        this.template.querySelector('[data-control]')?.focus?.();
    }
}
