import { api, LightningElement } from 'lwc';

/** Frame of a screen quick action: header, body, footer. */
export default class QuickActionPanel extends LightningElement {
    /** Heading. */
    @api header;
    hasFooter = true;

    handleFooter(event) {
        this.hasFooter = event.target.assignedElements().length > 0;
    }

    get footerClass() {
        return this.hasFooter ? 'slds-modal__footer' : 'slds-hide';
    }
}
