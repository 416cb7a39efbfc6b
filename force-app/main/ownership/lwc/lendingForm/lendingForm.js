import { LightningElement, api } from 'lwc';
import until from '@salesforce/label/c.Loop_Ui_Lend_Until';
import lend from '@salesforce/label/c.Loop_Ui_Lend';
import cancel from '@salesforce/label/c.Loop_Ui_Lend_Cancel';

/**
 * Asks until when an item shall be lent.
 * @fires lend with `until`, a day as `2026-12-06`
 * @fires cancel
 */
export default class LendingForm extends LightningElement {
    labels = { until, lend, cancel };

    /** A LendingState. */
    @api state;
    /** What lending means, for whoever fills this in. */
    @api help;
    @api isBusy = false;

    chosen;

    get day() {
        return this.chosen ?? this.state.usualDay;
    }

    handleDay(event) {
        this.chosen = event.detail.value;
    }

    handleLend() {
        if (!this.refs.day.reportValidity()) return;
        this.dispatchEvent(new CustomEvent('lend', { detail: { until: this.day } }));
    }

    handleCancel() {
        this.dispatchEvent(new CustomEvent('cancel'));
    }
}
