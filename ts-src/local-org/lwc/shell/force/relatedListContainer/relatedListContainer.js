import { api, LightningElement, wire } from 'lwc';
import { getRelatedListsInfo } from 'lightning/uiRelatedListApi';
import { messageOf } from 'local/fields';

/** Every related list of the record's layout, one card each. */
export default class RelatedListContainer extends LightningElement {
    @api recordId;
    @api objectApiName;
    lists = [];
    loaded = false;
    error;

    @wire(getRelatedListsInfo, { parentObjectApiName: '$objectApiName' })
    receive({ data, error }) {
        if (data) this.lists = data.relatedLists;
        this.loaded = data !== undefined;
        this.error = error && messageOf(error);
    }

    get empty() {
        return this.loaded && this.lists.length === 0;
    }
}
