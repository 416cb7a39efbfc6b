import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { updateRecord } from 'lightning/uiRecordApi';
import { messageOf } from 'local/fields';
import { dataPath, request } from 'local/http';

/** Gives a record to another user, or to a queue that takes its object. */
export default class OwnerDialog extends LightningModal {
    @api recordId;
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
            await updateRecord({ fields: { Id: this.recordId, OwnerId: this.ownerId } });
            this.close('saved');
        } catch (error) {
            this.dispatchEvent(new ShowToastEvent({ title: 'Owner not changed', message: messageOf(error), variant: 'error' }));
        }
    }
}
