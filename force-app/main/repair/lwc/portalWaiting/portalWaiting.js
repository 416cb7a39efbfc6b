import { LightningElement, api } from 'lwc';
import { Working } from 'c/working';
import getRepairs from '@salesforce/apex/RepairPortalController.getRepairs';
import title from '@salesforce/label/c.Loop_Ui_Waiting_Title';
import until from '@salesforce/label/c.Loop_Ui_Repair_Quote_Until';
import quote from '@salesforce/label/c.Loop_Ui_Waiting_Quote';
import answerQuote from '@salesforce/label/c.Loop_Ui_Waiting_Answer';
import send from '@salesforce/label/c.Loop_Ui_Waiting_Send';
import printLabel from '@salesforce/label/c.Loop_Ui_Repair_Print_Label';

/** What waits for the customer: quotes to answer, items to send in. Shows nothing while there is nothing. */
export default class PortalWaiting extends Working(LightningElement) {
    labels = { title, until };

    repairs = [];

    /** Addresses relative to this page. */
    @api repairsPage = 'repairs';
    @api labelPage = 'repair-label';

    connectedCallback() {
        this.load();
    }

    get rows() {
        const rows = this.repairs.flatMap((repair) => {
            if (repair.actions.includes('approveQuote')) return [{ ...repair, isQuote: true, text: quote, url: this.repairsPage, link: answerQuote }];
            if (repair.hasLabel) return [{ ...repair, text: send, url: `${this.labelPage}?repairId=${repair.id}`, link: printLabel }];
            return [];
        });
        return rows.map((row) => ({ ...row, title: `${row.link}: ${row.itemName}` }));
    }

    get hasRows() {
        return this.rows.length > 0;
    }

    load() {
        return this.read(getRepairs, (repairs) => {
            this.repairs = repairs;
        });
    }
}
