import { LightningElement } from 'lwc';
import { Working } from 'c/working';
import findItem from '@salesforce/apex/TradeInDeskController.findItem';
import openItem from '@salesforce/apex/TradeInDeskController.openItem';
import getOpen from '@salesforce/apex/TradeInDeskController.getOpen';
import field from '@salesforce/label/c.Loop_Ui_Search_Field';
import placeholder from '@salesforce/label/c.Loop_Ui_Search_Placeholder';
import searching from '@salesforce/label/c.Loop_Ui_Searching';
import hint from '@salesforce/label/c.Loop_Ui_Desk_Hint';
import several from '@salesforce/label/c.Loop_Ui_Desk_Several';
import openLabel from '@salesforce/label/c.Loop_Ui_Desk_Open';

/** First step of the desk: scan or type. Tells `itemfound` with the TradeInItem, or `resume` with the client key of an open trade-in. */
export default class TradeInFind extends Working(LightningElement) {
    labels = { field, placeholder, searching, several, open: openLabel };

    message = hint;
    matches = [];
    open = [];

    connectedCallback() {
        this.loadOpen();
    }

    get hasMatches() {
        return this.matches.length > 0;
    }

    get hasOpen() {
        return this.open.length > 0;
    }

    handleTerm(event) {
        const { term } = event.detail;
        return this.work(async () => {
            const { outcome, message, matches, item } = await findItem({ term });
            this.matches = outcome === 'several' ? matches : [];
            this.message = outcome === 'several' ? several : message;
            if (outcome === 'found') this.tell('itemfound', item);
        });
    }

    handleScanFailed(event) {
        this.error = event.detail.error;
    }

    handleMatch(event) {
        const twinId = event.currentTarget.dataset.id;
        return this.work(async () => this.tell('itemfound', await openItem({ twinId })));
    }

    handleResume(event) {
        this.tell('resume', { clientKey: event.currentTarget.dataset.id });
    }

    async loadOpen() {
        try {
            this.open = await getOpen();
        } catch (error) {
            this.error = error;
        }
    }

    tell(name, detail) {
        this.dispatchEvent(new CustomEvent(name, { detail }));
    }
}
