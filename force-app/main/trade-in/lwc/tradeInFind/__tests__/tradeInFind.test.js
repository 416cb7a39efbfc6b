import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import TradeInFind from 'c/tradeInFind';
import findItem from '@salesforce/apex/TradeInDeskController.findItem';
import openItem from '@salesforce/apex/TradeInDeskController.openItem';
import getOpen from '@salesforce/apex/TradeInDeskController.getOpen';

jest.mock('@salesforce/apex/TradeInDeskController.findItem', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/TradeInDeskController.openItem', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/TradeInDeskController.getOpen', () => ({ default: jest.fn() }), { virtual: true });

const ITEM = { twinId: 'a01', productName: 'Nord 12' };

describe('c-trade-in-find', () => {
    beforeEach(() => getOpen.mockResolvedValue([]));

    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
    });

    async function show() {
        const element = createElement('c-trade-in-find', { is: TradeInFind });
        const found = jest.fn();
        const resumed = jest.fn();
        element.addEventListener('itemfound', ({ detail }) => found(detail));
        element.addEventListener('resume', ({ detail }) => resumed(detail));
        document.body.appendChild(element);
        await settle();
        return { element, found, resumed };
    }

    async function type(element, term) {
        element.shadowRoot.querySelector('c-scan-field').dispatchEvent(new CustomEvent('term', { detail: { term } }));
        await settle();
    }

    it('tells the item that was found', async () => {
        findItem.mockResolvedValue({ outcome: 'found', message: null, matches: [], item: ITEM });
        const { element, found } = await show();
        await expect(element).toBeAccessible();
        await type(element, 'SN-1');
        expect(findItem).toHaveBeenCalledWith({ term: 'SN-1' });
        expect(found).toHaveBeenCalledWith(ITEM);
    });

    it('lets choose among several items', async () => {
        findItem.mockResolvedValue({ outcome: 'several', message: null, matches: [{ twinId: 'a01', name: 'Nord 12', brandCode: 'NDL', matchedLabel: 'Order', serial: 'S1' }], item: null });
        openItem.mockResolvedValue(ITEM);
        const { element, found } = await show();
        await type(element, '#1001');
        await expect(element).toBeAccessible();
        element.shadowRoot.querySelector('button[data-id="a01"]').click();
        await settle();
        expect(openItem).toHaveBeenCalledWith({ twinId: 'a01' });
        expect(found).toHaveBeenCalledWith(ITEM);
    });

    it.each(['none', 'invalid'])('says why nothing was found: %s', async (outcome) => {
        findItem.mockResolvedValue({ outcome, message: 'This IMEI has a wrong check digit.', matches: [], item: null });
        const { element, found } = await show();
        await type(element, '490154203237519');
        expect(element.shadowRoot.querySelector('[data-id="message"]').textContent).toBe('This IMEI has a wrong check digit.');
        expect(found).not.toHaveBeenCalled();
    });

    it('shows why a search failed', async () => {
        findItem.mockRejectedValue({ body: { message: 'Too short' } });
        const { element } = await show();
        await type(element, 'x');
        expect(element.shadowRoot.querySelector('c-error-panel').errors).toEqual({ body: { message: 'Too short' } });
    });

    it('shows why the camera could not be used', async () => {
        const { element } = await show();
        element.shadowRoot.querySelector('c-scan-field').dispatchEvent(new CustomEvent('scanfailed', { detail: { error: { message: 'Allow the camera' } } }));
        await settle();
        expect(element.shadowRoot.querySelector('c-error-panel').errors.message).toBe('Allow the camera');
    });

    it('goes on with an open trade-in', async () => {
        getOpen.mockResolvedValue([{ clientKey: 'k1', itemName: 'Nord 12', name: 'T-0001', status: 'Draft' }]);
        const { element, resumed } = await show();
        await expect(element).toBeAccessible();
        element.shadowRoot.querySelector('button[data-id="k1"]').click();
        expect(resumed).toHaveBeenCalledWith({ clientKey: 'k1' });
    });
});
