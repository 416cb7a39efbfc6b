import { LightningElement, wire } from 'lwc';
import { CurrentPageReference, NavigationMixin } from 'lightning/navigation';
import isGuest from '@salesforce/user/isGuest';
import name from '@salesforce/label/c.Loop_Ui_Site_Name';
import navigation from '@salesforce/label/c.Loop_Ui_Site_Navigation';
import myItems from '@salesforce/label/c.Loop_Ui_Site_My_Items';
import register from '@salesforce/label/c.Loop_Ui_Site_Register';
import transfers from '@salesforce/label/c.Loop_Ui_Site_Transfers';
import repairs from '@salesforce/label/c.Loop_Ui_Site_Repairs';
import certificates from '@salesforce/label/c.Loop_Ui_Site_Certificates';
import checkItem from '@salesforce/label/c.Loop_Ui_Site_Check_Item';
import privacy from '@salesforce/label/c.Loop_Ui_Site_Privacy';
import signIn from '@salesforce/label/c.Loop_Ui_Site_Sign_In';
import signOut from '@salesforce/label/c.Loop_Ui_Site_Sign_Out';

/** Pages of the site and their labels, in the order of the header. */
const PAGES = [
    ['Home', myItems],
    ['Register__c', register],
    ['Transfers__c', transfers],
    ['Repairs__c', repairs],
    ['Certificates__c', certificates],
    ['Verify__c', checkItem],
    ['Privacy__c', privacy]
];

/** Header of every page of the site: where to go, signing in and out. */
export default class SiteHeader extends NavigationMixin(LightningElement) {
    labels = { name, navigation };
    /** Address of each page, by its name. */
    addresses = {};
    session = { label: isGuest ? signIn : signOut, url: undefined };
    shown;

    @wire(CurrentPageReference)
    receivePage(page) {
        this.shown = page?.attributes?.name;
    }

    async connectedCallback() {
        const urls = await Promise.all(PAGES.map(([page]) => this.urlOf('comm__namedPage', { name: page })));
        this.addresses = Object.fromEntries(PAGES.map(([page], index) => [page, urls[index]]));
        this.session = { ...this.session, url: await this.urlOf('comm__loginPage', { actionName: isGuest ? 'login' : 'logout' }) };
    }

    get links() {
        return PAGES.map(([page, label]) => ({ page, label, url: this.addresses[page], current: page === this.shown ? 'page' : undefined }));
    }

    /** @returns {Promise<string>} */
    urlOf(type, attributes) {
        return this[NavigationMixin.GenerateUrl]({ type, attributes });
    }
}
