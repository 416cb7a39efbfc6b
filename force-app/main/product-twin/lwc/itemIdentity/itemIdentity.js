import { LightningElement, api } from 'lwc';
import { Focusing } from 'c/focusing';
import { Working } from 'c/working';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import identify from '@salesforce/apex/ItemIdentityController.identify';
import title from '@salesforce/label/c.Loop_Ui_Identity_Title';
import help from '@salesforce/label/c.Loop_Ui_Identity_Help';
import serialLabel from '@salesforce/label/c.Loop_Ui_Identity_Serial';
import take from '@salesforce/label/c.Loop_Ui_Identity_Take';
import given from '@salesforce/label/c.Loop_Ui_Identity_Given';
import gtinLabel from '@salesforce/label/c.Loop_Ui_Identity_Gtin';
import imeiLabel from '@salesforce/label/c.Loop_Ui_Identity_Imei';
import stays from '@salesforce/label/c.Loop_Ui_Identity_Stays';
import give from '@salesforce/label/c.Loop_Ui_Identity_Give';
import cancel from '@salesforce/label/c.Loop_Ui_Identity_Cancel';
import loading from '@salesforce/label/c.Loop_Ui_Loading';

/**
 * Gives an item that was sold without its serial the serial: typed or scanned, looked at, then given for good.
 * @fires identified when the item has it
 */
export default class ItemIdentity extends Focusing(Working(LightningElement)) {
    labels = { title, help, serial: serialLabel, take, given, gtin: gtinLabel, imei: imeiLabel, stays, give, cancel, loading };

    /** A TwinView. */
    @api twin;

    serial = '';
    gtin = '';
    imei = '';

    get isAsking() {
        return !this.serial;
    }

    get asksGtin() {
        return !this.twin.identity.gtin;
    }

    /** Luxury and fashion have none. */
    get asksImei() {
        return !this.twin.identity.imei && (!this.twin.sector || this.twin.sector === 'Electronics');
    }

    handleTerm(event) {
        this.error = undefined;
        this.serial = event.detail.term;
        this.nextFocus = '[data-id="given"]';
    }

    handleScanFailed(event) {
        this.error = event.detail.error;
    }

    handleChange(event) {
        this[event.target.name] = event.target.value;
    }

    handleCancel() {
        this.error = undefined;
        this.serial = '';
        this.nextFocus = '[data-id="title"]';
    }

    handleGive() {
        return this.work(async () => {
            await identify({ twinId: this.twin.id, serial: this.serial, gtin: this.gtin, imei: this.imei });
            this.dispatchEvent(new CustomEvent('identified'));
            notifyRecordUpdateAvailable([{ recordId: this.twin.id }]);
        });
    }
}
