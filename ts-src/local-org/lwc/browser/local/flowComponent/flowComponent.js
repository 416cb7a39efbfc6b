import { api, getComponentDef, LightningElement } from 'lwc';

/** A component that a screen holds: gets its inputs, tells its outputs, is asked whether it is complete. */
export default class FlowComponent extends LightningElement {
    /** @type {import('../../../../flow/index.ts').FieldView} */
    @api field;
    @api availableActions;
    ctor;
    accepted = new Set();
    missing = false;
    failure;
    error;
    #leave;

    connectedCallback() {
        const detail = { name: this.field.name, check: () => this.check(), show: (message) => this.show(message), focus: () => this.focusInside() };
        this.dispatchEvent(new CustomEvent('flowfield', { bubbles: true, composed: true, detail }));
        this.#leave = detail.leave;
        this.load();
    }

    disconnectedCallback() {
        this.#leave?.();
    }

    async load() {
        const module = this.field.component.replace(':', '/');
        try {
            const { default: ctor } = await import(module);
            this.accepted = new Set(Object.keys(getComponentDef(ctor).props));
            const unknown = Object.keys(this.field.inputs).filter((name) => !this.accepted.has(name));
            if (unknown.length > 0) console.warn(`${this.field.component} has no public property ${unknown.join(', ')}`);
            this.ctor = ctor;
        } catch (failure) {
            // A specifier that no import map knows is a standard component that is not there; anything else is a fault.
            if (!module.startsWith('c/') && failure instanceof TypeError) this.missing = true;
            else this.failure = failure.message;
        }
    }

    get attributes() {
        const given = { ...this.field.value, availableActions: this.availableActions };
        return Object.fromEntries(Object.entries(given).filter(([name, value]) => this.accepted.has(name) && value !== undefined));
    }

    get heading() {
        return `${this.field.component} failed`;
    }

    get inner() {
        return this.template.querySelector('[data-inner]');
    }

    handleAttribute(event) {
        event.stopPropagation();
        this.error = undefined;
        const { attributeName, newValue } = event.detail;
        this.dispatchEvent(new CustomEvent('flowattribute', { bubbles: true, composed: true, detail: { name: this.field.name, attributeName, newValue } }));
    }

    /** Asks the component. One with `reportValidity` shows its own message, for others it stands below them. */
    check() {
        const { inner } = this;
        if (this.failure || this.missing) return false;
        const { isValid = true, errorMessage = '' } = inner?.validate?.() ?? {};
        const speaks = inner?.reportValidity !== undefined;
        this.error = isValid || speaks ? undefined : errorMessage;
        if (!isValid && speaks) inner.reportValidity();
        if (!isValid) this.dispatchEvent(new CustomEvent('flowattention', { bubbles: true, composed: true }));
        return isValid;
    }

    /** What the flow has against the component's values; '' nothing. */
    show(message) {
        const { inner } = this;
        const speaks = inner?.setCustomValidity !== undefined && inner?.reportValidity !== undefined;
        this.error = speaks ? undefined : message;
        inner?.setCustomValidity?.(message);
        if (message) inner?.reportValidity?.();
    }

    focusInside() {
        const { inner } = this;
        if (inner?.focus !== HTMLElement.prototype.focus) inner?.focus();
        else this.template.querySelector('.component')?.focus();
    }

    errorCallback(error, stack) {
        console.error(`${this.field.component}: ${error?.message ?? error}${stack ?? ''}`);
        this.ctor = undefined;
        this.failure = error?.message ?? String(error);
    }
}
