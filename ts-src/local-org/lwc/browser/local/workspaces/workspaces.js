import { boot } from 'local/boot';
import { navigate, urlOf } from 'local/router';

/**
 * What is open. A standard app shows one page; a console app keeps each record it opens as a tab beside the item
 * of the navigation bar.
 * @typedef {{id: string, page: object, workspace: boolean, title: string, icon: string, pinned?: boolean}} Tab
 */
const listeners = new Set();
/** @type {{tabs: Tab[], active: string|undefined}} */
let state = { tabs: [], active: undefined };
let next = 1;

const NAVIGATION = 'navigation';

export function workspaces() {
    return state;
}

export function onWorkspaces(listener) {
    listeners.add(listener);
    listener(state);
    return () => listeners.delete(listener);
}

function change(tabs, active) {
    state = { tabs, active };
    const app = boot.appName;
    const open = tabs.filter(({ workspace }) => workspace).map(({ page, title, icon }) => ({ page, title, icon }));
    try {
        sessionStorage.setItem(`workspaces:${app}`, JSON.stringify(open));
    } catch {
        // Without storage the tabs are only forgotten on reload.
    }
    listeners.forEach((listener) => listener(state));
}

/** Shows a page: in its own tab when it is a record of a console app, else in the place of the one before. */
export function showPage(page, isConsole) {
    if (state.tabs.length === 0 && isConsole) restore();
    const workspace = isConsole && ['standard__recordPage', 'standard__component', 'standard__recordRelationshipPage'].includes(page.type);
    if (!workspace) {
        const tab = { id: `${NAVIGATION}-${urlOf({ ...page, state: {} })}`, page, workspace: false, title: '', icon: '' };
        change([tab, ...state.tabs.filter((other) => other.workspace)], tab.id);
        return;
    }
    const key = keyOf(page);
    const open = state.tabs.find((tab) => tab.workspace && keyOf(tab.page) === key);
    if (open) {
        open.page = page;
        change([...state.tabs], open.id);
        return;
    }
    const tab = newTab(page);
    change([...state.tabs, tab], tab.id);
}

const newTab = (page) => ({ id: `workspace-${next++}`, page, workspace: true, title: 'Loading…', icon: 'standard:record' });

const keyOf = (page) => page.attributes.recordId?.slice(0, 15) ?? urlOf({ ...page, state: {} });

function restore() {
    try {
        const stored = JSON.parse(sessionStorage.getItem(`workspaces:${boot.appName}`) ?? '[]');
        state = { tabs: stored.map((tab) => ({ ...newTab(tab.page), title: tab.title, icon: tab.icon })), active: undefined };
    } catch {
        // A torn list only means no restored tabs.
    }
}

export function closeTab(id) {
    const index = state.tabs.findIndex((tab) => tab.id === id);
    if (index < 0) return;
    const tabs = state.tabs.filter((tab) => tab.id !== id);
    const wasActive = state.active === id;
    change(tabs, wasActive ? undefined : state.active);
    if (!wasActive) return;
    const neighbour = tabs[Math.max(0, index - 1)];
    navigate(neighbour ? urlOf(neighbour.page) : (boot.apps.find(({ name }) => name === boot.appName)?.items[0]?.url ?? '/lightning/page/home'));
}

export function setTab(id, values) {
    const tab = state.tabs.find((candidate) => candidate.id === id);
    if (!tab) return;
    Object.assign(tab, values);
    change([...state.tabs], state.active);
}
