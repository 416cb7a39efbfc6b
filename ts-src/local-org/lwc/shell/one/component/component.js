import { api, getComponentDef, LightningElement } from 'lwc';

/** What pages give to every component that asks for it. */
const CONTEXT = ['recordId', 'objectApiName', 'flexipageRegionWidth'];

/** One component on a page, loaded when it is first shown. A component that fails leaves the rest of the page alone. */
export default class Component extends LightningElement {
    _module;
    /** As the page names it: `force:highlightsPanel`. */
    @api name;
    @api properties = {};
    @api recordId;
    @api objectApiName;
    @api width;
    /** The whole page, for components that hold facets. */
    @api page;
    ctor;
    missing = false;
    accepted = new Set();
    error;

    @api
    get module() {
        return this._module;
    }
    set module(module) {
        this._module = module;
        this.load(module);
    }

    async load(module) {
        try {
            const loaded = await import(module);
            if (module !== this._module) return;
            const ctor = loaded.default;
            this.accepted = new Set(Object.keys(getComponentDef(ctor).props));
            this.ctor = ctor;
        } catch (failure) {
            if (module !== this._module) return;
            // A specifier that no import map knows is a standard component that is not there; anything else is a fault.
            if (!module.startsWith('c/') && failure instanceof TypeError) this.missing = true;
            else this.error = failure.message;
        }
    }

    get spread() {
        const context = { recordId: this.recordId, objectApiName: this.objectApiName, flexipageRegionWidth: this.width, page: this.page, instanceProperties: this.properties };
        const own = Object.entries(this.properties ?? {}).filter(([name]) => this.accepted.has(name));
        const given = [...CONTEXT, 'page', 'instanceProperties'].filter((name) => this.accepted.has(name) && context[name] !== undefined);
        return Object.fromEntries([...own, ...given.map((name) => [name, context[name]])]);
    }

    get label() {
        return this.name ?? this._module;
    }

    get heading() {
        return `${this.label} failed`;
    }

    errorCallback(error, stack) {
        console.error(`${this.label}: ${error?.message ?? error}${stack ?? ''}`);
        this.ctor = undefined;
        this.error = error?.message ?? String(error);
    }
}
