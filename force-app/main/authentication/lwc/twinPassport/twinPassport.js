import { LightningElement, api, wire } from 'lwc';
import { Working } from 'c/working';
import { CurrentPageReference, NavigationMixin } from 'lightning/navigation';
import { getFieldValue, getRecord } from 'lightning/uiRecordApi';
import PASSPORT_ID from '@salesforce/schema/Product_Twin__c.Passport_Id__c';
import getPassport from '@salesforce/apex/PassportController.getPassport';
import loading from '@salesforce/label/c.Loop_Ui_Passport_Loading';
import verify from '@salesforce/label/c.Loop_Ui_Passport_Verify';
import nothing from '@salesforce/label/c.Loop_Ui_Passport_Nothing';

/** The public page of an item: by its passport id, or by GTIN and serial, from the page's address or from its builder. */
export default class TwinPassport extends NavigationMixin(Working(LightningElement)) {
    labels = { loading, nothing, verify };

    passport;
    verifyPage;

    key = {};
    pageKey = {};
    recordKey = {};
    isDue = false;

    /** On a record page: what others see of the Product_Twin__c. */
    @api recordId;

    @api
    get passportId() {
        return this.key.passportId;
    }
    set passportId(value) {
        this.key = { ...this.key, passportId: value };
        this.schedule();
    }

    @api
    get gtin() {
        return this.key.gtin;
    }
    set gtin(value) {
        this.key = { ...this.key, gtin: value };
        this.schedule();
    }

    @api
    get serial() {
        return this.key.serial;
    }
    set serial(value) {
        this.key = { ...this.key, serial: value };
        this.schedule();
    }

    @wire(CurrentPageReference)
    readPage(page) {
        const state = page?.state ?? {};
        this.pageKey = { passportId: state.passportId ?? state.c__passportId, gtin: state.gtin ?? state.c__gtin, serial: state.serial ?? state.c__serial };
        this.schedule();
    }

    @wire(getRecord, { recordId: '$recordId', fields: [PASSPORT_ID] })
    readRecord({ data, error }) {
        if (data) this.recordKey = { passportId: getFieldValue(data, PASSPORT_ID) };
        if (error) this.error = error;
        if (data) this.schedule();
    }

    /** The first that names an item. */
    get chosen() {
        return [this.key, this.recordKey, this.pageKey].find(isComplete);
    }

    get isEmpty() {
        return !this.chosen && !this.recordId && !this.error;
    }

    /** GTIN and serial come one after the other: one question for both. */
    schedule() {
        if (this.isDue) return;
        this.isDue = true;
        Promise.resolve().then(() => {
            this.isDue = false;
            this.load();
        });
    }

    async load() {
        const { chosen } = this;
        if (this.isEmpty) {
            this.verifyPage = await this[NavigationMixin.GenerateUrl]({ type: 'comm__namedPage', attributes: { name: 'Verify__c' } });
        }
        if (!chosen) return;
        await this.read(
            () => getPassport({ passportId: chosen.passportId ?? null, gtin: chosen.gtin ?? null, serial: chosen.serial ?? null }),
            (passport) => {
                this.passport = passport;
            }
        );
        if (this.error) this.passport = undefined;
    }
}

/** @param {{passportId?: string, gtin?: string, serial?: string}} key */
function isComplete({ passportId, gtin, serial }) {
    return Boolean(passportId || (gtin && serial));
}
