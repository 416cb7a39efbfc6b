import { LightningElement, api } from 'lwc';
import { Working } from 'c/working';
import getHold from '@salesforce/apex/PortalOwnershipController.getHold';
import start from '@salesforce/apex/PortalOwnershipController.start';
import reportMissing from '@salesforce/apex/PortalOwnershipController.reportMissing';
import reportFound from '@salesforce/apex/PortalOwnershipController.reportFound';
import getLending from '@salesforce/apex/PortalLendingController.getState';
import lend from '@salesforce/apex/PortalLendingController.lend';
import finishLending from '@salesforce/apex/PortalLendingController.finish';
import passOn from '@salesforce/label/c.Loop_Ui_Give_Pass_On';
import gift from '@salesforce/label/c.Loop_Ui_Give_Gift';
import sale from '@salesforce/label/c.Loop_Ui_Give_Sale';
import once from '@salesforce/label/c.Loop_Ui_Give_Once';
import copyLabel from '@salesforce/label/c.Loop_Ui_Give_Copy';
import shareLabel from '@salesforce/label/c.Loop_Ui_Give_Share';
import copied from '@salesforce/label/c.Loop_Ui_Give_Copied';
import missing from '@salesforce/label/c.Loop_Ui_Give_Missing';
import missingDone from '@salesforce/label/c.Loop_Ui_Give_Missing_Done';
import found from '@salesforce/label/c.Loop_Ui_Give_Found';
import foundDone from '@salesforce/label/c.Loop_Ui_Give_Found_Done';
import lendLabel from '@salesforce/label/c.Loop_Ui_Lend';
import back from '@salesforce/label/c.Loop_Ui_Lend_Back';
import lentUntil from '@salesforce/label/c.Loop_Ui_Lend_Lent_Until';
import lendHelp from '@salesforce/label/c.Loop_Ui_Lend_Help';
import lendDone from '@salesforce/label/c.Loop_Ui_Lend_Done';
import lendDoneWithout from '@salesforce/label/c.Loop_Ui_Lend_Done_Without';
import lendEnded from '@salesforce/label/c.Loop_Ui_Lend_Ended';
import loading from '@salesforce/label/c.Loop_Ui_Loading';

const STOLEN = /Stolen/;

/**
 * What its owner does with an item: passes it on by a code or link, lends it, reports it lost, and found again.
 * @fires change when something was done that others on the page show
 */
export default class PortalItemActions extends Working(LightningElement) {
    labels = { passOn, gift, sale, once, copyLabel, shareLabel, missing, found, lend: lendLabel, back, lentUntil, lendHelp, loading };

    started;
    hold;
    /** A LendingState. */
    lending;
    isLending = false;
    /** For the borrower: comes back this once. */
    lendingLink;
    shownId;

    /** Address of the page that takes a code, relative to this page. */
    @api acceptPage = 'accept';

    /** What is in a repair is neither passed on nor lent until it is back. */
    @api isInRepair = false;

    @api
    get passportId() {
        return this.shownId;
    }
    set passportId(passportId) {
        if (!passportId || passportId === this.shownId) return;
        this.shownId = passportId;
        this.started = undefined;
        this.lending = undefined;
        this.isLending = false;
        this.lendingLink = undefined;
        this.read(
            () => Promise.all([getHold({ passportId }), getLending({ passportId })]),
            ([hold, lending]) => {
                this.hold = hold;
                this.lending = lending;
            }
        );
    }

    get isMissing() {
        return STOLEN.test(this.hold ?? '');
    }

    get lentUntil() {
        return this.lending?.lentUntil;
    }

    get canEnd() {
        return this.lending?.canEnd;
    }

    /** An item that is in a repair, lent or offered already is not passed on. */
    get canPassOn() {
        return !this.isInRepair && !this.started && !this.isLending && !this.lentUntil;
    }

    get canLend() {
        return this.canPassOn && this.lending?.canLend;
    }

    get canShare() {
        return Boolean(navigator.share);
    }

    /** The code stands behind the hash: it reaches no server and no log. */
    get link() {
        return `${new URL(this.acceptPage, window.location.href).href}#${this.started.code}`;
    }

    handleStart(event) {
        const { kind } = event.currentTarget.dataset;
        return this.work(async () => {
            this.started = await start({ passportId: this.shownId, kind });
        });
    }

    handleCopy() {
        return this.work(async () => {
            await navigator.clipboard.writeText(this.link);
            this.answer = copied;
        });
    }

    async handleShare() {
        try {
            await navigator.share({ url: this.link });
        } catch (error) {
            // The person closed the sheet: nothing went wrong.
            if (error.name !== 'AbortError') this.error = error;
        }
    }

    handleChooseLending() {
        this.isLending = true;
    }

    handleCancelLending() {
        this.isLending = false;
    }

    handleLend(event) {
        const { until } = event.detail;
        return this.changeLending(async (passportId) => {
            const { link, withoutLink } = await lend({ passportId, until });
            this.isLending = false;
            this.lendingLink = link;
            return withoutLink ? lendDoneWithout.replace('{0}', withoutLink) : lendDone;
        });
    }

    handleBack() {
        return this.changeLending(async (passportId) => {
            await finishLending({ passportId });
            this.lendingLink = undefined;
            return lendEnded;
        });
    }

    /** Takes a step, which gives what is told then, and shows what became of the item. */
    changeLending(step) {
        const passportId = this.shownId;
        return this.work(async () => {
            this.answer = await step(passportId);
            this.lending = await getLending({ passportId });
            this.dispatchEvent(new CustomEvent('change'));
        });
    }

    handleMissing() {
        return this.report(reportMissing, missingDone);
    }

    handleFound() {
        return this.report(reportFound, foundDone);
    }

    report(call, sentence) {
        return this.work(async () => {
            const passportId = this.shownId;
            this.hold = await call({ passportId });
            this.answer = sentence;
            this.lending = await getLending({ passportId });
            this.dispatchEvent(new CustomEvent('change'));
        });
    }
}
