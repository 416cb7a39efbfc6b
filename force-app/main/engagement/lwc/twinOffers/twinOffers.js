import { LightningElement, api } from 'lwc';
import { Working } from 'c/working';
import getOffers from '@salesforce/apex/OfferConsoleController.getOffers';
import redeem from '@salesforce/apex/OfferConsoleController.redeem';
import useCredit from '@salesforce/apex/OfferConsoleController.useCredit';
import title from '@salesforce/label/c.Loop_Ui_Offer_Console_Title';
import loading from '@salesforce/label/c.Loop_Ui_Offer_Loading';
import none from '@salesforce/label/c.Loop_Ui_Offer_None';
import creditsTitle from '@salesforce/label/c.Loop_Ui_Offer_Credits';
import addTo from '@salesforce/label/c.Loop_Ui_Offer_Add_To';
import add from '@salesforce/label/c.Loop_Ui_Offer_Add';
import addCredit from '@salesforce/label/c.Loop_Ui_Offer_Add_Credit';
import added from '@salesforce/label/c.Loop_Ui_Offer_Added';
import redeemed from '@salesforce/label/c.Loop_Ui_Offer_Redeemed_Console';

/** Offers about an item with their reasons; what the owner redeemed is added to a trade-in or a repair. */
export default class TwinOffers extends Working(LightningElement) {
    labels = { title, loading, none, credits: creditsTitle, addTo, add };

    found;
    targetId;

    @api recordId;

    connectedCallback() {
        this.load();
    }

    get isEmpty() {
        return Boolean(this.found) && this.found.offers.length === 0;
    }

    get hasCredits() {
        return this.found.credits.length > 0;
    }

    get hasTargets() {
        return this.found.targets.length > 0;
    }

    get credits() {
        return this.found.credits.map((credit) => ({ ...credit, addText: addCredit.replace('{0}', credit.name) }));
    }

    handleTarget(event) {
        this.targetId = event.detail.value;
    }

    handleRedeem(event) {
        const offerId = event.detail;
        return this.act(() => redeem({ offerId }), redeemed);
    }

    handleAdd(event) {
        const creditId = event.currentTarget.dataset.id;
        return this.act(() => useCredit({ creditId, targetId: this.targetId }), added);
    }

    load() {
        return this.act(() => undefined, '');
    }

    act(step, answer) {
        return this.work(async () => {
            await step();
            this.found = await getOffers({ twinId: this.recordId });
            this.answer = answer;
        });
    }
}
