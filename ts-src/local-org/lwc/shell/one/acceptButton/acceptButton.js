import { api, LightningElement } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import { messageOf } from 'local/fields';
import { dataPath, request } from 'local/http';

/** Reasons told one by one. */
const MOST_REASONS = 3;

/** Takes the marked records of a queue's list; `accepted` tells which. */
export default class AcceptButton extends LightningElement {
    @api objectInfo;
    @api viewName;
    /** Marked records as `{id, name}`. */
    @api marked = [];
    busy = false;

    /** Never disabled: the focus stays where it is. */
    async accept() {
        if (this.busy) return;
        const marked = this.marked;
        if (marked.length === 0) {
            this.toast('Select at least one record and try again.', 'warning');
            return;
        }
        this.busy = true;
        try {
            const { accepted, refused } = await request('POST', `${dataPath}/ui-api/queues/${this.objectInfo.apiName}/${this.viewName}`, { recordIds: marked.map(({ id }) => id) });
            this.tell(marked, accepted.length, refused);
            notifyRecordUpdateAvailable(accepted.map((recordId) => ({ recordId })));
            this.dispatchEvent(new CustomEvent('accepted', { detail: { accepted } }));
        } catch (error) {
            this.toast(`Not accepted: ${messageOf(error)}`, 'error');
        } finally {
            this.busy = false;
        }
    }

    tell(marked, accepted, refused) {
        const done = accepted === 0 ? [] : [`${this.counted(accepted)} accepted.`];
        if (refused.length === 0) {
            this.toast(done[0], 'success');
            return;
        }
        const names = new Map(marked.map(({ id, name }) => [id, name]));
        const reasons = refused.slice(0, MOST_REASONS).map(({ id, message }) => `${names.get(id)}: ${message}`);
        const more = refused.length > MOST_REASONS ? [`And ${refused.length - MOST_REASONS} more.`] : [];
        this.toast([...done, `${this.counted(refused.length)} not accepted.`, ...reasons, ...more].join(' '), accepted === 0 ? 'error' : 'warning');
    }

    counted(count) {
        return `${count} ${count === 1 ? this.objectInfo.label : this.objectInfo.labelPlural}`;
    }

    /** All in the title: phones show nothing else of a toast. */
    toast(title, variant) {
        this.dispatchEvent(new ShowToastEvent({ title, variant }));
    }
}
