import { api, LightningElement, wire } from 'lwc';
import { decodeDefaultFieldValues } from 'lightning/pageReferenceUtils';
import { CurrentPageReference } from 'lightning/navigation';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import { getListInfoByName, getListInfosByObjectName } from 'lightning/uiListsApi';
import { dataPath, request } from 'local/http';
import { fieldView, messageOf } from 'local/fields';
import { formFactor } from 'local/boot';
import { navigate } from 'local/router';
import EditDialog from 'one/editDialog';

const PAGE = 50;

/** Home of an object: one of its list views, sortable, more rows on demand. */
export default class ObjectHome extends LightningElement {
    @api objectApiName;
    @api action;
    objectInfo;
    lists;
    info;
    error;
    records;
    next = null;
    viewName;
    sortBy;
    wanted;
    /** The list is of a queue from which the user may take records. */
    canAccept = false;
    /** Ids of marked records. */
    marked = new Set();

    @wire(CurrentPageReference)
    receivePage(page) {
        this.state = page?.state;
        const wanted = page?.state?.filterName;
        if (wanted === this.wanted && this.viewName) return;
        this.wanted = wanted;
        this.chooseView();
    }

    @wire(getObjectInfo, { objectApiName: '$objectApiName' })
    receiveInfo({ data, error }) {
        if (data) {
            this.objectInfo = data;
            if (this.action === 'new') this.create();
            this.dispatchEvent(new CustomEvent('recordtitle', { detail: { title: data.labelPlural, icon: data.themeInfo.iconName }, bubbles: true, composed: true }));
        }
        if (error) this.error = messageOf(error);
    }

    @wire(getListInfosByObjectName, { objectApiName: '$objectApiName' })
    receiveLists({ data, error }) {
        if (error) this.error = messageOf(error);
        if (!data) return;
        this.lists = data.lists;
        this.chooseView();
    }

    @wire(getListInfoByName, { objectApiName: '$objectApiName', listViewApiName: '$viewName' })
    receiveView({ data }) {
        if (data) this.info = data;
    }

    chooseView() {
        if (!this.lists) return;
        const found = [this.wanted, 'AllRecords', 'All'].map((name) => this.lists.find(({ apiName }) => apiName === name)).find(Boolean) ?? this.lists[0];
        if (!found || found.apiName === this.viewName) return;
        this.viewName = found.apiName;
        this.sortBy = undefined;
        this.marked = new Set();
        this.load(0);
        this.askWhetherToAccept();
    }

    async askWhetherToAccept() {
        const { viewName } = this;
        this.canAccept = false;
        const { accept } = await request('GET', `${dataPath}/ui-api/queues/${this.objectApiName}/${viewName}`).catch(() => ({ accept: false }));
        if (viewName === this.viewName) this.canAccept = accept;
    }

    async load(offset) {
        const asked = `${this.viewName}|${this.sortBy}|${offset}`;
        this.asked = asked;
        const query = new URLSearchParams({ pageSize: PAGE, pageToken: offset, ...(this.sortBy ? { sortBy: this.sortBy } : {}) });
        try {
            const page = await request('GET', `${dataPath}/ui-api/list-records/${this.objectApiName}/${this.viewName}?${query}`);
            if (asked !== this.asked) return;
            this.records = offset === 0 ? page.records : [...this.records, ...page.records];
            this.next = page.nextPageToken;
            this.error = undefined;
        } catch (error) {
            if (asked === this.asked) this.error = messageOf(error);
        }
    }

    get ready() {
        return this.records !== undefined && this.info !== undefined && this.objectInfo !== undefined;
    }

    get icon() {
        return this.objectInfo?.themeInfo.iconName ?? 'standard:record';
    }

    get label() {
        return this.objectInfo?.labelPlural ?? this.objectApiName;
    }

    get options() {
        return (this.lists ?? []).map(({ apiName, label }) => ({ apiName, label, selected: apiName === this.viewName }));
    }

