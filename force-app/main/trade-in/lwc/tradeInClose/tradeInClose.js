import { LightningElement, api } from 'lwc';
import { Working } from 'c/working';
import { minorDigits } from 'c/money';
import accept from '@salesforce/apex/TradeInDeskController.accept';
import decline from '@salesforce/apex/TradeInDeskController.decline';
import declineLabel from '@salesforce/label/c.Loop_Ui_Desk_Decline';
import change from '@salesforce/label/c.Loop_Ui_Desk_Change';
import differs from '@salesforce/label/c.Loop_Ui_Desk_Differs';
import approval from '@salesforce/label/c.Loop_Ui_Desk_Approval';
import newPrice from '@salesforce/label/c.Loop_Ui_Desk_New_Price';
import toPay from '@salesforce/label/c.Loop_Ui_Desk_To_Pay';

/** Fourth step of the desk: the locked offer and the customer's answer. Tells `decided` with the TradeInView, or `back`. */
export default class TradeInClose extends Working(LightningElement) {
    labels = { decline: declineLabel, change, differs, approval, newPrice, toPay };

    /** TradeInView with its offer. */
    @api tradeIn;

    newPrice = null;

    get canAccept() {
        return this.tradeIn.actions.includes('accept');
    }

    get canDecline() {
        return this.tradeIn.actions.includes('decline');
    }

    /** What was inspected is not answered anew. */
    get canChange() {
        return this.tradeIn.status !== 'Counter Offered';
    }

    get awaitsApproval() {
        return this.tradeIn.status === 'Awaiting Approval';
    }

    get step() {
        return String(10 ** -minorDigits(this.tradeIn.offer.currencyCode));
    }

    get hasUpgrade() {
        return this.newPrice !== null;
    }

    /** What is left to pay for the new item. */
    get upgradePrice() {
        return Math.max(0, this.newPrice - this.tradeIn.offer.amount);
    }

    handleNewPrice(event) {
        this.newPrice = event.target.value === '' ? null : Number(event.target.value);
    }

    handleBack() {
        this.dispatchEvent(new CustomEvent('back'));
    }

    /** At the desk the customer signs. */
    handleAccept({ detail: { consent, signatureBase64 } }) {
        const { clientKey, offer } = this.tradeIn;
        return this.decide(() => accept({ clientKey, offerId: offer.offerId, consent, signatureBase64 }));
    }

    handleDecline() {
        return this.decide(() => decline({ clientKey: this.tradeIn.clientKey }));
    }

    decide(call) {
        return this.work(async () => {
            this.dispatchEvent(new CustomEvent('decided', { detail: await call() }));
        });
    }
}
