import { LightningElement, api } from 'lwc';
import { Working } from 'c/working';
import { base64Of } from 'c/files';
import grade from '@salesforce/apex/WarehouseController.grade';
import addPhoto from '@salesforce/apex/WarehouseController.addPhoto';
import title from '@salesforce/label/c.Loop_Ui_Warehouse_Checklist';
import save from '@salesforce/label/c.Loop_Ui_Warehouse_Save_Grade';
import photo from '@salesforce/label/c.Loop_Ui_Warehouse_Photo';
import photos from '@salesforce/label/c.Loop_Ui_Warehouse_Photos';
import none from '@salesforce/label/c.Loop_Ui_Warehouse_No_Checks';
import saving from '@salesforce/label/c.Loop_Ui_Loading';

/** The checklist of an item and its photos. Tells `changed` with the new ResaleOrderView. */
export default class RefurbishmentGrade extends Working(LightningElement) {
    labels = { title, save, photo, photos, none, saving };

    /** ResaleOrderView. */
    @api order;

    /** Answers given here, over those that are stored. */
    given = {};

    get questions() {
        return this.order.checks.map(({ code, question }) => ({ code, label: question, kind: 'Yes No', isRequired: true, choices: [] }));
    }

    get answers() {
        const stored = this.order.checks.filter(({ answer }) => typeof answer === 'boolean').map(({ code, answer }) => [code, answer]);
        return { ...Object.fromEntries(stored), ...this.given };
    }

    get hasNoChecks() {
        return this.order.checks.length === 0;
    }

    get hasPhotos() {
        return this.order.photos.length > 0;
    }

    handleAnswer(event) {
        const { code, value } = event.detail;
        this.given = { ...this.given, [code]: value };
    }

    handlePhoto(event) {
        const [file] = event.target.files ?? [];
        if (!file) return undefined;
        return this.ask(async () => addPhoto({ orderId: this.order.orderId, fileName: file.name, base64: await base64Of(file) }));
    }

    handleSave() {
        if (!this.template.querySelector('c-trade-in-questions').reportValidity()) return undefined;
        return this.ask(() => grade({ orderId: this.order.orderId, answersJson: JSON.stringify(this.answers) }));
    }

    ask(call) {
        return this.work(async () => {
            this.dispatchEvent(new CustomEvent('changed', { detail: await call() }));
        });
    }
}
