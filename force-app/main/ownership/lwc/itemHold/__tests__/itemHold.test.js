import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import ItemHold from 'c/itemHold';
import { getRecord, notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import { refreshApex } from '@salesforce/apex';
import getActions from '@salesforce/apex/ItemActionsController.getActions';
import reportMissing from '@salesforce/apex/OwnershipTransferController.reportMissing';
import reportFound from '@salesforce/apex/OwnershipTransferController.reportFound';
import getReclaimReasons from '@salesforce/apex/OwnershipTransferController.getReclaimReasons';
import reclaim from '@salesforce/apex/OwnershipTransferController.reclaim';
import lock from '@salesforce/apex/ItemHoldController.lock';
import unlock from '@salesforce/apex/ItemHoldController.unlock';

jest.mock('@salesforce/customPermission/Record_Hold', () => ({ default: true }), { virtual: true });
jest.mock('@salesforce/customPermission/Reclaim_Ownership', () => ({ default: true }), { virtual: true });
jest.mock('@salesforce/apex', () => ({ refreshApex: jest.fn().mockResolvedValue() }), { virtual: true });
jest.mock('@salesforce/apex/ItemActionsController.getActions', () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }), { virtual: true });
jest.mock('@salesforce/apex/OwnershipTransferController.getReclaimReasons', () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }), { virtual: true });
jest.mock('@salesforce/apex/OwnershipTransferController.reportMissing', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OwnershipTransferController.reportFound', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OwnershipTransferController.reclaim', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ItemHoldController.lock', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ItemHoldController.unlock', () => ({ default: jest.fn() }), { virtual: true });

const REASONS = [{ value: 'Fraud', label: 'Fraud' }, { value: 'Court Order', label: 'Court Order' }];

describe('c-item-hold', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
    });

    const twin = (hold, owner, events = 1) => ({ id: 'a01', fields: { Hold__c: { value: hold }, Owner_Contact__c: { value: owner }, Event_Count__c: { value: events } } });

    async function show(hold = 'None', owner = 'c1', open = ['reportMissing', 'lock', 'reclaim']) {
        const element = createElement('c-item-hold', { is: ItemHold });
        element.recordId = 'a01';
        document.body.appendChild(element);
        getRecord.emit(twin(hold, owner));
        getActions.emit({ open, closed: {} });
        getReclaimReasons.emit(REASONS);
        await settle();
        const root = element.shadowRoot;
        const at = (id) => root.querySelector(`[data-id="${id}"]`);
        const actions = () => [...root.querySelectorAll('[data-action]')].map((button) => button.dataset.action);
        const click = async (selector) => {
            root.querySelector(selector).click();
            await settle();
        };
        return { element, root, at, actions, click };
    }

    it.each([
        ['None', 'c1', ['reportMissing', 'lock', 'reclaim'], ['missing', 'lock']],
        ['Stolen and Locked', 'c1', ['reportFound', 'unlock', 'reclaim'], ['found', 'unlock']],
        ['None', null, ['reportMissing', 'lock'], ['lock']],
        ['None', null, [], []]
    ])('held by %s and owned by %s, where %p is open it offers %p', async (hold, owner, open, offered) => {
        const { element, at, actions } = await show(hold, owner, open);
        expect(actions()).toEqual(offered);
        expect(at('hold').textContent).toContain('Loop_Ui_Hold_');
        expect(at('reclaim') !== null).toBe(open.includes('reclaim'));
        await expect(element).toBeAccessible();
    });

    it('asks anew what can be done when something happened to the item', async () => {
        await show();
        getRecord.emit(twin('Locked', 'c1', 2));
        await settle();
        expect(refreshApex).toHaveBeenCalledTimes(1);
    });

    it.each([
        ['reportMissing', 'missing', reportMissing, { twinId: 'a01', actorId: 'c1' }],
        ['reportFound', 'found', reportFound, { twinId: 'a01', actorId: 'c1' }],
        ['lock', 'lock', lock, { twinId: 'a01' }],
        ['unlock', 'unlock', unlock, { twinId: 'a01' }]
    ])('where %s is open, it records %s and tells the page', async (open, action, door, request) => {
        door.mockResolvedValue('');
        const { click } = await show('None', 'c1', [open]);
        await click(`[data-action="${action}"]`);
        expect(door).toHaveBeenCalledWith(request);
        expect(notifyRecordUpdateAvailable).toHaveBeenCalledWith([{ recordId: 'a01' }]);
    });

    it('takes an item back for a reason, once that is chosen', async () => {
        reclaim.mockResolvedValue('Reclaimed');
        const { at, click } = await show();
        expect(at('form')).toBeNull();
        await click('[data-id="reclaim"]');
        expect(at('reason').options).toEqual(REASONS);
        at('reason').reportValidity = () => Boolean(at('reason').value);
        await click('[data-id="reclaim-now"]');
        expect(reclaim).not.toHaveBeenCalled();
        at('reason').dispatchEvent(new CustomEvent('change', { detail: { value: 'Court Order' } }));
        await settle();
        await click('[data-id="reclaim-now"]');
        expect(reclaim).toHaveBeenCalledWith({ twinId: 'a01', reason: 'Court Order' });
        expect(at('form')).toBeNull();
        expect(at('answer').textContent).toContain('Loop_Ui_Hold_Reclaimed');
    });

    it('changes nothing when the taking back is cancelled, and leads back to where it was asked for', async () => {
        const { root, at, click } = await show();
        await click('[data-id="reclaim"]');
        expect(root.activeElement).toBe(at('form'));
        const focus = jest.spyOn(HTMLElement.prototype, 'focus');
        await click('[data-id="cancel"]');
        expect(at('form')).toBeNull();
        expect(focus.mock.contexts).toEqual([at('reclaim')]);
        focus.mockRestore();
        expect(reclaim).not.toHaveBeenCalled();
    });

    it('keeps the form and says why an item is not taken back', async () => {
        reclaim.mockRejectedValue({ body: { message: 'The item is in a trade-in.' } });
        const { root, at, click } = await show();
        await click('[data-id="reclaim"]');
        at('reason').reportValidity = () => true;
        await click('[data-id="reclaim-now"]');
        expect(root.querySelector('c-error-panel').errors).toEqual({ body: { message: 'The item is in a trade-in.' } });
        expect(at('form')).not.toBeNull();
    });
});
