import { api, LightningElement } from 'lwc';

/** Sections of a page that open and close. */
export default class Accordion extends LightningElement {
    @api label;
    /** Name of the facet that holds the sections. */
    @api sections;
    @api page;
    @api recordId;
    @api objectApiName;

    get items() {
        const items = this.page?.regions.find(({ name }) => name === this.sections)?.items ?? [];
        return items.map(({ id, properties }) => ({ id, label: properties.label ?? properties.title ?? 'Section', body: properties.body }));
    }

    get openSection() {
        return this.items[0]?.id;
    }
}
