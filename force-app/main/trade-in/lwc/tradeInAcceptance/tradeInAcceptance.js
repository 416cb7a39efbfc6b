import { LightningElement, api } from 'lwc';
import acceptLabel from '@salesforce/label/c.Loop_Ui_Desk_Accept';
import consent from '@salesforce/label/c.Loop_Ui_Desk_Consent';
import signature from '@salesforce/label/c.Loop_Ui_Desk_Signature';
import way from '@salesforce/label/c.Loop_Ui_Trade_In_Acceptance';
import signed from '@salesforce/label/c.Loop_Ui_Trade_In_Acceptance_Signed';

const SIGNED = 'signed';

/**
 * A customer's yes to an offer: signed here, or told from afar. Tells `accept` with `{consent, signatureBase64, reasonCode}`, of
 * which the last two stand for each other.
 */
export default class TradeInAcceptance extends LightningElement {
    labels = { accept: acceptLabel, consent, signature, way };

    /** Ways to accept without a signature: `{value, label}`. */
    @api reasons = [];
    @api disabled = false;

    way = SIGNED;
    hasConsent = false;
    isSigned = false;

    get ways() {
        return [{ value: SIGNED, label: signed }, ...this.reasons];
    }

    get hasWays() {
        return this.ways.length > 1;
    }

    get asksSignature() {
        return this.way === SIGNED;
    }

    get cannotAcceptYet() {
        return this.disabled || !this.hasConsent || (this.asksSignature && !this.isSigned);
    }

    handleWay(event) {
        this.way = event.detail.value;
        this.isSigned = false;
    }

    handleConsent(event) {
        this.hasConsent = event.target.checked;
    }

    handleSigned(event) {
        this.isSigned = event.detail.isSigned;
    }

    handleAccept() {
        const signatureBase64 = this.asksSignature ? this.template.querySelector('c-signature-pad').getImage() : null;
        const reasonCode = this.asksSignature ? null : this.way;
        this.dispatchEvent(new CustomEvent('accept', { detail: { consent: this.hasConsent, signatureBase64, reasonCode } }));
    }
}
