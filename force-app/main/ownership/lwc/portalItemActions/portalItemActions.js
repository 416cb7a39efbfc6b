import { LightningElement, api } from 'lwc';
import { Focusing } from 'c/focusing';
import { Working } from 'c/working';
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

const MESSAGE = '[data-id="message"]';

/** One of them at a time, in one place: the button of a report stays, with the focus, when it becomes that of the opposite. */
const REPORTS = [
    { action: 'reportFound', id: 'found', label: found, call: reportFound, done: foundDone },
    { action: 'reportMissing', id: 'missing', label: missing, call: reportMissing, done: missingDone }
];

/**
 * What its owner does with an item: passes it on by a code or link, lends it, reports it lost, and found again.
 * @fires change when something was done that others on the page show
 */
export default class PortalItemActions extends Focusing(Working(LightningElement)) {
    labels = { passOn, gift, sale, once, copyLabel, shareLabel, lend: lendLabel, back, lentUntil, lendHelp, loading };

    started;
    /** A LendingState. */
    lending;
    isLending = false;
    /** For the borrower: comes back this once. */
    lendingLink;
    shownId;
    known = { open: [], closed: {} };
    /** Something was done here, and what can be done then is not told yet. */
    isStale = false;

    /** Address of the page that takes a code, relative to this page. */
    @api acceptPage = 'accept';

    /** The ItemActions of the item. */
    @api
    get actions() {
        return this.known;
    }
    set actions(actions) {
        this.known = actions;
        this.isStale = false;
    }

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
            () => getLending({ passportId }),
            (lending) => {
                this.lending = lending;
            }
        );
    }

    get lentUntil() {
        return this.lending?.lentUntil;
    }

    get canEnd() {
        return this.actions.open.includes('endLending');
    }

    /** While somebody gets it, or its day is chosen, nobody else does. */
    get isChosen() {
        return Boolean(this.started) || this.isLending || this.isStale;
    }

    get canPassOn() {
        return !this.isChosen && this.actions.open.includes('passOn');
    }

    get canLend() {
        return !this.isChosen && Boolean(this.lending) && this.actions.open.includes('lend');
    }

    /** Why it is not passed on or lent now; not twice on the page, where it is not handed over for the same reason. */
    get why() {
        const { passOn: noGift, lend: noLending, handOver: toldAbove } = this.actions.closed;
        const because = noGift ?? noLending;
        return this.isChosen || because === toldAbove ? undefined : because;
    }

    get report() {
        return REPORTS.find(({ action }) => this.actions.open.includes(action));
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
            this.nextFocus = '[data-id="started"]';
            this.tellChange();
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
        this.nextFocus = '[data-id="lending"]';
    }

    handleCancelLending() {
        this.isLending = false;
        this.nextFocus = '[data-id="lend"]';
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
            this.nextFocus = MESSAGE;
            this.lending = await getLending({ passportId });
            this.tellChange();
        });
    }

    handleReport() {
        const { call, done } = this.report;
        return this.work(async () => {
            await call({ passportId: this.shownId });
            this.started = undefined;
            this.answer = done;
            this.tellChange();
        });
    }

    tellChange() {
        this.isStale = true;
        this.dispatchEvent(new CustomEvent('change'));
    }
}
