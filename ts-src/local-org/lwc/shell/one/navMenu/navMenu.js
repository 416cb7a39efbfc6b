import { api, LightningElement } from 'lwc';

/** All that the bar has, for where it is wider than the screen. */
export default class NavMenu extends LightningElement {
    /** Each with `key`, `label`, `url` and `current`. */
    @api items = [];
    open = false;

    get expanded() {
        return String(this.open);
    }

    toggle() {
        this.open = !this.open;
        if (this.open) document.addEventListener('click', this.closeOutside);
        else document.removeEventListener('click', this.closeOutside);
    }

    disconnectedCallback() {
        document.removeEventListener('click', this.closeOutside);
    }

    closeOutside = (event) => {
        if (!event.composedPath().includes(this.template.host)) this.toggle();
    };

    handleKey(event) {
        if (event.key !== 'Escape' || !this.open) return;
        this.toggle();
        this.template.querySelector('button').focus();
    }
}
