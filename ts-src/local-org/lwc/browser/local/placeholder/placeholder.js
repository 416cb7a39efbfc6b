import { api, LightningElement } from 'lwc';
import template from './placeholder.html';

export { template };

/** A box naming a standard component which the local org does not have. */
export default class Placeholder extends LightningElement {
    /** `lightning-map`, `runtime_sales_activities:activityPanel` */
    @api tag;
}
