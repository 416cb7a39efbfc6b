import { LightningElement, api } from 'lwc';
import kind from '@salesforce/label/c.Loop_Ui_Handover_Kind';
import recycle from '@salesforce/label/c.Loop_Ui_Handover_Recycle';
import donate from '@salesforce/label/c.Loop_Ui_Handover_Donate';
import way from '@salesforce/label/c.Loop_Ui_Handover_Way';
import store from '@salesforce/label/c.Loop_Ui_Handover_Store';
import parcel from '@salesforce/label/c.Loop_Ui_Handover_Parcel';
import partner from '@salesforce/label/c.Loop_Ui_Handover_Partner';
import send from '@salesforce/label/c.Loop_Ui_Handover_Send';

/** Fires `send` with {kind, way, partner}. */
export default class HandoverForm extends LightningElement {
    labels = { kind, way, partner, send };
    kinds = [
        { value: 'Recycle', label: recycle },
        { value: 'Donate', label: donate }
    ];
    ways = [
        { value: 'Store', label: store },
        { value: 'Parcel', label: parcel }
    ];

    /** CircularPartners.Choice list. */
    @api partners = [];
    @api isBusy = false;

    kind = 'Recycle';
    way = 'Store';
    chosen;

    get partnerOptions() {
        return this.partners
            .filter((each) => each.kind === this.kind && (this.way === 'Store' || each.takesParcels))
            .map(({ code, label }) => ({ value: code, label }));
    }

    /** The chosen one as long as it fits; the only one that is there without asking. */
    get partner() {
        const options = this.partnerOptions;
        if (options.some(({ value }) => value === this.chosen)) return this.chosen;
        return options.length === 1 ? options[0].value : undefined;
    }

    get isIncomplete() {
        return this.isBusy || !this.partner;
    }

    handleKind(event) {
        this.kind = event.detail.value;
    }

    handleWay(event) {
        this.way = event.detail.value;
    }

    handlePartner(event) {
        this.chosen = event.detail.value;
    }

    handleSend() {
        this.dispatchEvent(new CustomEvent('send', { detail: { kind: this.kind, way: this.way, partner: this.partner } }));
    }
}
