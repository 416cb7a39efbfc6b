import { LightningElement, api } from 'lwc';
import { Working } from 'c/working';

/** Shows what the steps leave behind. */
export default class Worker extends Working(LightningElement) {
    found = '';

    get busyText() {
        return String(this.isBusy);
    }

    get errorText() {
        return this.error?.message ?? '';
    }

    @api
    step(call) {
        return this.work(async () => {
            this.answer = await call();
        });
    }

    @api
    look(ask) {
        return this.read(ask, (found) => {
            this.found = found;
        });
    }
}
