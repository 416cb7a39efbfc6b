import { LightningElement, api, wire } from 'lwc';
import { Focusing } from 'c/focusing';
import { ItemActions } from 'c/itemActions';
import { Working } from 'c/working';
import { getFieldValue, getRecord, notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import canHold from '@salesforce/customPermission/Record_Hold';
import mayReclaim from '@salesforce/customPermission/Reclaim_Ownership';
import HOLD from '@salesforce/schema/Product_Twin__c.Hold__c';
import OWNER from '@salesforce/schema/Product_Twin__c.Owner_Contact__c';
import reportMissing from '@salesforce/apex/OwnershipTransferController.reportMissing';
import reportFound from '@salesforce/apex/OwnershipTransferController.reportFound';
import getReclaimReasons from '@salesforce/apex/OwnershipTransferController.getReclaimReasons';
import reclaim from '@salesforce/apex/OwnershipTransferController.reclaim';
import lock from '@salesforce/apex/ItemHoldController.lock';
import unlock from '@salesforce/apex/ItemHoldController.unlock';
import title from '@salesforce/label/c.Loop_Ui_Hold_Title';
import none from '@salesforce/label/c.Loop_Ui_Hold_None';
import stolen from '@salesforce/label/c.Loop_Ui_Hold_Stolen';
import locked from '@salesforce/label/c.Loop_Ui_Hold_Locked';
import stolenAndLocked from '@salesforce/label/c.Loop_Ui_Hold_Stolen_And_Locked';
import actions from '@salesforce/label/c.Loop_Ui_Hold_Actions';
import missingLabel from '@salesforce/label/c.Loop_Ui_Ownership_Missing';
import foundLabel from '@salesforce/label/c.Loop_Ui_Ownership_Found';
import lockLabel from '@salesforce/label/c.Loop_Ui_Hold_Lock';
import unlockLabel from '@salesforce/label/c.Loop_Ui_Hold_Unlock';
import reclaimLabel from '@salesforce/label/c.Loop_Ui_Hold_Reclaim';
import reason from '@salesforce/label/c.Loop_Ui_Hold_Reclaim_Reason';
import help from '@salesforce/label/c.Loop_Ui_Hold_Reclaim_Help';
import now from '@salesforce/label/c.Loop_Ui_Hold_Reclaim_Now';
import cancel from '@salesforce/label/c.Loop_Ui_Hold_Reclaim_Cancel';
import reclaimed from '@salesforce/label/c.Loop_Ui_Hold_Reclaimed';
import loading from '@salesforce/label/c.Loop_Ui_Loading';

const HOLDS = { None: none, Stolen: stolen, Locked: locked, 'Stolen and Locked': stolenAndLocked };
/**
 * Reports are the owner's, locks the brand's. By place: the button of a step stays, with the focus, when it becomes that of
 * the opposite.
 */
const STEPS = [
    { place: 'report', action: 'missing', name: 'reportMissing', label: missingLabel, call: (twinId, actorId) => reportMissing({ twinId, actorId }) },
    { place: 'report', action: 'found', name: 'reportFound', label: foundLabel, call: (twinId, actorId) => reportFound({ twinId, actorId }) },
    { place: 'lockOrFree', action: 'lock', name: 'lock', label: lockLabel, call: (twinId) => lock({ twinId }) },
    { place: 'lockOrFree', action: 'unlock', name: 'unlock', label: unlockLabel, call: (twinId) => unlock({ twinId }) }
];

/** What keeps an item from changing hands: reports of loss in the owner's name, locks, and the brand's right to take it back. */
export default class ItemHold extends Focusing(ItemActions(Working(LightningElement))) {
    labels = { title, actions, reclaim: reclaimLabel, reason, help, now, cancel, loading };

    /** Id of the Product_Twin__c. */
    @api recordId;

    twin;
    reasons = [];
    reason;
    isAsking = false;

    @wire(getRecord, { recordId: '$recordId', fields: [HOLD], optionalFields: [OWNER] })
    receiveTwin({ data, error }) {
        if (data) this.twin = data;
        if (data || error) this.error = error;
    }

    @wire(getReclaimReasons)
    receiveReasons({ data }) {
        if (data) this.reasons = data;
    }

    get isLoading() {
        return this.isBusy || (!this.twin && !this.error);
    }

    get hold() {
        return getFieldValue(this.twin, HOLD) || 'None';
    }

    get ownerId() {
        return getFieldValue(this.twin, OWNER);
    }

    get holdText() {
        return HOLDS[this.hold] ?? this.hold;
    }

    get buttons() {
        return canHold ? STEPS.filter(({ name, place }) => this.isOpen(name) && (this.ownerId || place !== 'report')) : [];
    }

    get canReclaim() {
        return Boolean(mayReclaim && this.isOpen('reclaim') && !this.isAsking);
    }

    handleHold(event) {
        const { action } = event.currentTarget.dataset;
        const step = STEPS.find((each) => each.action === action);
        return this.act(() => step.call(this.recordId, this.ownerId));
    }

    handleAsk() {
        this.isAsking = true;
        this.reason = undefined;
        this.nextFocus = '[data-id="form"]';
    }

    handleCancel() {
        this.isAsking = false;
        this.nextFocus = '[data-id="reclaim"]';
    }

    handleReason(event) {
        this.reason = event.detail.value;
    }

    handleReclaim() {
        if (!this.template.querySelector('[data-id="reason"]').reportValidity()) return undefined;
        return this.act(async () => {
            await reclaim({ twinId: this.recordId, reason: this.reason });
            this.isAsking = false;
            this.answer = reclaimed;
            this.nextFocus = '[data-id="answer"]';
        });
    }

    act(step) {
        return this.work(async () => {
            await step();
            await this.refresh();
            await notifyRecordUpdateAvailable([{ recordId: this.recordId }]);
        });
    }
}
