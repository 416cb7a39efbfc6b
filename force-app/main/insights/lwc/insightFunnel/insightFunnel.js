import { LightningElement, api } from 'lwc';
import { valueText } from 'c/insightText';
import title from '@salesforce/label/c.Loop_Ui_Board_Funnel';
import step from '@salesforce/label/c.Loop_Ui_Board_Step';
import number from '@salesforce/label/c.Loop_Ui_Board_Number';
import ofBefore from '@salesforce/label/c.Loop_Ui_Board_Of_Before';
import how from '@salesforce/label/c.Loop_Ui_Board_How';
import source from '@salesforce/label/c.Loop_Ui_Board_Source';
import recordsOf from '@salesforce/label/c.Loop_Ui_Board_Records_Of';

/**
 * The steps of a funnel: a table whose numbers are drawn as bars, too.
 * @fires InsightFunnel#records when the person asks for the records behind a step
 */
export default class InsightFunnel extends LightningElement {
    labels = { title, step, number, ofBefore, how };

    /** Figures in the order of the steps. */
    @api figures;

    get steps() {
        const counts = this.figures.map(({ values }) => values[0]?.value ?? 0);
        const most = Math.max(...counts, 1);
        return this.figures.map((figure, index) => ({
            name: figure.name,
            label: figure.label,
            width: (counts[index] / most) * 100,
            text: valueText('Count', { value: counts[index] }),
            share: index > 0 && counts[index - 1] > 0 ? valueText('Percent', { value: counts[index] / counts[index - 1] }) : '–',
            recordsLabel: `${valueText('Count', { value: counts[index] })}, ${recordsOf.replace('{0}', figure.label)}`,
            made: `${figure.label}: ${figure.formula} ${source.replace('{0}', figure.source)}`
        }));
    }

    handleRecords(event) {
        const figure = event.currentTarget.dataset.step;
        this.dispatchEvent(new CustomEvent('records', { detail: { figure, currencyCode: null } }));
    }
}
