import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { updateRecord } from 'lightning/uiRecordApi';
import { messageOf } from 'local/fields';
import { dataPath, request } from 'local/http';

/** Gives a record to another user, or to a queue that takes its object; several of a list, where it closes with what became of them. */
export default class OwnerDialog extends LightningModal {
    @api recordId;
    /** Ids of several records, instead. */
    @api recordIds;
    /** Which these are. */
    @api about;
    @api objectApiName;
    queues = [];
    toQueue = false;
    ownerId = null;

    async connectedCallback() {
        const { queues } = await request('GET', `${dataPath}/ui-api/queues/${this.objectApiName}`).catch(() => ({ queues: [] }));
        this.queues = queues.map(({ id, name }) => ({ label: name, value: id }));
    }

    get kinds() {
        return [{ label: 'User', value: 'User' }, { label: 'Queue', value: 'Queue' }];
    }

    get kind() {
        return this.toQueue ? 'Queue' : 'User';
    }

    get hasQueues() {
        return this.queues.length > 0;
    }

    handleKind(event) {
        this.toQueue = event.detail.value === 'Queue';
        this.ownerId = null;
    }

    handleUser(event) {
        this.ownerId = event.detail.recordId;
    }

    handleQueue(event) {
        this.ownerId = event.detail.value;
    }

    cancel() {
        this.close();
    }

    async save() {
        if (!this.template.querySelector('[data-owner]').reportValidity()) return;
        try {
            this.close(await (this.recordIds ? this.saveSeveral() : this.saveOne()));
        } catch (error) {
            this.dispatchEvent(new ShowToastEvent({ title: 'Owner not changed', message: messageOf(error), variant: 'error' }));
        }
    }

    async saveOne() {
        await updateRecord({ fields: { Id: this.recordId, OwnerId: this.ownerId } });
        return 'saved';
    }

    async saveSeveral() {
        const { recordIds, ownerId } = this;
        const { changed, refused } = await request('POST', `${dataPath}/ui-api/owners/${this.objectApiName}`, { recordIds, ownerId });
        return { done: changed, refused };
    }
}
