import { LightningElement, api, wire } from 'lwc';
import { formOf } from 'c/plural';
import { getRecord } from 'lightning/uiRecordApi';
import { Follower } from 'c/follow';
import EVENT_COUNT from '@salesforce/schema/Product_Twin__c.Event_Count__c';
import STAGE from '@salesforce/schema/Product_Twin__c.Stage__c';
import { refreshApex } from '@salesforce/apex';
import getPage from '@salesforce/apex/TwinTimelineController.getPage';
import getCounts from '@salesforce/apex/TwinTimelineController.getCounts';
import title from '@salesforce/label/c.Loop_Ui_Timeline_Title';
import filter from '@salesforce/label/c.Loop_Ui_Timeline_Filter';
import all from '@salesforce/label/c.Loop_Ui_Timeline_All';
import none from '@salesforce/label/c.Loop_Ui_Timeline_None';
import more from '@salesforce/label/c.Loop_Ui_Timeline_More';
import refresh from '@salesforce/label/c.Loop_Ui_Refresh';
import loading from '@salesforce/label/c.Loop_Ui_Loading';
import shown from '@salesforce/label/c.Loop_Ui_Timeline_Shown';
import shownOne from '@salesforce/label/c.Loop_Ui_Timeline_Shown_One';

const ALL = 'all';

/**
 * The life of an item, newest first, 50 events at a time: a long life costs no more to open than a short one.
 */
export default class TwinTimeline extends LightningElement {
    labels = { title, filter, none, more, refresh, loading };

    group = ALL;
    events = [];
    next;
    error;
    isLoading = false;
    wiredCounts;
    counts = {};

    /** Answers to an earlier filter must not mix with those of the present one. */
    turn = 0;

    #recordId;
    #follower = new Follower(() => this.handleRefresh(), [STAGE, EVENT_COUNT]);

    /** Id of the Product_Twin__c. */
    @api
    get recordId() {
        return this.#recordId;
    }
    set recordId(value) {
        if (value === this.#recordId) return;
        this.#recordId = value;
        this.reload();
    }

    @wire(getCounts, { twinId: '$recordId' })
    wireCounts(result) {
        this.wiredCounts = result;
        this.counts = result.data ?? {};
    }

    /** A step that somebody takes on this page is the newest event. */
    @wire(getRecord, { recordId: '$recordId', fields: [STAGE], optionalFields: [EVENT_COUNT] })
    followRecord({ data }) {
        return this.#follower.see(data);
    }

    get total() {
        const counted = Object.entries(this.counts).filter(([group]) => this.group === ALL || group === this.group);
        return counted.reduce((sum, [, count]) => sum + count, 0);
    }

    get options() {
        const sum = Object.values(this.counts).reduce((a, b) => a + b, 0);
        const groups = Object.entries(this.counts).map(([value, count]) => ({ value, label: `${value} (${count})` }));
        return [{ value: ALL, label: `${all} (${sum})` }, ...groups];
    }

    get isEmpty() {
        return !this.isLoading && !this.error && this.events.length === 0;
    }

    get hasFoot() {
        return this.isLoading || Boolean(this.next);
    }

    get shownText() {
        const total = Math.max(this.total, this.events.length);
        return formOf(total, { one: shownOne, other: shown }).replace('{0}', String(this.events.length)).replace('{1}', String(total));
    }

    handleGroup(event) {
        this.group = event.detail.value;
        this.reload();
    }

    async handleRefresh() {
        await refreshApex(this.wiredCounts);
        return this.reload();
    }

    handleMore() {
        return this.load();
    }

    async reload() {
        this.turn++;
        this.events = [];
        this.next = undefined;
        if (this.recordId) await this.load();
    }

    async load() {
        const turn = this.turn;
        this.isLoading = true;
        this.error = undefined;
        try {
            const page = await getPage({ request: this.request() });
            if (turn !== this.turn) return;
            this.events = [...this.events, ...page.events];
            this.next = page.nextSequence ? { beforeOccurredAt: page.nextOccurredAt, beforeSequence: page.nextSequence } : undefined;
        } catch (error) {
            if (turn === this.turn) this.error = error;
        } finally {
            if (turn === this.turn) this.isLoading = false;
        }
    }

    request() {
        return { twinId: this.recordId, groups: this.group === ALL ? [] : [this.group], ...this.next };
    }
}
