import { api, LightningElement, wire } from 'lwc';
import { getRelatedListInfo } from 'lightning/uiRelatedListApi';
import { messageOf } from 'local/fields';

/** One related list, as placed on a page. */
export default class RelatedListSingleContainer extends LightningElement {
    @api recordId;
    @api objectApiName;
    @api parentFieldApiName;
    @api relatedListApiName;
    @api relatedListComponentOverride;
    @api rowsToDisplay;
    @api showActionBar;
    info;
    error;

    @wire(getRelatedListInfo, { parentObjectApiName: '$objectApiName', relatedListId: '$relatedListApiName' })
    receive({ data, error }) {
        if (data) this.info = data;
        this.error = error && messageOf(error);
    }
}
