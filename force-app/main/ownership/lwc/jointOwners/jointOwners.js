import { LightningElement, api, wire } from 'lwc';
import { Working } from 'c/working';
import { refreshApex } from '@salesforce/apex';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import getJointOwners from '@salesforce/apex/OwnershipTransferController.getJointOwners';
import addJointOwner from '@salesforce/apex/OwnershipTransferController.addJointOwner';
import removeJointOwner from '@salesforce/apex/OwnershipTransferController.removeJointOwner';
import title from '@salesforce/label/c.Loop_Ui_Ownership_Joint';
import none from '@salesforce/label/c.Loop_Ui_Joint_None';
import person from '@salesforce/label/c.Loop_Ui_Joint_Person';
import add from '@salesforce/label/c.Loop_Ui_Joint_Add';
import remove from '@salesforce/label/c.Loop_Ui_Joint_Remove';
import added from '@salesforce/label/c.Loop_Ui_Joint_Added';
import removed from '@salesforce/label/c.Loop_Ui_Joint_Removed';
import loading from '@salesforce/label/c.Loop_Ui_Loading';

/** Who owns an item together with its owner; an agent adds and removes them in the owner's name. */
export default class JointOwners extends Working(LightningElement) {
    labels = { title, none, person, add, loading };

    /** Id of the Product_Twin__c. */
    @api recordId;

    /** Id of the owner's Contact; without one nobody can own the item together with anybody. */
    @api ownerId;

    /** True where the user may add and remove. */
    @api canTransfer = false;

    /** True while the item allows nobody to be added. */
    @api cannotAdd = false;

    people = [];
    personId;
    #answer;

    @wire(getJointOwners, { twinId: '$recordId' })
    receiveJointOwners(answer) {
        this.#answer = answer;
        if (answer.data) this.people = answer.data;
        if (answer.data || answer.error) this.error = answer.error;
    }

    get isShown() {
        return Boolean(this.ownerId || this.people.length || this.error);
    }

    get rows() {
        return this.people.map((one) => ({ ...one, removeLabel: remove.replace('{0}', one.name) }));
    }

    get canChange() {
        return Boolean(this.canTransfer && this.ownerId);
    }

    get canAdd() {
        return this.canChange && !this.cannotAdd;
    }

    get isIncomplete() {
        return this.isBusy || !this.personId;
    }

    /** Asks anew: the item changed. */
    @api
    refresh() {
        return refreshApex(this.#answer);
    }

    handlePerson(event) {
        this.personId = event.detail.recordId;
    }

    handleAdd() {
        return this.change(async () => {
            await addJointOwner({ twinId: this.recordId, ownerId: this.ownerId, personId: this.personId });
            this.personId = undefined;
            this.answer = added;
        });
    }

    handleRemove(event) {
        const { id: personId } = event.currentTarget.dataset;
        return this.change(async () => {
            await removeJointOwner({ twinId: this.recordId, actorId: this.ownerId, personId });
            this.answer = removed;
        });
    }

    change(step) {
        return this.work(async () => {
            await step();
            await this.refresh();
            notifyRecordUpdateAvailable([{ recordId: this.recordId }]);
        });
    }
}
