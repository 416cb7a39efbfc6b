import { LightningElement, api } from 'lwc';
import { ItemFollowing } from 'c/itemFollowing';

export default class Card extends ItemFollowing(LightningElement) {
    @api recordId;
    /** Called with each refreshing. */
    @api heard;

    refresh() {
        return this.heard(this.recordId);
    }

    @api
    ask() {
        return this.catchUp();
    }
}
