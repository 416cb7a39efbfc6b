import { api, LightningElement } from 'lwc';
import { boot } from 'local/boot';

/** One value as Lightning shows it. */
export default class FieldValue extends LightningElement {
    /** @type {import('local/fields').FieldView} */
    @api view;

    is(...types) {
        return types.includes(this.view?.dataType);
    }

    get isLink() {
        return this.view?.href !== undefined && !this.view.empty;
    }
    get isBoolean() {
        return this.is('Boolean');
    }
    get isEmail() {
        return this.is('Email') && !this.view.empty;
    }
    get isPhone() {
        return this.is('Phone') && !this.view.empty;
    }
    get isUrl() {
        return this.is('Url') && !this.view.empty;
    }
    get isDateTime() {
        return this.is('DateTime') && !this.view.empty;
    }
    get isRich() {
        return this.view?.rich;
    }
    get isLong() {
        return this.view?.long;
    }

    get checkIcon() {
        return this.view.value ? 'utility:check' : 'utility:steps';
    }

    get checkText() {
        return this.view.value ? 'True' : 'False';
    }

    get timeZone() {
        return boot.user.timeZone;
    }
}
