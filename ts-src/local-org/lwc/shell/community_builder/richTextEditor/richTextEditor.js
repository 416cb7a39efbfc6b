import { api, LightningElement } from 'lwc';

/** Text that was written on a page of a site. */
export default class RichTextEditor extends LightningElement {
    @api richTextValue;
}
