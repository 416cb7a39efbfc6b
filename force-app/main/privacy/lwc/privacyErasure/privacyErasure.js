import { LightningElement, api } from 'lwc';
import { Focusing } from 'c/focusing';
import { Working } from 'c/working';
import requestErasure from '@salesforce/apex/PrivacyController.requestErasure';
import cancelErasure from '@salesforce/apex/PrivacyController.cancelErasure';
import title from '@salesforce/label/c.Loop_Ui_Privacy_Erase_Title';
import text from '@salesforce/label/c.Loop_Ui_Privacy_Erase_Text';
import show from '@salesforce/label/c.Loop_Ui_Privacy_Show';
import back from '@salesforce/label/c.Loop_Ui_Privacy_Back';
import confirm from '@salesforce/label/c.Loop_Ui_Privacy_Confirm';
import cancel from '@salesforce/label/c.Loop_Ui_Privacy_Cancel';
import word from '@salesforce/label/c.Loop_Ui_Privacy_Word';
import wordAsk from '@salesforce/label/c.Loop_Ui_Privacy_Word_Ask';
import erased from '@salesforce/label/c.Loop_Ui_Privacy_Erased';
import kept from '@salesforce/label/c.Loop_Ui_Privacy_Kept';
import required from '@salesforce/label/c.Loop_Ui_Privacy_Required';
import holdNow from '@salesforce/label/c.Loop_Ui_Privacy_Hold_Now';
import holdText from '@salesforce/label/c.Loop_Ui_Privacy_Hold_Text';
import due from '@salesforce/label/c.Loop_Ui_Privacy_Due';
import dueCancel from '@salesforce/label/c.Loop_Ui_Privacy_Due_Cancel';
import scheduled from '@salesforce/label/c.Loop_Ui_Privacy_Scheduled';
import onHold from '@salesforce/label/c.Loop_Ui_Privacy_On_Hold';
import running from '@salesforce/label/c.Loop_Ui_Privacy_Running';
import failed from '@salesforce/label/c.Loop_Ui_Privacy_Failed';

const STATES = { Scheduled: scheduled, 'On Hold': onHold, Running: running, Failed: failed };

/**
 * Asking to be erased: what it would do, a word to type, and taking it back.
 * @fires PrivacyErasure#changed with the new state
 */
export default class PrivacyErasure extends Focusing(Working(LightningElement)) {
    labels = { title, show, back, confirm, cancel, erased, kept, required, holdNow, holdText, due, dueCancel, wordAsk: wordAsk.replace('{0}', word) };

    isOpen = false;
    typed = '';

    /** A PrivacyView of docs/api.md. */
    @api state;

    get request() {
        return this.state?.request;
    }

    get stateText() {
        return STATES[this.request?.status];
    }

    get isScheduled() {
        return this.request?.status === 'Scheduled';
    }

    get isClosed() {
        return !this.request && !this.isOpen;
    }

    get showsForm() {
        return !this.request && this.isOpen;
    }

    get text() {
        return text.replace('{0}', this.state.coolingOffDays);
    }

    get waits() {
        return this.state?.waiting?.length > 0;
    }

    get isUnconfirmed() {
        return this.isBusy || this.typed.trim().toLowerCase() !== word.toLowerCase();
    }

    handleOpen() {
        this.isOpen = true;
        this.nextFocus = '[data-id="form"]';
    }

    handleBack() {
        this.isOpen = false;
        this.typed = '';
        this.error = undefined;
        this.nextFocus = ['[data-id="request"]', '[data-id="open"]'];
    }

    handleType(event) {
        this.typed = event.detail.value ?? '';
    }

    handleConfirm() {
        this.send(() => requestErasure({ word: this.typed }));
    }

    handleCancel() {
        this.send(() => cancelErasure());
    }

    /** @param {() => Promise<object>} call gives the new state */
    send(call) {
        return this.work(async () => {
            const state = await call();
            this.handleBack();
            this.dispatchEvent(new CustomEvent('changed', { detail: { state } }));
        });
    }
}
