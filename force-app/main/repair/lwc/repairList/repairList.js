import { LightningElement, api } from 'lwc';
import { Focusing } from 'c/focusing';
import { ItemActions } from 'c/itemActions';
import { Working } from 'c/working';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import canRequest from '@salesforce/customPermission/Request_Repair';
import getRepairs from '@salesforce/apex/RepairConsoleController.getRepairs';
import getChoices from '@salesforce/apex/RepairConsoleController.getChoices';
import start from '@salesforce/apex/RepairConsoleController.start';
import take from '@salesforce/apex/RepairConsoleController.take';
import title from '@salesforce/label/c.Loop_Ui_Repair_Title';
import loading from '@salesforce/label/c.Loop_Ui_Repair_Loading';
import none from '@salesforce/label/c.Loop_Ui_Repair_None';
import ask from '@salesforce/label/c.Loop_Ui_Repair_Ask';
import startLabel from '@salesforce/label/c.Loop_Ui_Repair_Start';
import due from '@salesforce/label/c.Loop_Ui_Repair_Due';
import overdue from '@salesforce/label/c.Loop_Ui_Repair_Overdue';
import reason from '@salesforce/label/c.Loop_Ui_Repair_Reason';
import byCustomer from '@salesforce/label/c.Loop_Ui_Repair_Reason_Customer';
import notEligible from '@salesforce/label/c.Loop_Ui_Repair_Reason_Not_Eligible';
import notSent from '@salesforce/label/c.Loop_Ui_Repair_Reason_Not_Sent';
import other from '@salesforce/label/c.Loop_Ui_Repair_Reason_Other';
import confirmCancel from '@salesforce/label/c.Loop_Ui_Repair_Confirm_Cancel';
import keep from '@salesforce/label/c.Loop_Ui_Repair_Keep';
import approve from '@salesforce/label/c.Loop_Ui_Repair_Action_Approve';
import approveQuote from '@salesforce/label/c.Loop_Ui_Repair_Action_Approve_Quote';
import declineQuote from '@salesforce/label/c.Loop_Ui_Repair_Action_Decline_Quote';
import cancel from '@salesforce/label/c.Loop_Ui_Repair_Action_Cancel';
import resend from '@salesforce/label/c.Loop_Ui_Repair_Action_Resend';
import release from '@salesforce/label/c.Loop_Ui_Repair_Action_Release';

const ACTIONS = { approve, approveQuote, declineQuote, resend, release, cancel };
const REASONS = [
    { value: 'Customer', label: byCustomer },
    { value: 'Not Eligible', label: notEligible },
    { value: 'Item Not Sent', label: notSent },
    { value: 'Other', label: other }
];

/** Repairs of an item or of a case, or one on its own page, for an agent: their clock, their steps, what can be done in the customer's name. */
export default class RepairList extends Focusing(ItemActions(Working(LightningElement))) {
    labels = { title, loading, none, ask, start: startLabel, due, overdue, reason, confirmCancel, keep };
    reasons = REASONS;

    /** Id of the Product_Twin__c, of the Case or of the Repair__c. */
    @api recordId;
    @api objectApiName;

    repairs;
    choices;
    clientKey = crypto.randomUUID();
    /** The repair that is about to be cancelled. */
    cancelling;
    reason;

    connectedCallback() {
        this.load();
    }

    get isLoading() {
        return this.isBusy || (!this.repairs && !this.error);
    }

    get isEmpty() {
        return this.repairs?.length === 0;
    }

    /** A repair is asked for on the page of the item alone. */
    get twinId() {
        return ['Case', 'Repair__c'].includes(this.objectApiName) ? undefined : this.recordId;
    }

    get canStart() {
        return Boolean(canRequest && this.repairs && !this.choices && this.isOpen('repair'));
    }

    /** Why no repair can be asked for; the one that is under way speaks for itself. */
    get why() {
        const isFree = this.repairs?.every((repair) => repair.isOver);
        return canRequest && isFree && !this.choices ? this.whyClosed('repair') : undefined;
    }

    get cannotCancel() {
        return this.isBusy || !this.reason;
    }

    get rows() {
        return this.repairs?.map((repair) => ({
            ...repair,
            isCancelling: repair.id === this.cancelling,
            buttons: repair.actions.filter((action) => action in ACTIONS).map((action) => ({ action, label: ACTIONS[action] }))
        }));
    }

    handleOpen() {
        return this.work(async () => {
            this.choices = await getChoices({ twinId: this.recordId });
            this.nextFocus = '[data-id="ask"]';
        });
    }

    handleAsk(event) {
        const { faultCodes } = event.detail;
        return this.work(async () => {
            await start({ twinId: this.recordId, clientKey: this.clientKey, faultCodes });
            this.clientKey = crypto.randomUUID();
            this.choices = undefined;
            await this.showRepairs();
            this.nextFocus = 'h3';
        });
    }

    handleAction(event) {
        const { id, action } = event.currentTarget.dataset;
        if (action === 'cancel') {
            this.cancelling = id;
            this.reason = undefined;
            this.nextFocus = '[data-id="cancelling"]';
            return undefined;
        }
        return this.step(id, action, null);
    }

    handleReason(event) {
        this.reason = event.detail.value;
    }

    handleKeep() {
        this.nextFocus = `[data-action="cancel"][data-id="${this.cancelling}"]`;
        this.cancelling = undefined;
    }

    handleCancel() {
        return this.step(this.cancelling, 'cancel', this.reason);
    }

    handleRetry() {
        return this.load();
    }

    step(repairId, action, because) {
        return this.work(async () => {
            await take({ repairId, action, reason: because });
            this.cancelling = undefined;
            await this.showRepairs();
            this.nextFocus = `li[data-id="${repairId}"] h3`;
        });
    }

    async showRepairs() {
        this.repairs = await getRepairs({ recordId: this.recordId });
        await this.refresh();
        await notifyRecordUpdateAvailable([{ recordId: this.recordId }]);
    }

    load() {
        return this.work(async () => {
            this.repairs = await getRepairs({ recordId: this.recordId });
        });
    }
}
