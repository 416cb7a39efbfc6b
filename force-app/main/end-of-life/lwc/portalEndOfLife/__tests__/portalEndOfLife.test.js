import { createElement } from 'lwc';
import PortalEndOfLife from 'c/portalEndOfLife';
import getAdvice from '@salesforce/apex/PortalEndOfLifeController.getAdvice';
import getState from '@salesforce/apex/PortalEndOfLifeController.getState';
import start from '@salesforce/apex/PortalEndOfLifeController.start';
import cancel from '@salesforce/apex/PortalEndOfLifeController.cancel';

jest.mock('@salesforce/apex/PortalEndOfLifeController.getAdvice', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PortalEndOfLifeController.getState', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PortalEndOfLifeController.start', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PortalEndOfLifeController.cancel', () => ({ default: jest.fn() }), { virtual: true });

const ADVICE = {
    isKnown: true,
    isDue: false,
    dueBecause: [],
    condition: 'good',
    currencyCode: 'EUR',
    method: 'Estimated.',
    sources: [],
    options: [
        { action: 'repair', label: 'Repair', isOpen: true, isBest: true, value: 1, cost: 0, days: 1, because: [] },
        { action: 'recycle', label: 'Recycle', isOpen: true, isBest: false, value: 1, cost: 0, days: 1, because: [] }
    ]
};
const REQUESTED = { handoverId: 'h1', status: 'Requested', kind: 'Recycle', way: 'Store', dropOffCode: 'AB12CD34', partnerLabel: 'Metals', holdsData: true };
const PARTNERS = [{ code: 'Metals', label: 'Metals', kind: 'Recycle', takesParcels: true }];
const settle = () => new Promise((resolve) => setTimeout(resolve));
const part = (element, id) => element.shadowRoot.querySelector(`[data-id="${id}"]`);
const choose = (element, action) => element.shadowRoot.querySelector('c-verdict-card').dispatchEvent(new CustomEvent('choose', { detail: { action } }));

describe('c-portal-end-of-life', () => {
    beforeEach(() => {
        globalThis.crypto.randomUUID ??= () => '00000000-0000-4000-8000-000000000001';
        getAdvice.mockResolvedValue(ADVICE);
        getState.mockResolvedValue({ canStart: true, handover: null, partners: PARTNERS, wipeMethods: [] });
    });
    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
    });

    async function show() {
        const element = createElement('c-portal-end-of-life', { is: PortalEndOfLife });
        element.passportId = 'p1';
        document.body.appendChild(element);
        expect(element.shadowRoot.querySelector('section')).not.toBeNull();
        await settle();
        return element;
    }

    it('shows the options, and a repair leads to the page of repairs', async () => {
        const element = await show();
        const card = element.shadowRoot.querySelector('c-verdict-card');
        expect(card.advice).toEqual(ADVICE);
        expect(card.actions.repair.url).toBe('repairs?passportId=p1');
        expect(getAdvice).toHaveBeenCalledWith({ passportId: 'p1', condition: null });
        await expect(element).toBeAccessible();
    });

    it('asks again when the owner tells how the item is', async () => {
        const element = await show();
        part(element, 'condition').dispatchEvent(new CustomEvent('change', { detail: { value: 'worn' } }));
        await settle();
        expect(getAdvice).toHaveBeenLastCalledWith({ passportId: 'p1', condition: 'worn' });
    });

    it('starts a hand-over with one key and shows its code; the options are gone', async () => {
        const element = await show();
        choose(element, 'recycle');
        await settle();
        await expect(element).toBeAccessible();
        getState.mockResolvedValue({ canStart: false, handover: { ...REQUESTED, steps: ['cancel'] }, partners: PARTNERS, wipeMethods: [] });
        start.mockResolvedValue('Requested');
        part(element, 'form').querySelector('c-handover-form').dispatchEvent(new CustomEvent('send', { detail: { kind: 'Recycle', way: 'Store', partner: 'Metals' } }));
        await settle();
        expect(start).toHaveBeenCalledWith({ passportId: 'p1', clientKey: expect.stringMatching(/^[0-9a-f-]{36}$/), kind: 'Recycle', way: 'Store', partner: 'Metals' });
        expect(element.shadowRoot.querySelector('c-handover-status').handover.dropOffCode).toBe('AB12CD34');
        expect(element.shadowRoot.querySelector('c-verdict-card')).toBeNull();
        part(element, 'cancel').click();
        await settle();
        expect(cancel).toHaveBeenCalledWith({ handoverId: 'h1' });
    });

    it('tells where a trade-in begins', async () => {
        const element = await show();
        choose(element, 'tradeIn');
        await settle();
        expect(part(element, 'store')).not.toBeNull();
    });

    it('shows what was refused and lets it be tried again', async () => {
        getState.mockRejectedValueOnce({ body: { message: 'Busy' } });
        const element = await show();
        const panel = element.shadowRoot.querySelector('c-error-panel');
        expect(panel).not.toBeNull();
        await expect(element).toBeAccessible();
        panel.dispatchEvent(new CustomEvent('retry'));
        await settle();
        expect(element.shadowRoot.querySelector('c-verdict-card')).not.toBeNull();
    });
});
