import { LightningElement } from 'lwc';
import { Focusing } from 'c/focusing';
import { Working } from 'c/working';
import find from '@salesforce/apex/WarehouseController.find';
import getOpen from '@salesforce/apex/WarehouseController.getOpen';
import getOrder from '@salesforce/apex/WarehouseController.getOrder';
import receive from '@salesforce/apex/WarehouseController.receive';
import title from '@salesforce/label/c.Loop_Ui_Warehouse_Title';
import place from '@salesforce/label/c.Loop_Ui_Warehouse_Place';
import field from '@salesforce/label/c.Loop_Ui_Warehouse_Scan';
import receiveLabel from '@salesforce/label/c.Loop_Ui_Warehouse_Receive';
import open from '@salesforce/label/c.Loop_Ui_Warehouse_Open';
import none from '@salesforce/label/c.Loop_Ui_Warehouse_None';
import unknown from '@salesforce/label/c.Loop_Ui_Warehouse_Unknown';
import several from '@salesforce/label/c.Loop_Ui_Warehouse_Several';
import arrived from '@salesforce/label/c.Loop_Ui_Warehouse_Arrived';
import back from '@salesforce/label/c.Loop_Ui_Back';
import loading from '@salesforce/label/c.Loop_Ui_Loading';

/** The workbench of a warehouse: scan an item, receive it, work on its order. */
export default class WarehouseWorkbench extends Focusing(Working(LightningElement)) {
    labels = { title, place, field, receive: receiveLabel, open, none, back, loading };

    place = '';
    message = '';
    /** Item that can be received; null while none was scanned. */
    item = null;
    /** ResaleOrderView under work; null on the list. */
    order = null;
    orders;

    connectedCallback() {
        return this.loadOpen();
    }

    get hasOrders() {
        return this.orders?.length > 0;
    }

    get isEmpty() {
        return this.orders?.length === 0;
    }

    handlePlace(event) {
        this.place = event.target.value;
    }

    handleTerm(event) {
        const { term } = event.detail;
        return this.work(async () => {
            const scan = await find({ code: term });
            this.item = scan.item ?? null;
            this.show(scan.order ?? null);
            this.message = scan.matches.length === 0 ? unknown : scan.matches.length > 1 ? several : scan.item ? arrived : '';
        });
    }

    handleScanFailed(event) {
        this.error = event.detail.error;
    }

    handleReceive() {
        if (!this.template.querySelector('[data-id="place"]').reportValidity()) return undefined;
        return this.work(async () => {
            this.show(await receive({ twinId: this.item.twinId, warehouseCode: this.place }));
            this.item = null;
            this.message = '';
        });
    }

    handleOpen(event) {
        const orderId = event.currentTarget.dataset.id;
        return this.work(async () => {
            this.show(await getOrder({ orderId }));
        });
    }

    show(order) {
        this.order = order;
        if (order) this.nextFocus = '[data-id="back"]';
    }

    handleChanged(event) {
        this.order = event.detail;
    }

    handleBack() {
        this.nextFocus = '[data-id="open"]';
        this.order = null;
        return this.loadOpen();
    }

    handleRetry() {
        return this.loadOpen();
    }

    loadOpen() {
        return this.work(async () => {
            const orders = await getOpen();
            this.orders = orders.map((each) => ({ ...each, statusText: each.grade ? `${each.status} (${each.grade})` : each.status }));
        });
    }
}
