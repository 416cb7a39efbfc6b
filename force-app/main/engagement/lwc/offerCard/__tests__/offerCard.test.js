import { createElement } from 'lwc';
import OfferCard from 'c/offerCard';

const OFFER = { id: 'o1', title: 'Trade in now', itemName: 'Oyster 39', text: 'A bonus.', reasons: ['Worth about 900 EUR today.'], value: 50, currencyCode: 'EUR', validTo: '2026-07-01', statusText: 'Seen', isOpen: true };

describe('c-offer-card', () => {
    afterEach(() => document.body.replaceChildren());

    function show(properties) {
        const element = createElement('c-offer-card', { is: OfferCard });
        Object.assign(element, properties);
        document.body.appendChild(element);
        return element;
    }

    const part = (element, id) => element.shadowRoot.querySelector(`[data-id="${id}"]`);

    it('tells why, what it credits and what can be done', async () => {
        const element = show({ offer: OFFER, declinable: true });
        const told = jest.fn();
        element.addEventListener('redeem', told);
        element.addEventListener('decline', told);
        expect(part(element, 'reasons').textContent).toBe('Worth about 900 EUR today.');
        expect(part(element, 'value').querySelector('lightning-formatted-number').value).toBe(50);
        part(element, 'redeem').click();
        part(element, 'decline').click();
        expect(told.mock.calls.map(([{ type, detail }]) => [type, detail])).toEqual([['redeem', 'o1'], ['decline', 'o1']]);
        await expect(element).toBeAccessible();
    });

    it('leaves out what there is not', async () => {
        const element = show({ offer: { ...OFFER, reasons: [], value: null, isOpen: false }, showStatus: true });
        expect(['reasons', 'value', 'redeem', 'decline'].map((id) => part(element, id))).toEqual([null, null, null, null]);
        expect(element.shadowRoot.textContent).toContain('Seen');
        await expect(element).toBeAccessible();
    });
});
