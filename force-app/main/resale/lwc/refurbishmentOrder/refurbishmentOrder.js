import { LightningElement, api } from 'lwc';
import { majorOf } from 'c/money';
import gradeLabel from '@salesforce/label/c.Loop_Ui_Warehouse_Grade';
import held from '@salesforce/label/c.Loop_Ui_Warehouse_Held';
import money from '@salesforce/label/c.Loop_Ui_Resale_Money';
import payout from '@salesforce/label/c.Loop_Ui_Resale_Payout';
import cost from '@salesforce/label/c.Loop_Ui_Resale_Cost';
import resale from '@salesforce/label/c.Loop_Ui_Resale_Price';
import margin from '@salesforce/label/c.Loop_Ui_Resale_Margin';
import mixed from '@salesforce/label/c.Loop_Ui_Resale_Mixed';

/** One item in the warehouse. Tells `changed` with the new ResaleOrderView. */
export default class RefurbishmentOrder extends LightningElement {
    labels = { money, mixed };

    /** ResaleOrderView. */
    @api order;

    get gradeText() {
        return this.order.grade ? gradeLabel.replace('{0}', this.order.grade) : null;
    }

    get isHeld() {
        return this.order.hold !== 'None';
    }

    get holdText() {
        return held.replace('{0}', this.order.hold);
    }

    get canGrade() {
        return this.order.actions.includes('grade');
    }

    get showsRoute() {
        return Boolean(this.order.grade);
    }

    get hasTasks() {
        return this.order.tasks.length > 0;
    }

    get showsOffer() {
        return this.order.actions.includes('list') || Boolean(this.order.listing);
    }

    get hasMoney() {
        return this.amounts.length > 0;
    }

    /** What the user may see; amounts of different currencies stand side by side. */
    get amounts() {
        const { currencyCode, resaleCurrency, payoutMinor, costMinor, resaleMinor, marginMinor } = this.order;
        return [
            { key: 'payout', label: payout, minor: payoutMinor, currencyCode },
            { key: 'cost', label: cost, minor: costMinor, currencyCode },
            { key: 'resale', label: resale, minor: resaleMinor, currencyCode: resaleCurrency },
            { key: 'margin', label: margin, minor: marginMinor, currencyCode }
        ]
            .filter((amount) => amount.currencyCode && amount.minor !== null && amount.minor !== undefined)
            .map((amount) => ({ ...amount, value: majorOf(amount.minor, amount.currencyCode) }));
    }

    get isMixed() {
        return Boolean(this.order.resaleCurrency) && this.order.resaleCurrency !== this.order.currencyCode;
    }

    handleChanged(event) {
        this.dispatchEvent(new CustomEvent('changed', { detail: event.detail }));
    }
}
