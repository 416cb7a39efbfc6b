import { LightningElement, api } from 'lwc';
import { countText, formOf } from 'c/plural';
import { Focusing, areFine } from 'c/focusing';
import { Working } from 'c/working';
import { majorOf, minorDigits, minorOf, moneyText } from 'c/money';
import getTerms from '@salesforce/apex/WarehouseController.getTerms';
import publish from '@salesforce/apex/WarehouseController.publish';
import withdraw from '@salesforce/apex/WarehouseController.withdraw';
import title from '@salesforce/label/c.Loop_Ui_Resale_Title';
import why from '@salesforce/label/c.Loop_Ui_Resale_Why';
import suggested from '@salesforce/label/c.Loop_Ui_Resale_Suggested';
import noSuggestion from '@salesforce/label/c.Loop_Resale_No_Price';
import priceLabel from '@salesforce/label/c.Loop_Ui_Resale_Ask';
import warranty from '@salesforce/label/c.Loop_Ui_Resale_Warranty';
import warrantyText from '@salesforce/label/c.Loop_Ui_Resale_Warranty_Months';
import warrantyOne from '@salesforce/label/c.Loop_Ui_Resale_Warranty_Months_One';
import store from '@salesforce/label/c.Loop_Ui_Resale_Store';
import storeHelp from '@salesforce/label/c.Loop_Ui_Resale_Store_Help';
import channels from '@salesforce/label/c.Loop_Ui_Resale_Channels';
import publishLabel from '@salesforce/label/c.Loop_Ui_Resale_Publish';
import withdrawLabel from '@salesforce/label/c.Loop_Ui_Resale_Withdraw';
import ledger from '@salesforce/label/c.Loop_Ui_Resale_Ledger';
import ledgerOne from '@salesforce/label/c.Loop_Ui_Resale_Ledger_One';
import certificate from '@salesforce/label/c.Loop_Ui_Resale_Certificate';
import willCertify from '@salesforce/label/c.Loop_Ui_Resale_Will_Certify';
import loading from '@salesforce/label/c.Loop_Ui_Loading';

/** Price and terms of a listing, and where it is. Tells `changed` with the new ResaleOrderView. */
export default class ResaleOffer extends Focusing(Working(LightningElement)) {
    labels = { title, why, warranty, store, storeHelp, channels, publish: publishLabel, withdraw: withdrawLabel, certificate, willCertify, loading };

    terms;
    typedPrice = null;
    warranty = null;
    store = '';
    channels = [];
    shown;

    /** ResaleOrderView. */
    @api
    get order() {
        return this.shown;
    }
    set order(order) {
        this.shown = order;
        if (this.asks && !this.terms) this.load();
    }

    get listing() {
        return this.order.listing;
    }

    get asks() {
        return this.order.actions.includes('list');
    }

    get canWithdraw() {
        return this.order.actions.includes('delist');
    }

    get price() {
        return majorOf(this.listing.priceMinor, this.listing.currencyCode);
    }

    get warrantyText() {
        return countText(this.listing.warrantyMonths, { one: warrantyOne, other: warrantyText });
    }

    get priceLabel() {
        return priceLabel.replace('{0}', this.order.currencyCode);
    }

    get step() {
        return String(10 ** -minorDigits(this.order.currencyCode));
    }

    get suggestion() {
        const { minor, lowMinor, highMinor, currencyCode } = this.terms.price;
        if (minor === null || minor === undefined) return noSuggestion;
        const [price, lowest, highest] = [minor, lowMinor, highMinor].map((amount) => moneyText(amount, currencyCode));
        return suggested.replace('{0}', price).replace('{1}', lowest).replace('{2}', highest);
    }

    get ledgerText() {
        const { status, eventCount } = this.terms.ledger;
        return formOf(eventCount, { one: ledgerOne, other: ledger }).replace('{0}', status).replace('{1}', String(eventCount));
    }

    handlePrice(event) {
        this.typedPrice = event.target.value;
    }

    handleWarranty(event) {
        this.warranty = event.target.value;
    }

    handleStore(event) {
        this.store = event.detail.value;
    }

    handleChannels(event) {
        this.channels = event.detail.value;
    }

    handlePublish() {
        if (!areFine(this.template.querySelectorAll('lightning-input, lightning-checkbox-group'))) return undefined;
        return this.change(() =>
            publish({
                orderId: this.order.orderId,
                priceMinor: minorOf(this.typedPrice, this.order.currencyCode),
                warrantyMonths: Number(this.warranty),
                storeCode: this.store.trim() || null,
                channels: [...this.channels]
            })
        );
    }

    handleWithdraw() {
        return this.change(() => withdraw({ orderId: this.order.orderId }));
    }

    load() {
        return this.work(async () => {
            this.terms = await getTerms({ orderId: this.order.orderId });
            const { minor, currencyCode } = this.terms.price;
            this.typedPrice = minor === null || minor === undefined ? null : String(majorOf(minor, currencyCode));
            this.warranty = String(this.terms.warrantyMonths);
            this.channels = this.terms.channels.map(({ value }) => value);
        });
    }

    change(call) {
        return this.work(async () => {
            this.dispatchEvent(new CustomEvent('changed', { detail: await call() }));
            this.nextFocus = ['[data-id="listing"]', '[data-id="title"]'];
        });
    }
}
