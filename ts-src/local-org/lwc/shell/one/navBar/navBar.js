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
    /** Something is cut off at that end. */
    cutBefore = false;
    cutAfter = false;
    /** Where the list was scrolled to for the page that is open. */
    place;

    connectedCallback() {
        window.addEventListener('resize', this.fit);
    }

    disconnectedCallback() {
        window.removeEventListener('resize', this.fit);
    }

    renderedCallback() {
        const open = this.template.querySelector('[aria-current="page"]')?.getAttribute('href');
        if (open !== this.shown) this.place = undefined;
        this.shown = open;
        this.fit();
    }

    /** Where the list is too long it scrolls, so that the page that is open shows, and a menu has all of it. Who scrolls it moves it from its place, and it stays there. */
    fit = () => {
        const list = this.list;
        this.overflows = list.scrollWidth > list.clientWidth;
        const isMoved = this.place !== undefined && Math.abs(list.scrollLeft - this.place) > 1;
        if (!isMoved) {
            // scrollIntoView would also move the place from which the tab key goes on
            list.scrollLeft += distance(list, this.template.querySelector('.slds-is-active'));
            this.place = list.scrollLeft;
        }
        this.fade();
    };

    fade() {
        const { scrollLeft, scrollWidth, clientWidth } = this.list;
        this.cutBefore = scrollLeft > 1;
        this.cutAfter = scrollLeft + clientWidth < scrollWidth - 1;
    }

    get list() {
        return this.template.querySelector('.list');
    }

    get listClass() {
        return `slds-grid list ${this.cutBefore ? 'list_cut-before' : ''} ${this.cutAfter ? 'list_cut-after' : ''}`;
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

/** How far the list has to scroll to show the item; of one that is wider than the list its beginning. Less than a pixel is none: that would never end. */
function distance(list, item) {
    if (!item) return 0;
    const [frame, shown] = [list, item].map((element) => element.getBoundingClientRect());
    const isCutBefore = shown.left < frame.left || shown.width > frame.width;
    const pixels = isCutBefore ? shown.left - frame.left : Math.max(0, shown.right - frame.right);
    return Math.abs(pixels) < 1 ? 0 : pixels;
}
