import { LightningElement, api } from 'lwc';
import required from '@salesforce/label/c.Loop_Ui_Required';
import typed from '@salesforce/label/c.Loop_Ui_Signature_Typed';
import clear from '@salesforce/label/c.Loop_Ui_Signature_Clear';
import empty from '@salesforce/label/c.Loop_Ui_Signature_Empty';
import given from '@salesforce/label/c.Loop_Ui_Signature_Given';

/** A signature by finger, pen or mouse; whoever cannot draw types the name. Tells `signed` with `{isSigned}`. */
export default class SignaturePad extends LightningElement {
    labels = { required, typed, clear };

    @api label;

    isSigned = false;
    typed = '';
    #isDrawing = false;

    /** @returns {string} PNG in base64, empty when nobody signed */
    @api
    getImage() {
        return this.isSigned ? this.canvas.toDataURL('image/png').split(',')[1] : '';
    }

    get description() {
        return this.isSigned ? given : empty;
    }

    get canvas() {
        return this.template.querySelector('canvas');
    }

    handleDown(event) {
        event.preventDefault();
        event.target.setPointerCapture?.(event.pointerId);
        this.#isDrawing = true;
        const pen = this.pen();
        pen.beginPath();
        pen.moveTo(...this.place(event));
    }

    handleMove(event) {
        if (!this.#isDrawing) return;
        const pen = this.pen();
        pen.lineTo(...this.place(event));
        pen.stroke();
        this.setSigned(true);
    }

    handleUp() {
        this.#isDrawing = false;
    }

    handleTyped(event) {
        this.typed = event.target.value;
        this.wipe();
        const name = this.typed.trim();
        if (name) {
            const pen = this.pen();
            pen.font = 'italic 48px cursive';
            pen.fillText(name, 24, 110, this.canvas.width - 48);
        }
        this.setSigned(name !== '');
    }

    handleClear() {
        this.typed = '';
        this.wipe();
        this.setSigned(false);
    }

    wipe() {
        this.canvas.getContext('2d').clearRect(0, 0, this.canvas.width, this.canvas.height);
    }

    setSigned(isSigned) {
        if (isSigned === this.isSigned) return;
        this.isSigned = isSigned;
        this.dispatchEvent(new CustomEvent('signed', { detail: { isSigned } }));
    }

    pen() {
        const pen = this.canvas.getContext('2d');
        const style = getComputedStyle(this.canvas);
        pen.strokeStyle = style.color;
        pen.fillStyle = style.color;
        pen.lineWidth = 3;
        pen.lineCap = 'round';
        pen.lineJoin = 'round';
        return pen;
    }

    /** The canvas is drawn smaller or larger than it is. */
    place(event) {
        const box = this.canvas.getBoundingClientRect();
        return [((event.clientX - box.left) * this.canvas.width) / box.width, ((event.clientY - box.top) * this.canvas.height) / box.height];
    }
}
