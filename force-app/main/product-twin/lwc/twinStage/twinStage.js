import { LightningElement, api } from 'lwc';
import stolen from '@salesforce/label/c.Loop_Ui_Hold_Stolen';
import locked from '@salesforce/label/c.Loop_Ui_Hold_Locked';
import stolenAndLocked from '@salesforce/label/c.Loop_Ui_Hold_Stolen_And_Locked';

/** Look of each stage; a stage that an admin adds is shown neutrally. */
const THEMES = { New: '', Owned: 'slds-theme_success', Returned: 'slds-theme_warning' };
const HOLDS = { Stolen: stolen, Locked: locked, 'Stolen and Locked': stolenAndLocked };

/** The stage of an item as a badge, after what holds the item: then nothing about its stage looks good. */
export default class TwinStage extends LightningElement {
    /** Value of Product_Twin__c.Stage__c. */
    @api stage;

    /** Value of Product_Twin__c.Hold__c; nothing when nothing holds the item. */
    @api hold;

    get holdText() {
        return HOLDS[this.hold] ?? this.hold;
    }

    get badgeClass() {
        return `badge slds-badge ${this.hold ? '' : THEMES[this.stage] ?? ''}`;
    }
}
