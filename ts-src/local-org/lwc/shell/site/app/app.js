import { LightningElement } from 'lwc';
import { providePageReference } from 'lightning/navigation';
import { boot } from 'local/boot';
import { currentPage, isPage, navigate, onPage } from 'local/router';

/** A page of a site: the view of the current route between header and footer of its layout. */
export default class App extends LightningElement {
    page = currentPage();
    #consumers = new Set();

    connectedCallback() {
        providePageReference(this.template.host, {
            consumerConnectedCallback: (consumer) => {
                this.#consumers.add(consumer);
                consumer.provide({ pageReference: this.page });
            },
            consumerDisconnectedCallback: (consumer) => this.#consumers.delete(consumer),
        });
        onPage((page) => this.show(page));
        document.addEventListener('click', followLink);
        this.setTitle();
    }

    show(page) {
        const moved = page.attributes.name !== this.page.attributes.name;
        // Who may not see a page is led to the sign-in by the server.
        if (moved && boot.user.isGuest && this.routeOf(page)?.needsLogin) return void location.reload();
        this.page = page;
        for (const consumer of this.#consumers) consumer.provide({ pageReference: page });
        this.setTitle();
        if (!moved) return;
        scrollTo(0, 0);
        this.skipToContent();
    }

    routeOf(page) {
        return boot.site.routes.find(({ name }) => name === page.attributes.name);
    }

    get view() {
        return boot.site.views[this.routeOf(this.page)?.view];
    }

    /** One or none; the key makes another page another view, with components of its own. */
    get views() {
        return this.view ? [{ ...this.view, key: this.page.attributes.name }] : [];
    }

    get missing() {
        return !this.view;
    }

    get layout() {
        return boot.site.layouts[this.view?.layout] ?? boot.site.layouts.Inner ?? { header: [], footer: [] };
    }

    setTitle() {
        document.title = this.view?.title ?? `Page not found | ${boot.site.title}`;
    }

    skipToContent() {
        this.template.querySelector('main')?.focus();
    }
}

/** Plain links to pages of the site change the page without loading the document again. */
function followLink(event) {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement && node.hasAttribute('href'));
    if (!link || (link.target && link.target !== '_self') || link.hasAttribute('download') || link.getAttribute('href').startsWith('#') || !isPage(link.href)) return;
    event.preventDefault();
    navigate(link.getAttribute('href'));
}
