import { api, LightningElement, wire } from 'lwc';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import { getRelatedListRecords } from 'lightning/uiRelatedListApi';
import { fieldView, messageOf } from 'local/fields';
import { formFactor } from 'local/boot';

const SHOWN = 6;

/** A card with the first rows of a related list; "View All" shows the rest. */
export default class RelatedList extends LightningElement {
    @api recordId;
    @api objectApiName;
    /** From `related-list-info`. */
    @api info;
    @api rows;
    all = false;
    objectInfo;
    page;
    error;

    get childName() {
        return this.info?.objectApiName;
    }

    get columnNames() {
        return this.info.displayColumns.map(({ fieldApiName }) => fieldApiName);
    }

    get fields() {
        return this.columnNames.map((name) => `${this.childName}.${name}`);
    }

    get pageSize() {
        return this.all ? 1999 : Number(this.rows ?? SHOWN);
    }

    @wire(getObjectInfo, { objectApiName: '$childName' })
    receiveInfo({ data }) {
        if (data) this.objectInfo = data;
    }

    @wire(getRelatedListRecords, { parentRecordId: '$recordId', relatedListId: '$info.relatedListId', optionalFields: '$fields', pageSize: '$pageSize' })
    receive({ data, error }) {
        if (data) this.page = data;
        this.error = error && messageOf(error);
    }

    get ready() {
        return this.page !== undefined && this.objectInfo !== undefined;
    }

    get icon() {
        return this.objectInfo?.themeInfo.iconName ?? 'standard:record';
    }

    get heading() {
        if (!this.page) return this.info.label;
        return `${this.info.label} (${this.page.count}${this.page.nextPageToken ? '+' : ''})`;
    }

    get columns() {
        return formFactor === 'Small' ? this.info.displayColumns.slice(0, 2) : this.info.displayColumns;
    }

    get records() {
        const names = this.columns.map(({ fieldApiName }) => fieldApiName);
        return this.page.records.map((record) => ({
            id: record.id,
            cells: names.map((name, index) => {
                const view = fieldView(record, this.objectInfo, name);
                const href = index === 0 || this.objectInfo.fields[name]?.nameField ? `/lightning/r/${record.apiName}/${record.id}/view` : view?.href;
                return { key: name, label: this.columns[index].label, view: { ...view, href, empty: view?.empty && href === undefined, text: view?.text || (href && '(no name)') || '' } };
            }),
        }));
    }

    /** An empty list is its header alone. */
    get hasRows() {
        return this.ready && this.page.count > 0;
    }

    get hasMore() {
        return this.page?.nextPageToken !== null && this.page !== undefined;
    }

    showAll() {
        this.all = true;
    }
}
