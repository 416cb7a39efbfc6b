import { LightningElement, api } from 'lwc';
import { Focusing } from 'c/focusing';
import { Working } from 'c/working';

/** A form that goes when its step is done. */
export default class Card extends Focusing(Working(LightningElement)) {
    isAsking = false;

    @api
    ask(nextFocus) {
        this.isAsking = true;
        this.nextFocus = nextFocus;
    }

    @api
    finish(call) {
        return this.work(async () => {
            this.nextFocus = '[data-id="send"]';
            await call();
        });
    }
}
