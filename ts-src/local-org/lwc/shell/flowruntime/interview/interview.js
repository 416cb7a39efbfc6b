import { api, LightningElement } from 'lwc';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';

const OWN = ['flowName', 'flowLayout', 'flowArguments'];

/** A flow on a page; every other property of its instance is an input variable. */
export default class Interview extends LightningElement {
    @api flowName;
    @api recordId;
    /** Everything that the page says about this instance. */
    @api instanceProperties = {};

    get inputs() {
        const named = Object.entries(this.instanceProperties).filter(([name]) => !OWN.includes(name));
        return named.map(([name, value]) => ({ name, type: 'String', value: this.resolve(value) }));
    }

    /** The page's record id stands for itself. */
    resolve(value) {
        return /^\{!\s*(recordId|Record\.Id)\s*\}$/i.test(value) ? this.recordId : value;
    }

    handleStatus(event) {
        if (event.detail.status.startsWith('FINISHED') && this.recordId) notifyRecordUpdateAvailable([{ recordId: this.recordId }]);
    }
}
