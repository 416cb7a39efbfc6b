import { api, LightningElement } from 'lwc';

/** Top bar: logo, search, who is signed in. */
export default class GlobalHeader extends LightningElement {
    @api app;
}
