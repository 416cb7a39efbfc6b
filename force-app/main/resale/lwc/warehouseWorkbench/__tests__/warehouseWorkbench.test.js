import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import WarehouseWorkbench from 'c/warehouseWorkbench';
import find from '@salesforce/apex/WarehouseController.find';
import getOpen from '@salesforce/apex/WarehouseController.getOpen';
import getOrder from '@salesforce/apex/WarehouseController.getOrder';
import receive from '@salesforce/apex/WarehouseController.receive';

jest.mock('@salesforce/apex/WarehouseController.find', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/WarehouseController.getOpen', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/WarehouseController.getOrder', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/WarehouseController.receive', () => ({ default: jest.fn() }), { virtual: true });

const ORDER = { orderId: 'o1', orderNumber: 'RO-1', itemName: 'Aperture 5', serial: 'S1', status: 'Received', hold: 'None', actions: [], tasks: [], photos: [], checks: [], reasons: [] };
const ITEM = { twinId: 't1', name: 'Aperture 5', brandCode: 'APX', serial: 'S1' };

describe('c-warehouse-workbench', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
    });

    async function show(open = []) {
        getOpen.mockResolvedValue(open);
        const element = createElement('c-warehouse-workbench', { is: WarehouseWorkbench });
        document.body.appendChild(element);
        await settle();
        return element;
    }
    const at = (element, id) => element.shadowRoot.querySelector(`[data-id="${id}"]`);

    async function scan(element, term) {
        element.shadowRoot.querySelector('c-scan-field').dispatchEvent(new CustomEvent('term', { detail: { term } }));
        await settle();
    }

    it('says that nothing is here', async () => {
        const element = await show();
        expect(at(element, 'empty')).not.toBeNull();
        await expect(element).toBeAccessible();
    });

    it('receives what was scanned, at the place that was named', async () => {
        const element = await show();
        find.mockResolvedValue({ matches: [ITEM], item: ITEM });
        receive.mockResolvedValue(ORDER);
        await scan(element, 'S1');
        at(element, 'place').reportValidity = () => false;
        at(element, 'receive').click();
        expect(receive).not.toHaveBeenCalled();
        at(element, 'place').reportValidity = () => true;
        at(element, 'place').value = 'WH-1';
        at(element, 'place').dispatchEvent(new CustomEvent('change'));
        at(element, 'receive').click();
        await settle();
        expect(receive).toHaveBeenCalledWith({ twinId: 't1', warehouseCode: 'WH-1' });
        expect(element.shadowRoot.querySelector('c-refurbishment-order').order).toEqual(ORDER);
    });

    it('goes to the open order of a scanned item, and back', async () => {
        const element = await show();
        find.mockResolvedValue({ matches: [ITEM], order: ORDER });
        await scan(element, 'S1');
        expect(element.shadowRoot.querySelector('c-refurbishment-order')).not.toBeNull();
        at(element, 'back').click();
        await settle();
        expect(element.shadowRoot.activeElement).toBe(at(element, 'open'));
        expect(getOpen).toHaveBeenCalledTimes(2);
        expect(element.shadowRoot.querySelector('c-refurbishment-order')).toBeNull();
    });

    it('tells an unknown code from one that several items have', async () => {
        const element = await show();
        find.mockResolvedValue({ matches: [] });
        await scan(element, 'nothing');
        const unknown = at(element, 'message').textContent;
        find.mockResolvedValue({ matches: [ITEM, { ...ITEM, twinId: 't2' }] });
        await scan(element, 'many');
        expect(unknown).not.toBe('');
        expect(at(element, 'message').textContent).not.toBe(unknown);
        expect(at(element, 'item')).toBeNull();
    });

    it('opens an order of the list', async () => {
        const element = await show([ORDER]);
        getOrder.mockResolvedValue(ORDER);
        const focus = jest.spyOn(HTMLElement.prototype, 'focus');
        at(element, 'o1').click();
        await settle();
        expect(getOrder).toHaveBeenCalledWith({ orderId: 'o1' });
        expect(focus.mock.contexts).toEqual([at(element, 'back')]);
        focus.mockRestore();
        await expect(element).toBeAccessible();
    });

    it('shows why it did not work and tries again', async () => {
        getOpen.mockRejectedValueOnce({ body: { message: 'Busy' } });
        const element = createElement('c-warehouse-workbench', { is: WarehouseWorkbench });
        document.body.appendChild(element);
        await settle();
        const panel = element.shadowRoot.querySelector('c-error-panel');
        expect(panel.errors).toEqual({ body: { message: 'Busy' } });
        getOpen.mockResolvedValue([]);
        panel.dispatchEvent(new CustomEvent('retry'));
        await settle();
        expect(at(element, 'empty')).not.toBeNull();
    });
});
