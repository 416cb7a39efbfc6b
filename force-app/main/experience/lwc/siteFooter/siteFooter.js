import { LightningElement } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import note from '@salesforce/label/c.Loop_Ui_Site_Note';
import privacy from '@salesforce/label/c.Loop_Ui_Privacy_Title';

/** Footer of every page of the site. */
export default class SiteFooter extends NavigationMixin(LightningElement) {
    labels = { note, privacy };
    privacyPage;

    async connectedCallback() {
        this.privacyPage = await this[NavigationMixin.GenerateUrl]({ type: 'comm__namedPage', attributes: { name: 'Privacy__c' } });
    }
}
