import { LightningElement, api } from 'lwc';
import { Focusing } from 'c/focusing';
import { Working } from 'c/working';
import getState from '@salesforce/apex/ErasureController.getState';
import requestErasure from '@salesforce/apex/ErasureController.requestErasure';
import cancelErasure from '@salesforce/apex/ErasureController.cancelErasure';
import title from '@salesforce/label/c.Loop_Ui_Erasure_Title';
import text from '@salesforce/label/c.Loop_Ui_Erasure_Text';
import proof from '@salesforce/label/c.Loop_Ui_Erasure_Proof';
import ask from '@salesforce/label/c.Loop_Ui_Erasure_Ask';
import asked from '@salesforce/label/c.Loop_Ui_Erasure_Asked';
import loading from '@salesforce/label/c.Loop_Ui_Privacy_Loading';
import cancel from '@salesforce/label/c.Loop_Ui_Privacy_Cancel';
import due from '@salesforce/label/c.Loop_Ui_Erasure_Due';
import holdNow from '@salesforce/label/c.Loop_Ui_Erasure_Hold';
import required from '@salesforce/label/c.Loop_Ui_Privacy_Required';
import identityDocument from '@salesforce/label/c.Loop_Ui_Erasure_Proof_Document';
import letter from '@salesforce/label/c.Loop_Ui_Erasure_Proof_Letter';
import call from '@salesforce/label/c.Loop_Ui_Erasure_Proof_Call';
import email from '@salesforce/label/c.Loop_Ui_Erasure_Proof_Email';

/** Values of Erasure_Request__c.Proof__c. */
const PROOFS = [
    { value: 'Identity Document', label: identityDocument },
    { value: 'Signed Letter', label: letter },
    { value: 'Call to Number on File', label: call },
    { value: 'Reply from E-Mail on File', label: email }
];

/** On the page of a person: asking for their erasure on their behalf, and taking it back. */
export default class ErasureRequest extends Focusing(Working(LightningElement)) {
    labels = { title, text, proof, ask, asked, loading, cancel, due, holdNow, required };
    proofs = PROOFS;

    state;
    chosen;

    /** Id of the contact. */
    @api recordId;

    connectedCallback() {
        this.send(() => getState({ contactId: this.recordId }));
    }

    get isClosed() {
        return this.state && !this.state.request;
    }

    get isUnproven() {
        return this.isBusy || !this.chosen;
    }

    handleRetry() {
        this.connectedCallback();
    }

    handleProof(event) {
        this.chosen = event.detail.value;
    }

    handleAsk() {
        this.send(() => requestErasure({ contactId: this.recordId, proof: this.chosen }));
    }

    handleCancel() {
        this.send(() => cancelErasure({ contactId: this.recordId }));
    }

    /** @param {() => Promise<object>} work gives the new state */
    send(work) {
        return this.work(async () => {
            const before = this.state;
            this.state = await work();
            this.chosen = undefined;
            if (before) this.nextFocus = ['[data-id="request"]', '[data-id="form"]'];
        });
    }
}
