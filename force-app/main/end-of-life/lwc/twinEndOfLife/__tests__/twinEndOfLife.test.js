import { part, settle, shown } from 'lwc-test';
import TwinEndOfLife from 'c/twinEndOfLife';
import { ADVICE, PARTNERS, REQUESTED, choose } from '../../verdictCard/__tests__/samples';
import { getNavigateCalledWith } from 'lightning/navigation';
import { getRecord } from 'lightning/uiRecordApi';
import getActions from '@salesforce/apex/ItemActionsController.getActions';
import getAdvice from '@salesforce/apex/EndOfLifeController.getAdvice';
import getState from '@salesforce/apex/EndOfLifeController.getState';
import start from '@salesforce/apex/EndOfLifeController.start';
import takeIn from '@salesforce/apex/EndOfLifeController.takeIn';
import wipe from '@salesforce/apex/EndOfLifeController.wipe';
import take from '@salesforce/apex/EndOfLifeController.take';

jest.mock('@salesforce/customPermission/Quote_Trade_In', () => ({ __esModule: true, default: true }), { virtual: true });
jest.mock('@salesforce/customPermission/Request_Repair', () => ({ __esModule: true, default: true }), { virtual: true });
jest.mock('@salesforce/apex/TwinController.getTwin', () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }), { virtual: true });
jest.mock('@salesforce/apex/ItemActionsController.getActions', () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }), { virtual: true });
jest.mock('@salesforce/apex/EndOfLifeController.getAdvice', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/EndOfLifeController.getState', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/EndOfLifeController.start', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/EndOfLifeController.takeIn', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/EndOfLifeController.wipe', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/EndOfLifeController.take', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PreOwnedController.getStores', () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }), { virtual: true });

