import { LightningElement, api } from 'lwc';
import { Focusing } from 'c/focusing';
import { majorOf } from 'c/money';
import replay from '@salesforce/apex/RulePackAdminController.replay';
import title from '@salesforce/label/c.Loop_Ui_Replay_Title';
import explained from '@salesforce/label/c.Loop_Ui_Replay_Explained';
import from from '@salesforce/label/c.Loop_Ui_Replay_From';
import to from '@salesforce/label/c.Loop_Ui_Replay_To';
import run from '@salesforce/label/c.Loop_Ui_Replay_Run';
import stop from '@salesforce/label/c.Loop_Ui_Replay_Stop';
import progressText from '@salesforce/label/c.Loop_Ui_Replay_Progress';
import none from '@salesforce/label/c.Loop_Ui_Replay_None';
import totals from '@salesforce/label/c.Loop_Ui_Replay_Totals';
import currency from '@salesforce/label/c.Loop_Ui_Replay_Currency';
import offers from '@salesforce/label/c.Loop_Ui_Replay_Offers';
import changedOf from '@salesforce/label/c.Loop_Ui_Replay_Changed_Of';
import paid from '@salesforce/label/c.Loop_Ui_Replay_Paid';
import margin from '@salesforce/label/c.Loop_Ui_Replay_Margin';
import atRisk from '@salesforce/label/c.Loop_Ui_Replay_At_Risk';
import mayWin from '@salesforce/label/c.Loop_Ui_Replay_May_Win';
import eligibility from '@salesforce/label/c.Loop_Ui_Replay_Eligibility';
import items from '@salesforce/label/c.Loop_Ui_Replay_Items';
import offer from '@salesforce/label/c.Loop_Ui_Replay_Offer';
import before from '@salesforce/label/c.Loop_Ui_Replay_Before';
import after from '@salesforce/label/c.Loop_Ui_Replay_After';
import because from '@salesforce/label/c.Loop_Ui_Offer_Because';

const DAY_MS = 86_400_000;
const SHOWN = 200;
const COUNTS = ['offers', 'changed', 'refused', 'accepted', 'atRisk', 'declined', 'mayWin', 'tradeInLost', 'tradeInGained'];
const AMOUNTS = ['offeredBeforeMinor', 'offeredAfterMinor', 'paidBeforeMinor', 'paidAfterMinor', 'marginBeforeMinor', 'marginAfterMinor'];

/** Offers that cannot be replayed are shown, too. */
const isChanged = ({ beforeMinor, afterMinor, lost, gained, errorMessage }) => Boolean(errorMessage) || beforeMinor !== afterMinor || lost.length > 0 || gained.length > 0;

const added = (sum, total) => Object.fromEntries([['currencyCode', sum.currencyCode], ...[...COUNTS, ...AMOUNTS].map((name) => [name, sum[name] + total[name]])]);

/** The trade-ins of a period under a rule pack that is not in force: what would have been paid, item by item and in total. */
export default class RuleReplay extends Focusing(LightningElement) {
    labels = { title, explained, from, to, run, stop, totals, currency, offers, paid, margin, atRisk, mayWin, eligibility, items, offer, before, after, because };

    /** Id of the Rule_Pack__c. */
    @api packId;

    fromDay = new Date(Date.now() - 92 * DAY_MS).toISOString().slice(0, 10);
    toDay = new Date().toISOString().slice(0, 10);
    isRunning = false;
    error;
    counted = 0;
    changedItems = [];
    sums;

    disconnectedCallback() {
        this.isRunning = false;
    }

    get hasTotals() {
        return this.sums?.size > 0;
    }

    get hasChanges() {
        return this.changedItems.length > 0;
    }

    get progress() {
        if (!this.sums) return '';
        return this.counted === 0 && !this.isRunning ? none : progressText.replace('{0}', String(this.counted));
    }

    get totals() {
        return [...this.sums.values()].map((sum) => ({
            ...sum,
            changedText: changedOf.replace('{0}', String(sum.changed)).replace('{1}', String(sum.offers)),
            paidChange: majorOf(sum.paidAfterMinor - sum.paidBeforeMinor, sum.currencyCode),
            marginChange: majorOf(sum.marginAfterMinor - sum.marginBeforeMinor, sum.currencyCode),
            eligibilityText: `-${sum.tradeInLost} +${sum.tradeInGained}`
        }));
    }

    get changes() {
        return this.changedItems.slice(0, SHOWN).map((item) => ({
            ...item,
            before: majorOf(item.beforeMinor ?? 0, item.currencyCode),
            after: majorOf(item.afterMinor ?? 0, item.currencyCode),
            because: item.errorMessage ?? [...item.changes.map(({ rule }) => rule), ...item.lost.map((name) => `-${name}`), ...item.gained.map((name) => `+${name}`)].join(', ')
        }));
    }

    handleFrom(event) {
        this.fromDay = event.target.value;
    }

    handleTo(event) {
        this.toDay = event.target.value;
    }

    handleStop() {
        this.isRunning = false;
        this.nextFocus = '[data-id="run"]';
    }

    /** Page after page, so that a long replay shows what it has and can be stopped. */
    async handleRun() {
        this.isRunning = true;
        this.nextFocus = '[data-id="stop"]';
        this.error = undefined;
        this.counted = 0;
        this.changedItems = [];
        this.sums = new Map();
        try {
            await this.replayAfter(null);
        } catch (error) {
            this.error = error;
        } finally {
            // one button takes the place of the other, and its focus
            this.nextFocus = this.template.activeElement?.dataset.id === 'stop' ? '[data-id="run"]' : undefined;
            this.isRunning = false;
        }
    }

    async replayAfter(afterOfferId) {
        const page = await replay({ request: { packId: this.packId, fromDay: this.fromDay, toDay: this.toDay, afterOfferId } });
        this.add(page);
        if (page.nextAfterOfferId && this.isRunning) await this.replayAfter(page.nextAfterOfferId);
    }

    add(page) {
        this.counted += page.items.length;
        this.changedItems = [...this.changedItems, ...page.items.filter(isChanged)];
        const sums = new Map(this.sums);
        for (const total of page.totals) {
            const sum = sums.get(total.currencyCode);
            sums.set(total.currencyCode, sum ? added(sum, total) : { ...total });
        }
        this.sums = sums;
    }
}
