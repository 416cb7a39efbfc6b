import { LightningElement, api } from 'lwc';
import { majorOf } from 'c/money';
import title from '@salesforce/label/c.Loop_Ui_Offer_Title';
import cash from '@salesforce/label/c.Loop_Ui_Offer_Cash';
import credit from '@salesforce/label/c.Loop_Ui_Offer_Credit';
import bonus from '@salesforce/label/c.Loop_Ui_Offer_Bonus';
import because from '@salesforce/label/c.Loop_Ui_Offer_Because';
import expires from '@salesforce/label/c.Loop_Ui_Offer_Expires';
import expired from '@salesforce/label/c.Loop_Ui_Offer_Expired';
import lines from '@salesforce/label/c.Loop_Ui_Offer_Lines';
import linesHide from '@salesforce/label/c.Loop_Ui_Offer_Lines_Hide';
import total from '@salesforce/label/c.Loop_Ui_Offer_Total';

/** An offer with its reasons in plain words and, on demand, what every rule did to the price. */
export default class TradeInOffer extends LightningElement {
    labels = { title, bonus, because, lines, total };

    /** OfferView of the trade-in controllers. */
    @api offer;

    showsLines = false;

    get heading() {
        return this.offer.payoutKind === 'Credit' ? credit : cash;
    }

    get expiry() {
        return this.offer.isExpired ? expired : expires;
    }

    get hasBonus() {
        return this.offer.payoutKind === 'Credit' && this.offer.bonusMinor > 0;
    }

    get bonus() {
        return majorOf(this.offer.bonusMinor, this.offer.currencyCode);
    }

    get hasReasons() {
        return this.offer.reasons?.length > 0;
    }

    get linesLabel() {
        return this.showsLines ? linesHide : lines;
    }

    get linesIcon() {
        return this.showsLines ? 'utility:chevronup' : 'utility:chevrondown';
    }

    get linesExpanded() {
        return String(this.showsLines);
    }

    /** Rules that moved the price. */
    get lines() {
        return (this.offer.effects ?? []).filter(({ minor }) => minor !== 0).map((line) => ({ ...line, amount: majorOf(line.minor, this.offer.currencyCode) }));
    }

    handleLines() {
        this.showsLines = !this.showsLines;
    }
}
