import { api, LightningElement } from 'lwc';
import { dataPath, request } from 'local/http';
import { fieldView, recordName } from 'local/fields';

const PAUSE = 250;

/** Chooses one record of an object by typing part of what identifies it. */
export default class RecordPicker extends LightningElement {
    @api label;
    @api objectApiName;
    @api placeholder = 'Search…';
    @api required = false;
    @api disabled = false;
    @api variant = 'standard';
    @api fieldLevelHelp;
    @api messageWhenValueMissing = 'Complete this field.';
    @api displayInfo;
    @api matchingInfo;
    _value;
    chosen;
    choices = [];
    open = false;
    active = -1;
    error;

    /** Id of the chosen record. */
    @api
    get value() {
        return this._value;
    }
    set value(value) {
        this._value = value ?? null;
        this.showValue();
    }

    @api
    clearSelection() {
        this.choose(null);
    }

    @api
    reportValidity() {
        this.error = this.required && !this._value ? this.messageWhenValueMissing : undefined;
        return this.error === undefined;
    }

    @api
    checkValidity() {
        return !this.required || Boolean(this._value);
    }

    @api
    focus() {
        this.template.querySelector('input, button')?.focus();
    }

    connectedCallback() {
        this.showValue();
    }

    async showValue() {
        const id = this._value;
        if (!id || !this.objectApiName) {
            this.chosen = undefined;
            return;
        }
        if (this.chosen?.id === id) return;
        try {
            const info = await request('GET', `${dataPath}/ui-api/object-info/${this.objectApiName}`);
            const record = await request('GET', `${dataPath}/ui-api/records/${id}?optionalFields=${info.nameFields.map((name) => `${this.objectApiName}.${name}`).join(',')}`);
            if (id === this._value) this.chosen = { id, name: recordName(record, info), icon: info.themeInfo.iconName };
        } catch {
            this.chosen = { id, name: id, icon: 'standard:record' };
        }
    }

    get hasLabel() {
        return this.variant !== 'label-hidden';
    }

    get labelClass() {
        return this.hasLabel ? 'slds-form-element__label' : 'slds-assistive-text';
    }

    get elementClass() {
        return `slds-form-element ${this.error ? 'slds-has-error' : ''}`;
    }

    get comboboxClass() {
        return `slds-combobox slds-dropdown-trigger slds-dropdown-trigger_click ${this.isOpen ? 'slds-is-open' : ''}`;
    }

    get isOpen() {
        return this.open && this.choices.length > 0;
    }

    get expanded() {
        return String(this.isOpen);
    }

    get activeId() {
        return this.isOpen && this.active >= 0 ? `choice-${this.active}` : null;
    }

    get listed() {
        return this.choices.map((choice, index) => ({ ...choice, key: `choice-${index}`, index, selected: String(index === this.active), class: `slds-media slds-listbox__option slds-listbox__option_entity slds-listbox__option_has-meta ${index === this.active ? 'slds-has-focus' : ''}` }));
    }

    handleInput(event) {
        const term = event.target.value;
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.search(term), PAUSE);
    }

    handleFocus() {
        this.search(this.template.querySelector('input').value);
    }

    async search(term) {
        this.term = term;
        try {
            const [info, page] = await Promise.all([
                request('GET', `${dataPath}/ui-api/object-info/${this.objectApiName}`),
                request('GET', `${dataPath}/ui-api/lookups/${this.objectApiName}?${new URLSearchParams({ q: term, pageSize: 8 })}`),
            ]);
            if (term !== this.term) return;
            this.term = undefined;
            this.choices = page.records.map((record) => ({ id: record.id, name: recordName(record, info), icon: info.themeInfo.iconName, meta: metaOf(record, info) }));
            this.active = -1;
            this.open = true;
        } catch (error) {
            this.error = error.body?.message;
        }
    }

    handleKey(event) {
        const last = this.choices.length - 1;
        if (event.key === 'ArrowDown') this.active = Math.min(last, this.active + 1);
        else if (event.key === 'ArrowUp') this.active = Math.max(0, this.active - 1);
        else if (event.key === 'Enter' && this.isOpen && this.active >= 0) this.choose(this.choices[this.active]);
        else if (event.key === 'Escape') this.close();
        else return;
        event.preventDefault();
    }

    handleBlur() {
        this.close();
        this.reportValidity();
    }

    /** For good: an answer that comes later opens nothing. */
    close() {
        clearTimeout(this.timer);
        this.term = undefined;
        this.open = false;
    }

    /** Before the input loses focus, which closes the list. */
    handleChoice(event) {
        event.preventDefault();
        this.choose(this.choices[Number(event.currentTarget.dataset.index)]);
    }

    handleClear() {
        this.choose(null);
    }

    choose(choice) {
        this.chosen = choice ?? undefined;
        this._value = choice?.id ?? null;
        this.close();
        this.error = undefined;
        this.dispatchEvent(new CustomEvent('change', { detail: { recordId: this._value } }));
    }
}

function metaOf(record, info) {
    const name = Object.keys(record.fields).find((field) => field !== 'Id' && info.fields[field] && !info.fields[field].nameField && fieldView(record, info, field)?.text);
    return name ? fieldView(record, info, name).text : '';
}
