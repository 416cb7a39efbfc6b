import { LightningElement, api } from 'lwc';
import partner from '@salesforce/label/c.Loop_Ui_Handover_Partner';
import code from '@salesforce/label/c.Loop_Ui_Handover_Code';
import address from '@salesforce/label/c.Loop_Ui_Handover_Address';
import wiped from '@salesforce/label/c.Loop_Ui_Handover_Wiped';
import requested from '@salesforce/label/c.Loop_Ui_Handover_Status_Requested';
import handedOver from '@salesforce/label/c.Loop_Ui_Handover_Status_Handed_Over';
import recycled from '@salesforce/label/c.Loop_Ui_Handover_Status_Recycled';
import donated from '@salesforce/label/c.Loop_Ui_Handover_Status_Donated';
import cancelled from '@salesforce/label/c.Loop_Ui_Handover_Status_Cancelled';
import givenBack from '@salesforce/label/c.Loop_Ui_Handover_Status_Given_Back';
import bring from '@salesforce/label/c.Loop_Ui_Handover_Bring';
import post from '@salesforce/label/c.Loop_Ui_Handover_Post';

const STATUS = { Requested: requested, 'Handed Over': handedOver, Recycled: recycled, Donated: donated, Cancelled: cancelled, 'Given Back': givenBack };

/** Where a hand-over stands, and what the customer does next. */
export default class HandoverStatus extends LightningElement {
    labels = { partner, code, address, wiped };

    /** A HandoverView. */
    @api handover;

    /** Why the item would not be taken in now; nobody is told to bring or send it then. */
    @api obstacle;

    get statusText() {
        return STATUS[this.handover.status];
    }

    get isAwaited() {
        return this.handover.status === 'Requested';
    }

    get isOpen() {
        return this.isAwaited && !this.obstacle;
    }

    get address() {
        return this.isAwaited && this.obstacle ? undefined : this.handover.address;
    }

    get nextText() {
        return this.handover.way === 'Parcel' ? post : bring;
    }
}
