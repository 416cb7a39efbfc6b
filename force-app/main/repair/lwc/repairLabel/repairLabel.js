import { LightningElement, api, wire } from 'lwc';
import { Working } from 'c/working';
import { CurrentPageReference } from 'lightning/navigation';
import getLabel from '@salesforce/apex/RepairPortalController.getLabel';
import title from '@salesforce/label/c.Loop_Ui_Repair_Label_Title';
import alt from '@salesforce/label/c.Loop_Ui_Repair_Label_Alt';
import loading from '@salesforce/label/c.Loop_Ui_Repair_Label_Loading';
import unknown from '@salesforce/label/c.Loop_Ui_Repair_Label_Unknown';
import back from '@salesforce/label/c.Loop_Ui_Repair_Back';
import print from '@salesforce/label/c.Loop_Ui_Repair_Print';

/** The return label of a repair. Printed, the page is the label alone. */
export default class RepairLabel extends Working(LightningElement) {
    labels = { title, loading, unknown, back, print };

    /** Address of the page of repairs, relative to this page. */
    @api repairsPage = 'repairs';

    repairId;
    label;

    @wire(CurrentPageReference)
    readPage(page) {
        const repairId = page?.state?.repairId;
        if (repairId && repairId !== this.repairId) {
            this.repairId = repairId;
            this.load();
        }
    }

    get isEmpty() {
        return !this.repairId;
    }

    get alternativeText() {
        const { reference, fromLines, toLines } = this.label;
        return alt.replace('{0}', reference).replace('{1}', fromLines.join(', ')).replace('{2}', toLines.join(', '));
    }

    handlePrint() {
        window.print();
    }

    load() {
        return this.read(
            () => getLabel({ repairId: this.repairId }),
            (label) => {
                this.label = label;
            }
        );
    }
}
