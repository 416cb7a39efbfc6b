import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import RepairList from 'c/repairList';
import { getRecord } from 'lightning/uiRecordApi';
import { refreshApex } from '@salesforce/apex';
import getActions from '@salesforce/apex/ItemActionsController.getActions';
import getRepairs from '@salesforce/apex/RepairConsoleController.getRepairs';
import getChoices from '@salesforce/apex/RepairConsoleController.getChoices';
import start from '@salesforce/apex/RepairConsoleController.start';
import take from '@salesforce/apex/RepairConsoleController.take';

jest.mock('@salesforce/customPermission/Request_Repair', () => ({ __esModule: true, default: true }), { virtual: true });
jest.mock('@salesforce/apex', () => ({ refreshApex: jest.fn().mockResolvedValue() }), { virtual: true });
jest.mock('@salesforce/apex/ItemActionsController.getActions', () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }), { virtual: true });
jest.mock('@salesforce/apex/RepairConsoleController.getRepairs', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RepairConsoleController.getChoices', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RepairConsoleController.start', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/RepairConsoleController.take', () => ({ default: jest.fn() }), { virtual: true });

const REPAIR = {
    id: 'a1', name: 'RMA-1', status: 'Quoted', statusText: 'Quoted', isOver: false, isOverdue: true, dueAt: '2026-03-01T10:00:00Z', actions: ['approveQuote', 'cancel'],
    reportedFaults: ['Battery'], foundFaults: [], parts: [], photoCount: 0, isCertified: null, quoteAmount: null, steps: []
};

describe('c-repair-list', () => {
    beforeEach(() => {
        globalThis.crypto.randomUUID ??= () => '00000000-0000-4000-8000-000000000001';
        jest.clearAllMocks();
        getRepairs.mockResolvedValue([REPAIR]);
    });
    afterEach(() => document.body.replaceChildren());

    async function show(objectApiName = 'Product_Twin__c', actions = { open: [], closed: { repair: 'RMA-1 is under way.' } }) {
        const element = createElement('c-repair-list', { is: RepairList });
        Object.assign(element, { recordId: 't1', objectApiName });
        document.body.appendChild(element);
        if (objectApiName === 'Product_Twin__c') getActions.emit(actions);
        await settle();
        return element;
    }

    const part = (element, selector) => element.shadowRoot.querySelector(selector);

    it('shows the clock, and says in words that a step is overdue', async () => {
        const element = await show();
        expect(part(element, '[data-id="clock"] lightning-badge').label).toBe('c.Loop_Ui_Repair_Overdue');
        expect([part(element, '[data-id="open"]'), part(element, '[data-id="why"]')]).toEqual([null, null]);
        await expect(element).toBeAccessible();
    });

    it('starts a repair of an item that has none', async () => {
        getRepairs.mockResolvedValue([]);
        getChoices.mockResolvedValue({ faults: [], excludedFaults: [], coverageText: 'Pays.', excludedText: 'Not.' });
        const element = await show('Product_Twin__c', { open: ['repair'], closed: {} });
        expect(part(element, '[data-id="empty"]')).not.toBeNull();
        part(element, '[data-id="open"]').click();
        await settle();
        expect(element.shadowRoot.activeElement).toBe(part(element, '[data-id="ask"]'));
        getRepairs.mockResolvedValue([REPAIR]);
        part(element, 'c-repair-ask').dispatchEvent(new CustomEvent('ask', { detail: { faultCodes: ['Battery'], photos: [] } }));
        await settle();
        expect(start).toHaveBeenCalledWith({ twinId: 't1', clientKey: expect.any(String), faultCodes: ['Battery'] });
        expect(element.shadowRoot.activeElement).toBe(part(element, 'li[data-id="a1"] h3'));
        await expect(element).toBeAccessible();
    });

    it('says why no repair can be asked for', async () => {
        getRepairs.mockResolvedValue([{ ...REPAIR, isOver: true, actions: [] }]);
        const element = await show('Product_Twin__c', { open: [], closed: { repair: 'This item is locked.' } });
        expect(part(element, '[data-id="open"]')).toBeNull();
        expect(part(element, '[data-id="why"]').textContent).toBe('This item is locked.');
        await expect(element).toBeAccessible();
    });

    it('follows what is done elsewhere on the page', async () => {
        await show();
        const record = (count) => ({ id: 't1', fields: { Event_Count__c: { value: count } } });
        getRecord.emit(record(1));
        getRecord.emit(record(2));
        await settle();
        expect(refreshApex).toHaveBeenCalledTimes(1);
    });

    it.each(['Case', 'Repair__c'])('asks nothing of an item on the page of a %s', async (objectApiName) => {
        await show(objectApiName);
        expect(getActions.getLastConfig()).not.toEqual({ twinId: 't1' });
    });

    it('approves a quote in the name of a customer who calls', async () => {
        const element = await show('Case');
        part(element, '[data-action="approveQuote"]').click();
        await settle();
        expect(take).toHaveBeenCalledWith({ repairId: 'a1', action: 'approveQuote', reason: null });
    });

    it('cancels only with a reason', async () => {
        const element = await show();
        part(element, '[data-action="cancel"]').click();
        await settle();
        expect(part(element, '[data-id="confirm"]').disabled).toBe(true);
        expect(element.shadowRoot.activeElement).toBe(part(element, '[data-id="cancelling"]'));
        part(element, '[data-id="reason"]').dispatchEvent(new CustomEvent('change', { detail: { value: 'Other' } }));
        await settle();
        await expect(element).toBeAccessible();
        part(element, '[data-id="confirm"]').click();
        await settle();
        expect(take).toHaveBeenCalledWith({ repairId: 'a1', action: 'cancel', reason: 'Other' });
    });

    it('says why a step was refused', async () => {
        take.mockRejectedValueOnce({ body: { message: 'Too late.' } });
        const element = await show();
        part(element, '[data-action="approveQuote"]').click();
        await settle();
        expect(part(element, 'c-error-panel').errors.body.message).toBe('Too late.');
    });
});
