import { api, LightningElement } from 'lwc';

/** Details on a phone: the same panel in a card. */
export default class RecordDetailPanelMobile extends LightningElement {
    @api recordId;
    @api objectApiName;
}
