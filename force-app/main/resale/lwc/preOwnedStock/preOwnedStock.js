import { LightningElement } from 'lwc';
import { countText } from 'c/plural';
import { Focusing } from 'c/focusing';
import { Working } from 'c/working';
import { majorOf } from 'c/money';
import getStock from '@salesforce/apex/PreOwnedController.getStock';
import sell from '@salesforce/apex/PreOwnedController.sell';
import title from '@salesforce/label/c.Loop_Ui_Stock_Title';
import store from '@salesforce/label/c.Loop_Ui_Stock_Store';
import channel from '@salesforce/label/c.Loop_Ui_Stock_Channel';
import everyStore from '@salesforce/label/c.Loop_Ui_Stock_Every_Store';
import everyChannel from '@salesforce/label/c.Loop_Ui_Stock_Every_Channel';
import none from '@salesforce/label/c.Loop_Ui_Stock_None';
import grade from '@salesforce/label/c.Loop_Ui_Warehouse_Grade';
import warranty from '@salesforce/label/c.Loop_Ui_Resale_Warranty_Months';
import warrantyOne from '@salesforce/label/c.Loop_Ui_Resale_Warranty_Months_One';
import history from '@salesforce/label/c.Loop_Ui_Stock_History';
import historyOne from '@salesforce/label/c.Loop_Ui_Stock_History_One';
import repairs from '@salesforce/label/c.Loop_Ui_Stock_Repairs';
import sellLabel from '@salesforce/label/c.Loop_Ui_Stock_Sell';
import confirm from '@salesforce/label/c.Loop_Ui_Stock_Confirm';
import sold from '@salesforce/label/c.Loop_Ui_Stock_Sold';
import needsStore from '@salesforce/label/c.Loop_Error_Resale_Warehouse';
import firstName from '@salesforce/label/c.Loop_Ui_Stock_First_Name';
import lastName from '@salesforce/label/c.Loop_Ui_Stock_Last_Name';
import email from '@salesforce/label/c.Loop_Ui_Stock_Email';
import consent from '@salesforce/label/c.Loop_Ui_Stock_Consent';
import buyer from '@salesforce/label/c.Loop_Ui_Stock_Buyer';
import buyerWhy from '@salesforce/label/c.Loop_Ui_Stock_Buyer_Why';
import buyerNeeded from '@salesforce/label/c.Loop_Error_Resale_Buyer';
import anonymous from '@salesforce/label/c.Loop_Ui_Stock_Anonymous';
import anonymousMeans from '@salesforce/label/c.Loop_Ui_Stock_Anonymous_Means';
import certificate from '@salesforce/label/c.Loop_Ui_Resale_Certificate';
import noCertificate from '@salesforce/label/c.Loop_Ui_Stock_No_Certificate';
import loading from '@salesforce/label/c.Loop_Ui_Loading';

const NOBODY = { firstName: '', lastName: '', email: '', consented: false, anonymous: false };

/** Certified pre-owned items by store and channel; an associate sells one over the counter. */
export default class PreOwnedStock extends Focusing(Working(LightningElement)) {
    labels = { title, store, everyStore, channel, none, sell: sellLabel, confirm, firstName, lastName, email, consent, buyer, buyerNeeded, anonymous, certificate, noCertificate, loading };

    store = '';
    channel = '';
    items;
    channels = [];
    chosenId = null;
    buyer = NOBODY;
    storeRefusal = null;

    connectedCallback() {
        return this.load();
    }

    get channelOptions() {
        return [{ value: '', label: everyChannel }, ...this.channels];
    }

    get hasItems() {
        return this.items?.length > 0;
    }

    get isEmpty() {
        return this.items?.length === 0;
    }

    /** A store that nobody knows has nothing for sale for another reason. */
    get emptyText() {
        return this.storeRefusal ?? none;
    }

    get isNamed() {
        return !this.buyer.anonymous;
    }

    get buyerHint() {
        return this.isNamed ? buyerWhy : anonymousMeans;
    }

    get rows() {
        return this.items.map((item) => ({
            ...item,
            price: majorOf(item.priceMinor, item.currencyCode),
            gradeText: grade.replace('{0}', item.grade),
            warrantyText: countText(item.warrantyMonths, { one: warrantyOne, other: warranty }),
            historyText: countText(item.certifiedEvents, { one: historyOne, other: history }),
            repairsText: item.repairs.length === 0 ? '' : repairs.replace('{0}', item.repairs.join(', ')),
            certificateLabel: `${certificate}: ${item.name}, ${item.listingNumber}`,
            sellLabel: `${sellLabel}: ${item.name}, ${item.listingNumber}`,
            isChosen: item.listingId === this.chosenId
        }));
    }

    handleStore(event) {
        this.store = event.detail.value;
        return this.load();
    }

    handleChannel(event) {
        this.channel = event.detail.value;
        return this.load();
    }

    handleRetry() {
        return this.load();
    }

    handleChoose(event) {
        const { id } = event.target.dataset;
        const hasStore = Boolean(this.store.trim());
        this.answer = hasStore ? '' : needsStore;
        // the store is asked for above the items: far away on a phone
        if (!hasStore) this.template.querySelector('[data-id="store"]').focus();
        this.chosenId = hasStore && id !== this.chosenId ? id : null;
        this.buyer = NOBODY;
    }

    handleBuyer(event) {
        this.buyer = { ...this.buyer, [event.target.dataset.field]: event.target.value };
    }

    handleFlag(event) {
        this.buyer = { ...this.buyer, [event.target.dataset.flag]: event.target.checked };
    }

    handleSell() {
        const address = this.template.querySelector('[data-field="email"]');
        if (address && !address.reportValidity()) {
            address.focus();
            return undefined;
        }
        return this.work(async () => {
            try {
                const orderNumber = await sell({ listingId: this.chosenId, storeCode: this.store, buyer: { ...this.buyer } });
                this.chosenId = null;
                await this.load();
                this.answer = sold.replace('{0}', orderNumber);
                this.nextFocus = '[data-id="message"]';
            } catch (error) {
                // somebody may have been faster: what is left is shown with the reason
                await this.load();
                throw error;
            }
        });
    }

    /** Answers of older questions are left out: they come late where somebody types on. */
    load() {
        return this.read(
            () => getStock({ storeCode: this.store.trim() || null, channel: this.channel || null }),
            ({ items, channels, storeRefusal }) => {
                this.items = items;
                this.storeRefusal = storeRefusal;
                this.channels = channels;
            }
        );
    }
}
