import { LightningElement, wire } from 'lwc';
import { CurrentPageReference } from 'lightning/navigation';
import { boot } from 'local/boot';
import { dataPath, request } from 'local/http';
import { fieldView, messageOf, recordName } from 'local/fields';

/** Records of the app's objects that match a search, grouped by object. */
export default class SearchResults extends LightningElement {
    term = '';
    groups;

    @wire(CurrentPageReference)
    receivePage(page) {
        const term = page?.state?.term;
        if (term === undefined || term === this.term) return;
        this.term = term;
        this.search(term);
    }

    async search(term) {
        this.groups = undefined;
        const app = boot.apps.find(({ name }) => name === boot.appName);
        const objects = app.items.filter(({ objectApiName }) => objectApiName !== null);
        const groups = await Promise.all(objects.map((item) => resultsOf(item, term)));
        if (term === this.term) this.groups = groups;
    }

    get shown() {
        return (this.groups ?? []).filter(({ rows, error }) => rows.length > 0 || error);
    }

    get empty() {
        return this.groups !== undefined && this.shown.length === 0;
    }

    get heading() {
        return `Search results for “${this.term}”`;
    }
}

async function resultsOf({ objectApiName, label, icon }, term) {
    const group = { key: objectApiName, label, icon, rows: [] };
    try {
        const [info, page] = await Promise.all([
            request('GET', `${dataPath}/ui-api/object-info/${objectApiName}`),
            request('GET', `${dataPath}/ui-api/lookups/${objectApiName}?${new URLSearchParams({ q: term, pageSize: 25 })}`),
        ]);
        const rows = page.records.map((record) => ({
            id: record.id,
            url: `/lightning/r/${objectApiName}/${record.id}/view`,
            name: recordName(record, info),
            facts: Object.keys(record.fields).filter((name) => info.fields[name] && !info.fields[name].nameField && name !== 'Id').map((name) => fieldView(record, info, name)?.text).filter(Boolean).join(' · '),
        }));
        return { ...group, rows };
    } catch (error) {
        return { ...group, error: messageOf(error) };
    }
}
