import { LightningElement, api } from 'lwc';
import { valueText } from 'c/insightText';
import { countText } from 'c/plural';
import nothing from '@salesforce/label/c.Loop_Ui_Board_Nothing';
import unknown from '@salesforce/label/c.Loop_Ui_Board_Unknown';
import records from '@salesforce/label/c.Loop_Ui_Board_Records';
import recordsOf from '@salesforce/label/c.Loop_Ui_Board_Records_Of';
import how from '@salesforce/label/c.Loop_Ui_Board_How';
import source from '@salesforce/label/c.Loop_Ui_Board_Source';
import range from '@salesforce/label/c.Loop_Ui_Board_Range';
import interval from '@salesforce/label/c.Loop_Ui_Board_Interval';
import caseOne from '@salesforce/label/c.Loop_Ui_Board_Cases_One';
import caseOther from '@salesforce/label/c.Loop_Ui_Board_Cases_Other';

const isKnown = (value) => value !== undefined && value !== null;

/**
 * One figure: a value for each currency, how it is made, and the way to its records.
 * @fires InsightFigure#records when the person asks for the records behind a value
 */
export default class InsightFigure extends LightningElement {
    labels = { records, how };

    /** As Apex gives it. */
    @api figure;

    get isEmpty() {
        return this.figure.values.length === 0;
    }

    /** What would fill it. */
    get nothingText() {
        return nothing.replace('{0}', this.figure.source);
    }

    get sourceText() {
        return source.replace('{0}', this.figure.source);
    }

    get values() {
        const { label, unit, values } = this.figure;
        return values.map((value) => ({
            key: value.currencyCode ?? '-',
            currencyCode: value.currencyCode,
            text: isKnown(value.value) ? [valueText(unit, value), unit === 'Percent' && value.currencyCode].filter(Boolean).join(' · ') : null,
            unknown: [unknown, value.currencyCode].filter(Boolean).join(' · '),
            recordsLabel: recordsOf.replace('{0}', [label, value.currencyCode].filter(Boolean).join(', ')),
            range: isKnown(value.low) ? this.rangeOf(value) : null,
            cases: isKnown(value.items) ? countText(value.items, { one: caseOne, other: caseOther }) : null,
            note: value.note
        }));
    }

    /** Where low, middle and high estimate stand between nothing and the highest, in hundredths. */
    rangeOf({ value, low, high, currencyCode }) {
        const { unit } = this.figure;
        const [lowest, highest] = [low, high].map((end) => valueText(unit, { value: end, currencyCode }));
        if (lowest === highest) return null;
        const begin = Math.min(0, low);
        const place = (amount) => (high === begin ? 0 : ((amount - begin) / (high - begin)) * 100);
        return {
            text: (unit === 'Lift' ? interval : range).replace('{0}', lowest).replace('{1}', highest),
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
