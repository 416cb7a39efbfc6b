import { LightningElement, api } from 'lwc';
import { ItemActions } from 'c/itemActions';
import { Working } from 'c/working';

/** A step of an item, or why it cannot be taken. */
export default class Card extends ItemActions(Working(LightningElement)) {
    @api recordId;

    get canLend() {
        return this.isOpen('lend');
    }

    get why() {
        return this.whyClosed('lend');
    }

    get errorText() {
        return this.error?.body.message;
    }
}
