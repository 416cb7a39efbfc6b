import { api, LightningElement } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import { messageOf } from 'local/fields';
import { dataPath, request } from 'local/http';
import OwnerDialog from 'one/ownerDialog';

/** Reasons told one by one. */
const MOST_REASONS = 3;

/** What can be done with the marked records of a list: another owner, or oneself where it is the list of a queue. `done` tells with which. */
export default class ListActions extends LightningElement {
    @api objectInfo;
    @api viewName;
    @api canGive = false;
    @api canAccept = false;
    /** Marked records as `{id, name}`. */
    @api marked = [];
    busy = false;

    /** Buttons are never disabled: the focus stays where it is. */
    accept() {
        return this.take('accepted', async (recordIds) => {
            const { accepted, refused } = await request('POST', `${dataPath}/ui-api/queues/${this.objectInfo.apiName}/${this.viewName}`, { recordIds });
            return { done: accepted, refused };
        });
    }

    give() {
        return this.take('changed', async (recordIds) => {
            const { apiName, label, labelPlural } = this.objectInfo;
            const about = `${recordIds.length} ${recordIds.length === 1 ? label : labelPlural} selected`;
            return (await OwnerDialog.open({ size: 'small', recordIds, objectApiName: apiName, about, label: 'Change Owner' })) ?? { done: [], refused: [] };
        });
    }

    async take(verb, step) {
        if (this.busy) return;
        const marked = this.marked;
        if (marked.length === 0) {
            this.toast('Select at least one record and try again.', 'warning');
            return;
        }
        this.busy = true;
        try {
            const { done, refused } = await step(marked.map(({ id }) => id));
            if (done.length === 0 && refused.length === 0) return;
            this.tell(marked, verb, done.length, refused);
            notifyRecordUpdateAvailable(done.map((recordId) => ({ recordId })));
            this.dispatchEvent(new CustomEvent('done', { detail: { done } }));
        } catch (error) {
            this.toast(`Not ${verb}: ${messageOf(error)}`, 'error');
        } finally {
            this.busy = false;
        }
    }

    tell(marked, verb, count, refused) {
        const done = count === 0 ? [] : [`${this.counted(count)} ${verb}.`];
        if (refused.length === 0) {
            this.toast(done[0], 'success');
            return;
        }
        const names = new Map(marked.map(({ id, name }) => [id, name]));
        const reasons = refused.slice(0, MOST_REASONS).map(({ id, message }) => `${names.get(id)}: ${message}`);
        const more = refused.length > MOST_REASONS ? [`And ${refused.length - MOST_REASONS} more.`] : [];
        this.toast([...done, `${this.counted(refused.length)} not ${verb}.`, ...reasons, ...more].join(' '), count === 0 ? 'error' : 'warning');
    }

    counted(count) {
        return `${count} ${count === 1 ? this.objectInfo.label : this.objectInfo.labelPlural}`;
    }

    /** All in the title: phones show nothing else of a toast. */
    toast(title, variant) {
        this.dispatchEvent(new ShowToastEvent({ title, variant }));
    }
}
