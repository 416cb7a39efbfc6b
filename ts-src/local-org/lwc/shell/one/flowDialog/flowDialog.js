import { api } from 'lwc';
import LightningModal from 'lightning/modal';

/** A flow as a quick action: in a dialog that closes at its end. */
export default class FlowDialog extends LightningModal {
    @api flowApiName;
    @api recordId;

    /** The input of that name, where the flow has one. */
    get inputs() {
        return [{ name: 'recordId', type: 'String', value: this.recordId }];
    }

    handleStatus(event) {
        if (event.detail.status.startsWith('FINISHED')) this.close('finished');
    }
}
