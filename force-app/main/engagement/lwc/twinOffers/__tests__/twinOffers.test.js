import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import TwinOffers from 'c/twinOffers';
import getOffers from '@salesforce/apex/OfferConsoleController.getOffers';
import redeem from '@salesforce/apex/OfferConsoleController.redeem';
import useCredit from '@salesforce/apex/OfferConsoleController.useCredit';

jest.mock('@salesforce/apex/OfferConsoleController.getOffers', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OfferConsoleController.redeem', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OfferConsoleController.useCredit', () => ({ default: jest.fn() }), { virtual: true });

const OFFER = { id: 'o1', title: 'Trade in now', itemName: 'Oyster 39', text: 'A bonus.', reasons: ['Worth about 900 EUR today.'], value: 50, currencyCode: 'EUR', validTo: '2026-07-01', statusText: 'Seen', isOpen: true };
const CREDIT = { id: 'c1', name: 'CR-1', amount: 50, currencyCode: 'EUR', useText: 'For a trade-in' };

describe('c-twin-offers', () => {
    beforeEach(() => {
        jest.resetAllMocks();
        getOffers.mockResolvedValue({ offers: [OFFER], credits: [CREDIT], targets: [{ value: 't1', label: 'TI-1' }] });
    });
    afterEach(() => document.body.replaceChildren());

    async function show() {
        const element = createElement('c-twin-offers', { is: TwinOffers });
        element.recordId = 'a1';
        document.body.appendChild(element);
        await settle();
        return element;
    }

    const part = (element, selector) => element.shadowRoot.querySelector(selector);

    it('shows offers and credits', async () => {
        const element = await show();
        expect(getOffers).toHaveBeenCalledWith({ twinId: 'a1' });
        expect(part(element, 'c-offer-card').offer.id).toBe('o1');
        await expect(element).toBeAccessible();
    });

    it('redeems for the customer', async () => {
        const element = await show();
        part(element, 'c-offer-card').dispatchEvent(new CustomEvent('redeem', { detail: 'o1' }));
        await settle();
        expect(redeem).toHaveBeenCalledWith({ offerId: 'o1' });
        expect(part(element, '[data-id="told"]').textContent).toBe('c.Loop_Ui_Offer_Redeemed_Console');
    });

    it('adds a credit to what was chosen', async () => {
        const element = await show();
        expect(part(element, '[data-id="c1"]')).toBeNull();
        part(element, '[data-id="target"]').dispatchEvent(new CustomEvent('change', { detail: { value: 't1' } }));
        await settle();
        part(element, '[data-id="c1"]').click();
        await settle();
        expect(useCredit).toHaveBeenCalledWith({ creditId: 'c1', targetId: 't1' });
        await expect(element).toBeAccessible();
    });

    it('says that there are none', async () => {
        getOffers.mockResolvedValue({ offers: [], credits: [], targets: [] });
        const element = await show();
        expect(part(element, '[data-id="empty"]')).not.toBeNull();
        await expect(element).toBeAccessible();
    });

    it('says why a credit was refused, and goes on', async () => {
        const element = await show();
        redeem.mockRejectedValueOnce({ body: { message: 'Twice.' } });
        part(element, 'c-offer-card').dispatchEvent(new CustomEvent('redeem', { detail: 'o1' }));
        await settle();
        expect(part(element, 'c-error-panel').errors.body.message).toBe('Twice.');
        part(element, 'c-error-panel').dispatchEvent(new CustomEvent('retry'));
        await settle();
        expect(part(element, 'c-error-panel')).toBeNull();
    });
});
