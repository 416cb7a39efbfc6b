import { LightningElement } from 'lwc';
import note from '@salesforce/label/c.Loop_Ui_Site_Note';

/** Footer of every page of the site. */
export default class SiteFooter extends LightningElement {
    labels = { note };
}
