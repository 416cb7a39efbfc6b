import { LightningElement, api, wire } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import getTradeIns from '@salesforce/apex/TradeInConsoleController.getTradeIns';
import title from '@salesforce/label/c.Loop_Ui_Trade_Ins_Title';
import none from '@salesforce/label/c.Loop_Ui_Trade_Ins_None';
import overdue from '@salesforce/label/c.Loop_Ui_Trade_In_Overdue';
import loading from '@salesforce/label/c.Loop_Ui_Loading';

/** Trade-ins of an item, newest first; one at a time opens to be worked on. */
export default class TradeInList extends LightningElement {
    labels = { title, none, overdue, loading };

    /** Id of the Product_Twin__c. */
    @api recordId;

    openId;
    tradeIns;
    error;
    #answer;

    @wire(getTradeIns, { twinId: '$recordId' })
    receive(answer) {
        this.#answer = answer;
        const { data, error } = answer;
        if (data) this.tradeIns = data;
        if (data || error) this.error = error;
    }

    get isLoading() {
        return !this.tradeIns && !this.error;
    }

    get isEmpty() {
        return this.tradeIns?.length === 0;
    }

    get rows() {
        return this.tradeIns?.map((tradeIn) => {
            const isOpen = tradeIn.tradeInId === this.openId;
            return { ...tradeIn, isOpen, expanded: String(isOpen), icon: isOpen ? 'utility:chevrondown' : 'utility:chevronright' };
        });
    }

    handleToggle(event) {
        const { id } = event.currentTarget.dataset;
        this.openId = id === this.openId ? undefined : id;
    }

    /** A step of a trade-in changes the item as well. */
    async handleChanged() {
        await this.handleRefresh();
        await notifyRecordUpdateAvailable([{ recordId: this.recordId }]);
    }

    handleRefresh() {
        return refreshApex(this.#answer);
    }
}
