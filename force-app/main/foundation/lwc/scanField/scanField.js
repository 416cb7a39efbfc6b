import { LightningElement, api } from 'lwc';
import { getBarcodeScanner } from 'lightning/mobileCapabilities';
import find from '@salesforce/label/c.Loop_Ui_Search_Action';
import scan from '@salesforce/label/c.Loop_Ui_Search_Scan';
import empty from '@salesforce/label/c.Loop_Ui_Search_Empty';
import tooShort from '@salesforce/label/c.Loop_Error_Search_Term_Short';
import scanHint from '@salesforce/label/c.Loop_Ui_Search_Scan_Hint';

/** A term that a person types or scans. Tells `term` with `{term}`, trimmed and not empty, or `scanfailed` with `{error}`. */
export default class ScanField extends LightningElement {
    labels = { scan };

    @api label;
    @api placeholder;
    /** What the button says, where it does not find. */
    @api action = find;

    /** Characters that a search needs: three at least where the field says so. */
    @api shortest = 1;

    term = '';

    get canScan() {
        return getBarcodeScanner().isAvailable();
    }

    handleChange(event) {
        this.term = event.target.value;
    }

    handleKeyup(event) {
        if (event.key === 'Enter') this.tell();
    }

    async handleScan() {
        const scanner = getBarcodeScanner();
        try {
            const { QR, CODE_128, EAN_13, DATA_MATRIX } = scanner.barcodeTypes;
            const codes = await scanner.scan({ barcodeTypes: [QR, CODE_128, EAN_13, DATA_MATRIX], instructionText: scanHint });
            this.term = codes[0].value;
            this.tell();
        } catch (error) {
            // The person closed the scanner: nothing went wrong.
            if (error.code !== 'userDismissedScanner') this.dispatchEvent(new CustomEvent('scanfailed', { detail: { error } }));
        } finally {
            scanner.dismiss();
        }
    }

    problemOf(term) {
        if (!term) return empty;
        return term.length < this.shortest ? tooShort : '';
    }

    tell() {
        const term = this.term?.trim();
        const problem = this.problemOf(term);
        const input = this.template.querySelector('lightning-input');
        input.setCustomValidity(problem);
        input.reportValidity();
        if (!problem) this.dispatchEvent(new CustomEvent('term', { detail: { term } }));
    }
}
