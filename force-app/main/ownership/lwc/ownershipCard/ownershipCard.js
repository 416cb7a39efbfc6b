import { LightningElement, api, wire } from 'lwc';
import { Focusing } from 'c/focusing';
import { ItemActions } from 'c/itemActions';
import { Working } from 'c/working';
import { refreshApex } from '@salesforce/apex';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import canAccept from '@salesforce/customPermission/Accept_Ownership';
import canTransfer from '@salesforce/customPermission/Transfer_Ownership';
import getTwin from '@salesforce/apex/TwinController.getTwin';
import getTransfers from '@salesforce/apex/OwnershipTransferController.getTransfers';
import start from '@salesforce/apex/OwnershipTransferController.start';
import cancel from '@salesforce/apex/OwnershipTransferController.cancel';
import undoFor from '@salesforce/apex/OwnershipTransferController.undoFor';
import accept from '@salesforce/apex/OwnershipTransferController.accept';
import title from '@salesforce/label/c.Loop_Ui_Ownership_Title';
import loading from '@salesforce/label/c.Loop_Ui_Loading';
import passOn from '@salesforce/label/c.Loop_Ui_Ownership_Pass_On';
import gift from '@salesforce/label/c.Loop_Ui_Ownership_Gift';
import sale from '@salesforce/label/c.Loop_Ui_Ownership_Sale';
import codes from '@salesforce/label/c.Loop_Ui_Ownership_Codes';
import codeLabel from '@salesforce/label/c.Loop_Ui_Ownership_Code';
import undoCode from '@salesforce/label/c.Loop_Ui_Ownership_Undo_Code';
import onlyOnce from '@salesforce/label/c.Loop_Ui_Ownership_Only_Once';
import done from '@salesforce/label/c.Loop_Ui_Ownership_Noted';
import byCode from '@salesforce/label/c.Loop_Ui_Ownership_By_Code';
import enterCode from '@salesforce/label/c.Loop_Ui_Ownership_Enter_Code';
import receiver from '@salesforce/label/c.Loop_Ui_Ownership_Receiver';
import acceptLabel from '@salesforce/label/c.Loop_Ui_Ownership_Accept';
import accepted from '@salesforce/label/c.Loop_Ui_Ownership_Accepted';
import none from '@salesforce/label/c.Loop_Ui_Ownership_None';
import cancelLabel from '@salesforce/label/c.Loop_Ui_Ownership_Cancel';
import undoLabel from '@salesforce/label/c.Loop_Ui_Ownership_Undo';

const ACTIONS = { cancel: { label: cancelLabel, call: cancel }, undo: { label: undoLabel, call: undoFor } };

/** Who may have an item next: pass it on by a code, take it by one, see what is under way; joint owners. */
export default class OwnershipCard extends Focusing(ItemActions(Working(LightningElement))) {
    labels = {
        title, loading, passOn, gift, sale, codes, code: codeLabel, undoCode, onlyOnce, done, byCode, enterCode, receiver,
        accept: acceptLabel, none
    };

    /** Id of the Product_Twin__c. */
    @api recordId;

    twin;
    transfers;
    mayTransfer = Boolean(canTransfer);
    /** Codes of the transfer just begun: shown this once. */
    started;
    code = '';
    receiverId;
    #answers = {};

    @wire(getTwin, { twinId: '$recordId' })
    receiveTwin(answer) {
        this.#answers.twin = answer;
        this.twin = answer.data ?? this.twin;
    }

    @wire(getTransfers, { twinId: '$recordId' })
    receiveTransfers(answer) {
        this.#answers.transfers = answer;
        if (answer.data) this.transfers = answer.data;
        if (answer.data || answer.error) this.error = answer.error;
    }

    get isLoading() {
        return this.isBusy || (!this.transfers && !this.error);
    }

    get ownerId() {
        return this.twin?.owner?.contactId;
    }

    get canStart() {
        return Boolean(canTransfer && this.ownerId && this.isOpen('passOn') && !this.started);
    }

    get canTakeOver() {
        return Boolean(canAccept && this.isOpen('takeOver'));
    }

    get cannotAdd() {
        return !this.isOpen('addJointOwner');
    }

    /** Why the item is not passed on now; while the codes of its transfer show, that is plain. */
    get why() {
        return canTransfer && !this.started ? this.whyClosed('passOn') : undefined;
    }

    get cannotAccept() {
        return this.isBusy || !this.code.trim() || !this.receiverId;
    }

    get hasNone() {
        return this.transfers?.length === 0;
    }

    get rows() {
        return this.transfers?.map((transfer) => ({
            ...transfer,
            why: [transfer.kind, transfer.reason].filter(Boolean).join(' · '),
            buttons: transfer.actions.filter((action) => action in ACTIONS).map((action) => ({ action, label: ACTIONS[action].label }))
        }));
    }

    handleStart(event) {
        const { kind } = event.currentTarget.dataset;
        return this.act(async () => {
            this.started = await start({ twinId: this.recordId, ownerId: this.ownerId, kind });
            this.nextFocus = '[data-id="codes"]';
        });
    }

    handleCodesNoted() {
        this.started = undefined;
        this.nextFocus = '[data-kind]';
    }

    handleCode(event) {
        this.code = event.target.value;
    }

    handleReceiver(event) {
        this.receiverId = event.detail.recordId;
    }

    handleAccept() {
        return this.act(async () => {
            const { isDone, message } = await accept({ code: this.code.trim(), receiverId: this.receiverId });
            this.answer = isDone ? accepted : message;
            if (isDone) this.code = '';
        });
    }

    handleAction(event) {
        const { id, action } = event.currentTarget.dataset;
        const giver = this.transfers.find(({ transferId }) => transferId === id).giver?.contactId;
        return this.act(() => ACTIONS[action].call({ transferId: id, ownerId: giver ?? this.ownerId }));
    }

    /** Does something and shows what became of item and transfers. */
    act(call) {
        return this.work(async () => {
            await call();
            await this.refresh();
            notifyRecordUpdateAvailable([{ recordId: this.recordId }]);
        });
    }

    refresh() {
        return Promise.all([
            super.refresh(),
            refreshApex(this.#answers.transfers),
            refreshApex(this.#answers.twin),
            this.template.querySelector('c-joint-owners').refresh()
        ]);
    }
}
