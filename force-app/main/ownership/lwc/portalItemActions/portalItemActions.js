import { LightningElement, api } from 'lwc';
import { Working } from 'c/working';
import getHold from '@salesforce/apex/PortalOwnershipController.getHold';
import start from '@salesforce/apex/PortalOwnershipController.start';
import reportMissing from '@salesforce/apex/PortalOwnershipController.reportMissing';
import reportFound from '@salesforce/apex/PortalOwnershipController.reportFound';
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
import loading from '@salesforce/label/c.Loop_Ui_Loading';

const STOLEN = /Stolen/;

/** What its owner does with an item: passes it on by a code or link, reports it lost, and found again. */
export default class PortalItemActions extends Working(LightningElement) {
    labels = { passOn, gift, sale, once, copyLabel, shareLabel, missing, found, loading };

    started;
    hold;
    shownId;

    /** Address of the page that takes a code, relative to this page. */
    @api acceptPage = 'accept';

    @api
    get passportId() {
        return this.shownId;
    }
    set passportId(passportId) {
        if (!passportId || passportId === this.shownId) return;
        this.shownId = passportId;
        this.started = undefined;
        this.work(async () => {
            this.hold = await getHold({ passportId });
        });
    }

    get isMissing() {
        return STOLEN.test(this.hold ?? '');
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

    handleMissing() {
        return this.report(reportMissing, missingDone);
    }

    handleFound() {
        return this.report(reportFound, foundDone);
    }

    report(call, sentence) {
        return this.work(async () => {
            this.hold = await call({ passportId: this.shownId });
            this.answer = sentence;
        });
    }
}
