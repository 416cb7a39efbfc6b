import { api, LightningElement } from 'lwc';

const TITLES = { detail: 'Details', relatedlists: 'Related', activity: 'Activity', collaborate: 'Chatter', feed: 'Feed', news: 'News', history: 'History', quickLinks: 'Quick Links' };

/** Tabs of a record page; a tab's contents are made when it is first opened. */
export default class Tabset extends LightningElement {
    @api label;
    /** Name of the facet that holds the tabs. */
    @api tabs;
    @api page;
    @api recordId;
    @api objectApiName;
    opened = new Set();
    selected;

    get items() {
        const items = this.page?.regions.find(({ name }) => name === this.tabs)?.items ?? [];
        const active = this.selected ?? (items.find(({ properties }) => properties.active === 'true') ?? items[0])?.id;
        return items.map(({ id, properties }) => ({
            id,
            label: titleOf(properties.title),
            body: properties.body,
            shown: id === active || this.opened.has(id),
            active: id === active,
            tabClass: `slds-tabs_default__item ${id === active ? 'slds-is-active' : ''}`,
            panelClass: `slds-tabs_default__content ${id === active ? 'slds-show' : 'slds-hide'}`,
            selected: String(id === active),
            tabIndex: id === active ? 0 : -1,
            tabId: `tab-${id}`,
            panelId: `panel-${id}`,
        }));
    }

    select(event) {
        event.preventDefault();
        this.open(event.currentTarget.dataset.id);
    }

    open(id) {
        const before = this.items.find(({ active }) => active)?.id;
        this.opened = new Set([...this.opened, before, id]);
        this.selected = id;
    }

    handleKey(event) {
        const items = this.items;
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!step) return;
        const index = items.findIndex(({ active }) => active);
        const next = items[(index + step + items.length) % items.length];
        this.open(next.id);
        this.template.querySelector(`a[data-id="${next.id}"]`)?.focus();
    }
}

/** `Standard.Tab.detail`, a custom text, or a custom label. */
function titleOf(title = 'Tab') {
    const standard = /^Standard\.Tab\.(\w+)$/.exec(title)?.[1];
    return standard ? (TITLES[standard.toLowerCase()] ?? TITLES[standard] ?? standard) : title;
}
