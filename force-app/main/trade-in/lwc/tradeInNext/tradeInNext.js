import { LightningElement, api } from 'lwc';
import { Working } from 'c/working';
import { forget } from 'c/tradeInDrafts';
import cancel from '@salesforce/apex/TradeInDeskController.cancel';
import getGiveBackReasons from '@salesforce/apex/TradeInDeskController.getGiveBackReasons';
import giveBack from '@salesforce/apex/TradeInDeskController.giveBack';
import receive from '@salesforce/apex/TradeInDeskController.receive';
import resume from '@salesforce/apex/TradeInDeskController.resume';
import returnToCustomer from '@salesforce/apex/TradeInDeskController.returnToCustomer';
import actions from '@salesforce/label/c.Loop_Ui_Trade_In_Actions';
import reason from '@salesforce/label/c.Loop_Ui_Trade_In_Reason';
import receiveLabel from '@salesforce/label/c.Loop_Ui_Trade_In_Receive';
import returnLabel from '@salesforce/label/c.Loop_Ui_Trade_In_Return';
import giveBackLabel from '@salesforce/label/c.Loop_Ui_Trade_In_Give_Back';
import cancelLabel from '@salesforce/label/c.Loop_Ui_Trade_In_Cancel';
import keep from '@salesforce/label/c.Loop_Ui_Trade_In_Keep';

/** In the order of buttons; those with `asks` are confirmed first. */
const STEPS = [
    { action: 'receive', label: receiveLabel, variant: 'brand', call: receive },
    { action: 'returnToCustomer', label: returnLabel, variant: 'brand', call: returnToCustomer },
    { action: 'giveBack', label: giveBackLabel, variant: 'neutral', asks: true },
    { action: 'cancel', label: cancelLabel, variant: 'neutral', asks: true }
];

/** What the desk does with a trade-in beside the offer: takes it in, gives it back, cancels it. Tells `changed` with the TradeInView. */
export default class TradeInNext extends Working(LightningElement) {
    labels = { actions, reason, giveBack: giveBackLabel, keep };

    /** TradeInView; of a draft that never reached the server at least `clientKey` and `actions`. */
    @api
    get tradeIn() {
        return this.shown;
    }
    set tradeIn(tradeIn) {
        if (tradeIn?.status !== this.shown?.status) this.asked = undefined;
        this.shown = tradeIn;
    }

    shown;
    asked;
    reasons = [];
    reasonCode;
    isFocusDue = false;

    renderedCallback() {
        if (!this.isFocusDue) return;
        this.isFocusDue = false;
        this.refs.form?.focus();
    }

    get steps() {
        return STEPS.filter(({ action }) => this.tradeIn.actions?.includes(action));
    }

    get hasSteps() {
        return this.steps.length > 0;
    }

    get isCancelling() {
        return this.asked === 'cancel';
    }

    get isGivingBack() {
        return this.asked === 'giveBack';
    }

    handleStep(event) {
        const { action } = event.currentTarget.dataset;
        const step = STEPS.find((known) => known.action === action);
        if (!step.asks) return this.take(() => step.call({ clientKey: this.tradeIn.clientKey }));
        this.asked = action;
        this.reasonCode = undefined;
        this.isFocusDue = this.isGivingBack;
        return this.isGivingBack ? this.loadReasons() : undefined;
    }

    handleKeep() {
        this.template.querySelector(`[data-action="${this.asked}"]`).focus();
        this.asked = undefined;
    }

    handleReason(event) {
        this.reasonCode = event.detail.value;
    }

    handleGiveBack() {
        if (!this.refs.reason.reportValidity()) return undefined;
        return this.take(() => giveBack({ clientKey: this.tradeIn.clientKey, reasonCode: this.reasonCode }));
    }

    /** What waits in this browser alone is over when it is forgotten; what ended meanwhile is shown as it ended. */
    handleCancel() {
        const { clientKey } = this.tradeIn;
        return this.take(async () => {
            const known = await resume({ clientKey });
            const ended = known ?? { ...this.tradeIn, status: 'Cancelled', actions: [] };
            const view = ended.actions.includes('cancel') ? await cancel({ clientKey }) : ended;
            forget(clientKey);
            return view;
        });
    }

    loadReasons() {
        return this.read(getGiveBackReasons, (reasons) => {
            this.reasons = reasons;
        });
    }

    take(call) {
        return this.work(async () => {
            const view = await call();
            this.asked = undefined;
            this.dispatchEvent(new CustomEvent('changed', { detail: view }));
        });
    }
}
