import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import PortalRewards from 'c/portalRewards';
import getRewards from '@salesforce/apex/OfferPortalController.getRewards';

jest.mock('@salesforce/apex/OfferPortalController.getRewards', () => ({ default: jest.fn() }), { virtual: true });

const CREDIT = { id: 'c1', name: 'CR-1', amount: 50, currencyCode: 'EUR', useText: 'For a trade-in', stateText: 'Open', isOpen: true, expiresOn: '2026-12-01' };

describe('c-portal-rewards', () => {
    beforeEach(() => {
        jest.resetAllMocks();
        getRewards.mockResolvedValue({ points: 70, credits: [CREDIT, { ...CREDIT, id: 'c2', isOpen: false, stateText: 'Used' }] });
    });
    afterEach(() => document.body.replaceChildren());

    async function show() {
        const element = createElement('c-portal-rewards', { is: PortalRewards });
        document.body.appendChild(element);
        await settle();
        return element;
    }

    const part = (element, selector) => element.shadowRoot.querySelector(selector);

    it('tells points and credits', async () => {
        const element = await show();
        expect(part(element, '[data-id="points"]').textContent).toContain('70');
        expect([...element.shadowRoot.querySelectorAll('.slds-badge')].map((badge) => badge.textContent)).toEqual(['Open', 'Used']);
        await expect(element).toBeAccessible();
    });

    it('says that there are no credits', async () => {
        getRewards.mockResolvedValue({ points: 0, credits: [] });
        const element = await show();
        expect(part(element, '[data-id="empty"]')).not.toBeNull();
        await expect(element).toBeAccessible();
    });

    it('reads again when an offer was redeemed, and not after it left the page', async () => {
        const element = await show();
        window.dispatchEvent(new CustomEvent('redeemed'));
        await settle();
        expect(getRewards).toHaveBeenCalledTimes(2);
        element.remove();
        window.dispatchEvent(new CustomEvent('redeemed'));
        expect(getRewards).toHaveBeenCalledTimes(2);
    });

    it('says why nothing can be shown, and tries again', async () => {
        getRewards.mockRejectedValueOnce({ body: { message: 'No.' } });
        const element = await show();
        part(element, 'c-error-panel').dispatchEvent(new CustomEvent('retry'));
        await settle();
        expect(part(element, 'c-error-panel')).toBeNull();
        expect(part(element, '[data-id="points"]')).not.toBeNull();
    });
});
