import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import TwinResale from 'c/twinResale';
import getState from '@salesforce/apex/PreOwnedController.getState';

jest.mock('@salesforce/apex/PreOwnedController.getState', () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }), { virtual: true });

const ORDER = { orderId: 'o1', orderNumber: 'RO-1', itemName: 'Aperture 5', serial: 'S1', status: 'Graded', grade: 'A', hold: 'None', suggestedRoute: 'Resell', reasons: [], actions: ['grade', 'routeResell'], tasks: [], photos: [], checks: [] };

describe('c-twin-resale', () => {
    afterEach(() => document.body.replaceChildren());

    function show() {
        const element = createElement('c-twin-resale', { is: TwinResale });
        element.recordId = 'a01';
        document.body.appendChild(element);
        return element;
    }

    it('tells where the item stands and offers no step', async () => {
        const element = show();
        expect(element.shadowRoot.querySelector('lightning-spinner')).not.toBeNull();
        getState.emit(ORDER);
        await settle();
        expect(element.shadowRoot.querySelector('c-refurbishment-order').order.actions).toEqual([]);
        await expect(element).toBeAccessible();
    });

    it('says that the item was never in a warehouse, and why nothing could be told', async () => {
        const element = show();
        getState.emit(null);
        await settle();
        expect(element.shadowRoot.querySelector('[data-id="empty"]')).not.toBeNull();
        getState.error({ message: 'No access' });
        await settle();
        expect(element.shadowRoot.querySelector('c-error-panel')).not.toBeNull();
        await expect(element).toBeAccessible();
    });
});
