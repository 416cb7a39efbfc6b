import { api, LightningElement } from 'lwc';

/** Contents of a named facet of the page. */
export default class Facet extends LightningElement {
    @api name;
    @api page;
    @api recordId;
    @api objectApiName;

    get items() {
        return this.page?.regions.find(({ name }) => name === this.name)?.items.filter(({ kind }) => kind === 'component') ?? [];
    }
}
