import { LightningElement, api, wire } from 'lwc';
import { Working } from 'c/working';
import { CurrentPageReference } from 'lightning/navigation';
import { kindText } from 'c/certificateKinds';
import { qrPath } from 'c/qrCode';
import open from '@salesforce/apex/CertificatePageController.open';
import loading from '@salesforce/label/c.Loop_Ui_Certificate_Loading';
import heading from '@salesforce/label/c.Loop_Ui_Certificate_Title';
import nothing from '@salesforce/label/c.Loop_Ui_Certificate_Nothing';
import verified from '@salesforce/label/c.Loop_Ui_Certificate_Verified';
import verifiedAdvice from '@salesforce/label/c.Loop_Ui_Certificate_Verified_Advice';
import notValid from '@salesforce/label/c.Loop_Ui_Certificate_Not_Valid';
import held from '@salesforce/label/c.Loop_Ui_Certificate_Held';
import noLink from '@salesforce/label/c.Loop_Ui_Certificate_No_Link';
import item from '@salesforce/label/c.Loop_Ui_Certificate_Item';
import brand from '@salesforce/label/c.Loop_Ui_Certificate_Brand';
import serial from '@salesforce/label/c.Loop_Ui_Certificate_Serial';
import gtin from '@salesforce/label/c.Loop_Ui_Certificate_Gtin';
import owner from '@salesforce/label/c.Loop_Ui_Certificate_Owner';
import ownerHidden from '@salesforce/label/c.Loop_Ui_Certificate_Owner_Hidden';
import reference from '@salesforce/label/c.Loop_Ui_Certificate_Reference';
import issued from '@salesforce/label/c.Loop_Ui_Certificate_Issued';
import validUntil from '@salesforce/label/c.Loop_Ui_Certificate_Valid_Until';
import history from '@salesforce/label/c.Loop_Ui_Certificate_History';
import head from '@salesforce/label/c.Loop_Ui_Certificate_Head';
import checked from '@salesforce/label/c.Loop_Ui_Certificate_Checked';
import linkUntil from '@salesforce/label/c.Loop_Ui_Certificate_Link_Until';
import whileListed from '@salesforce/label/c.Loop_Ui_Certificate_While_Listed';
import print from '@salesforce/label/c.Loop_Ui_Certificate_Print';
import download from '@salesforce/label/c.Loop_Ui_Certificate_Download';
import qr from '@salesforce/label/c.Loop_Ui_Certificate_Qr';
import scan from '@salesforce/label/c.Loop_Ui_Certificate_Scan';

const LOOKS = {
    verified: { key: 'verified', title: verified, icon: 'utility:success', variant: 'success' },
    held: { key: 'held', title: held, icon: 'utility:warning', variant: 'warning' },
    invalid: { key: 'invalid', title: notValid, icon: 'utility:error', variant: 'error' },
    none: { key: 'none', title: noLink, icon: 'utility:info', variant: '' }
};
const MONOSPACE = 'mono';
/** Of what speaks for an item only this concerns whoever was shown a link: why somebody else has it. */
const LENT = 'LENT';

/** A shared certificate, verified with each look, on a screen or on a sheet of paper. */
export default class CertificatePage extends Working(LightningElement) {
    labels = { loading, nothing, checked, linkUntil, whileListed, print, download, qr, scan };

    certificate;
    code = { path: '', viewBox: '0 0 1 1' };
    chosen;

    @api
    get shareCode() {
        return this.chosen;
    }
    set shareCode(code) {
        this.choose(code);
    }

    @wire(CurrentPageReference)
    readPage(page) {
        this.choose(page?.state?.share ?? page?.state?.c__share);
    }

    choose(code) {
        if (!code || code === this.chosen) return;
        this.chosen = code;
        this.load();
    }

    get isEmpty() {
        return !this.chosen;
    }

    get look() {
        const { isFound, verdict, item: now } = this.certificate;
        if (!isFound) return LOOKS.none;
        if (!verdict.isValid) return LOOKS.invalid;
        return now.verdict === 'Genuine' ? LOOKS.verified : LOOKS.held;
    }

    get title() {
        return this.certificate.kind ? kindText(this.certificate.kind) : heading;
    }

    /** What the verdict means, and what to do now. */
    get sentences() {
        const { message, verdict, item: now } = this.certificate;
        if (message) return [message];
        if (!verdict.isValid) return verdict.reasons.map(({ text }) => text);
        if (this.look !== LOOKS.verified) return [now.title, now.advice];
        return [verifiedAdvice, ...now.reasons.filter(({ code }) => code === LENT).map(({ text }) => text)];
    }

    get facts() {
        const { certificate } = this;
        if (!certificate.itemName && !certificate.serial) return undefined;
        return [
            { label: item, value: certificate.itemName },
            { label: brand, value: certificate.brand },
            { label: serial, value: certificate.serial },
            { label: gtin, value: certificate.gtin },
            { label: owner, value: certificate.ownerReference && (certificate.ownerName ?? ownerHidden) },
            { label: reference, value: certificate.ownerReference, style: MONOSPACE },
            { label: issued, date: certificate.issuedAt },
            { label: validUntil, date: certificate.expiresAt },
            { label: history, value: String(certificate.eventCount) },
            { label: head, value: certificate.headHash, style: MONOSPACE }
        ].filter(({ value, date }) => value || date);
    }

    /** Shown by a listing, as long as that is open. */
    get isListed() {
        return !this.certificate.sharedUntil;
    }

    /** The certificate itself, to keep and to verify anywhere. */
    get file() {
        return `data:application/vc+jwt,${this.certificate.token}`;
    }

    handlePrint() {
        window.print();
    }

    load() {
        this.certificate = undefined;
        return this.read(
            () => open({ code: this.chosen }),
            (certificate) => {
                this.certificate = certificate;
                this.code = qrPath(window.location.href);
            }
        );
    }
}
