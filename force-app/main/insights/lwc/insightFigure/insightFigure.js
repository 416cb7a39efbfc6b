import { LightningElement, api } from 'lwc';
import { gramsText, valueText } from 'c/insightText';
import nothing from '@salesforce/label/c.Loop_Ui_Board_Nothing';
import records from '@salesforce/label/c.Loop_Ui_Board_Records';
import recordsOf from '@salesforce/label/c.Loop_Ui_Board_Records_Of';
import how from '@salesforce/label/c.Loop_Ui_Board_How';
import source from '@salesforce/label/c.Loop_Ui_Board_Source';
import range from '@salesforce/label/c.Loop_Ui_Board_Range';
import cases from '@salesforce/label/c.Loop_Ui_Board_Cases';

/**
 * One figure: a value for each currency, how it is made, and the way to its records.
 * @fires InsightFigure#records when the person asks for the records behind a value
 */
export default class InsightFigure extends LightningElement {
    labels = { nothing, records, how };

    /** As Apex gives it. */
    @api figure;

    get isEmpty() {
        return this.figure.values.length === 0;
    }

    get sourceText() {
        return source.replace('{0}', this.figure.source);
    }

    get values() {
        const { label, unit, values } = this.figure;
        return values.map((value) => ({
            key: value.currencyCode ?? '-',
            currencyCode: value.currencyCode,
            text: valueText(unit, value),
            recordsLabel: recordsOf.replace('{0}', [label, value.currencyCode].filter(Boolean).join(', ')),
            range: unit === 'Impact' ? this.rangeOf(value) : null,
            cases: value.items === undefined || value.items === null ? null : cases.replace('{0}', String(value.items))
        }));
    }

    /** Where low, middle and high estimate stand between nothing and the highest, in hundredths. */
    rangeOf({ value, low, high }) {
        const begin = Math.min(0, low);
        const place = (grams) => (high === begin ? 0 : ((grams - begin) / (high - begin)) * 100);
        return {
            text: range.replace('{0}', gramsText(low)).replace('{1}', gramsText(high)),
            x: place(low),
            width: place(high) - place(low),
            middle: place(value)
        };
    }

    handleRecords(event) {
        const { currency } = event.currentTarget.dataset;
        this.dispatchEvent(new CustomEvent('records', { detail: { figure: this.figure.name, currencyCode: currency ?? null } }));
    }
}
