import { LightningElement, api } from 'lwc';
import { Focusing } from 'c/focusing';
import { Working } from 'c/working';
import { majorOf, minorDigits, minorOf } from 'c/money';
import completeTask from '@salesforce/apex/WarehouseController.completeTask';
import finish from '@salesforce/apex/WarehouseController.finish';
import title from '@salesforce/label/c.Loop_Ui_Warehouse_Tasks';
import done from '@salesforce/label/c.Loop_Ui_Warehouse_Done';
import doneBy from '@salesforce/label/c.Loop_Ui_Warehouse_Done_By';
import cost from '@salesforce/label/c.Loop_Ui_Warehouse_Cost';
import finishLabel from '@salesforce/label/c.Loop_Ui_Warehouse_Finish';
import saving from '@salesforce/label/c.Loop_Ui_Loading';

/** What is to be done with an item, and what it cost. Tells `changed` with the new ResaleOrderView. */
export default class RefurbishmentTasks extends Focusing(Working(LightningElement)) {
    labels = { title, done, finish: finishLabel, saving };

    /** ResaleOrderView. */
    @api order;

    /** Typed costs by task. */
    typed = {};

    get rows() {
        const { currencyCode, actions, tasks } = this.order;
        return tasks.map((task) => ({
            ...task,
            statusText: task.status === 'Done' ? doneBy.replace('{0}', task.doneBy ?? '') : task.status,
            canComplete: task.status === 'Open' && actions.includes('completeTask'),
            hasCost: task.status === 'Done' && typeof task.costMinor === 'number',
            cost: majorOf(task.costMinor ?? 0, currencyCode),
            typed: this.typed[task.taskId] ?? '0',
            costLabel: cost.replace('{0}', task.title).replace('{1}', currencyCode),
            doneLabel: `${done}: ${task.title}`
        }));
    }

    get step() {
        return String(10 ** -minorDigits(this.order.currencyCode));
    }

    get canFinish() {
        return this.order.actions.includes('finish') && this.order.tasks.every(({ status }) => status !== 'Open');
    }

    handleCost(event) {
        this.typed = { ...this.typed, [event.target.dataset.cost]: event.target.value };
    }

    handleDone(event) {
        const taskId = event.target.dataset.done;
        if (!this.template.querySelector(`[data-cost="${taskId}"]`).reportValidity()) return undefined;
        const costMinor = minorOf(this.typed[taskId] ?? '0', this.order.currencyCode);
        return this.ask(() => completeTask({ orderId: this.order.orderId, taskId, costMinor }));
    }

    handleFinish() {
        return this.ask(() => finish({ orderId: this.order.orderId }));
    }

    ask(call) {
        return this.work(async () => {
            this.dispatchEvent(new CustomEvent('changed', { detail: await call() }));
            this.nextFocus = ['[data-cost]', '[data-id="finish"]', '[data-id="title"]'];
        });
    }
}
