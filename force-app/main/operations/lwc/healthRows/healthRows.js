import { LightningElement, api } from 'lwc';
import all from '@salesforce/label/c.Loop_Ui_Health_Select_All';
import chosenLabel from '@salesforce/label/c.Loop_Ui_Health_Chosen';
import replay from '@salesforce/label/c.Loop_Ui_Health_Replay';
import dismiss from '@salesforce/label/c.Loop_Ui_Health_Dismiss';

/** Rows to choose from. Tells `replay` and `dismiss` with the ids of those chosen, and shows what became of each. */
export default class HealthRows extends LightningElement {
    labels = { all, replay, dismiss };

    @api emptyText;
    @api isBusy = false;
    chosen = new Set();
    given = [];

    /** `{id, title, detail, reason, url, isDone, outcome}`; `outcome` says what became of it. */
    @api
    get rows() {
        return this.given;
    }
    set rows(rows) {
        this.given = rows ?? [];
        const open = new Set(this.open.map(({ id }) => id));
        this.chosen = new Set([...this.chosen].filter((id) => open.has(id)));
    }

    get open() {
        return this.given.filter(({ isDone }) => !isDone);
    }

    get shown() {
        return this.given.map((row) => ({ ...row, isChosen: this.chosen.has(row.id), outcomeClass: row.isDone ? 'slds-text-color_success' : 'slds-text-color_error' }));
    }

    get isEmpty() {
        return this.given.length === 0;
    }

    get hasNone() {
        return this.open.length === 0;
    }

    get isAllChosen() {
        return !this.hasNone && this.chosen.size === this.open.length;
    }

    get isIdle() {
        return this.isBusy || this.chosen.size === 0;
    }

    get chosenText() {
        return chosenLabel.replace('{0}', String(this.chosen.size));
    }

    handleAll(event) {
        this.chosen = new Set(event.target.checked ? this.open.map(({ id }) => id) : []);
    }

    handleRow(event) {
        const chosen = new Set(this.chosen);
        if (event.target.checked) chosen.add(event.target.dataset.id);
        else chosen.delete(event.target.dataset.id);
        this.chosen = chosen;
    }

    handleReplay() {
        this.tell('replay');
    }

    handleDismiss() {
        this.tell('dismiss');
    }

    tell(name) {
        this.dispatchEvent(new CustomEvent(name, { detail: { ids: [...this.chosen] } }));
    }
}
