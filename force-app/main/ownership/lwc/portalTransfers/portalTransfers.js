import { LightningElement, api } from 'lwc';
import { Focusing } from 'c/focusing';
import { Working } from 'c/working';
import getTransfers from '@salesforce/apex/PortalOwnershipController.getTransfers';
import cancel from '@salesforce/apex/OwnershipTransferController.cancel';
import undoFor from '@salesforce/apex/OwnershipTransferController.undoFor';
import title from '@salesforce/label/c.Loop_Ui_Give_Title';
import empty from '@salesforce/label/c.Loop_Ui_Give_Empty';
import given from '@salesforce/label/c.Loop_Ui_Give_Given';
import received from '@salesforce/label/c.Loop_Ui_Give_Received';
import cancelLabel from '@salesforce/label/c.Loop_Ui_Give_Cancel';
import undoLabel from '@salesforce/label/c.Loop_Ui_Give_Undo';
import enter from '@salesforce/label/c.Loop_Ui_Give_Enter';
import offered from '@salesforce/label/c.Loop_Ui_Give_Status_Offered';
import accepted from '@salesforce/label/c.Loop_Ui_Give_Status_Accepted';
import declined from '@salesforce/label/c.Loop_Ui_Give_Status_Declined';
import expired from '@salesforce/label/c.Loop_Ui_Give_Status_Expired';
import cancelled from '@salesforce/label/c.Loop_Ui_Give_Status_Cancelled';
import blocked from '@salesforce/label/c.Loop_Ui_Give_Status_Blocked';
import undone from '@salesforce/label/c.Loop_Ui_Give_Status_Undone';
import reclaimed from '@salesforce/label/c.Loop_Ui_Give_Status_Reclaimed';
import loading from '@salesforce/label/c.Loop_Ui_Loading';

const STATUSES = { Offered: offered, Accepted: accepted, Declined: declined, Expired: expired, Cancelled: cancelled, Blocked: blocked, Undone: undone, Reclaimed: reclaimed };
const ACTIONS = { cancel: { label: cancelLabel, call: cancel }, undo: { label: undoLabel, call: undoFor } };

/** The customer's own transfers, given and received, and what can still be done about them. */
export default class PortalTransfers extends Focusing(Working(LightningElement)) {
    labels = { title, empty, enter, loading };

    transfers;

    /** Address of the page that takes a code, relative to this page. */
    @api acceptPage = 'accept';

    connectedCallback() {
        this.load();
    }

    get isEmpty() {
        return this.transfers?.length === 0;
    }

    get rows() {
        return this.transfers?.map((transfer) => ({
            ...transfer,
            direction: transfer.isGiven ? given : received,
            statusText: STATUSES[transfer.status] ?? transfer.status,
            when: transfer.completedAt ?? transfer.offeredAt,
            buttons: transfer.actions.map((action) => ({ action, label: ACTIONS[action].label }))
        }));
    }

    load() {
        return this.work(async () => {
            this.transfers = await getTransfers();
        });
    }

    handleAction(event) {
        const { id, action } = event.currentTarget.dataset;
        return this.work(async () => {
            await ACTIONS[action].call({ transferId: id, ownerId: null });
            this.transfers = await getTransfers();
            const { itemName, statusText } = this.rows.find(({ transferId }) => transferId === id) ?? {};
            if (itemName) this.answer = `${itemName}: ${statusText}`;
            this.nextFocus = '[data-id="answer"]';
        });
    }
}
