import { LightningElement, api } from 'lwc';
import why from '@salesforce/label/c.Loop_Ui_Passport_Why';
import recall from '@salesforce/label/c.Loop_Ui_Passport_Recall';
import checked from '@salesforce/label/c.Loop_Ui_Passport_Checked';

const LOOKS = {
    Genuine: { icon: 'utility:success', variant: 'success' },
    Suspect: { icon: 'utility:warning', variant: 'warning' },
    Blocked: { icon: 'utility:ban', variant: 'error' },
    Unknown: { icon: 'utility:help', variant: '' }
};
const NO_VERDICT = { icon: 'utility:clock', variant: '' };

/** What a check says, what to do now and why. */
export default class PassportVerdict extends LightningElement {
    labels = { why, checked, recall };

    /** The ItemVerification. */
    @api verification;

    get look() {
        return LOOKS[this.verification.verdict] ?? NO_VERDICT;
    }

    get recalls() {
        return this.verification.recalls ?? [];
    }

    get hasReasons() {
        return this.verification.reasons?.length > 0;
    }
}
