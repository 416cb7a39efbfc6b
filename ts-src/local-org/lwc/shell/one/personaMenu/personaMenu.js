import { LightningElement } from 'lwc';
import { boot } from 'local/boot';

/** Who is signed in, and who else this page can be opened as. */
export default class PersonaMenu extends LightningElement {
    open = false;

    get name() {
        return boot.user.name;
    }

    get username() {
        return boot.user.username;
    }

    get summary() {
        return `Signed in as ${boot.user.name}`;
    }

    get initials() {
        return boot.user.name.split(/\s+/).map((part) => part[0]).slice(0, 2).join('').toUpperCase();
    }

    get expanded() {
        return String(this.open);
    }

    get here() {
        return location.pathname + location.search;
    }

    get choices() {
        return boot.personas.map((persona) => {
            const current = persona.userId === boot.user.id;
            return { ...persona, current: String(current), mark: current ? '✓' : '' };
        });
    }

    toggle() {
        this.open = !this.open;
        if (this.open) document.addEventListener('click', this.closeOutside);
        else document.removeEventListener('click', this.closeOutside);
    }

    closeOutside = (event) => {
        if (event.composedPath().includes(this.template.host)) return;
        this.open = false;
        document.removeEventListener('click', this.closeOutside);
    };

    handleKey(event) {
        if (event.key !== 'Escape' || !this.open) return;
        this.toggle();
        this.template.querySelector('button').focus();
    }
}
