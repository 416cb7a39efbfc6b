import { api, LightningElement } from 'lwc';

/** Sections of a view or of a layout, phone first: columns stand side by side only where there is room. */
export default class Rows extends LightningElement {
    @api rows = [];

    get sections() {
        return this.rows.map((row) => ({ ...row, columns: row.columns.map((column) => ({ ...column, class: `slds-col slds-size_1-of-1 slds-medium-size_${column.width}-of-12 column` })) }));
    }
}
