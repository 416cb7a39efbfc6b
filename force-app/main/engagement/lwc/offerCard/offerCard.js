import { LightningElement, api } from 'lwc';
import why from '@salesforce/label/c.Loop_Ui_Offer_Why';
import whyConsole from '@salesforce/label/c.Loop_Ui_Offer_Why_Console';
import credit from '@salesforce/label/c.Loop_Ui_Offer_Credit';
import until from '@salesforce/label/c.Loop_Ui_Offer_Until';
import redeem from '@salesforce/label/c.Loop_Ui_Offer_Redeem';
import redeemFor from '@salesforce/label/c.Loop_Ui_Offer_Redeem_For';
import decline from '@salesforce/label/c.Loop_Ui_Offer_Decline';
import declineFor from '@salesforce/label/c.Loop_Ui_Offer_Decline_For';

/** An offer: what it is, why it is made, and what can be done with it. */
export default class OfferCard extends LightningElement {
    /** As Apex gives it: OfferView. */
    @api offer;

    /** Whether its status is told, which agents see. */
    @api showStatus = false;

    /** Whether it can be declined, which its owner does. */
    @api declinable = false;

    @api isDisabled = false;

    get labels() {
        return { why: this.declinable ? why : whyConsole, credit, until, redeem, decline };
    }

    get reasons() {
        return this.offer.reasons ?? [];
    }

    get hasReasons() {
        return this.reasons.length > 0;
    }

    get redeemTitle() {
        return this.named(redeemFor);
    }

    get declineTitle() {
        return this.named(declineFor);
    }

    handleRedeem() {
        this.tell('redeem');
    }

    handleDecline() {
        this.tell('decline');
    }

    named(template) {
        return template.replace('{0}', this.offer.title).replace('{1}', this.offer.itemName);
    }

    tell(name) {
        this.dispatchEvent(new CustomEvent(name, { detail: this.offer.id }));
    }
}
