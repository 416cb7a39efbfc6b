import { api, LightningElement } from 'lwc';
import { FlowAttributeChangeEvent } from 'lightning/flowSupport';

/** A number between two others. */
export default class Slider extends LightningElement {
    @api label;
    @api value = 0;
    @api min = 0;
    @api max = 100;
    @api step = 1;
    @api size;

    handleChange(event) {
        this.dispatchEvent(new FlowAttributeChangeEvent('value', Number(event.detail.value)));
    }
}
