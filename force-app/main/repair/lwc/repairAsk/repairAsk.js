import { LightningElement, api } from 'lwc';
import { base64Of } from 'c/files';
import ask from '@salesforce/label/c.Loop_Ui_Repair_Ask';
import faults from '@salesforce/label/c.Loop_Ui_Repair_Faults';
import photos from '@salesforce/label/c.Loop_Ui_Repair_Photos';

const MOST_PHOTOS = 3;

/** What is wrong with an item, with photos; says whether the warranty pays. Fires `ask` with `{faultCodes, photos}`. */
export default class RepairAsk extends LightningElement {
    labels = { ask, faults, photos };

    /** A RepairChoices. */
    @api choices;
    /** Text of the button. */
    @api sendLabel = '';
    @api withPhotos = false;
    @api disabled = false;

    chosen = [];
    photos = [];
    photoNames = '';

    get coverageText() {
        const isExcluded = this.chosen.some((code) => this.choices.excludedFaults.includes(code));
        return isExcluded ? this.choices.excludedText : this.choices.coverageText;
    }

    get cannotSend() {
        return this.disabled || this.chosen.length === 0;
    }

    handleFaults(event) {
        this.chosen = event.detail.value;
    }

    async handlePhotos(event) {
        const files = [...event.detail.files].slice(0, MOST_PHOTOS);
        this.photoNames = files.map(({ name }) => name).join(', ');
        this.photos = await Promise.all(files.map(base64Of));
    }

    handleSend() {
        this.dispatchEvent(new CustomEvent('ask', { detail: { faultCodes: [...this.chosen], photos: [...this.photos] } }));
    }
}
