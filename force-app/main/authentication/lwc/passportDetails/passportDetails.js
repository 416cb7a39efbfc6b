import { LightningElement, api } from 'lwc';
import title from '@salesforce/label/c.Loop_Ui_Passport_Title';
import factsLabel from '@salesforce/label/c.Loop_Ui_Passport_Facts';
import warranty from '@salesforce/label/c.Loop_Ui_Passport_Warranty';
import events from '@salesforce/label/c.Loop_Ui_Passport_Events';
import repairs from '@salesforce/label/c.Loop_Ui_Passport_Repairs';
import recycling from '@salesforce/label/c.Loop_Ui_Passport_Recycling';
import impact from '@salesforce/label/c.Loop_Ui_Passport_Impact';
import made from '@salesforce/label/c.Loop_Ui_Passport_Made';
import avoided from '@salesforce/label/c.Loop_Ui_Passport_Avoided';
import avoidedAbout from '@salesforce/label/c.Loop_Ui_Passport_Avoided_About';
import method from '@salesforce/label/c.Loop_Ui_Passport_Method';
import sources from '@salesforce/label/c.Loop_Ui_Passport_Sources';
import source from '@salesforce/label/c.Loop_Ui_Passport_Source';
import image from '@salesforce/label/c.Loop_Ui_Passport_Image';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What an item is and what to do with it later. Shows what the passport holds; the server decided what that is. */
export default class PassportDetails extends LightningElement {
    labels = { title, facts: factsLabel, repairs, recycling, impact, method, sources, source };

    /** The Passport. */
    @api passport;

    get facts() {
        const { facts, warrantyText, eventCount } = this.passport;
        const shown = facts.map((fact) => ({ ...fact, isDate: DAY.test(fact.value) }));
        if (warrantyText) shown.push({ key: 'warranty', label: warranty, value: warrantyText });
        if (eventCount !== undefined && eventCount !== null) shown.push({ key: 'eventCount', label: events, value: String(eventCount) });
        return shown;
    }

    get hasRepairs() {
        return Boolean(this.passport.repairs?.length);
    }

    get repairs() {
        return this.passport.repairs.map(({ repairedOn, parts }, key) => ({ key, repairedOn, text: parts.join(', ') }));
    }

    get imageText() {
        return image.replace('{0}', this.passport.name);
    }

    get madeText() {
        const { madeKg } = this.passport.impact;
        return madeKg === undefined || madeKg === null ? undefined : made.replace('{0}', String(madeKg));
    }

    get estimates() {
        return this.passport.impact.estimates.map(({ action, label, lowKg, highKg }) => ({ action, label, text: textOf(lowKg, highKg) }));
    }

    get hasSources() {
        return this.passport.impact.sources.length > 0;
    }
}

/** @param {number} low @param {number} high */
function textOf(low, high) {
    return low === high ? avoidedAbout.replace('{0}', String(low)) : avoided.replace('{0}', String(low)).replace('{1}', String(high));
}
