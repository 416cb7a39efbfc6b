import { LightningElement, api } from 'lwc';
import { areFine } from 'c/focusing';
import { Working } from 'c/working';
import { base64Of } from 'c/files';
import claim from '@salesforce/apex/PortalRegistrationController.claim';
import submit from '@salesforce/apex/PortalRegistrationController.submit';
import getRequests from '@salesforce/apex/PortalRegistrationController.getRequests';
import title from '@salesforce/label/c.Loop_Ui_Register_Title';
import claimTitle from '@salesforce/label/c.Loop_Ui_Register_Claim_Title';
import codeLabel from '@salesforce/label/c.Loop_Ui_Register_Code';
import codeHelp from '@salesforce/label/c.Loop_Ui_Register_Code_Help';
import claimLabel from '@salesforce/label/c.Loop_Ui_Register_Claim';
import items from '@salesforce/label/c.Loop_Ui_Accept_Items';
import done from '@salesforce/label/c.Loop_Ui_Register_Done';
import proofTitle from '@salesforce/label/c.Loop_Ui_Register_Proof_Title';
import itemLabel from '@salesforce/label/c.Loop_Ui_Register_Item';
import nameLabel from '@salesforce/label/c.Loop_Ui_Register_Name';
import shopLabel from '@salesforce/label/c.Loop_Ui_Register_Shop';
import purchasedLabel from '@salesforce/label/c.Loop_Ui_Register_Purchased';
import fileLabel from '@salesforce/label/c.Loop_Ui_Register_File';
import sendLabel from '@salesforce/label/c.Loop_Ui_Register_Send';
import sent from '@salesforce/label/c.Loop_Ui_Register_Sent';
import requestsTitle from '@salesforce/label/c.Loop_Ui_Register_Requests';
import pending from '@salesforce/label/c.Loop_Ui_Register_Pending';
import accepted from '@salesforce/label/c.Loop_Ui_Register_Accepted';
import refused from '@salesforce/label/c.Loop_Ui_Register_Refused';
import loading from '@salesforce/label/c.Loop_Ui_Loading';

const STATUSES = { Pending: pending, Accepted: accepted, Refused: refused };

/** Registers an item: with the claim code in the box, or with a proof of purchase that an agent reviews. */
export default class PortalRegister extends Working(LightningElement) {
    labels = { title, items, claimTitle, codeLabel, codeHelp, claimLabel, proofTitle, itemLabel, nameLabel, shopLabel, purchasedLabel, fileLabel, sendLabel, requestsTitle, loading };

    /** Address of the customer's items, relative to this page. */
    @api itemsPage = './';

    code = '';
    /** What was done last: its answer stands with it, in view on a phone too. */
    place = 'list';
    facts = {};
    file;
    requests = [];
    /** Names this request, so that it is taken once however often it is sent. */
    requestKey = crypto.randomUUID();

    connectedCallback() {
        this.work(() => this.load());
    }

    get rows() {
        return this.requests.map((request) => ({ ...request, statusText: STATUSES[request.status] ?? request.status }));
    }

    get faults() {
        return { [this.place]: this.error };
    }

    get answers() {
        return { [this.place]: this.answer };
    }

    get isRegistered() {
        return this.answers.claim === done;
    }

    get hasRequests() {
        return this.requests.length > 0;
    }

    async load() {
        this.requests = await getRequests();
    }

    handleCode(event) {
        this.code = event.target.value;
    }

    handleFact(event) {
        this.facts = { ...this.facts, [event.target.name]: event.target.value || null };
    }

    handleFile(event) {
        [this.file] = event.target.files;
    }

    handleClaim() {
        if (!areFine(this.template.querySelectorAll('[data-id="code"]'))) return undefined;
        this.place = 'claim';
        return this.work(async () => {
            const { isDone, message } = await claim({ code: this.code });
            this.answer = isDone ? done : message;
            if (isDone) this.code = '';
        });
    }

    handleSubmit() {
        if (!areFine(this.template.querySelectorAll('[data-proof], [data-id="file"]'))) return undefined;
        this.place = 'proof';
        return this.work(async () => {
            const base64 = this.file ? await base64Of(this.file) : null;
            await submit({ facts: { ...this.facts, requestKey: this.requestKey, fileName: this.file?.name, base64 } });
            this.answer = sent;
            this.facts = {};
            this.file = undefined;
            this.requestKey = crypto.randomUUID();
            await this.load();
        });
    }
}
