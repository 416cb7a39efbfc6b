import { LightningElement, api } from 'lwc';
import { messagesOf } from 'c/errors';
import title from '@salesforce/label/c.Loop_Ui_Error_Title';
import retry from '@salesforce/label/c.Loop_Ui_Try_Again';

/**
 * Tells that something did not work, and why.
 * @fires ErrorPanel#retry when the person asks to try again
 */
export default class ErrorPanel extends LightningElement {
    labels = { title, retry };

    /** What went wrong: anything that a wire or an Apex call gives. */
    @api errors;

    /** Offers a button to try again. */
    @api retryable = false;

    get messages() {
        return messagesOf(this.errors);
    }

    handleRetry() {
        this.dispatchEvent(new CustomEvent('retry'));
    }
}
