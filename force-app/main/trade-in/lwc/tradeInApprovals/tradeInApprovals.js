import { LightningElement } from 'lwc';
import { Focusing, areFine } from 'c/focusing';
import { Working } from 'c/working';
import { majorOf } from 'c/money';
import getQueue from '@salesforce/apex/TradeInApprovalController.getQueue';
import getReasons from '@salesforce/apex/TradeInApprovalController.getReasons';
import approve from '@salesforce/apex/TradeInApprovalController.approve';
import refuse from '@salesforce/apex/TradeInApprovalController.refuse';
import secondOpinion from '@salesforce/apex/TradeInApprovalController.secondOpinion';
import title from '@salesforce/label/c.Loop_Ui_Approvals_Title';
import none from '@salesforce/label/c.Loop_Ui_Approvals_None';
import loading from '@salesforce/label/c.Loop_Ui_Loading';
import limit from '@salesforce/label/c.Loop_Ui_Approvals_Limit';
import reason from '@salesforce/label/c.Loop_Ui_Trade_In_Reason';
import approveLabel from '@salesforce/label/c.Loop_Ui_Approvals_Approve';
import refuseLabel from '@salesforce/label/c.Loop_Ui_Approvals_Refuse';
import clearLabel from '@salesforce/label/c.Loop_Ui_Approvals_Clear';
import upholdLabel from '@salesforce/label/c.Loop_Ui_Approvals_Uphold';
import show from '@salesforce/label/c.Loop_Ui_Approvals_Show';
import hide from '@salesforce/label/c.Loop_Ui_Approvals_Hide';
import upheld from '@salesforce/label/c.Loop_Ui_Approvals_Upheld';
import quote from '@salesforce/label/c.Loop_Ui_Approvals_Quote';
import goodwill from '@salesforce/label/c.Loop_Ui_Trade_In_Goodwill';
import hold from '@salesforce/label/c.Loop_Ui_Approvals_Hold';
import doneApproved from '@salesforce/label/c.Loop_Ui_Approvals_Done_Approved';
import doneRefused from '@salesforce/label/c.Loop_Ui_Approvals_Done_Refused';
import doneCleared from '@salesforce/label/c.Loop_Ui_Approvals_Done_Cleared';
import doneUpheld from '@salesforce/label/c.Loop_Ui_Approvals_Done_Upheld';

const KINDS = { Quote: quote, Goodwill: goodwill, Hold: hold };

/** What waits for a manager: offers above a limit and items on hold, oldest first, each with its photos and history. */
export default class TradeInApprovals extends Focusing(Working(LightningElement)) {
    labels = { title, none, loading, limit, reason };

    queue;
    reasons = { Refuse: [], Hold: [] };
    chosen = {};
    openKey;

    connectedCallback() {
        this.load();
    }

    get isLoading() {
        return this.isBusy || (!this.queue && !this.error);
    }

    get isEmpty() {
        return this.queue?.length === 0;
    }

    get rows() {
        return this.queue?.map((item) => {
            const key = item.offerId ?? item.tradeInId;
            const isHold = item.kind === 'Hold';
            const isOpen = key === this.openKey;
            return {
                ...item,
                key,
                isHold,
                isOpen,
                sinceTime: Date.parse(item.since),
                upheldText: item.upheldBy ? upheld.replace('{0}', item.upheldBy).replace('{1}', item.upheldReason) : '',
                kindLabel: KINDS[item.kind],
                hasAmount: item.amountMinor !== null && item.amountMinor !== undefined,
                hasLimit: item.limitMinor !== null && item.limitMinor !== undefined,
                limit: item.limitMinor && majorOf(item.limitMinor, item.currencyCode),
                reasons: isHold ? this.reasons.Hold : this.reasons.Refuse,
                reasonCode: this.chosen[key],
                approveLabel: isHold ? clearLabel : approveLabel,
                refuseLabel: isHold ? upholdLabel : refuseLabel,
                detailsLabel: isOpen ? hide : show,
                expanded: String(isOpen)
            };
        });
    }

    load() {
        return this.work(async () => {
            [this.queue, this.reasons] = await Promise.all([getQueue(), getReasons()]);
        });
    }

    handleReason(event) {
        this.chosen = { ...this.chosen, [event.target.dataset.key]: event.detail.value };
    }

    handleDetails(event) {
        const { key } = event.currentTarget.dataset;
        this.openKey = key === this.openKey ? undefined : key;
    }

    handleDecision(event) {
        const { key, decision } = event.currentTarget.dataset;
        const row = this.rows.find((known) => known.key === key);
        const isYes = decision === 'yes';
        if ((row.isHold || !isYes) && !row.reasonCode) {
            const field = this.template.querySelector(`[data-row="${key}"] lightning-combobox`);
            field.required = true;
            areFine([field]);
            return undefined;
        }
        return this.work(async () => {
            await decide(row, isYes);
            this.queue = await getQueue();
            const done = row.isHold ? [doneUpheld, doneCleared] : [doneRefused, doneApproved];
            this.answer = done[Number(isYes)].replace('{0}', `${row.productName} · ${row.tradeInName}`);
            this.nextFocus = '[data-id="answer"]';
        });
    }
}

function decide({ isHold, tradeInId, offerId, reasonCode }, isYes) {
    if (isHold) return secondOpinion({ tradeInId, verdict: isYes ? 'Cleared' : 'Upheld', reasonCode });
    return isYes ? approve({ offerId }) : refuse({ offerId, reasonCode });
}
