import { LightningElement, api } from 'lwc';

/** Look of each stage; a stage that an admin adds is shown neutrally. */
const THEMES = { New: '', Owned: 'slds-theme_success', Returned: 'slds-theme_warning' };

/** The stage of an item as a badge. */
export default class TwinStage extends LightningElement {
    /** Value of Product_Twin__c.Stage__c. */
    @api stage;

    get badgeClass() {
        return `slds-badge ${THEMES[this.stage] ?? ''}`;
    }
}
