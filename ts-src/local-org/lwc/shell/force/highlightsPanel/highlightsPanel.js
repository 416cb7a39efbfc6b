import { api, LightningElement, wire } from 'lwc';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import { getRecord } from 'lightning/uiRecordApi';
import { fieldView, messageOf, recordName } from 'local/fields';
import { LayoutRecord } from 'local/layoutRecord';

/** Head of a record page: what it is, and the fields of its compact layout. */
export default class HighlightsPanel extends LayoutRecord(LightningElement, 'Compact') {
    @api recordId;
    /** Names of the actions to show; default: those of the page layout. */
    @api actionNames;
    @api collapsed;

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
        this.record = data ?? (error ? undefined : this.record);
        this.error = error && messageOf(error);
    }

    get icon() {
        return this.objectInfo?.themeInfo.iconName ?? 'standard:record';
    }

    get title() {
        return recordName(this.record, this.objectInfo);
    }

    get label() {
        return this.objectInfo?.label;
    }

    get ready() {
        return this.record !== undefined && this.objectInfo !== undefined;
    }

    /** The name stands in the title; the rest in the row below it. */
    get views() {
        const names = this.layout?.sections[0].layoutRows.map(({ layoutItems: [item] }) => item.layoutComponents[0].apiName) ?? [];
        return names.map((name) => fieldView(this.record, this.objectInfo, name)).filter((view) => view && !this.objectInfo.fields[view.name]?.nameField);
    }
}
