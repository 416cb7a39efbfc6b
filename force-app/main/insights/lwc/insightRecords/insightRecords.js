import { LightningElement, api } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import { moneyText } from 'c/money';
import { Working } from 'c/working';
import getRecords from '@salesforce/apex/InsightBoardController.getRecords';
import recordsOf from '@salesforce/label/c.Loop_Ui_Board_Records_Of';
import none from '@salesforce/label/c.Loop_Ui_Board_No_Records';
import more from '@salesforce/label/c.Loop_Ui_Board_More';
import close from '@salesforce/label/c.Loop_Ui_Board_Close';
import record from '@salesforce/label/c.Loop_Ui_Board_Record';
import item from '@salesforce/label/c.Loop_Ui_Board_Item';
import when from '@salesforce/label/c.Loop_Ui_Board_When';
import amount from '@salesforce/label/c.Loop_Ui_Board_Amount';
import loading from '@salesforce/label/c.Loop_Ui_Loading';

/**
 * The records behind a figure, page by page.
 * @fires InsightRecords#close when the person has seen enough
 */
export default class InsightRecords extends NavigationMixin(Working(LightningElement)) {
    labels = { none, more, close, record, item, when, amount, loading };

    /** What is looked into: name and label of the figure, currency or null. */
    @api figure;
    @api label;
    @api currencyCode = null;
    /** What the board was asked for. */
    @api filter;

    rows = [];
    nextAfter = null;
    isRead = false;
    #isFocused = false;

    connectedCallback() {
        return this.load();
    }

    renderedCallback() {
        // who asked for records is led to them
        if (!this.#isFocused) {
            this.#isFocused = true;
            this.template.querySelector('[data-id="title"]').focus();
        }
    }

    get title() {
        return recordsOf.replace('{0}', [this.label, this.currencyCode].filter(Boolean).join(', '));
    }

    get isEmpty() {
        return this.isRead && this.rows.length === 0 && !this.nextAfter;
    }

    handleMore() {
        return this.load();
    }

    handleClose() {
        this.dispatchEvent(new CustomEvent('close'));
    }

    load() {
        return this.work(async () => {
            const { figure, filter, currencyCode, nextAfter } = this;
            const page = await getRecords({ figure, filter: { ...filter }, currencyCode, after: nextAfter });
            const rows = await Promise.all(page.rows.map((row) => this.shown(row)));
            this.rows = [...this.rows, ...rows];
            this.nextAfter = page.nextAfter ?? null;
            this.isRead = true;
        });
    }

    async shown(row) {
        const url = await this[NavigationMixin.GenerateUrl]({
            type: 'standard__recordPage',
            attributes: { recordId: row.recordId, actionName: 'view' }
        });
        const hasAmount = row.currencyCode && row.amountMinor !== undefined && row.amountMinor !== null;
        return { ...row, url, amount: hasAmount ? moneyText(row.amountMinor, row.currencyCode) : '' };
    }
}
