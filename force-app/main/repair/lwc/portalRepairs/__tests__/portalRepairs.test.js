import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import { CurrentPageReference } from 'lightning/navigation';
import PortalRepairs from 'c/portalRepairs';
import getItems from '@salesforce/apex/PortalItemsController.getItems';
import getRepairs from '@salesforce/apex/RepairPortalController.getRepairs';
import getChoices from '@salesforce/apex/RepairPortalController.getChoices';
import start from '@salesforce/apex/RepairPortalController.start';
import take from '@salesforce/apex/RepairPortalController.take';

jest.mock('@salesforce/apex/PortalItemsController.getItems', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RepairPortalController.getRepairs', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RepairPortalController.getChoices', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RepairPortalController.start', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RepairPortalController.take', () => ({ default: jest.fn() }), { virtual: true });

const UNKNOWN = { reportedFaults: ['Battery'], foundFaults: [], parts: [], photoCount: 0, isCertified: null, quoteAmount: null, steps: [] };
const REPAIRS = [
    { ...UNKNOWN, id: 'a1', name: 'RMA-1', itemName: 'Nord 12', status: 'Quoted', statusText: 'Quoted', hasLabel: false, actions: ['approveQuote', 'declineQuote'] },
    { ...UNKNOWN, id: 'a2', name: 'RMA-2', itemName: 'Oyster', status: 'Approved', statusText: 'Approved', hasLabel: true, actions: ['cancel', 'secret'] }
];
const CHOICES = { faults: [{ value: 'Battery', label: 'Battery' }], excludedFaults: [], coverageText: 'Pays.', excludedText: 'Not.' };

