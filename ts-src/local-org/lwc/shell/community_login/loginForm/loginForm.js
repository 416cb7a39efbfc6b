import { api, LightningElement } from 'lwc';
import { boot } from 'local/boot';
import { currentPage } from 'local/router';

/** Signing in to the site is choosing one of its members: the local org has no passwords. */
export default class LoginForm extends LightningElement {
    /** Where to go afterwards, unless the address says. */
    @api startUrl;
    members = boot.site.members;
    action = `${boot.site.api}/login`;

    get start() {
        return currentPage().state.startURL ?? (this.startUrl || `${boot.site.basePath}/`);
    }
}
