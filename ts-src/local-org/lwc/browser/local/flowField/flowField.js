import { api, LightningElement } from 'lwc';
import { boot, formFactor } from 'local/boot';
import { plainText } from './text.js';

const INPUT_TYPES = { Number: 'number', Currency: 'number', Date: 'date', DateTime: 'datetime', Time: 'time' };
const FIELD_TYPES = { email: 'email', phone: 'tel', url: 'url' };
const MISSING = 'Please enter some valid input. Input is not optional.';

/** One field of a flow's screen, in the control that its kind and type ask for. */
export default class FlowField extends LightningElement {
    /** @type {import('../../../../flow/index.ts').FieldView} */
    @api field;
    @api visit;
    @api availableActions;
    error;
    open = true;
    #leave;
    #chosen = [];
    /** A message was shown, which is to go with its reason: at once, lest the page moves under the hand that goes on to a button. */
    #hasMessage = false;

    connectedCallback() {
        if (['DisplayText', 'Region', 'ComponentInstance'].includes(this.field.type)) return;
        const detail = { name: this.field.name, check: () => this.check(), show: (message) => this.show(message), focus: () => this.control?.focus?.() };
        this.dispatchEvent(new CustomEvent('flowfield', { bubbles: true, composed: true, detail }));
        this.#leave = detail.leave;
    }

    disconnectedCallback() {
        this.#leave?.();
    }

    get control() {
        return this.template.querySelector('[data-control]');
    }

    /** Whether what was entered is of the right form; says so at the field. */
    check() {
        this.show('');
        const valid = this.control?.reportValidity?.() ?? true;
        this.#hasMessage = !valid;
        if (!valid) this.callAttention();
        return valid;
    }

    /** Shows what the flow has against the value; '' nothing. */
    show(message) {
        const { control } = this;
        const speaks = control?.setCustomValidity !== undefined;
        this.error = speaks ? undefined : message;
        if (speaks) control.setCustomValidity(message);
        if (speaks && message) control.reportValidity();
        if (!message) return;
        this.#hasMessage = true;
        this.callAttention();
    }

    callAttention() {
        this.dispatchEvent(new CustomEvent('flowattention', { bubbles: true, composed: true }));
    }

    is(...types) {
        return types.includes(this.field.type);
    }

    get isText() {
        return this.is('DisplayText');
    }
    get isSection() {
        return this.is('RegionContainer');
    }
    get isComponent() {
        return this.is('ComponentInstance');
    }
    get isFixed() {
        return this.field.objectField?.readOnly === true;
    }
    get isReference() {
        return this.field.objectField?.referenceTo != null;
    }
    get isSelect() {
        return this.is('DropdownBox') || this.isPicklistOf('Picklist');
    }
    get isRadio() {
        return this.is('RadioButtons');
    }
    get isCheckboxes() {
        return this.is('MultiSelectCheckboxes') || (this.isMultiple && formFactor === 'Small');
    }
    get isListbox() {
        return this.isMultiple && formFactor !== 'Small';
    }
    get isMultiple() {
        return this.is('MultiSelectPicklist') || this.isPicklistOf('Multipicklist');
    }
    get isTextArea() {
        return this.is('LargeTextArea') || this.field.objectField?.type === 'textarea';
    }
    get isCheckbox() {
        return this.is('InputField', 'ObjectProvided') && this.field.dataType === 'Boolean';
    }

    isPicklistOf(dataType) {
        return this.is('ObjectProvided') && this.field.dataType === dataType;
    }

    get label() {
        return plainText(this.field.label);
    }

    get help() {
        return this.field.helpText ? plainText(this.field.helpText) : undefined;
    }

    /** Groups of choices have no bubble for it. */
    get groupHelp() {
        return this.isRadio || this.isCheckboxes ? this.help : undefined;
    }

    get missingMessage() {
        return MISSING;
    }

    get inputType() {
        if (this.is('PasswordField')) return 'password';
        return INPUT_TYPES[this.field.dataType] ?? FIELD_TYPES[this.field.objectField?.type] ?? 'text';
    }

    get formatter() {
        return this.field.dataType === 'Currency' ? 'currency' : undefined;
    }

    get step() {
        if (this.inputType !== 'number') return undefined;
        return this.field.scale === null ? 'any' : String(10 ** -this.field.scale);
    }

    get maxLength() {
        return this.field.objectField?.maxLength ?? undefined;
    }

    get timeZone() {
        return boot.user.timeZone;
    }

    get inputValue() {
        const { value, dataType } = this.field;
        if (value === null || value === undefined) return this.inputType === 'number' ? null : '';
        if (dataType === 'DateTime') return new Date(value).toISOString();
        return dataType === 'Time' ? String(value).replace('Z', '') : value;
    }

    /** Controls know choices by text. */
    get options() {
        const options = this.field.choices.map(({ label, value }) => ({ label: plainText(label), value: String(value) }));
        return this.isSelect && !(this.field.required && this.chosen !== '') ? [{ label: '--None--', value: '' }, ...options] : options;
    }

    get chosen() {
        const { value } = this.field;
        return value === null || value === undefined ? '' : String(value);
    }

    /** The same list as long as it says the same: a new one takes away what a person has marked in a listbox and not moved yet. */
    get chosenMany() {
        const { value } = this.field;
        const chosen = Array.isArray(value) ? value.map(String) : value ? String(value).split(';') : [];
        if (JSON.stringify(chosen) !== JSON.stringify(this.#chosen)) this.#chosen = chosen;
        return this.#chosen;
    }

    get fixedText() {
        return this.field.value === null ? '' : String(this.field.value);
    }

    get columns() {
        return this.field.fields.map((region) => ({ name: region.name, fields: region.fields, class: `slds-col slds-size_1-of-1 slds-medium-size_${region.inputs.width ?? 12}-of-12 column` }));
    }

    get hasHeader() {
        return this.label !== '';
    }

    get sectionClass() {
        return this.open ? 'slds-section slds-is-open' : 'slds-section';
    }

    get expanded() {
        return String(this.open);
    }

    get closed() {
        return !this.open;
    }

    handleToggle() {
        this.open = !this.open;
    }

    /** Something in the section needs attention. */
    handleAttention() {
        this.open = true;
    }

    handleChange(event) {
        event.stopPropagation();
        const { target, detail } = event;
        this.show('');
        if (this.#hasMessage) Promise.resolve().then(() => this.control?.reportValidity?.());
        if (this.isCheckbox) this.tell(target.checked);
        else if (this.isReference) this.tell(detail.recordId ?? null);
        else if (this.isCheckboxes || this.isListbox) this.tell(detail.value);
        else if (this.isSelect || this.isRadio) this.tell(this.field.choices.find(({ value }) => String(value) === detail.value)?.value ?? null);
        else if (this.inputType === 'number') this.tell(detail.value === '' ? null : Number(detail.value));
        else this.tell(detail.value === '' ? null : detail.value);
    }

    tell(value) {
        this.dispatchEvent(new CustomEvent('flowfieldchange', { bubbles: true, composed: true, detail: { name: this.field.name, value } }));
    }
}
