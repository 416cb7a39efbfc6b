import { api, LightningElement } from 'lwc';

/** Head of a page whose figures are made when it is opened: a report or a dashboard. `refresh` asks for them anew. */
export default class ResultHeader extends LightningElement {
    /** `Report` */
    @api kind;
    /** `standard:report` */
    @api icon;
    @api name;
    @api description;

    handleRefresh() {
        this.dispatchEvent(new CustomEvent('refresh'));
    }
}
