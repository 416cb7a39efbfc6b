import { LightningElement, api } from 'lwc';
import steps from '@salesforce/label/c.Loop_Ui_Repair_Steps';
import reported from '@salesforce/label/c.Loop_Ui_Repair_Reported';
import found from '@salesforce/label/c.Loop_Ui_Repair_Found';
import parts from '@salesforce/label/c.Loop_Ui_Repair_Parts';
import coverage from '@salesforce/label/c.Loop_Ui_Repair_Coverage';
import quote from '@salesforce/label/c.Loop_Ui_Repair_Quote';
import until from '@salesforce/label/c.Loop_Ui_Repair_Quote_Until';
import center from '@salesforce/label/c.Loop_Ui_Repair_Center';
import by from '@salesforce/label/c.Loop_Ui_Repair_By';
import certified from '@salesforce/label/c.Loop_Ui_Repair_Certified';
import notCertified from '@salesforce/label/c.Loop_Ui_Repair_Not_Certified';
import warrantyEnd from '@salesforce/label/c.Loop_Ui_Repair_Warranty_End';
import tracking from '@salesforce/label/c.Loop_Ui_Repair_Tracking';
import wrongSerial from '@salesforce/label/c.Loop_Ui_Repair_Wrong_Serial';
import photos from '@salesforce/label/c.Loop_Ui_Repair_Photos_Count';

/** What is known of a repair, and its steps so far. */
export default class RepairProgress extends LightningElement {
    labels = { steps, quote, until, warrantyEnd };

    /** A RepairView. */
    @api repair;

    /** Facts that are known, as texts. */
    get facts() {
        const { repair } = this;
        const hands = repair.isCertified ? certified : notCertified;
        return [
            [reported, repair.reportedFaults.join(', ')],
            [photos, repair.photoCount ? String(repair.photoCount) : ''],
            [coverage, repair.coverageText],
            [center, repair.centerName],
            [wrongSerial, repair.receivedSerial],
            [found, repair.foundFaults.join(', ')],
            [parts, repair.parts.join(', ')],
            [by, typeof repair.isCertified === 'boolean' ? hands : ''],
            [tracking, repair.trackingNumber]
        ]
            .filter(([, text]) => text)
            .map(([label, text]) => ({ label, text }));
    }

    get hasQuote() {
        return typeof this.repair.quoteAmount === 'number';
    }

    /** Until when it is good matters only while somebody may still decide. */
    get isQuoteOpen() {
        return this.hasQuote && this.repair.status === 'Quoted';
    }

    get steps() {
        return this.repair.steps.map((step, index) => ({ ...step, key: index }));
    }
}
