import { LightningElement, api } from 'lwc';
import until from '@salesforce/label/c.Loop_Ui_Privacy_Until';

/** Sentences under a heading: what each is about, what happens to it, until when. Nothing when there are none. */
export default class PrivacyNotes extends LightningElement {
    labels = { until };

    @api heading;

    /** `{title, text, until}` each. */
    @api notes;

    get rows() {
        return this.notes?.length ? this.notes.map((note, index) => ({ ...note, key: `${index} ${note.title}` })) : undefined;
    }
}
