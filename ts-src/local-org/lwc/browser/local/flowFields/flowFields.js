import { api, LightningElement } from 'lwc';

/** Fields of a screen, or of a column of it, one below the other. */
export default class FlowFields extends LightningElement {
    @api fields = [];
    /** Tells one visit of a screen from the next: components begin anew. */
    @api visit;
    @api availableActions;

    get items() {
        return this.fields.map((field) => ({ field, key: `${this.visit}-${field.name}` }));
    }
}
