import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import TransferUndo from 'c/transferUndo';
import undoAsGuest from '@salesforce/apex/GuestOwnershipController.undo';
import undoAsCustomer from '@salesforce/apex/OwnershipTransferController.undo';

jest.mock('@salesforce/user/isGuest', () => ({ __esModule: true, default: true }), { virtual: true });
jest.mock('@salesforce/apex/GuestOwnershipController.undo', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OwnershipTransferController.undo', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });

describe('c-transfer-undo', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
    });

    async function show() {
        const element = createElement('c-transfer-undo', { is: TransferUndo });
        document.body.appendChild(element);
        await settle();
        const at = (id) => element.shadowRoot.querySelector(`[data-id="${id}"]`);
        const type = async (code) => {
            at('undo-code').value = code;
            at('undo-code').dispatchEvent(new CustomEvent('change'));
            await settle();
        };
        const click = async () => {
            at('undo').click();
            await settle();
        };
        return { element, at, type, click };
    }

    it('takes the item back for a guest by the second code', async () => {
        undoAsGuest.mockResolvedValue({ isDone: true, item: { name: 'Oyster', serial: 'SN-1' } });
        const { element, at, type, click } = await show();
        expect(at('undo').disabled).toBe(true);
        await type(' 9ABC ');
        await click();
        expect(undoAsGuest).toHaveBeenCalledWith({ undoCode: '9ABC' });
        expect(undoAsCustomer).not.toHaveBeenCalled();
        expect(at('undo-answer').textContent).toContain('Loop_Ui_Undo_Done');
        expect(at('undo-code').value).toBe('');
        await expect(element).toBeAccessible();
    });

    it('says why a code does not work, and keeps it', async () => {
        undoAsGuest.mockResolvedValue({ isDone: false, message: 'This code does not work.' });
        const { at, type, click } = await show();
        await type('9ABC');
        await click();
        expect(at('undo-answer').textContent).toBe('This code does not work.');
        expect(at('undo-code').value).toBe('9ABC');
    });
});
