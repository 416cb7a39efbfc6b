import { LightningElement, api, wire } from 'lwc';
import { Focusing } from 'c/focusing';
import { ItemActions } from 'c/itemActions';
import { Working } from 'c/working';
import { refreshApex } from '@salesforce/apex';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import getState from '@salesforce/apex/ItemLendingController.getState';
import lend from '@salesforce/apex/ItemLendingController.lend';
import finish from '@salesforce/apex/ItemLendingController.finish';
import title from '@salesforce/label/c.Loop_Ui_Lend_Title';
import lendLabel from '@salesforce/label/c.Loop_Ui_Lend';
import endLabel from '@salesforce/label/c.Loop_Ui_Lend_End';
import lentUntil from '@salesforce/label/c.Loop_Ui_Lend_Lent_Until';
import none from '@salesforce/label/c.Loop_Ui_Lend_None';
import help from '@salesforce/label/c.Loop_Ui_Lend_Help_Staff';
import done from '@salesforce/label/c.Loop_Ui_Lend_Done';
import doneWithout from '@salesforce/label/c.Loop_Ui_Lend_Done_Without';
import ended from '@salesforce/label/c.Loop_Ui_Lend_Ended';
import loading from '@salesforce/label/c.Loop_Ui_Loading';

/** Lends an item in its owner's name, and ends it. */
export default class ItemLending extends Focusing(ItemActions(Working(LightningElement))) {
    labels = { title, lend: lendLabel, end: endLabel, lentUntil, none, help, loading };

    /** Id of the Product_Twin__c. */
    @api recordId;

    state;
    isChoosing = false;
    /** For the borrower: comes back this once. */
    link;
    #wired;

    @wire(getState, { twinId: '$recordId' })
    receiveState(answer) {
        this.#wired = answer;
        if (answer.data) this.state = answer.data;
        if (answer.data || answer.error) this.error = answer.error;
    }

    get isLoading() {
        return this.isBusy || ((!this.state || !this.actions) && !this.error);
    }

    get isNotLent() {
        return this.state && !this.state.lentUntil;
    }

    get canStart() {
        return this.canLend && !this.isChoosing;
    }

    get isAsking() {
        return this.canLend && this.isChoosing;
    }

    get canLend() {
        return this.isOpen('lend');
    }

    get canEnd() {
        return this.isOpen('endLending');
    }

    /** Why it cannot be lent; while it is lent that is plain. */
    get why() {
        return this.isNotLent ? this.whyClosed('lend') : undefined;
    }

    handleStart() {
        this.isChoosing = true;
        this.nextFocus = '[data-id="form"]';
    }

    handleCancel() {
        this.isChoosing = false;
        this.nextFocus = '[data-id="lend"]';
    }

    handleLend(event) {
        const { until } = event.detail;
        return this.act(async () => {
            const { link, withoutLink } = await lend({ twinId: this.recordId, ownerId: this.state.ownerId, until });
            this.isChoosing = false;
            this.link = link;
            return withoutLink ? doneWithout.replace('{0}', withoutLink) : done;
        });
    }

    handleEnd() {
        return this.act(async () => {
            await finish({ twinId: this.recordId, ownerId: this.state.ownerId });
            this.link = undefined;
            return ended;
        });
    }

    /** Takes a step, which gives what is told then, and shows what became of the item. */
    act(step) {
        return this.work(async () => {
            this.answer = await step();
            await this.refresh();
            this.nextFocus = '[data-id="answer"]';
            notifyRecordUpdateAvailable([{ recordId: this.recordId }]);
        });
    }

    refresh() {
        return Promise.all([super.refresh(), refreshApex(this.#wired)]);
    }
}
