import { LightningElement, api } from 'lwc';
import { countText } from 'c/plural';
import { Focusing } from 'c/focusing';
import { ItemFollowing } from 'c/itemFollowing';
import checkLive from '@salesforce/apex/LedgerVerificationController.checkLive';
import startFullCheck from '@salesforce/apex/LedgerVerificationController.startFullCheck';
import continueFullCheck from '@salesforce/apex/LedgerVerificationController.continueFullCheck';
import canVerify from '@salesforce/customPermission/Verify_Ledger';
import title from '@salesforce/label/c.Loop_Ui_Authenticity_Title';
import verified from '@salesforce/label/c.Loop_Ui_Authenticity_Verified';
import partly from '@salesforce/label/c.Loop_Ui_Authenticity_Partly';
import broken from '@salesforce/label/c.Loop_Ui_Authenticity_Broken';
import none from '@salesforce/label/c.Loop_Ui_Authenticity_None';
import checking from '@salesforce/label/c.Loop_Ui_Authenticity_Checking';
import range from '@salesforce/label/c.Loop_Ui_Authenticity_Range';
import rangeOne from '@salesforce/label/c.Loop_Ui_Authenticity_Range_One';
import lastFull from '@salesforce/label/c.Loop_Ui_Authenticity_Last_Full';
import lastFullOne from '@salesforce/label/c.Loop_Ui_Authenticity_Last_Full_One';
import never from '@salesforce/label/c.Loop_Ui_Authenticity_Never';
import fullCheck from '@salesforce/label/c.Loop_Ui_Authenticity_Full_Check';
import stop from '@salesforce/label/c.Loop_Ui_Authenticity_Stop';
import progress from '@salesforce/label/c.Loop_Ui_Authenticity_Progress';

const VERDICTS = {
    Verified: { text: verified, icon: 'utility:success', variant: 'success', theme: 'slds-text-color_success' },
    'Partly Verified': { text: partly, icon: 'utility:info', variant: undefined, theme: '' },
    Checking: { text: checking, icon: 'utility:clock', variant: undefined, theme: '' },
    Broken: { text: broken, icon: 'utility:error', variant: 'error', theme: 'slds-text-color_error' },
    'No Events': { text: none, icon: 'utility:info', variant: undefined, theme: '' }
};

const STOP = '[data-id="stop"]';
const START = '[data-id="full-check"]';

/** Whether the record of an item's life is as it was written: the newest events at once, all of them on demand. */
export default class TwinAuthenticity extends Focusing(ItemFollowing(LightningElement)) {
    labels = { title, checking, fullCheck, stop, progress };

    check;
    error;
    isRunning = false;
    shownId;

    /** Id of the Product_Twin__c. */
    @api
    get recordId() {
        return this.shownId;
    }
    set recordId(value) {
        if (value === this.shownId) return;
        this.shownId = value;
        this.isRunning = false;
        if (value) this.catchUp();
    }

    disconnectedCallback() {
        this.isRunning = false;
    }

    get isLoading() {
        return !this.check && !this.error;
    }

    get verdict() {
        return VERDICTS[this.check.status] ?? VERDICTS['No Events'];
    }

    get verdictClass() {
        return `slds-text-heading_small ${this.verdict.theme}`;
    }

    get rangeText() {
        const { checkedFrom, checkedTo, eventCount } = this.check;
        if (!checkedTo) return '';
        const text = checkedFrom === checkedTo ? rangeOne : range;
        return text.replace('{0}', String(checkedFrom)).replace('{1}', String(checkedTo)).replace('{2}', String(eventCount));
    }

    get lastFullText() {
        const { verifiedAt, verifiedCount } = this.check;
        return verifiedAt ? countText(verifiedCount, { one: lastFullOne, other: lastFull }) : never;
    }

    get canCheckAll() {
        return Boolean(canVerify) && !this.isRunning && this.check.status !== 'No Events';
    }

    get percent() {
        const { checkedTo, eventCount } = this.check;
        return eventCount ? Math.round((100 * (checkedTo ?? 0)) / eventCount) : 0;
    }

    get mismatches() {
        return (this.check.mismatches ?? []).map((mismatch, index) => ({ ...mismatch, key: `${mismatch.sequence}-${mismatch.field}-${index}` }));
    }

    /** A step that somebody takes on this page adds to the history; a full check that runs reads it anyway. */
    async refresh() {
        if (!this.isRunning) await this.checkNow();
    }

    async checkNow() {
        await this.run(() => checkLive({ twinId: this.recordId }));
    }

    /** Pages of the full check follow each other until it is done, fails or is stopped; the org keeps where it stands. */
    async handleFullCheck() {
        this.isRunning = true;
        this.nextFocus = STOP;
        await this.run(() => startFullCheck({ twinId: this.recordId }));
        await this.continueWhileChecking();
        // one button takes the place of the other, and its focus
        this.nextFocus = this.template.activeElement?.dataset.id === 'stop' ? START : undefined;
        this.isRunning = false;
    }

    async continueWhileChecking() {
        if (!this.isRunning || this.check?.status !== 'Checking') return;
        await this.run(() => continueFullCheck({ twinId: this.recordId }));
        await this.continueWhileChecking();
    }

    handleStop() {
        this.isRunning = false;
        this.nextFocus = START;
    }

    async run(call) {
        const twinId = this.recordId;
        this.error = undefined;
        try {
            const check = await call();
            if (twinId === this.recordId) this.check = check;
        } catch (error) {
            this.error = error;
            this.isRunning = false;
        }
    }
}