describe('c-twin-end-of-life', () => {
    const state = (handover, canStart = false) => ({ handover, canStart, partners: PARTNERS, wipeMethods: [{ value: 'Purge', label: 'Purged' }] });

    beforeEach(() => {
        globalThis.crypto.randomUUID ??= () => '00000000-0000-4000-8000-000000000001';
        getAdvice.mockResolvedValue(ADVICE);
        getState.mockResolvedValue(state(null, true));
    });
    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
    });

    async function show(open = ['repair', 'tradeIn']) {
        const element = shown('c-twin-end-of-life', TwinEndOfLife, { recordId: 't1' });
        getActions.emit({ open, closed: {} });
        expect(element.shadowRoot.querySelector('lightning-spinner')).not.toBeNull();
        await settle();
        return element;
    }

    async function set(element, id, detail) {
        part(element, id).dispatchEvent(new CustomEvent('change', { detail }));
        await settle();
    }

    it('gives an item back whose owner thought better of it', async () => {
        getState.mockResolvedValue(state({ ...REQUESTED, handoverId: 'h1', status: 'Handed Over', steps: ['finish', 'giveBack'] }));
        const element = await show();
        await expect(element).toBeAccessible();
        getState.mockResolvedValue(state({ ...REQUESTED, handoverId: 'h1', status: 'Given Back', steps: [] }, true));
        part(element, 'give-back').click();
        await settle();
        expect(take).toHaveBeenCalledWith({ handoverId: 'h1', step: 'giveBack' });
        expect([part(element, 'give-back'), part(element, 'finish')]).toEqual([null, null]);
    });

    it('shows the options without their buttons while the item is in a repair', async () => {
        getState.mockResolvedValue({ ...state(null), obstacle: 'A repair is under way already: RMA-1', repairName: 'RMA-1' });
        const element = await show([]);
        expect(element.shadowRoot.querySelector('c-verdict-card').actions).toEqual({});
        expect(part(element, 'obstacle').textContent).toContain('RMA-1');
        expect(part(element, 'start')).toBeNull();
        await expect(element).toBeAccessible();
    });

    it('advises anew when something happened to the item', async () => {
        const element = await show();
        const record = (count) => getRecord.emit({ id: 't1', fields: { Event_Count__c: { value: count } } });
        record(1);
        getState.mockResolvedValue({ ...state(null), obstacle: 'It was reported stolen' });
        record(2);
        await settle();
        expect(part(element, 'obstacle').textContent).toContain('It was reported stolen');
        expect(part(element, 'start')).toBeNull();
    });

    it('offers only the ways that the item allows', async () => {
        getState.mockResolvedValue({ ...state(null), obstacle: 'This item is lent.' });
        const element = await show(['repair']);
        expect(Object.keys(element.shadowRoot.querySelector('c-verdict-card').actions)).toEqual(['repair', 'refurbish']);
    });

    it('leads to the trade-in that is open, instead of into another one', async () => {
        const element = await show(['repair']);
        getActions.emit({ open: ['repair'], closed: { tradeIn: 'Another one is under way: TI-7' }, openTradeIn: { tradeInId: 'ti7', name: 'TI-7' } });
        await settle();
        expect(element.shadowRoot.querySelector('c-verdict-card').actions.tradeIn.label).toBe('c.Loop_Ui_Advice_Open_Trade_In');
        choose(element, 'tradeIn');
        expect(getNavigateCalledWith().pageReference).toMatchObject({ type: 'standard__recordPage', attributes: { recordId: 'ti7' } });
    });

    it('shows the options and starts a hand-over', async () => {
        const element = await show();
        await expect(element).toBeAccessible();
        choose(element, 'repair');
        await settle();
        expect(part(element, 'repair')).not.toBeNull();
        choose(element, 'recycle');
        await settle();
        start.mockResolvedValue('Requested');
        part(element, 'form').querySelector('c-handover-form').dispatchEvent(new CustomEvent('send', { detail: { kind: 'Recycle', way: 'Store', partner: 'Metals' } }));
        await settle();
        expect(start).toHaveBeenCalledWith(expect.objectContaining({ twinId: 't1', kind: 'Recycle', partner: 'Metals' }));
        choose(element, 'tradeIn');
        expect(getNavigateCalledWith().pageReference).toMatchObject({ attributes: { apiName: 'Trade_In_Desk' }, state: { c__item: 't1' } });
    });

    it('takes an item in, with the code of a parcel', async () => {
        getState.mockResolvedValue(state({ ...REQUESTED, way: 'Parcel', steps: ['takeIn', 'cancel'] }));
        const element = await show();
        expect(element.shadowRoot.querySelector('c-verdict-card').actions.recycle).toBeUndefined();
        await set(element, 'store', { value: 'PAR-01' });
        await set(element, 'typed-code', { value: 'AB12CD34' });
        await expect(element).toBeAccessible();
        part(element, 'take-in').click();
        await settle();
        expect(takeIn).toHaveBeenCalledWith({ handoverId: 'h1', storeCode: 'PAR-01', dropOffCode: 'AB12CD34' });
        part(element, 'cancel').click();
        await settle();
        expect(take).toHaveBeenCalledWith({ handoverId: 'h1', step: 'cancel' });
    });

    it('records the removal of data only with a method and a picture', async () => {
        getState.mockResolvedValue(state({ ...REQUESTED, status: 'Handed Over', steps: ['wipe'] }));
        const element = await show();
        expect(part(element, 'wipe').disabled).toBe(true);
        await set(element, 'method', { value: 'Purge' });
        await set(element, 'proof', { files: [new File(['proof'], 'proof.png')] });
        await expect(element).toBeAccessible();
        part(element, 'wipe').click();
        await settle();
        await settle();
        expect(wipe).toHaveBeenCalledWith({ handoverId: 'h1', method: 'Purge', pictureName: 'proof.png', picture: btoa('proof') });
    });

    it('closes the item, and shows what was refused', async () => {
        getState.mockResolvedValue(state({ ...REQUESTED, status: 'Handed Over', steps: ['finish'] }));
        take.mockRejectedValue({ body: { message: 'On hold' } });
        const element = await show();
        part(element, 'finish').click();
        await settle();
        expect(take).toHaveBeenCalledWith({ handoverId: 'h1', step: 'finish' });
        expect(element.shadowRoot.querySelector('c-error-panel')).not.toBeNull();
        await expect(element).toBeAccessible();
    });

    it('offers a hand-over even where nothing is advised', async () => {
        getAdvice.mockResolvedValue({ isKnown: false, isDue: false, note: 'Too little is known.', options: [], sources: [] });
        const element = await show();
        part(element, 'start').click();
        await settle();
        expect(part(element, 'form')).not.toBeNull();
    });
});
