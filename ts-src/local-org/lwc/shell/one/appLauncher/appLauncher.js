import { LightningElement } from 'lwc';
import { boot } from 'local/boot';

/** All apps of the user and all items of theirs. */
export default class AppLauncher extends LightningElement {
    term = '';

    renderedCallback() {
        if (this.focused) return;
        this.focused = true;
        this.template.querySelector('section').focus();
    }

    get sections() {
        const apps = boot.apps.map((app) => ({ key: app.name, label: app.label, description: app.description, url: `/lightning/app/${app.name}`, icon: 'standard:apps' }));
        const items = new Map(boot.apps.flatMap((app) => app.items).map((item) => [item.name, { key: item.name, label: item.label, description: '', url: item.url, icon: item.icon }]));
        return [
            { title: 'All Apps', tiles: this.matching(apps) },
            { title: 'All Items', tiles: this.matching([...items.values()]) },
        ].filter(({ tiles }) => tiles.length > 0);
    }

    matching(tiles) {
        const term = this.term.toLowerCase();
        return tiles.filter(({ label }) => label.toLowerCase().includes(term));
    }

    filter(event) {
        this.term = event.detail.value;
    }

    handleKey(event) {
        if (event.key === 'Escape') this.close();
    }

    close() {
        this.dispatchEvent(new CustomEvent('close'));
    }
}
