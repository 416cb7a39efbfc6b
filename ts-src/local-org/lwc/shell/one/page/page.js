import { api, LightningElement } from 'lwc';
import { providePageReference } from 'lightning/navigation';
import { currentPage } from 'local/router';
import { pageFor } from 'local/pages';

/** One open page: finds out what its address shows and draws it. Stays in place, hidden, while another is shown. */
export default class Page extends LightningElement {
    _page;
    #consumers = new Set();
    #shows;
    /** Whether this page is the one in view. */
    @api shown;
    view;
    error;

    @api
    get page() {
        return this._page;
    }
    set page(page) {
        this._page = page;
        for (const consumer of this.#consumers) consumer.provide({ pageReference: page });
        this.load();
    }

    connectedCallback() {
        providePageReference(this.template.host, {
            consumerConnectedCallback: (consumer) => {
                this.#consumers.add(consumer);
                consumer.provide({ pageReference: this._page });
            },
            consumerDisconnectedCallback: (consumer) => this.#consumers.delete(consumer),
        });
    }

    /** Only another subject draws anew; a change of state alone reaches components through their page reference. Inputs of a flow are its subject. */
    async load() {
        const page = this._page;
        const subject = JSON.stringify([page.type, page.attributes, page.type === 'standard__flow' ? page.state : undefined]);
        if (subject === this.#shows) return;
        this.#shows = subject;
        this.error = undefined;
        try {
            const view = await viewOf(page);
            if (subject !== this.#shows) return;
            this.view = view;
            if (view.title) this.announce(view.title, view.icon);
        } catch (failure) {
            this.view = undefined;
            this.error = failure.body?.message ?? failure.message;
            this.announce('Page not found', 'utility:error');
        }
    }

    announce(title, icon) {
        this.dispatchEvent(new CustomEvent('pagetitle', { detail: { title, icon } }));
    }

    handleRecordTitle(event) {
        event.stopPropagation();
        this.announce(event.detail.title, event.detail.icon);
    }

    get isFlexipage() {
        return this.view?.model !== undefined;
    }

    /** Record pages have their title in the highlights. */
    get heading() {
        return this.view.recordId ? undefined : this.view.title;
    }

    get isModule() {
        return this.view?.module !== undefined;
    }
}

/** Records that are run rather than read. */
const RESULTS = { Report: 'one/report', Dashboard: 'one/dashboard' };

async function viewOf(page) {
    const { attributes } = page;
    switch (page.type) {
        case 'standard__namedPage': {
            if (attributes.pageName !== 'home') throw new Error(`Not implemented in the local org: page ${attributes.pageName}`);
            const { page: model } = await pageFor('home', 'home');
            return model ? { model, title: 'Home', icon: 'standard:home' } : { module: 'one/home', props: {}, title: 'Home', icon: 'standard:home' };
        }
        case 'standard__navItemPage': {
            const { page: model, component, label } = await pageFor('tab', attributes.apiName);
            return model ? { model, title: label } : { module: component, props: {}, title: label };
        }
        case 'standard__recordPage': {
            const recordId = attributes.recordId;
            const answer = await pageFor('record', attributes.objectApiName ?? recordId);
            if (RESULTS[answer.objectApiName]) return { module: RESULTS[answer.objectApiName], props: { recordId }, icon: answer.icon };
            return { model: answer.page ?? defaultRecordPage(answer), recordId, objectApiName: answer.objectApiName, objectLabel: answer.objectLabel, nameField: answer.nameField, icon: answer.icon };
        }
        case 'standard__objectPage':
            return { module: 'one/objectHome', props: { objectApiName: attributes.objectApiName, action: attributes.actionName } };
        case 'standard__component':
            return { module: attributes.componentName.replace('__', '/'), props: {}, title: attributes.componentName.split('__')[1] };
        case 'standard__flow':
            return { module: 'one/flowPage', props: { flowApiName: attributes.devName, interviewId: attributes.interviewId, parameters: page.state }, title: attributes.devName, icon: 'standard:flow' };
        case 'standard__search':
            return { module: 'one/searchResults', props: {}, title: 'Search Results', icon: 'utility:search' };
        default:
            throw new Error(`Not implemented in the local org: page reference of type ${currentPage().type}`);
    }
}

/** What a record shows where nobody assigned a page: highlights, details, related lists. */
function defaultRecordPage({ objectApiName }) {
    const component = (module, properties = {}) => ({ kind: 'component', id: module, module, name: module.replace('/', ':'), properties });
    const region = (name, ...items) => ({ name, kind: 'region', items });
    return {
        name: 'default',
        label: objectApiName,
        type: 'RecordPage',
        template: 'flexipage:recordHomeTemplateDesktop',
        objectApiName,
        regions: [region('header', component('force/highlightsPanel')), region('main', component('force/detailPanel')), region('sidebar', component('force/relatedListContainer'))],
    };
}
