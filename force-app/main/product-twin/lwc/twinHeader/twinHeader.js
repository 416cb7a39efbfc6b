import { LightningElement, api, wire } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import { refreshApex } from '@salesforce/apex';
import { ItemFollowing } from 'c/itemFollowing';
import { countText } from 'c/plural';
import getTwin from '@salesforce/apex/TwinController.getTwin';
import loading from '@salesforce/label/c.Loop_Ui_Loading';
import serial from '@salesforce/label/c.Loop_Ui_Serial';
import awaiting from '@salesforce/label/c.Loop_Ui_Awaiting_Serial';
import toBeMatched from '@salesforce/label/c.Loop_Ui_To_Be_Matched';
import owner from '@salesforce/label/c.Loop_Ui_Owner';
import noOwner from '@salesforce/label/c.Loop_Ui_No_Owner';
import ownerErased from '@salesforce/label/c.Loop_Ui_Owner_Erased';
import ownerHidden from '@salesforce/label/c.Loop_Ui_Owner_Hidden';
import unverified from '@salesforce/label/c.Loop_Ui_Unverified';
import warranty from '@salesforce/label/c.Loop_Ui_Warranty';
import warrantyActive from '@salesforce/label/c.Loop_Ui_Warranty_Active';
import warrantyDaysLeft from '@salesforce/label/c.Loop_Ui_Warranty_Days_Left';
import warrantyDayLeft from '@salesforce/label/c.Loop_Ui_Warranty_Days_Left_One';
import warrantyExpired from '@salesforce/label/c.Loop_Ui_Warranty_Expired';
import warrantyNotStarted from '@salesforce/label/c.Loop_Ui_Warranty_Not_Started';
import warrantyNone from '@salesforce/label/c.Loop_Ui_Warranty_None';
import purchase from '@salesforce/label/c.Loop_Ui_Purchase';
import noPurchase from '@salesforce/label/c.Loop_Ui_No_Purchase';
import order from '@salesforce/label/c.Loop_Ui_Order';
import gtin from '@salesforce/label/c.Loop_Ui_Gtin';
import identified from '@salesforce/label/c.Loop_Ui_Identity_Done';

const ICONS = { Luxury: 'standard:reward', Electronics: 'standard:device', Fashion: 'standard:product_item' };
const WARRANTY_TEXT = { Active: warrantyActive, Expired: warrantyExpired, 'Not Started': warrantyNotStarted, None: warrantyNone };
/** A warranty that ends within this many days is worth a warning. */
const ENDING_SOON_DAYS = 60;

/** What an item is, whose it is and how its warranty stands, at a glance. */
export default class TwinHeader extends NavigationMixin(ItemFollowing(LightningElement)) {
    labels = { loading, serial, awaiting, toBeMatched, owner, noOwner, ownerHidden, unverified, warranty, purchase, noPurchase, order, gtin };

    /** Id of the Product_Twin__c. */
    @api recordId;

    twin;
    error;
    wired;
    ownerUrl;
    /** What became of a step that was taken here. */
    answer = '';

    @wire(getTwin, { twinId: '$recordId' })
    wiredTwin(result) {
        this.wired = result;
        this.twin = result.data;
        this.error = result.error;
        if (this.twin?.owner) this.resolveOwnerUrl(this.twin.owner.contactId);
    }

    async resolveOwnerUrl(recordId) {
        this.ownerUrl = await this[NavigationMixin.GenerateUrl](this.ownerPage(recordId));
    }

    get isLoading() {
        return !this.twin && !this.error;
    }

    get icon() {
        return ICONS[this.twin.sector] ?? 'standard:product_item';
    }

    get brandAndProduct() {
        return [this.twin.identity.brandCode, this.twin.productName ?? this.twin.identity.sku].filter(Boolean).join(' · ');
    }

    get isAwaitingSerial() {
        return this.twin.identityStatus === 'Awaiting Serial';
    }

    get isToBeMatched() {
        return this.twin.matchStatus === 'To Be Matched';
    }

    get isUnverified() {
        return this.twin.owner?.verification === 'Unverified';
    }

    get ownerFallback() {
        if (!this.twin.showsOwner) return ownerHidden;
        return this.twin.isOwnerErased ? ownerErased : noOwner;
    }

    get warrantyText() {
        const { state, reason } = this.twin.warranty;
        return reason ? warrantyExpired : WARRANTY_TEXT[state] ?? state;
    }

    /** The day the warranty ends or ended. */
    get warrantyDay() {
        const { state, endsOn } = this.twin.warranty;
        return state === 'Active' || state === 'Expired' ? endsOn : undefined;
    }

    get answerClass() {
        return this.answer ? 'slds-m-bottom_small slds-text-color_success' : '';
    }

    get daysLeftText() {
        const { state, daysLeft } = this.twin.warranty;
        return state === 'Active' ? countText(daysLeft, { one: warrantyDayLeft, other: warrantyDaysLeft }) : '';
    }

    get warrantyClass() {
        const { state, daysLeft } = this.twin.warranty;
        if (state === 'Active') return daysLeft <= ENDING_SOON_DAYS ? 'slds-badge badge slds-theme_warning' : 'slds-badge badge slds-theme_success';
        return 'slds-badge badge';
    }

    ownerPage(recordId) {
        return { type: 'standard__recordPage', attributes: { recordId, objectApiName: 'Contact', actionName: 'view' } };
    }

    handleOwner(event) {
        event.preventDefault();
        this[NavigationMixin.Navigate](this.ownerPage(this.twin.owner.contactId));
    }

    handleIdentified() {
        this.answer = identified;
        // the form, which has the focus, goes
        this.template.querySelector('[data-id="answer"]').focus();
        return this.catchUp();
    }

    handleRetry() {
        return this.refresh();
    }

    /** A step that somebody takes on this page changes stage and owner: the header follows. */
    refresh() {
        return refreshApex(this.wired);
    }
}
