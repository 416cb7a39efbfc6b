import { api, LightningElement } from 'lwc';
import { FlowAttributeChangeEvent } from 'lightning/flowSupport';
import template from './flowInput.html';

export { template };

/** A screen component of the platform that is one control: the classes say which, and what its value is called. */
export default class FlowInput extends LightningElement {
    @api label;
    @api value;
    @api placeholder;
    @api required = false;
    @api disabled = false;
    @api readonly = false;
    type = 'text';

    render() {
        return template;
    }

    /** Flows hand over text where a variable is one. */
    get isRequired() {
        return String(this.required) === 'true';
    }

    get isDisabled() {
        return String(this.disabled) === 'true';
    }

    get isReadOnly() {
        return String(this.readonly) === 'true';
    }

    get control() {
        return this.template.querySelector('[data-control]');
    }

    handleChange(event) {
        this.value = event.detail.value;
        this.dispatchEvent(new FlowAttributeChangeEvent('value', this.value));
    }

    @api
    validate() {
        return { isValid: this.control.checkValidity(), errorMessage: '' };
    }

    @api
    setCustomValidity(message) {
        this.control?.setCustomValidity(message);
    }

    @api
    reportValidity() {
        return this.control.reportValidity();
    }

    @api
    focus() {
        this.control.focus();
    }
}
