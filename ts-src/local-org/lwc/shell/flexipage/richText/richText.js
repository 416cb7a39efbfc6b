import { api, LightningElement } from 'lwc';

/** Text that an admin wrote on the page. */
export default class RichText extends LightningElement {
    /** `true` (default): in a box of its own. */
    @api decorate;
    @api richTextValue;

    get boxClass() {
        return this.decorate === 'false' ? '' : 'slds-card slds-p-around_medium';
    }
}
