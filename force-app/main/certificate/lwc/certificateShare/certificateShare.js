import { LightningElement, api } from 'lwc';
import { qrPath } from 'c/qrCode';
import share from '@salesforce/label/c.Loop_Ui_Certificates_Share';
import shareFor from '@salesforce/label/c.Loop_Ui_Certificates_Share_For';
import dayCount from '@salesforce/label/c.Loop_Ui_Certificates_Days';
import oneDay from '@salesforce/label/c.Loop_Ui_Certificates_Day';
import make from '@salesforce/label/c.Loop_Ui_Certificates_Make_Link';
import cancel from '@salesforce/label/c.Loop_Ui_Certificates_Cancel';
import linkLabel from '@salesforce/label/c.Loop_Ui_Certificates_Link';
import once from '@salesforce/label/c.Loop_Ui_Certificates_Link_Once';
import until from '@salesforce/label/c.Loop_Ui_Certificates_Shared_Until';
import copy from '@salesforce/label/c.Loop_Ui_Certificates_Copy';
import copiedText from '@salesforce/label/c.Loop_Ui_Certificates_Copied';
import copyFailed from '@salesforce/label/c.Loop_Ui_Certificates_Copy_Failed';
import open from '@salesforce/label/c.Loop_Ui_Certificates_Open';
import qr from '@salesforce/label/c.Loop_Ui_Certificates_Qr';

const CHOICES = [1, 7, 30, 90];
const USUAL = 7;

/**
 * Shares one certificate: asks for how long, then shows the link and its code, which come back this once.
 * @fires share with `days`
 * @fires cancel
 */
export default class CertificateShare extends LightningElement {
    labels = { share, shareFor, make, cancel, link: linkLabel, once, until, copy, open, qr };

    /** The CertificateShare once there is one. */
    @api link;
    /** Days for which a certificate may be shared at most. */
    @api shareDays = 30;
    @api isBusy = false;

    chosen;
    copied = '';

    /** The focus comes here with the panel, and again when it shows the link. */
    @api
    focus() {
        this.refs.panel.focus();
    }

    get options() {
        const choices = CHOICES.filter((days) => days <= this.shareDays);
        return (choices.length > 0 ? choices : [this.shareDays]).map((days) => ({ label: days === 1 ? oneDay : dayCount.replace('{0}', String(days)), value: String(days) }));
    }

    get days() {
        const usual = this.options.find(({ value }) => value === String(USUAL)) ?? this.options[0];
        return this.chosen ?? usual.value;
    }

    /** Absolute: it leaves this page. */
    get address() {
        return new URL(this.link.url, window.location.origin).href;
    }

    get code() {
        return qrPath(this.address);
    }

    handleDays(event) {
        this.chosen = event.detail.value;
    }

    handleShare() {
        this.dispatchEvent(new CustomEvent('share', { detail: { days: Number(this.days) } }));
    }

    handleCancel() {
        this.dispatchEvent(new CustomEvent('cancel'));
    }

    async handleCopy() {
        try {
            await navigator.clipboard.writeText(this.address);
            this.copied = copiedText;
        } catch {
            this.copied = copyFailed;
        }
    }
}