    get summary() {
        const count = this.records?.length ?? 0;
        const selected = this.marked.size === 0 ? '' : ` • ${this.marked.size} selected`;
        return `${count}${this.next === null ? '' : '+'} item${count === 1 ? '' : 's'}${selected}`;
    }

    get columns() {
        const columns = formFactor === 'Small' ? this.info.displayColumns.slice(0, 3) : this.info.displayColumns;
        return columns.map((column) => {
            const descending = this.sortBy === `-${column.fieldApiName}`;
            const sorted = descending || this.sortBy === column.fieldApiName;
            return { ...column, sorted: sorted ? (descending ? 'descending' : 'ascending') : 'none', icon: descending ? 'utility:arrowdown' : 'utility:arrowup', showsIcon: sorted };
        });
    }

    get rows() {
        const names = this.columns.map(({ fieldApiName }) => fieldApiName);
        return this.records.map((record) => ({
            id: record.id,
            marked: this.marked.has(record.id),
            style: this.marked.has(record.id) ? 'slds-hint-parent slds-is-selected' : 'slds-hint-parent',
            select: `Select ${this.nameOf(record)}`,
            cells: names.map((name, index) => {
                const view = fieldView(record, this.objectInfo, name) ?? { name, text: '', empty: true };
                const opens = index === 0 || this.objectInfo.fields[name]?.nameField;
                return { key: name, view: opens ? { ...view, href: `/lightning/r/${record.apiName}/${record.id}/view`, text: view.text || '(no name)', empty: false } : view };
            }),
        }));
    }

    nameOf(record) {
        return record.fields[this.objectInfo.nameFields.at(-1)]?.value ?? '(no name)';
    }

    get markedRecords() {
        return (this.records ?? []).filter(({ id }) => this.marked.has(id)).map((record) => ({ id: record.id, name: this.nameOf(record) }));
    }

    get allMarked() {
        return this.records.length > 0 && this.records.every(({ id }) => this.marked.has(id));
    }

    get empty() {
        return this.records?.length === 0;
    }

    get hasMore() {
        return this.next !== null;
    }

    get canCreate() {
        return this.objectInfo?.createable;
    }

    /** The user may give records another owner. */
    get canGive() {
        return Boolean(this.objectInfo?.updateable && this.objectInfo.fields.OwnerId?.updateable);
    }

    get canMark() {
        return this.canGive || this.canAccept;
    }

    async create() {
        const heading = `New ${this.objectInfo.label}`;
        const defaults = decodeDefaultFieldValues(this.state?.defaultFieldValues);
        const record = await EditDialog.open({ size: 'medium', objectApiName: this.objectApiName, heading, label: heading, defaults });
        if (record) navigate({ type: 'standard__recordPage', attributes: { objectApiName: this.objectApiName, recordId: record.id, actionName: 'view' } });
    }

    handleView(event) {
        navigate({ type: 'standard__objectPage', attributes: { objectApiName: this.objectApiName, actionName: 'list' }, state: { filterName: event.target.value } }, { replace: true });
    }

    handleSort(event) {
        const { name } = event.currentTarget.dataset;
        this.sortBy = this.sortBy === name ? `-${name}` : name;
        this.load(0);
    }

    handleMore() {
        this.load(Number(this.next));
    }

    handleMark(event) {
        const marked = new Set(this.marked);
        if (event.detail.checked) marked.add(event.target.dataset.id);
        else marked.delete(event.target.dataset.id);
        this.marked = marked;
    }

    handleMarkAll(event) {
        this.marked = new Set(event.detail.checked ? this.records.map(({ id }) => id) : []);
    }

    /** What was refused stays marked while it is in the list. */
    async handleDone(event) {
        await this.load(0);
        const listed = new Set(this.records.map(({ id }) => id));
        this.marked = new Set([...this.marked].filter((id) => listed.has(id) && !event.detail.done.includes(id)));
    }
}
