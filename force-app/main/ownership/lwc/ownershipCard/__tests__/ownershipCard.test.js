import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import OwnershipCard from 'c/ownershipCard';
import getTwin from '@salesforce/apex/TwinController.getTwin';
import getActions from '@salesforce/apex/ItemActionsController.getActions';
import getTransfers from '@salesforce/apex/OwnershipTransferController.getTransfers';
import getJointOwners from '@salesforce/apex/OwnershipTransferController.getJointOwners';
import start from '@salesforce/apex/OwnershipTransferController.start';
import cancel from '@salesforce/apex/OwnershipTransferController.cancel';
import accept from '@salesforce/apex/OwnershipTransferController.accept';
import { getRecord } from 'lightning/uiRecordApi';
import { refreshApex } from '@salesforce/apex';

jest.mock('@salesforce/customPermission/Accept_Ownership', () => ({ default: true }), { virtual: true });
jest.mock('@salesforce/customPermission/Transfer_Ownership', () => ({ default: true }), { virtual: true });
jest.mock('@salesforce/apex', () => ({ refreshApex: jest.fn().mockResolvedValue() }), { virtual: true });
jest.mock('@salesforce/apex/TwinController.getTwin', () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }), { virtual: true });
jest.mock('@salesforce/apex/ItemActionsController.getActions', () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }), { virtual: true });
jest.mock('@salesforce/apex/OwnershipTransferController.getTransfers', () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }), { virtual: true });
jest.mock('@salesforce/apex/OwnershipTransferController.getJointOwners', () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }), { virtual: true });
jest.mock('@salesforce/apex/OwnershipTransferController.start', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OwnershipTransferController.cancel', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OwnershipTransferController.accept', () => ({ default: jest.fn() }), { virtual: true });

const OFFERED = { transferId: 't1', status: 'Offered', kind: 'Gift', offeredAt: '2026-11-22T10:00:00.000Z', giver: { contactId: 'c1' }, actions: ['cancel'] };

describe('c-ownership-card', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
    });

    async function show({ transfers = [], joint = [], owner = { contactId: 'c1' }, open = ['passOn', 'takeOver', 'addJointOwner'], closed = {} } = {}) {
        const element = createElement('c-ownership-card', { is: OwnershipCard });
        element.recordId = 'a01';
        document.body.appendChild(element);
        getTwin.emit({ owner });
        getActions.emit({ open, closed });
        getTransfers.emit(transfers);
        getJointOwners.emit(joint);
        await settle();
        const at = (id) => element.shadowRoot.querySelector(`[data-id="${id}"]`);
        const click = async (selector) => {
            element.shadowRoot.querySelector(selector).click();
            await settle();
        };
        return { element, at, click };
    }

    it('shows transfers and joint owners, and what can be done', async () => {
        const { element, at } = await show({ transfers: [OFFERED], joint: [{ contactId: 'c2', name: 'Bo Roy' }] });
        expect(at('t1').textContent).toContain('Gift');
        const joint = element.shadowRoot.querySelector('c-joint-owners');
        expect(joint.shadowRoot.textContent).toContain('Bo Roy');
        expect(joint.ownerId).toBe('c1');
        await expect(element).toBeAccessible();
    });

    it.each([
        [['passOn', 'takeOver', 'addJointOwner'], [true, true, true]],
        [['takeOver'], [false, true, false]],
        [[], [false, false, false]]
    ])('where %p is open, it is passed on, taken over and shared: %p', async (open, shown) => {
        const { element, at } = await show({ open });
        const joint = element.shadowRoot.querySelector('c-joint-owners');
        expect([element.shadowRoot.querySelector('[data-kind="Sale"]') !== null, at('enter-code') !== null, !joint.cannotAdd]).toEqual(shown);
    });

    it('says why the item is not passed on', async () => {
        const { element, at } = await show({ open: [], closed: { passOn: 'This item is lent.' } });
        expect(at('why').textContent).toBe('This item is lent.');
        await expect(element).toBeAccessible();
    });

    it('asks anew for item, actions, transfers and joint owners when something happened to the item', async () => {
        await show();
        const record = (count) => ({ id: 'a01', fields: { Stage__c: { value: 'Owned' }, Event_Count__c: { value: count } } });
        getRecord.emit(record(1));
        await settle();
        expect(refreshApex).not.toHaveBeenCalled();
        getRecord.emit(record(2));
        await settle();
        expect(refreshApex).toHaveBeenCalledTimes(4);
    });

    it('says why the brand took an item back', async () => {
        const { at } = await show({ transfers: [{ ...OFFERED, status: 'Reclaimed', kind: 'Reclaim', reason: 'Court Order', actions: [] }] });
        expect(at('t1').textContent).toContain('Reclaim · Court Order');
    });

    it('begins a transfer and shows its codes until they are noted', async () => {
        start.mockResolvedValue({ code: '7KQM-AAAA', undoCode: '9ABC-BBBB' });
        const { element, at, click } = await show();
        expect(at('none')).not.toBeNull();
        await click('[data-kind="Sale"]');
        expect(start).toHaveBeenCalledWith({ twinId: 'a01', ownerId: 'c1', kind: 'Sale' });
        expect(at('code').textContent).toBe('7KQM-AAAA');
        expect(element.shadowRoot.activeElement).toBe(at('codes'));
        expect(refreshApex).toHaveBeenCalled();
        await click('[data-id="noted"]');
        expect(at('codes')).toBeNull();
    });

    it('cancels in the name of the giver', async () => {
        const { click } = await show({ transfers: [OFFERED] });
        await click('[data-action="cancel"]');
        expect(cancel).toHaveBeenCalledWith({ transferId: 't1', ownerId: 'c1' });
    });

    it('takes over by a code, and says why a code is refused', async () => {
        accept.mockResolvedValueOnce({ isDone: false, message: 'This code does not work.' }).mockResolvedValueOnce({ isDone: true });
        const { at, click } = await show();
        expect(at('accept').disabled).toBe(true);
        at('enter-code').value = ' 7KQM-AAAA ';
        at('enter-code').dispatchEvent(new CustomEvent('change'));
        at('receiver').dispatchEvent(new CustomEvent('change', { detail: { recordId: 'c9' } }));
        await settle();
        await click('[data-id="accept"]');
        expect(accept).toHaveBeenCalledWith({ code: '7KQM-AAAA', receiverId: 'c9' });
        expect(at('answer').textContent).toBe('This code does not work.');
        await click('[data-id="accept"]');
        expect(at('answer').textContent).toContain('Loop_Ui_Ownership_Accepted');
    });

    it('passes nothing on whose owner the user does not see', async () => {
        const { element } = await show({ owner: null });
        expect(element.shadowRoot.querySelector('[data-kind]')).toBeNull();
    });

    it('shows why a step was refused', async () => {
        start.mockRejectedValue({ body: { message: 'The item is in a trade-in.' } });
        const { element, click } = await show();
        await click('[data-kind="Gift"]');
        expect(element.shadowRoot.querySelector('c-error-panel').errors).toEqual({ body: { message: 'The item is in a trade-in.' } });
    });
});
