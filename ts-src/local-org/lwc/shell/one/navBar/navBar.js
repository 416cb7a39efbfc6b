import { api, LightningElement } from 'lwc';
import { urlOf } from 'local/router';

const DOTS = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => `slds-r${number}`);

/** The app's name and items; in a console app the open records as tabs behind them. */
export default class NavBar extends LightningElement {
    @api app;
    @api currentUrl;
    /** Open records of a console app. */
    @api tabs = [];
    dots = DOTS;
    launcher = false;
    overflows = false;

    connectedCallback() {
        window.addEventListener('resize', this.fit);
    }

    disconnectedCallback() {
        window.removeEventListener('resize', this.fit);
    }

    renderedCallback() {
        this.fit();
    }

    /** Where the list is too long it scrolls, so that the page that is open shows, and a menu has all of it. */
    fit = () => {
        const list = this.template.querySelector('.list');
        this.overflows = list.scrollWidth > list.clientWidth;
        // scrollIntoView would also move the place from which the tab key goes on
        const [frame, active] = [list, this.template.querySelector('.slds-is-active')].map((element) => element?.getBoundingClientRect());
        if (active) list.scrollLeft += Math.max(0, active.right - frame.right) - Math.max(0, frame.left - active.left);
    };

    get listClass() {
        return `slds-grid list ${this.overflows ? 'list_cut' : ''}`;
    }

    /** What the menu offers. */
    get everything() {
        return [...this.items, ...this.openTabs].map(({ name, id, label, title, url, current }) => ({ key: name ?? id, label: label ?? title, url, current }));
    }

    get isConsole() {
        return String(this.app.navigation === 'Console');
    }

    /** The app's own colour. */
    get accent() {
        return this.app.color ? `--app-color: ${this.app.color}` : '';
    }

    get navLabel() {
        return this.app.label;
    }

    get items() {
        const path = (this.currentUrl ?? '').split('?')[0];
        const inTab = this.tabs.some(({ active }) => active);
        return this.app.items.map((item) => {
            const active = !inTab && (item.url === path || (item.objectApiName !== null && path.split('/')[3] === item.objectApiName));
            return { ...item, class: `slds-context-bar__item ${active ? 'slds-is-active' : ''}`, current: active ? 'page' : null };
        });
    }

    get openTabs() {
        return this.tabs.map((tab) => ({
            ...tab,
            url: urlOf(tab.page),
            class: `slds-context-bar__item slds-context-bar__item_tab ${tab.active ? 'slds-is-active' : ''}`,
            current: tab.active ? 'page' : null,
            closeLabel: `Close ${tab.title}`,
        }));
    }

    openLauncher() {
        this.launcher = true;
    }

    closeLauncher() {
        this.launcher = false;
        this.template.querySelector('.launcher button').focus();
    }

    close(event) {
        this.dispatchEvent(new CustomEvent('closetab', { detail: { id: event.currentTarget.dataset.id } }));
    }
}
