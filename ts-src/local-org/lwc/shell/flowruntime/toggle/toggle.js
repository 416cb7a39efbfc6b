import { api, LightningElement } from 'lwc';
import { FlowAttributeChangeEvent } from 'lightning/flowSupport';

/** Yes or no, as a switch. */
export default class Toggle extends LightningElement {
    @api label;
    @api value = false;
    @api disabled = false;
    @api messageToggleActive = 'Active';
    @api messageToggleInactive = 'Inactive';

    get checked() {
        return String(this.value) === 'true';
    }

    handleChange(event) {
        this.dispatchEvent(new FlowAttributeChangeEvent('value', event.detail.checked));
    }
}
