import { api } from 'lwc';
import LightningModal from 'lightning/modal';

/** Frame of a screen quick action; the component closes it with `CloseActionScreenEvent`. */
export default class ActionDialog extends LightningModal {
    @api module;
    @api recordId;
    @api objectApiName;

    handleClose() {
        this.close();
    }
}
