import { LightningElement, api } from 'lwc';
import { base64Of } from 'c/files';
import { majorOf } from 'c/money';
import title from '@salesforce/label/c.Loop_Ui_Compare_Title';
import question from '@salesforce/label/c.Loop_Ui_Compare_Question';
import declared from '@salesforce/label/c.Loop_Ui_Compare_Declared';
import inspected from '@salesforce/label/c.Loop_Ui_Compare_Inspected';
import proof from '@salesforce/label/c.Loop_Ui_Compare_Proof';
import differs from '@salesforce/label/c.Loop_Ui_Compare_Differs';
import hasProof from '@salesforce/label/c.Loop_Ui_Compare_Has_Proof';
import notVisible from '@salesforce/label/c.Loop_Ui_Compare_Not_Visible';
import addProof from '@salesforce/label/c.Loop_Ui_Compare_Add_Proof';
import movers from '@salesforce/label/c.Loop_Ui_Compare_Movers';

/**
 * What the customer declared against what was found, and the rules that moved the price. Tells `prooffile` with
 * `{code, fileName, base64}`.
 */
export default class TradeInComparison extends LightningElement {
    labels = { title, question, declared, inspected, proof, differs, hasProof, notVisible, addProof, movers };

    /** `comparison` of a TradeInDetail. */
    @api comparison = [];
    /** `movers` of a TradeInDetail. */
    @api movers = [];
    @api currencyCode;
    /** Whether proofs can be added now. */
    @api canAddProof = false;

    get rows() {
        return this.comparison.filter(({ declared: said, inspected: found }) => said || found).map((row) => ({
            ...row,
            theme: row.differs ? 'slds-theme_shade' : '',
            isHidden: row.differs && !row.visibleToCustomer,
            takesProof: row.differs && row.visibleToCustomer && this.canAddProof
        }));
    }

    get moved() {
        return this.movers.filter(({ changeMinor }) => changeMinor !== 0).map((mover) => ({ ...mover, change: majorOf(mover.changeMinor, this.currencyCode) }));
    }

    get hasMovers() {
        return this.moved.length > 0;
    }

    async handleFile(event) {
        const { code } = event.target.dataset;
        const [file] = event.target.files;
        if (!file) return;
        this.dispatchEvent(new CustomEvent('prooffile', { detail: { code, fileName: file.name, base64: await base64Of(file) } }));
    }
}
