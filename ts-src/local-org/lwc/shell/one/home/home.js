import { LightningElement } from 'lwc';
import { boot } from 'local/boot';

/** Home of an app that has no home page. */
export default class Home extends LightningElement {
    name = boot.user.name;
}
