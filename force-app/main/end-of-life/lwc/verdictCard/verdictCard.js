import { LightningElement, api } from 'lwc';
import due from '@salesforce/label/c.Loop_Ui_Advice_Due';
import table from '@salesforce/label/c.Loop_Ui_Advice_Table';
import option from '@salesforce/label/c.Loop_Ui_Advice_Option';
import value from '@salesforce/label/c.Loop_Ui_Advice_Value';
import cost from '@salesforce/label/c.Loop_Ui_Advice_Cost';
import days from '@salesforce/label/c.Loop_Ui_Advice_Days';
import impact from '@salesforce/label/c.Loop_Ui_Advice_Impact';
import impactRange from '@salesforce/label/c.Loop_Ui_Advice_Impact_Range';
import impactOne from '@salesforce/label/c.Loop_Ui_Board_Grams';
import impactNone from '@salesforce/label/c.Loop_Ui_Advice_Impact_None';
import because from '@salesforce/label/c.Loop_Ui_Advice_Because';
import action from '@salesforce/label/c.Loop_Ui_Advice_Action';
import best from '@salesforce/label/c.Loop_Ui_Advice_Best';
import closed from '@salesforce/label/c.Loop_Ui_Advice_Closed';
import state from '@salesforce/label/c.Loop_Ui_Advice_State';
import sources from '@salesforce/label/c.Loop_Ui_Advice_Sources';
import choose from '@salesforce/label/c.Loop_Ui_Advice_Choose';

/** A range, or one figure where both ends are the same. */
function impactOf({ lowKg, highKg }) {
    if (lowKg === null || lowKg === undefined) return impactNone;
    return lowKg === highKg ? impactOne.replace('{0}', lowKg) : impactRange.replace('{0}', lowKg).replace('{1}', highKg);
}

/** The options of an advice side by side: a table on a desktop, cards on a phone. Fires `choose` with an action. */
export default class VerdictCard extends LightningElement {
    labels = { due, table, option, value, cost, days, impact, because, action, best, closed, state, sources };

    /** A CircularAdvice. */
    @api advice;

    /** By action what stands on its button, or on its link where there is a url: {label, url}. Others have none. */
    @api actions = {};

    get rows() {
        return this.advice.options.map((each) => ({
            ...each,
            impact: impactOf(each),
            isOffered: each.isOpen && each.action in this.actions,
            url: each.isOpen ? this.actions[each.action]?.url : undefined,
            actionLabel: this.actions[each.action]?.label,
            actionTitle: choose.replace('{0}', this.actions[each.action]?.label).replace('{1}', each.label),
            variant: each.isBest ? 'brand' : 'neutral'
        }));
    }

    handleAction(event) {
        this.dispatchEvent(new CustomEvent('choose', { detail: { action: event.currentTarget.dataset.action } }));
    }
}
