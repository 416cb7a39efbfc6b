import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import { CurrentPageReference } from 'lightning/navigation';
import PortalOffers from 'c/portalOffers';
import getOffers from '@salesforce/apex/OfferPortalController.getOffers';
import redeem from '@salesforce/apex/OfferPortalController.redeem';
import decline from '@salesforce/apex/OfferPortalController.decline';
import optIn from '@salesforce/apex/OfferPortalController.optIn';
import optOut from '@salesforce/apex/OfferPortalController.optOut';

jest.mock('@salesforce/apex/OfferPortalController.getOffers', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OfferPortalController.redeem', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OfferPortalController.decline', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OfferPortalController.optIn', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OfferPortalController.optOut', () => ({ default: jest.fn() }), { virtual: true });

const OFFER = { id: 'o1', title: 'Trade in now', itemName: 'Oyster 39', text: 'A bonus.', reasons: ['Worth about 900 EUR today.'], value: 50, currencyCode: 'EUR', validTo: '2026-07-01', statusText: 'Seen', isOpen: true };

describe('c-portal-offers', () => {
    beforeEach(() => {
        jest.resetAllMocks();
        getOffers.mockResolvedValue({ offers: [OFFER], isOptedOut: false });
    });
    afterEach(() => document.body.replaceChildren());

    async function show(properties = {}) {
        const element = createElement('c-portal-offers', { is: PortalOffers });
        Object.assign(element, properties);
        document.body.appendChild(element);
        CurrentPageReference.emit({ state: { passportId: 'p1' } });
        await settle();
        return element;
    }

    const part = (element, selector) => element.shadowRoot.querySelector(selector);
    const cards = (element) => [...element.shadowRoot.querySelectorAll('c-offer-card')];

    it('shows the offers of one item', async () => {
        const element = await show({ ofItem: true });
        expect(getOffers).toHaveBeenCalledWith({ passportId: 'p1' });
        expect(cards(element).map(({ offer }) => offer.id)).toEqual(['o1']);
        await expect(element).toBeAccessible();
    });

    it('shows those of all items, and nothing where there are none', async () => {
        getOffers.mockResolvedValue({ offers: [], isOptedOut: false });
        const element = await show();
        expect(getOffers).toHaveBeenCalledWith({ passportId: '' });
        expect(part(element, 'section')).toBeNull();
    });

    it('says on the page of an item that there are none', async () => {
        getOffers.mockResolvedValue({ offers: [], isOptedOut: false });
        const element = await show({ ofItem: true });
        expect(part(element, '[data-id="empty"]')).not.toBeNull();
        await expect(element).toBeAccessible();
    });

    it('redeems, and tells who shows credits', async () => {
        const element = await show({ ofItem: true });
        const heard = jest.fn();
        element.addEventListener('redeemed', heard);
        getOffers.mockResolvedValue({ offers: [], isOptedOut: false });
        cards(element)[0].dispatchEvent(new CustomEvent('redeem', { detail: 'o1' }));
        await settle();
        expect(redeem).toHaveBeenCalledWith({ offerId: 'o1' });
        expect(heard).toHaveBeenCalledTimes(1);
        expect(part(element, '[data-id="told"]').textContent).toBe('c.Loop_Ui_Offer_Redeemed');
        expect(cards(element)).toEqual([]);
    });

    it('declines', async () => {
        const element = await show({ ofItem: true });
        cards(element)[0].dispatchEvent(new CustomEvent('decline', { detail: 'o1' }));
        await settle();
        expect(decline).toHaveBeenCalledWith({ offerId: 'o1' });
        expect(part(element, '[data-id="told"]').textContent).toBe('c.Loop_Ui_Offer_Declined');
        expect(element.shadowRoot.activeElement).toBe(part(element, '[data-id="told"]'));
    });

    it('opts out for the item and in again', async () => {
        const element = await show({ ofItem: true });
        const choice = part(element, '[data-id="choice"]');
        const tick = async (checked) => {
            choice.checked = checked;
            choice.dispatchEvent(new CustomEvent('change'));
            await settle();
        };
        await tick(true);
        expect(optOut).toHaveBeenCalledWith({ passportId: 'p1' });
        expect(part(element, '[data-id="told"]').textContent).toBe('c.Loop_Ui_Offer_Opted_Out');
        await tick(false);
        expect(optIn).toHaveBeenCalledWith({ passportId: 'p1' });
        expect(part(element, '[data-id="told"]').textContent).toBe('c.Loop_Ui_Offer_Opted_In');
    });

    it('says why nothing can be shown, and tries again', async () => {
        getOffers.mockRejectedValueOnce({ body: { message: 'No.' } });
        const element = await show({ ofItem: true });
        const panel = part(element, 'c-error-panel');
        expect(panel.errors.body.message).toBe('No.');
        await expect(element).toBeAccessible();
        panel.dispatchEvent(new CustomEvent('retry'));
        await settle();
        expect(part(element, 'c-error-panel')).toBeNull();
        expect(cards(element)).toHaveLength(1);
    });
});
