import { api, LightningElement, wire } from 'lwc';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import { getRecord } from 'lightning/uiRecordApi';
import { fieldView, messageOf } from 'local/fields';
import { LayoutRecord } from 'local/layoutRecord';

/** The record's fields as its page layout arranges them. */
export default class DetailPanel extends LayoutRecord(LightningElement, 'Full') {
    @api recordId;
    closed = new Set();

    @api
    get objectApiName() {
        return this._objectApiName;
    }
    set objectApiName(name) {
        this.showLayoutOf(name);
    }

    @wire(getObjectInfo, { objectApiName: '$objectApiName' })
    receiveInfo({ data }) {
        this.objectInfo = data;
    }

    @wire(getRecord, { recordId: '$recordId', optionalFields: '$fields' })
    receiveRecord({ data, error }) {
        if (data) this.record = data;
        this.error = error && messageOf(error);
    }

    get ready() {
        return this.layout !== undefined && this.record !== undefined && this.objectInfo !== undefined;
    }

    get sections() {
        return this.layout.sections.map((section) => {
            const open = !this.closed.has(section.id);
            return {
                ...section,
                open,
                class: `slds-section ${open ? 'slds-is-open' : ''}`,
                bodyId: `section-${section.id}`,
                expanded: String(open),
                cells: section.layoutRows.flatMap((row, index) => row.layoutItems.map((item, column) => this.cell(item, `${index}-${column}`, section.columns))),
            };
        });
    }

    cell(item, key, columns) {
        const names = item.layoutComponents.map(({ apiName }) => apiName);
        const width = columns === 2 ? 'slds-size_1-of-1 slds-medium-size_1-of-2' : 'slds-size_1-of-1';
        const base = { key, class: `slds-form__item ${width} ${names.length ? '' : 'spacer'}`, label: item.label.replace(/ ID$/, '') };
        if (names.length === 0) return { ...base, kind: 'space' };
        if (names.length > 1) return { ...base, isAddress: true, address: addressOf(names, this.record) };
        return { ...base, isField: true, view: fieldView(this.record, this.objectInfo, names[0]) };
    }

    toggle(event) {
        const { id } = event.currentTarget.dataset;
        const closed = new Set(this.closed);
        if (!closed.delete(id)) closed.add(id);
        this.closed = closed;
    }
}

function addressOf(names, record) {
    const value = (suffix) => record.fields[names.find((name) => name.endsWith(suffix))]?.value ?? undefined;
    return { street: value('Street'), city: value('City'), province: value('State'), postalCode: value('PostalCode'), country: value('Country') };
}
