import { api, LightningElement, wire } from 'lwc';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import { getRecord } from 'lightning/uiRecordApi';
import { fieldView } from 'local/fields';

/** A section of a Dynamic Form: columns of single fields. */
export default class FieldSection extends LightningElement {
    /** Name of the facet that holds the columns. */
    @api columns;
    @api label;
    @api horizontalAlignment;
    @api page;
    @api recordId;
    @api objectApiName;
    objectInfo;
    record;
    open = true;

    itemsOf(facet) {
        return this.page?.regions.find(({ name }) => name === facet)?.items ?? [];
    }

    get columnItems() {
        return this.itemsOf(this.columns).map(({ id, properties }) => ({ id, fields: this.itemsOf(properties.body).filter(({ kind }) => kind === 'field') }));
    }

    get optionalFields() {
        if (!this.objectInfo) return undefined;
        const names = this.columnItems.flatMap(({ fields }) => fields.map(({ field }) => field));
        return names.flatMap((name) => {
            const info = this.objectInfo.fields[name];
            const related = info?.reference && info.relationshipName ? [`${this.objectApiName}.${info.relationshipName}.${info.referenceToInfos[0]?.nameFields[0] ?? 'Name'}`] : [];
            return [`${this.objectApiName}.${name}`, ...related];
        });
    }

    @wire(getObjectInfo, { objectApiName: '$objectApiName' })
    receiveInfo({ data }) {
        if (data) this.objectInfo = data;
    }

    @wire(getRecord, { recordId: '$recordId', optionalFields: '$optionalFields' })
    receive({ data }) {
        if (data) this.record = data;
    }

    get ready() {
        return this.record !== undefined && this.objectInfo !== undefined;
    }

    get cells() {
        const count = this.columnItems.length;
        return this.columnItems.map(({ id, fields }) => ({
            id,
            class: `slds-col slds-size_1-of-1 slds-medium-size_1-of-${Math.max(1, count)}`,
            views: fields.map(({ field }) => fieldView(this.record, this.objectInfo, field)).filter(Boolean),
        }));
    }

    get heading() {
        return this.label?.startsWith('@@@') ? this.label.replaceAll('@', '').replace(/^SFDC|SFDC$/g, '') : this.label;
    }

    get sectionClass() {
        return `slds-section ${this.open ? 'slds-is-open' : ''}`;
    }

    get expanded() {
        return String(this.open);
    }

    toggle() {
        this.open = !this.open;
    }
}
