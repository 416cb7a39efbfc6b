import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import ItemLending from 'c/itemLending';
import { getRecord } from 'lightning/uiRecordApi';
import { refreshApex } from '@salesforce/apex';
import getActions from '@salesforce/apex/ItemActionsController.getActions';
import getState from '@salesforce/apex/ItemLendingController.getState';
import lend from '@salesforce/apex/ItemLendingController.lend';
import finish from '@salesforce/apex/ItemLendingController.finish';

jest.mock('@salesforce/apex', () => ({ refreshApex: jest.fn().mockResolvedValue() }), { virtual: true });
jest.mock('@salesforce/apex/ItemActionsController.getActions', () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }), { virtual: true });
jest.mock('@salesforce/apex/ItemLendingController.getState', () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }), { virtual: true });
jest.mock('@salesforce/apex/ItemLendingController.lend', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ItemLendingController.finish', () => ({ default: jest.fn() }), { virtual: true });

const DAYS = { firstDay: '2026-11-23', lastDay: '2027-02-20', usualDay: '2026-12-06', ownerId: 'c1' };
const FREE = DAYS;
const LENT = { ...DAYS, lentUntil: '2026-12-06' };
const ACTIONS = { open: ['lend'], closed: {} };
const LINK = { url: '/s/certificate?share=CODE-1', expiresAt: '2026-12-07T00:00:00.000Z' };

describe('c-item-lending', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
    });

    async function show(state, actions = ACTIONS) {
        const element = createElement('c-item-lending', { is: ItemLending });
        element.recordId = 'a01';
        document.body.appendChild(element);
        if (state) {
            getState.emit(state);
            getActions.emit(actions);
        }
        await settle();
        const part = (selector) => element.shadowRoot.querySelector(selector);
        const at = (id) => part(`[data-id="${id}"]`);
        const press = async (id) => {
            at(id).click();
            await settle();
        };
        const choose = async () => {
            await press('lend');
            part('c-lending-form').dispatchEvent(new CustomEvent('lend', { detail: { until: '2026-12-06' } }));
            await settle();
        };
        return { element, part, at, press, choose };
    }

    it('waits for what it does not know yet', async () => {
        const { part } = await show();
        expect(part('lightning-spinner')).not.toBeNull();
        expect(part('[data-id="none"]')).toBeNull();
    });

    it('lends in the owner\'s name and shows the link this once', async () => {
        lend.mockResolvedValue({ link: LINK });
        const { element, part, at, choose } = await show(FREE);
        expect(at('none').textContent).toBe('c.Loop_Ui_Lend_None');
        await choose();
        expect(lend).toHaveBeenCalledWith({ twinId: 'a01', ownerId: 'c1', until: '2026-12-06' });
        expect(part('c-certificate-share').link).toEqual(LINK);
        expect(part('c-lending-form')).toBeNull();
        expect(at('answer').textContent).toBe('c.Loop_Ui_Lend_Done');
        expect(element.shadowRoot.activeElement).toBe(at('answer'));
        expect(refreshApex).toHaveBeenCalled();
        await expect(element).toBeAccessible();
    });

    it('says why there is no link where certificates cannot be issued', async () => {
        lend.mockResolvedValue({ withoutLink: 'No key.' });
        const { part, at, choose } = await show(FREE);
        await choose();
        expect(part('c-certificate-share')).toBeNull();
        expect(at('answer').textContent).toBe('c.Loop_Ui_Lend_Done_Without');
    });

    it('tells until when it is lent, and ends it', async () => {
        const { element, at, press } = await show(LENT, { open: ['endLending'], closed: { lend: 'It is lent.' } });
        expect(at('lent').querySelector('lightning-formatted-date-time').value).toBe('2026-12-06');
        expect([at('lend'), at('none'), at('why')]).toEqual([null, null, null]);
        await expect(element).toBeAccessible();
        await press('end');
        expect(finish).toHaveBeenCalledWith({ twinId: 'a01', ownerId: 'c1' });
        expect(at('answer').textContent).toBe('c.Loop_Ui_Lend_Ended');
    });

    it('asks for nothing after a change of mind, and offers nothing that cannot be done', async () => {
        const { part, at, press } = await show(FREE);
        const focus = jest.spyOn(HTMLElement.prototype, 'focus');
        await press('lend');
        expect(at('lend')).toBeNull();
        const form = at('form');
        part('c-lending-form').dispatchEvent(new CustomEvent('cancel'));
        await settle();
        expect(focus.mock.contexts).toEqual([form, at('lend')]);
        focus.mockRestore();
        getActions.emit({ open: [], closed: { lend: 'This item is locked.' } });
        await settle();
        expect([at('lend'), at('end'), part('c-lending-form')]).toEqual([null, null, null]);
        expect(at('why').textContent).toBe('This item is locked.');
    });

    it('shows why a step is refused', async () => {
        lend.mockRejectedValue({ body: { message: 'This item is in a trade-in.' } });
        const { element, part, choose } = await show(FREE);
        await choose();
        expect(part('c-error-panel').errors).toEqual({ body: { message: 'This item is in a trade-in.' } });
        expect(part('c-lending-form')).not.toBeNull();
        await expect(element).toBeAccessible();
    });

    it('shows what could not be read', async () => {
        const { part } = await show();
        getState.error({ message: 'No access' });
        await settle();
        expect(part('c-error-panel')).not.toBeNull();
        expect(part('lightning-spinner')).toBeNull();
    });

    it('follows what is done elsewhere on the page', async () => {
        await show(FREE);
        const record = (count) => ({ id: 'a01', lastModifiedDate: '2026-11-22', fields: { Event_Count__c: { value: count } } });
        getRecord.emit(record(1));
        await settle();
        expect(refreshApex).not.toHaveBeenCalled();
        getRecord.emit(record(2));
        await settle();
        expect(refreshApex).toHaveBeenCalledTimes(2);
    });
});
