import { LightningElement, api, wire } from 'lwc';
import { CurrentPageReference } from 'lightning/navigation';
import { Focusing } from 'c/focusing';
import { Working } from 'c/working';
import getOffers from '@salesforce/apex/OfferPortalController.getOffers';
import redeem from '@salesforce/apex/OfferPortalController.redeem';
import decline from '@salesforce/apex/OfferPortalController.decline';
import optIn from '@salesforce/apex/OfferPortalController.optIn';
import optOut from '@salesforce/apex/OfferPortalController.optOut';
import title from '@salesforce/label/c.Loop_Ui_Offer_Title';
import loading from '@salesforce/label/c.Loop_Ui_Offer_Loading';
import none from '@salesforce/label/c.Loop_Ui_Offer_None';
import optOutLabel from '@salesforce/label/c.Loop_Ui_Offer_Opt_Out';
import optedOut from '@salesforce/label/c.Loop_Ui_Offer_Opted_Out';
import optedIn from '@salesforce/label/c.Loop_Ui_Offer_Opted_In';
import redeemed from '@salesforce/label/c.Loop_Ui_Offer_Redeemed';
import declined from '@salesforce/label/c.Loop_Ui_Offer_Declined';

const TOLD = '[data-id="told"]';

/** Offers about one own item, with the choice to get none; or about all, and nothing while there are none. */
export default class PortalOffers extends Focusing(Working(LightningElement)) {
    labels = { title, loading, none, optOut: optOutLabel };

    found;
    passportId;

    /** Whether it stands on the page of one item. */
    @api ofItem = false;

    @wire(CurrentPageReference)
    readPage(reference) {
        const passportId = reference?.state?.passportId;
        if (this.ofItem && passportId && passportId !== this.passportId) {
            this.passportId = passportId;
            this.load();
        }
    }

    connectedCallback() {
        if (!this.ofItem) this.load();
    }

    get isOfItem() {
        return Boolean(this.found && this.passportId);
    }

    get hasOffers() {
        return Boolean(this.found?.offers.length);
    }

    get isShown() {
        return this.ofItem ? Boolean(this.passportId) : this.hasOffers || Boolean(this.error) || this.answer !== '';
    }

    get isEmpty() {
        return Boolean(this.found) && !this.hasOffers && this.ofItem && !this.found.isOptedOut;
    }

    handleRedeem(event) {
        const offerId = event.detail;
        return this.act(async () => {
            await redeem({ offerId });
            // rewards stand anywhere on the page and hear it at the window, so it leaves this component
            this.dispatchEvent(new CustomEvent('redeemed', { bubbles: true, composed: true }));
            this.nextFocus = TOLD;
        }, redeemed);
    }

    handleDecline(event) {
        const offerId = event.detail;
        return this.act(async () => {
            await decline({ offerId });
            this.nextFocus = TOLD;
        }, declined);
    }

    handleChoice(event) {
        const isOptedOut = event.target.checked;
        const choose = isOptedOut ? optOut : optIn;
        return this.act(() => choose({ passportId: this.passportId }), isOptedOut ? optedOut : optedIn);
    }

    load() {
        return this.read(
            () => this.ask(),
            (found) => {
                this.found = found;
            }
        );
    }

    act(step, answer) {
        return this.work(async () => {
            await step();
            this.found = await this.ask();
            this.answer = answer;
        });
    }

    ask() {
        return getOffers({ passportId: this.passportId ?? '' });
    }
}
