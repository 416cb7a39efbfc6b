import { LightningElement, api, wire } from 'lwc';
import { formOf } from 'c/plural';
import { ItemFollowing } from 'c/itemFollowing';
import { Working } from 'c/working';
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
export default class TwinTimeline extends ItemFollowing(Working(LightningElement)) {
    labels = { title, filter, none, more, refresh, loading };

    group = ALL;
    events = [];
    next;
    wiredCounts;
    counts = {};
    shownId;

    /** Id of the Product_Twin__c. */
    @api
    get recordId() {
        return this.shownId;
    }
    set recordId(value) {
        if (value === this.shownId) return;
        this.shownId = value;
        this.reload();
    }

    @wire(getCounts, { twinId: '$recordId' })
    wireCounts(result) {
        this.wiredCounts = result;
        this.counts = result.data ?? {};
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
        return !this.isBusy && !this.error && this.events.length === 0;
    }

    get hasFoot() {
        return this.isBusy || Boolean(this.next);
    }

    get shownText() {
        const total = Math.max(this.total, this.events.length);
        return formOf(total, { one: shownOne, other: shown }).replace('{0}', String(this.events.length)).replace('{1}', String(total));
    }

    handleGroup(event) {
        this.group = event.detail.value;
        this.reload();
    }

    handleRefresh() {
        return this.refresh();
    }

    handleMore() {
        return this.load();
    }

    /** A step that somebody takes on this page is the newest event. */
    async refresh() {
        await refreshApex(this.wiredCounts);
        await this.reload();
    }

    async reload() {
        this.events = [];
        this.next = undefined;
        if (this.recordId) await this.load();
    }

    /** An answer to an earlier filter does not mix with those to the present one. */
    load() {
        return this.read(
            () => getPage({ request: this.request() }),
            (page) => {
                this.events = [...this.events, ...page.events];
                this.next = page.nextSequence ? { beforeOccurredAt: page.nextOccurredAt, beforeSequence: page.nextSequence } : undefined;
            }
        );
    }

    request() {
        return { twinId: this.recordId, groups: this.group === ALL ? [] : [this.group], ...this.next };
    }
}
