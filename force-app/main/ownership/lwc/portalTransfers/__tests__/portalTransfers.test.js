import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import PortalTransfers from 'c/portalTransfers';
import getTransfers from '@salesforce/apex/PortalOwnershipController.getTransfers';
import cancel from '@salesforce/apex/OwnershipTransferController.cancel';
import undoFor from '@salesforce/apex/OwnershipTransferController.undoFor';

jest.mock('@salesforce/apex/PortalOwnershipController.getTransfers', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OwnershipTransferController.cancel', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OwnershipTransferController.undoFor', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });

const OFFERED = { transferId: 't1', itemName: 'Oyster', serial: 'SN-1', isGiven: true, status: 'Offered', actions: ['cancel'] };
const GIVEN = { transferId: 't2', itemName: 'Lune', serial: 'SN-2', isGiven: true, status: 'Accepted', actions: ['undo'] };
const TAKEN = { transferId: 't3', itemName: 'Nord', serial: 'SN-3', isGiven: false, status: 'Accepted', actions: [] };

describe('c-portal-transfers', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
    });

    async function show() {
        const element = createElement('c-portal-transfers', { is: PortalTransfers });
        document.body.appendChild(element);
        await settle();
        const root = element.shadowRoot;
        return { element, root, row: (id) => root.querySelector(`li[data-id="${id}"]`), buttons: () => [...root.querySelectorAll('lightning-button')] };
    }

    it('lists what was given and received, with what can still be done', async () => {
        getTransfers.mockResolvedValue([OFFERED, GIVEN, TAKEN]);
        const { element, row, buttons } = await show();
        expect(row('t1').textContent).toContain('Oyster SN-1c.Loop_Ui_Give_Given');
        expect(row('t3').textContent).toContain('Nord SN-3c.Loop_Ui_Give_Received');
        expect(row('t3').querySelector('lightning-badge').label).toBe('c.Loop_Ui_Give_Status_Accepted');
        expect(buttons().map((button) => [button.dataset.id, button.dataset.action, button.label])).toEqual([
            ['t1', 'cancel', 'c.Loop_Ui_Give_Cancel'],
            ['t2', 'undo', 'c.Loop_Ui_Give_Undo']
        ]);
        await expect(element).toBeAccessible();
    });

    it.each([['cancel', OFFERED, cancel], ['undo', GIVEN, undoFor]])('%s asks for that transfer and reads the list anew', async (_, transfer, call) => {
        getTransfers.mockResolvedValueOnce([transfer]).mockResolvedValue([TAKEN]);
        const { row, buttons } = await show();
        buttons()[0].click();
        await settle();
        expect(call).toHaveBeenCalledWith({ transferId: transfer.transferId, ownerId: null });
        expect(row(transfer.transferId)).toBeNull();
        expect(row('t3')).not.toBeNull();
    });

    it('says how the transfer stands then, and leads the focus there when its button is gone', async () => {
        getTransfers.mockResolvedValueOnce([OFFERED, TAKEN]).mockResolvedValue([{ ...OFFERED, status: 'Cancelled', actions: [] }, TAKEN]);
        const { root, buttons } = await show();
        buttons()[0].click();
        await settle();
        const answer = root.querySelector('[data-id="answer"]');
        expect([answer.textContent, root.activeElement]).toEqual([`${OFFERED.itemName}: c.Loop_Ui_Give_Status_Cancelled`, answer]);
    });

    it('says so when there are none', async () => {
        getTransfers.mockResolvedValue([]);
        const { element, root } = await show();
        expect(root.querySelector('[data-id="empty"]').textContent).toBe('c.Loop_Ui_Give_Empty');
        await expect(element).toBeAccessible();
    });

    it('is busy while it loads', async () => {
        getTransfers.mockReturnValue(new Promise(() => {}));
        const { element, root } = await show();
        expect(root.querySelector('lightning-spinner')).not.toBeNull();
        expect(root.querySelector('[aria-busy="true"]')).not.toBeNull();
        await expect(element).toBeAccessible();
    });

    it('shows why loading failed, and tries again', async () => {
        getTransfers.mockRejectedValueOnce({ body: { message: 'No' } }).mockResolvedValue([TAKEN]);
        const { root, row } = await show();
        const panel = root.querySelector('c-error-panel');
        expect(panel.errors).toEqual({ body: { message: 'No' } });
        panel.dispatchEvent(new CustomEvent('retry'));
        await settle();
        expect(row('t3')).not.toBeNull();
        expect(root.querySelector('c-error-panel')).toBeNull();
    });

    it('keeps the list when a step is refused', async () => {
        getTransfers.mockResolvedValue([GIVEN]);
        undoFor.mockRejectedValue({ body: { message: 'Too late' } });
        const { root, row, buttons } = await show();
        buttons()[0].click();
        await settle();
        expect(root.querySelector('c-error-panel').errors).toEqual({ body: { message: 'Too late' } });
        expect(row('t2')).not.toBeNull();
    });
});
