import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import JointOwners from 'c/jointOwners';
import getJointOwners from '@salesforce/apex/OwnershipTransferController.getJointOwners';
import addJointOwner from '@salesforce/apex/OwnershipTransferController.addJointOwner';
import removeJointOwner from '@salesforce/apex/OwnershipTransferController.removeJointOwner';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import { refreshApex } from '@salesforce/apex';

jest.mock('@salesforce/apex', () => ({ refreshApex: jest.fn().mockResolvedValue() }), { virtual: true });
jest.mock('@salesforce/apex/OwnershipTransferController.getJointOwners', () => ({ default: require('@salesforce/sfdx-lwc-jest').createApexTestWireAdapter(jest.fn()) }), { virtual: true });
jest.mock('@salesforce/apex/OwnershipTransferController.addJointOwner', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OwnershipTransferController.removeJointOwner', () => ({ default: jest.fn() }), { virtual: true });

describe('c-joint-owners', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
    });

    async function show(people, { canTransfer = true, ownerId = 'c1', cannotAdd = false } = {}) {
        const element = createElement('c-joint-owners', { is: JointOwners });
        Object.assign(element, { recordId: 'a01', ownerId, canTransfer, cannotAdd });
        document.body.appendChild(element);
        getJointOwners.emit(people);
        await settle();
        const at = (id) => element.shadowRoot.querySelector(`[data-id="${id}"]`);
        const click = async (id) => {
            at(id).click();
            await settle();
        };
        return { element, at, click };
    }

    it('adds the person that was chosen, in the name of the owner', async () => {
        addJointOwner.mockResolvedValue(undefined);
        const { element, at, click } = await show([]);
        expect(at('none')).not.toBeNull();
        expect(at('add').disabled).toBe(true);
        at('person').dispatchEvent(new CustomEvent('change', { detail: { recordId: 'c2' } }));
        await settle();
        await click('add');
        expect(addJointOwner).toHaveBeenCalledWith({ twinId: 'a01', ownerId: 'c1', personId: 'c2' });
        expect(refreshApex).toHaveBeenCalled();
        expect(notifyRecordUpdateAvailable).toHaveBeenCalledWith([{ recordId: 'a01' }]);
        expect(at('joint-answer').textContent).toContain('Loop_Ui_Joint_Added');
        expect(at('add').disabled).toBe(true);
        await expect(element).toBeAccessible();
    });

    it('removes one, and says whom the button removes', async () => {
        removeJointOwner.mockResolvedValue(undefined);
        const { at, click } = await show([{ contactId: 'c2', name: 'Bo Roy' }, { contactId: 'c3', name: 'Al Day' }]);
        expect(at('c3').alternativeText).toContain('Loop_Ui_Joint_Remove');
        await click('c3');
        expect(removeJointOwner).toHaveBeenCalledWith({ twinId: 'a01', actorId: 'c1', personId: 'c3' });
    });

    it('adds nobody to an item on hold, whom it has can leave', async () => {
        const { at } = await show([{ contactId: 'c2', name: 'Bo Roy' }], { cannotAdd: true });
        expect(at('person')).toBeNull();
        expect(at('add')).toBeNull();
        expect(at('c2')).not.toBeNull();
    });

    it('says why a person was refused and keeps the choice', async () => {
        addJointOwner.mockRejectedValue({ body: { message: 'This person owns the item already.' } });
        const { element, at, click } = await show([]);
        at('person').dispatchEvent(new CustomEvent('change', { detail: { recordId: 'c1' } }));
        await settle();
        await click('add');
        expect(element.shadowRoot.querySelector('c-error-panel').errors).toEqual({ body: { message: 'This person owns the item already.' } });
        expect(at('add').disabled).toBe(false);
    });

    it.each([[{ canTransfer: false }], [{ ownerId: null }]])('changes nothing for %p', async (who) => {
        const { at } = await show([{ contactId: 'c2', name: 'Bo Roy' }], who);
        expect(at('joint').textContent).toContain('Bo Roy');
        expect(at('c2')).toBeNull();
        expect(at('add')).toBeNull();
    });

    it('says nothing of an item that nobody owns', async () => {
        const { element } = await show([], { ownerId: null });
        expect(element.shadowRoot.querySelector('section')).toBeNull();
    });
});
