import { LightningElement, api } from 'lwc';
import question from '@salesforce/label/c.Loop_Ui_Trade_In_Cancel_Question';
import confirm from '@salesforce/label/c.Loop_Ui_Trade_In_Confirm_Cancel';
import keep from '@salesforce/label/c.Loop_Ui_Trade_In_Keep';

/**
 * The question before a trade-in is cancelled; it has the focus when it comes.
 * @fires confirm to cancel
 * @fires keep to go on with the trade-in
 */
export default class TradeInCancel extends LightningElement {
    labels = { question, confirm, keep };

    @api disabled = false;

    #hasComeUp = false;

    renderedCallback() {
        if (this.#hasComeUp) return;
        this.#hasComeUp = true;
        this.refs.question.focus();
    }

    handleConfirm() {
        this.dispatchEvent(new CustomEvent('confirm'));
    }

    handleKeep() {
        this.dispatchEvent(new CustomEvent('keep'));
    }
}
