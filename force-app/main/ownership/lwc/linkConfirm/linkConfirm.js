import { LightningElement } from 'lwc';
import { Working } from 'c/working';
import isGuest from '@salesforce/user/isGuest';
import sendLinkCode from '@salesforce/apex/GuestOwnershipController.sendLinkCode';
import confirmLinks from '@salesforce/apex/GuestOwnershipController.confirmLinks';
import title from '@salesforce/label/c.Loop_Ui_Confirm_Title';
import text from '@salesforce/label/c.Loop_Ui_Confirm_Text';
import emailLabel from '@salesforce/label/c.Loop_Ui_Confirm_Email';
import send from '@salesforce/label/c.Loop_Ui_Confirm_Send';
import sent from '@salesforce/label/c.Loop_Ui_Confirm_Sent';
import digits from '@salesforce/label/c.Loop_Ui_Confirm_Digits';
import confirm from '@salesforce/label/c.Loop_Ui_Confirm_Confirm';
import done from '@salesforce/label/c.Loop_Ui_Confirm_Done';
import none from '@salesforce/label/c.Loop_Ui_Confirm_None';
import signedIn from '@salesforce/label/c.Loop_Ui_Confirm_Signed_In';
import loading from '@salesforce/label/c.Loop_Ui_Loading';

/** Confirms by a code that is sent by e-mail that items which are linked to an address alone are the visitor's. */
export default class LinkConfirm extends Working(LightningElement) {
    labels = { title, text, emailLabel, send, digits, confirm, signedIn, loading };
    isGuest = isGuest;

    email = '';
    emailCode = '';
    confirmationKey;

    handleEmail(event) {
        this.email = event.target.value;
        this.confirmationKey = undefined;
    }

    handleDigits(event) {
        this.emailCode = event.target.value;
    }

    handleSend() {
        if (!this.isComplete('email')) return undefined;
        return this.work(async () => {
            const { confirmationKey, message } = await sendLinkCode({ email: this.email });
            this.confirmationKey = confirmationKey;
            this.emailCode = '';
            this.answer = message ?? sent;
        });
    }

    handleConfirm() {
        if (!this.isComplete('digits')) return undefined;
        return this.work(async () => {
            const { isDone, message, items } = await confirmLinks({ proof: { confirmationKey: this.confirmationKey, email: this.email, emailCode: this.emailCode } });
            this.answer = isDone ? this.sentenceOf(items) : message;
            if (isDone) this.confirmationKey = undefined;
        });
    }

    sentenceOf(items) {
        return items > 0 ? done.replace('{0}', items) : none;
    }

    isComplete(id) {
        return this.template.querySelector(`[data-id="${id}"]`).reportValidity();
    }
}
