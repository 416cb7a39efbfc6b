import { LightningElement, wire } from 'lwc';
import { EnclosingForm } from 'local/form';

/** The enclosing form's error, when there is one. */
export default class Messages extends LightningElement {
    form;

    @wire(EnclosingForm)
    receiveForm(form) {
        this.form = form;
    }

    get message() {
        return this.form?.message;
    }
}
