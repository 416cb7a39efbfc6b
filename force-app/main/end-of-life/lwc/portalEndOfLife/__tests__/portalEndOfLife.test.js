import { part, settle, shown } from 'lwc-test';
import PortalEndOfLife from 'c/portalEndOfLife';
import { ADVICE, PARTNERS, REQUESTED, choose } from '../../verdictCard/__tests__/samples';
import getAdvice from '@salesforce/apex/PortalEndOfLifeController.getAdvice';
import getState from '@salesforce/apex/PortalEndOfLifeController.getState';
import start from '@salesforce/apex/PortalEndOfLifeController.start';
import cancel from '@salesforce/apex/PortalEndOfLifeController.cancel';

jest.mock('@salesforce/apex/PortalEndOfLifeController.getAdvice', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PortalEndOfLifeController.getState', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PortalEndOfLifeController.start', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PortalEndOfLifeController.cancel', () => ({ default: jest.fn() }), { virtual: true });

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
        const element = shown('c-portal-end-of-life', PortalEndOfLife, { passportId: 'p1' });
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

    it('says why nothing can begin, and offers everything again when that is over', async () => {
        getState.mockResolvedValueOnce({ canStart: false, obstacle: 'This item is lent.', handover: null, partners: PARTNERS, wipeMethods: [] });
        const element = await show();
        expect(part(element, 'obstacle').textContent).toBe('This item is lent.');
        expect(element.shadowRoot.querySelector('c-verdict-card')).toBeNull();
        await expect(element).toBeAccessible();
        await element.refresh();
        expect(part(element, 'obstacle')).toBeNull();
        expect(element.shadowRoot.querySelector('c-verdict-card')).not.toBeNull();
    });

    it('offers nothing else while the item is in a repair, but the way to it', async () => {
        getState.mockResolvedValue({ canStart: false, obstacle: 'A repair is under way already: RMA-1', repairName: 'RMA-1', handover: null, partners: PARTNERS, wipeMethods: [] });
        const element = await show();
        expect(element.shadowRoot.querySelector('c-verdict-card')).toBeNull();
        expect([part(element, 'see-repair').textContent, part(element, 'see-repair').getAttribute('href')]).toEqual(['c.Loop_Ui_Repair_See', 'repairs?passportId=p1']);
        await expect(element).toBeAccessible();
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
