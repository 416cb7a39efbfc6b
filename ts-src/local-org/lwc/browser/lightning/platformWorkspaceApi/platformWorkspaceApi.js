import { boot } from 'local/boot';
import { navigate, urlOf } from 'local/router';
import { closeTab as close, onWorkspaces, setTab, workspaces } from 'local/workspaces';

const isConsole = () => boot.apps.find(({ name }) => name === boot.appName)?.navigation === 'Console';

/** Wire adapter: whether the app has workspace tabs. */
export class IsConsoleNavigation {
    #emit;
    constructor(emit) {
        this.#emit = emit;
    }
    connect() {
        this.#emit(isConsole());
    }
    update() {}
    disconnect() {}
}

/** Wire adapter: id of the tab in view. */
export class EnclosingTabId {
    #emit;
    #leave;
    #sent = false;
    constructor(emit) {
        this.#emit = emit;
    }
    connect() {
        // A component is created in the tab that is opened at that moment, and stays there.
        this.#leave = onWorkspaces(({ active }) => {
            if (this.#sent || !active) return;
            this.#sent = true;
            this.#emit(active);
        });
    }
    update() {}
    disconnect() {
        this.#leave?.();
    }
}

const infoOf = (tab) => tab && {
    tabId: tab.id, title: tab.title, icon: tab.icon, url: urlOf(tab.page), pageReference: tab.page, recordId: tab.page.attributes.recordId,
    focused: tab.id === workspaces().active, closeable: tab.workspace, pinned: false, isSubtab: false, parentTabId: null, subtabs: [],
};

const find = (id) => {
    const tab = workspaces().tabs.find((candidate) => candidate.id === id);
    return tab ? Promise.resolve(tab) : Promise.reject(new Error(`There is no tab ${id}`));
};

export async function openTab({ pageReference, recordId, url, focus = true }) {
    const before = workspaces().active;
    navigate(pageReference ?? url ?? { type: 'standard__recordPage', attributes: { recordId, actionName: 'view' } });
    const opened = workspaces().active;
    if (!focus && before && before !== opened) await focusTab(before);
    return opened;
}

export async function openSubtab(_parentTabId, options) {
    return openTab(options);
}

export async function focusTab(tabId) {
    navigate(urlOf((await find(tabId)).page));
    return true;
}

export async function closeTab(tabId) {
    await find(tabId);
    close(tabId);
    return true;
}

export async function getFocusedTabInfo() {
    return infoOf(await find(workspaces().active));
}

export async function getTabInfo(tabId) {
    return infoOf(await find(tabId));
}

export async function getAllTabInfo() {
    return workspaces().tabs.filter(({ workspace }) => workspace).map(infoOf);
}

export async function refreshTab(tabId) {
    await find(tabId);
    globalThis.dispatchEvent(new CustomEvent('lightning__refreshview'));
    return true;
}

export async function setTabLabel(tabId, label) {
    await find(tabId);
    setTab(tabId, { title: label });
    return infoOf(await find(tabId));
}

export async function setTabIcon(tabId, icon) {
    await find(tabId);
    setTab(tabId, { icon });
    return infoOf(await find(tabId));
}

export async function setTabHighlighted(tabId) {
    return infoOf(await find(tabId));
}

export async function disableTabClose(tabId) {
    return infoOf(await find(tabId));
}
