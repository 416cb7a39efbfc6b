import { LightningElement, api } from 'lwc';
import { Focusing, areFine } from 'c/focusing';
import { Working } from 'c/working';
import isGuest from '@salesforce/user/isGuest';
import previewAsGuest from '@salesforce/apex/GuestOwnershipController.preview';
import declineAsGuest from '@salesforce/apex/GuestOwnershipController.decline';
import sendAcceptCode from '@salesforce/apex/GuestOwnershipController.sendAcceptCode';
import acceptAsGuest from '@salesforce/apex/GuestOwnershipController.accept';
import previewAsCustomer from '@salesforce/apex/OwnershipTransferController.preview';
import declineAsCustomer from '@salesforce/apex/OwnershipTransferController.decline';
import acceptAsCustomer from '@salesforce/apex/OwnershipTransferController.accept';
import title from '@salesforce/label/c.Loop_Ui_Accept_Title';
import codeLabel from '@salesforce/label/c.Loop_Ui_Accept_Code';
import look from '@salesforce/label/c.Loop_Ui_Accept_Look';
import take from '@salesforce/label/c.Loop_Ui_Accept_Take';
import declineLabel from '@salesforce/label/c.Loop_Ui_Accept_Decline';
import declined from '@salesforce/label/c.Loop_Ui_Accept_Declined';
import done from '@salesforce/label/c.Loop_Ui_Accept_Done';
import emailLabel from '@salesforce/label/c.Loop_Ui_Accept_Email';
import firstLabel from '@salesforce/label/c.Loop_Ui_Accept_First';
import lastLabel from '@salesforce/label/c.Loop_Ui_Accept_Last';
import agree from '@salesforce/label/c.Loop_Ui_Accept_Agree';
import send from '@salesforce/label/c.Loop_Ui_Accept_Send';
import sent from '@salesforce/label/c.Loop_Ui_Accept_Sent';
import digits from '@salesforce/label/c.Loop_Ui_Accept_Digits';
import confirm from '@salesforce/label/c.Loop_Ui_Accept_Confirm';
import another from '@salesforce/label/c.Loop_Ui_Accept_Another';
import items from '@salesforce/label/c.Loop_Ui_Accept_Items';
import loading from '@salesforce/label/c.Loop_Ui_Loading';

/** Takes over an item by the code of a transfer: signed in, or without an account by a code that is sent by e-mail. */
export default class TransferAccept extends Focusing(Working(LightningElement)) {
    labels = { title, codeLabel, look, take, declineLabel, emailLabel, firstLabel, lastLabel, agree, send, digits, confirm, another, items, loading };
    isGuest = isGuest;

    code = '';
    item;
    person = { consented: false };
    confirmationKey;
    /** How the transfer ended: 'taken' or 'declined'; its code is worth nothing any more. */
    ending;

    /** Address of the customer's items, relative to this page. */
    @api itemsPage = './';

    /** Address of the page that confirms items by e-mail, relative to this page. */
    @api confirmPage = 'confirm';

    connectedCallback() {
        this.code = decodeURIComponent(window.location.hash.slice(1));
        if (this.code) this.handleLook();
    }

    get hasItems() {
        return !isGuest && this.ending === 'taken';
    }

    get canTake() {
        return !isGuest || Boolean(this.confirmationKey);
    }

    handleCode(event) {
        this.code = event.target.value;
        this.item = undefined;
        this.confirmationKey = undefined;
    }

    handlePerson(event) {
        const { name, type, checked, value } = event.target;
        this.person = { ...this.person, [name]: type === 'checkbox' ? checked : value };
    }

    handleLook() {
        return this.work(async () => {
            const { isDone, message, item } = await (isGuest ? previewAsGuest : previewAsCustomer)({ code: this.code });
            this.item = isDone ? item : undefined;
            this.answer = isDone ? '' : message;
        });
    }

    handleSend() {
        if (!this.isComplete()) return undefined;
        return this.work(async () => {
            const { confirmationKey, message } = await sendAcceptCode({ code: this.code, email: this.person.email });
            this.confirmationKey = confirmationKey;
            this.answer = message ?? sent;
        });
    }

    handleTake() {
        if (isGuest && !this.isComplete()) return undefined;
        return this.work(async () => {
            const proof = { ...this.person, confirmationKey: this.confirmationKey };
            this.end(await (isGuest ? acceptAsGuest({ code: this.code, proof }) : acceptAsCustomer({ code: this.code, receiverId: null })), 'taken', done);
        });
    }

    handleDecline() {
        return this.work(async () => {
            this.end(await (isGuest ? declineAsGuest : declineAsCustomer)({ code: this.code }), 'declined', declined);
        });
    }

    handleAnother() {
        this.ending = undefined;
        this.answer = '';
        this.nextFocus = '[data-id="code"]';
    }

    end({ isDone, message }, ending, sentence) {
        this.answer = isDone ? sentence : message;
        if (isDone) {
            this.item = undefined;
            this.code = '';
            this.confirmationKey = undefined;
            this.ending = ending;
            this.nextFocus = '[data-id="message"]';
        }
    }

    isComplete() {
        return areFine(this.template.querySelectorAll('[data-person]'));
    }
}
