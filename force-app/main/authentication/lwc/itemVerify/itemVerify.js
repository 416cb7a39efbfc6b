import { LightningElement } from 'lwc';
import { Working } from 'c/working';
import { getBarcodeScanner } from 'lightning/mobileCapabilities';
import canInspect from '@salesforce/customPermission/Inspect_Item';
import verifyPresented from '@salesforce/apex/ItemInspectionController.verify';
import verify from '@salesforce/apex/PassportController.verify';
import title from '@salesforce/label/c.Loop_Ui_Verify_Title';
import field from '@salesforce/label/c.Loop_Ui_Verify_Field';
import hint from '@salesforce/label/c.Loop_Ui_Verify_Hint';
import action from '@salesforce/label/c.Loop_Ui_Verify_Action';
import place from '@salesforce/label/c.Loop_Ui_Verify_Place';
import noPlace from '@salesforce/label/c.Loop_Ui_Verify_No_Place';
import next from '@salesforce/label/c.Loop_Ui_Verify_Next';
import empty from '@salesforce/label/c.Loop_Ui_Verify_Empty';
import scan from '@salesforce/label/c.Loop_Ui_Search_Scan';
import scanHint from '@salesforce/label/c.Loop_Ui_Search_Scan_Hint';
import presenter from '@salesforce/label/c.Loop_Ui_Verify_Presenter';
import presenterHelp from '@salesforce/label/c.Loop_Ui_Verify_Presenter_Help';
import inspect from '@salesforce/label/c.Loop_Ui_Verify_Inspect';
import loading from '@salesforce/label/c.Loop_Ui_Passport_Loading';

const LONGEST_WAIT = 5000;

/** Checks an item by a scan or by what is printed on it. Works on the public site and in the store alike. */
export default class ItemVerify extends Working(LightningElement) {
    labels = { title, field, hint, action, place, next, scan, loading, presenter, presenterHelp, inspect };

    code = '';
    message = hint;
    tellsPlace = false;
    passport;
    presenterEmail = '';
    isInspecting = false;

    /** Staff asks for more: who has the item in hand, and an inspection. */
    get isStaff() {
        return canInspect === true;
    }

    get mayInspect() {
        return this.isStaff && this.passport.isFound && !this.isInspecting;
    }

    get canScan() {
        return getBarcodeScanner().isAvailable();
    }

    get canLocate() {
        return Boolean(navigator.geolocation);
    }

    handleChange(event) {
        this.code = event.target.value;
    }

    handleKeyup(event) {
        if (event.key === 'Enter') this.handleVerify();
    }

    handlePlace(event) {
        this.tellsPlace = event.target.checked;
    }

    handlePresenter(event) {
        this.presenterEmail = event.target.value;
    }

    handleInspect() {
        this.isInspecting = true;
    }

    handleNext() {
        this.code = '';
        this.presenterEmail = '';
        this.isInspecting = false;
        this.passport = undefined;
        this.message = hint;
        this.template.querySelector('lightning-input').focus();
    }

    async handleVerify() {
        const text = this.code?.trim();
        if (!text) {
            this.message = empty;
            return;
        }
        if (this.isBusy) return;
        this.passport = undefined;
        this.isInspecting = false;
        this.message = '';
        await this.work(async () => {
            const { latitude, longitude } = await this.readPlace();
            this.passport = this.isStaff ? await verifyPresented({ text, latitude, longitude, presenterEmail: this.presenterEmail || null }) : await verify({ text, latitude, longitude });
        });
    }

    /** Whole degrees leave the device, no more. Without a place the check goes on. */
    async readPlace() {
        if (!this.tellsPlace) return { latitude: null, longitude: null };
        try {
            const { coords } = await new Promise((resolve, reject) => {
                navigator.geolocation.getCurrentPosition(resolve, reject, { timeout: LONGEST_WAIT, maximumAge: 600000 });
            });
            return { latitude: Math.round(coords.latitude), longitude: Math.round(coords.longitude) };
        } catch {
            this.message = noPlace;
            return { latitude: null, longitude: null };
        }
    }

    async handleScan() {
        const scanner = getBarcodeScanner();
        try {
            const codes = await scanner.scan({
                barcodeTypes: [scanner.barcodeTypes.QR, scanner.barcodeTypes.CODE_128, scanner.barcodeTypes.EAN_13, scanner.barcodeTypes.DATA_MATRIX],
                instructionText: scanHint
            });
            this.code = codes[0].value;
            await this.handleVerify();
        } catch (error) {
            // The person closed the scanner: nothing went wrong.
            if (error.code !== 'userDismissedScanner') this.error = error;
        } finally {
            scanner.dismiss();
        }
    }
}
