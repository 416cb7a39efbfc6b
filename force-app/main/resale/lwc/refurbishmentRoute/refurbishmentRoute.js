import { LightningElement, api } from 'lwc';
import { Focusing } from 'c/focusing';
import { Working } from 'c/working';
import route from '@salesforce/apex/WarehouseController.route';
import title from '@salesforce/label/c.Loop_Ui_Warehouse_Route';
import suggested from '@salesforce/label/c.Loop_Ui_Warehouse_Suggested';
import noRoute from '@salesforce/label/c.Loop_Ui_Warehouse_No_Route';
import decided from '@salesforce/label/c.Loop_Ui_Warehouse_Decided';
import why from '@salesforce/label/c.Loop_Ui_Warehouse_Why';
import because from '@salesforce/label/c.Loop_Ui_Warehouse_Because';
import choose from '@salesforce/label/c.Loop_Ui_Warehouse_Choose';
import reason from '@salesforce/label/c.Loop_Ui_Warehouse_Reason';
import go from '@salesforce/label/c.Loop_Ui_Warehouse_Go';
import clean from '@salesforce/label/c.Loop_Ui_Route_Clean';
import repair from '@salesforce/label/c.Loop_Ui_Route_Repair';
import resell from '@salesforce/label/c.Loop_Ui_Route_Resell';
import recycle from '@salesforce/label/c.Loop_Ui_Route_Recycle';
import saving from '@salesforce/label/c.Loop_Ui_Loading';

const NAMES = { Clean: clean, Repair: repair, Resell: resell, Recycle: recycle };

/** Where an item goes, and why. Tells `changed` with the new ResaleOrderView. */
export default class RefurbishmentRoute extends Focusing(Working(LightningElement)) {
    labels = { title, why, because, choose, reason, go, saving };

    /** ResaleOrderView. */
    @api order;

    reason = '';
    picked = null;

    get options() {
        return Object.keys(NAMES)
            .filter((name) => this.order.actions.includes(`route${name}`))
            .map((name) => ({ value: name, label: NAMES[name] }));
    }

    get canRoute() {
        return this.options.length > 0;
    }

    get chosen() {
        const open = this.options.map(({ value }) => value);
        const wanted = this.picked ?? this.order.suggestedRoute;
        return open.includes(wanted) ? wanted : null;
    }

    get isOverride() {
        return this.chosen !== null && this.chosen !== this.order.suggestedRoute;
    }

    get cannotGo() {
        return this.isBusy || this.chosen === null || (this.isOverride && !this.reason.trim());
    }

    get suggestedText() {
        return this.order.suggestedRoute ? suggested.replace('{0}', NAMES[this.order.suggestedRoute]) : noRoute;
    }

    get decidedText() {
        return this.order.route ? decided.replace('{0}', NAMES[this.order.route]) : null;
    }

    handleChoice(event) {
        this.picked = event.detail.value;
    }

    handleReason(event) {
        this.reason = event.target.value;
    }

    handleRoute() {
        return this.work(async () => {
            const detail = await route({ orderId: this.order.orderId, route: this.chosen, reason: this.isOverride ? this.reason : null });
            this.dispatchEvent(new CustomEvent('changed', { detail }));
            this.nextFocus = '[data-id="decided"]';
        });
    }
}
