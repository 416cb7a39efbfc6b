import { LightningElement } from 'lwc';
import Toast from 'lightning/toast';
import ToastContainer from 'lightning/toastContainer';
import { boot } from 'local/boot';
import { isPage, navigate, onPage, currentPage, urlOf } from 'local/router';
import { closeTab, onWorkspaces, showPage, workspaces } from 'local/workspaces';

/** The whole window: header, navigation bar, and the open pages, of which one is shown. */
export default class App extends LightningElement {
    app = boot.apps.find(({ name }) => name === boot.appName) ?? boot.apps[0];
    tabs = [];
    active;

    connectedCallback() {
        document.cookie = `app=${encodeURIComponent(this.app.name)}; path=/; samesite=lax`;
        this.enterApp();
        onWorkspaces(({ tabs, active }) => {
            this.tabs = tabs;
            this.active = active;
        });
        onPage((page) => showPage(page, this.isConsole));
        showPage(currentPage(), this.isConsole);
        ToastContainer.instance({ toastPosition: 'top-center' });
        document.body.addEventListener('lightning__showtoast', giveToastClass, true);
        document.addEventListener('click', followLink);
    }

    /** `/` and an app's own address show the first item of its navigation. */
    enterApp() {
        const { pathname } = location;
        if (pathname !== '/' && pathname !== '/lightning' && !/^\/lightning\/app(\/|$)/.test(pathname)) return;
        const page = /^\/lightning\/app\/[^/]+(\/.+)$/.exec(pathname)?.[1];
        navigate(page ? `/lightning${page}` : (this.app.items[0]?.url ?? '/lightning/page/home'), { replace: true });
    }

    get isConsole() {
        return this.app.navigation === 'Console';
    }

    get pages() {
        return this.tabs.map((tab) => ({ ...tab, shown: tab.id === this.active, containerClass: tab.id === this.active ? '' : 'slds-hide' }));
    }

    get workspaceTabs() {
        return this.isConsole ? this.tabs.filter(({ workspace }) => workspace).map((tab) => ({ ...tab, active: tab.id === this.active })) : [];
    }

    get currentUrl() {
        const tab = this.tabs.find(({ id }) => id === this.active);
        return tab ? urlOf(tab.page) : '';
    }

    handleClose(event) {
        closeTab(event.detail.id);
    }

    handleTitle(event) {
        const { title, icon } = event.detail;
        const id = event.currentTarget.dataset.id;
        const tab = workspaces().tabs.find((candidate) => candidate.id === id);
        if (!tab) return;
        tab.title = title;
        if (icon) tab.icon = icon;
        this.tabs = [...workspaces().tabs];
        if (id === this.active) document.title = `${title} | ${this.app.label}`;
    }

    skipToContent() {
        this.template.querySelector('main')?.focus();
    }
}

/** The platform's toast event names no class to draw it with; the shipped container wants one. */
function giveToastClass(event) {
    if (event.toastAttributes) event.detail.toast = Toast;
}

/** Plain links to pages of this org change the page without loading the document again. */
function followLink(event) {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement && node.hasAttribute('href'));
    if (!link || (link.target && link.target !== '_self') || link.getAttribute('href').startsWith('#') || !isPage(link.href)) return;
    event.preventDefault();
    navigate(link.getAttribute('href'));
}
