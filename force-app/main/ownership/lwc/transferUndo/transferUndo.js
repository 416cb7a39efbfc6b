import { LightningElement } from 'lwc';
import { Working } from 'c/working';
import isGuest from '@salesforce/user/isGuest';
import undoAsGuest from '@salesforce/apex/GuestOwnershipController.undo';
import undoAsCustomer from '@salesforce/apex/OwnershipTransferController.undo';
import title from '@salesforce/label/c.Loop_Ui_Undo_Title';
import codeLabel from '@salesforce/label/c.Loop_Ui_Undo_Code';
import help from '@salesforce/label/c.Loop_Ui_Undo_Help';
import take from '@salesforce/label/c.Loop_Ui_Undo_Take';
import done from '@salesforce/label/c.Loop_Ui_Undo_Done';
import loading from '@salesforce/label/c.Loop_Ui_Loading';

/** The giver takes a transfer back by the second code, with or without an account. */
export default class TransferUndo extends Working(LightningElement) {
    labels = { title, code: codeLabel, help, take, loading };

    code = '';

    get cannotUndo() {
        return this.isBusy || !this.code.trim();
    }

    handleCode(event) {
        this.code = event.target.value;
    }

    handleUndo() {
        return this.work(async () => {
            const { isDone, message, item } = await (isGuest ? undoAsGuest : undoAsCustomer)({ undoCode: this.code.trim() });
            if (isDone) this.code = '';
            this.answer = isDone ? done.replace('{0}', [item.name, item.serial].filter(Boolean).join(' ')) : message;
        });
    }
}
