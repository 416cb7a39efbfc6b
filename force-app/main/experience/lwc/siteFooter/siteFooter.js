import { LightningElement } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import isGuest from '@salesforce/user/isGuest';
import note from '@salesforce/label/c.Loop_Ui_Site_Note';
import privacy from '@salesforce/label/c.Loop_Ui_Privacy_Title';
import confirm from '@salesforce/label/c.Loop_Ui_Site_Confirm';

/** Footer of every page of the site. */
export default class SiteFooter extends NavigationMixin(LightningElement) {
    labels = { note, privacy, confirm };
    isGuest = isGuest;
    privacyPage;
    confirmPage;

    async connectedCallback() {
        [this.privacyPage, this.confirmPage] = await Promise.all(['Privacy__c', 'Confirm__c'].map((name) => this[NavigationMixin.GenerateUrl]({ type: 'comm__namedPage', attributes: { name } })));
    }
}
