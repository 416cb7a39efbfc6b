import { settle, shown } from 'lwc-test';
import RefurbishmentTasks from 'c/refurbishmentTasks';
import completeTask from '@salesforce/apex/WarehouseController.completeTask';
import finish from '@salesforce/apex/WarehouseController.finish';

jest.mock('@salesforce/apex/WarehouseController.completeTask', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/WarehouseController.finish', () => ({ default: jest.fn() }), { virtual: true });

const DONE = { taskId: 't2', title: 'Clean', status: 'Done', doneBy: 'Priya Nair', doneAt: '2026-11-20T10:00:00.000Z', costMinor: 1550 };
const ORDER = { orderId: 'o1', currencyCode: 'EUR', actions: ['completeTask', 'finish'], tasks: [{ taskId: 't1', title: 'Replace the screen', status: 'Open' }, DONE] };

describe('c-refurbishment-tasks', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
    });

    const show = (changes) => shown('c-refurbishment-tasks', RefurbishmentTasks, { order: { ...ORDER, ...changes } }, 'changed');

    it('completes a task with its cost in minor units', async () => {
        const element = show();
        expect(element.shadowRoot.querySelector('[data-id="finish"]')).toBeNull();
        const cost = element.shadowRoot.querySelector('[data-cost="t1"]');
        cost.reportValidity = () => true;
        cost.value = '89.99';
        cost.dispatchEvent(new CustomEvent('change'));
        completeTask.mockResolvedValue('done');
        const focus = jest.spyOn(HTMLElement.prototype, 'focus');
        element.addEventListener('changed', () => {
            element.order = { ...ORDER, tasks: [DONE], actions: ['finish'] };
        });
        element.shadowRoot.querySelector('[data-done="t1"]').click();
        await settle();
        expect(focus.mock.contexts).toEqual([element.shadowRoot.querySelector('[data-id="finish"]')]);
        focus.mockRestore();
        expect(completeTask).toHaveBeenCalledWith({ orderId: 'o1', taskId: 't1', costMinor: 8999 });
        expect(element.heard).toHaveBeenCalledWith('done');
        await expect(element).toBeAccessible();
    });

    it('sends nothing while the cost is wrong', () => {
        const element = show();
        element.shadowRoot.querySelector('[data-cost="t1"]').reportValidity = () => false;
        element.shadowRoot.querySelector('[data-done="t1"]').click();
        expect(completeTask).not.toHaveBeenCalled();
    });

    it('finishes when all is done and says who did it', async () => {
        const element = show({ tasks: [DONE] });
        expect(element.shadowRoot.querySelector('[data-status="t2"] lightning-formatted-number').value).toBe(15.5);
        finish.mockRejectedValueOnce({ body: { message: 'Locked' } });
        element.shadowRoot.querySelector('[data-id="finish"]').click();
        await settle();
        expect(element.shadowRoot.querySelector('c-error-panel')).not.toBeNull();
        finish.mockResolvedValue('ready');
        element.shadowRoot.querySelector('[data-id="finish"]').click();
        await settle();
        expect(element.heard).toHaveBeenCalledWith('ready');
    });
});
