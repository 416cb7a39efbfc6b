import { api, LightningElement } from 'lwc';

/** Says in one sentence what cannot be shown, in the place where it would be. */
export default class ErrorPanel extends LightningElement {
    @api heading;
    @api message;
}