describe('c-portal-repairs', () => {
    beforeEach(() => {
        globalThis.crypto.randomUUID ??= () => '00000000-0000-4000-8000-000000000001';
        jest.clearAllMocks();
        getItems.mockResolvedValue([{ passportId: 'p1', name: 'Nord 12', serial: 'N1' }, { passportId: 'p2', name: 'Oyster' }]);
        getRepairs.mockResolvedValue(REPAIRS);
        getChoices.mockResolvedValue(CHOICES);
    });
    afterEach(() => document.body.replaceChildren());

    async function show(state = {}) {
        const element = createElement('c-portal-repairs', { is: PortalRepairs });
        document.body.appendChild(element);
        CurrentPageReference.emit({ state });
        await settle();
        return element;
    }

    const part = (element, selector) => element.shadowRoot.querySelector(selector);

    it('lists the repairs with their label and what can be done', async () => {
        const element = await show();
        expect([...element.shadowRoot.querySelectorAll('li lightning-button')].map(({ dataset }) => [dataset.id, dataset.action])).toEqual([['a1', 'approveQuote'], ['a1', 'declineQuote'], ['a2', 'cancel']]);
        expect([...element.shadowRoot.querySelectorAll('li a')].map((link) => link.getAttribute('href'))).toEqual(['repair-label?repairId=a2']);
        expect(part(element, '[data-id="item"]').options[0].label).toBe('Nord 12 (N1)');
        await expect(element).toBeAccessible();
    });

    it('offers no second repair of an item; one whose address leads here says which repair it is in', async () => {
        getRepairs.mockResolvedValue([{ ...REPAIRS[1], passportId: 'p2', isOver: true }, { ...REPAIRS[0], passportId: 'p1', isOver: false, actions: [] }]);
        getItems.mockResolvedValue([{ passportId: 'p1', name: 'Nord 12' }, { passportId: 'p2', name: 'Oyster' }, { passportId: 'p3', name: 'Lune', isJoint: true }]);
        const values = (element) => part(element, '[data-id="item"]').options.map(({ value }) => value);
        expect(values(await show())).toEqual(['p2']);
        getChoices.mockResolvedValue({ ...CHOICES, obstacle: 'A repair of this item is under way already: RMA-1' });
        const element = await show({ passportId: 'p1' });
        expect(values(element)).toEqual(['p1', 'p2']);
        expect([...element.shadowRoot.querySelectorAll('li')].map(({ dataset }) => dataset.id)).toEqual(['a1', 'a2']);
        expect(part(element, 'c-repair-ask').choices.obstacle).toContain('RMA-1');
    });

    it('has no form where every item is in a repair', async () => {
        getRepairs.mockResolvedValue([{ ...REPAIRS[0], passportId: 'p1', isOver: false }]);
        getItems.mockResolvedValue([{ passportId: 'p1', name: 'Nord 12' }]);
        const element = await show();
        expect(part(element, 'section')).toBeNull();
        await expect(element).toBeAccessible();
    });

    it('says that there is none', async () => {
        getRepairs.mockResolvedValue([]);
        const element = await show();
        expect(part(element, '[data-id="empty"]')).not.toBeNull();
        await expect(element).toBeAccessible();
    });

    it('says why nothing can be shown, and tries again', async () => {
        getRepairs.mockRejectedValueOnce({ body: { message: 'No.' } });
        const element = await show();
        part(element, 'c-error-panel').dispatchEvent(new CustomEvent('retry'));
        await settle();
        expect(part(element, 'c-error-panel')).toBeNull();
        expect(element.shadowRoot.querySelectorAll('c-repair-progress')).toHaveLength(2);
    });

    it('asks for a repair of the item that the address names, and keeps the key until it is in', async () => {
        start.mockRejectedValueOnce({ body: { message: 'Busy.' } }).mockResolvedValueOnce('Approved');
        const element = await show({ passportId: 'p1' });
        const ask = () => part(element, 'c-repair-ask').dispatchEvent(new CustomEvent('ask', { detail: { faultCodes: ['Battery'], photos: [] } }));
        ask();
        await settle();
        expect(part(element, 'c-error-panel')).not.toBeNull();
        ask();
        await settle();
        const [first, second] = start.mock.calls.map(([sent]) => sent);
        expect(second).toEqual({ ...first, passportId: 'p1', faultCodes: ['Battery'], photos: [] });
        expect(part(element, '[data-id="answer"]').textContent).toBe('c.Loop_Ui_Repair_Asked_Approved');
        expect(part(element, 'c-repair-ask')).toBeNull();
    });

    it('decides on a quote and tells what it led to', async () => {
        const element = await show();
        getRepairs.mockResolvedValue([{ ...REPAIRS[0], status: 'Quote Approved', statusText: 'Quote approved', actions: [] }, REPAIRS[1]]);
        part(element, '[data-action="approveQuote"]').click();
        await settle();
        expect(take).toHaveBeenCalledWith({ repairId: 'a1', action: 'approveQuote' });
        expect(part(element, '[data-id="answer"]').textContent).toBe('c.Loop_Ui_Repair_Changed');
    });

    it.each([
        ['declineQuote', 'a1', 'Decline'],
        ['cancel', 'a2', 'Cancel']
    ])('asks before what cannot be undone: %s', async (action, repairId, name) => {
        const element = await show();
        part(element, `[data-action="${action}"]`).click();
        await settle();
        expect(take).not.toHaveBeenCalled();
        expect(part(element, '[data-id="question"] p').textContent).toBe(`c.Loop_Ui_Repair_Question_${name}`);
        expect(element.shadowRoot.activeElement).toBe(part(element, '[data-id="question"]'));
        await expect(element).toBeAccessible();
        part(element, '[data-id="back"]').click();
        await settle();
        expect(part(element, '[data-id="question"]')).toBeNull();
        part(element, `[data-action="${action}"]`).click();
        await settle();
        part(element, '[data-id="confirm"]').click();
        await settle();
        expect(take.mock.calls).toEqual([[{ repairId, action }]]);
        expect(part(element, '[data-id="question"]')).toBeNull();
    });
});
