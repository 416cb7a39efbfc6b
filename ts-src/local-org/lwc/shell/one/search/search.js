import { api, LightningElement } from 'lwc';
import { currentPage, navigate } from 'local/router';

/** Global search. An app whose first page takes a search term (`c__search`) gets it there; others get the result page. */
export default class Search extends LightningElement {
    @api app;

    get label() {
        return `Search ${this.app?.label ?? ''}`;
    }

    get term() {
        return currentPage().state.c__search ?? currentPage().state.term ?? '';
    }

    handleSubmit(event) {
        event.preventDefault();
        const term = this.template.querySelector('input').value.trim();
        if (term === '') return;
        if (this.app?.homeSearches) navigate(`${this.app.items[0].url}?${new URLSearchParams({ c__search: term })}`);
        else navigate(`/lightning/search?${new URLSearchParams({ term })}`);
    }
}
