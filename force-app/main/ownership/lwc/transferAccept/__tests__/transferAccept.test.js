import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import TransferAccept from 'c/transferAccept';
import preview from '@salesforce/apex/GuestOwnershipController.preview';
import sendAcceptCode from '@salesforce/apex/GuestOwnershipController.sendAcceptCode';
import decline from '@salesforce/apex/GuestOwnershipController.decline';
import accept from '@salesforce/apex/GuestOwnershipController.accept';

jest.mock('@salesforce/user/isGuest', () => ({ __esModule: true, default: true }), { virtual: true });
jest.mock('@salesforce/apex/GuestOwnershipController.preview', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/GuestOwnershipController.sendAcceptCode', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/GuestOwnershipController.decline', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/GuestOwnershipController.accept', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });

describe('c-transfer-accept', () => {
    afterEach(() => {
        document.body.replaceChildren();
        window.location.hash = '';
    });

    async function show(code) {
        window.location.hash = code;
        const element = createElement('c-transfer-accept', { is: TransferAccept });
        document.body.appendChild(element);
        await settle();
        return element.shadowRoot;
    }

    it('shows the item of the code in the link, and takes it over once digits were sent', async () => {
        preview.mockResolvedValue({ isDone: true, item: { name: 'Oyster', serial: 'SN-1' } });
        sendAcceptCode.mockResolvedValue({ confirmationKey: 'k', message: null });
        accept.mockResolvedValue({ isDone: true });
        const root = await show('CODE');
        expect(preview).toHaveBeenCalledWith({ code: 'CODE' });
        expect(root.querySelector('[data-id="item"]').textContent).toBe('Oyster SN-1');
        expect(root.querySelector('[data-id="take"]')).toBeNull();
        root.querySelectorAll('[data-person]').forEach((field) => {
            field.reportValidity = () => true;
        });
        root.querySelector('[data-id="send"]').click();
        await settle();
        root.querySelectorAll('[data-person]').forEach((field) => {
            field.reportValidity = () => true;
        });
        root.querySelector('[data-id="take"]').click();
        await settle();
        expect(accept.mock.calls[0][0].proof.confirmationKey).toBe('k');
        expect(root.querySelector('[data-id="message"]').textContent).toBe('c.Loop_Ui_Accept_Done');
        expect(root.querySelector('[data-id="confirm-page"]').getAttribute('href')).toBe('confirm');
        expect(root.querySelector('[data-id="code"]')).toBeNull();
        expect(root.querySelector('[data-id="look"]')).toBeNull();
        expect(root.activeElement).toBe(root.querySelector('[data-id="message"]'));
        expect(root.querySelector('[data-id="items"]')).toBeNull();
        await expect(root.host).toBeAccessible();
    });

    it('takes another code once one was answered', async () => {
        preview.mockResolvedValue({ isDone: true, item: { name: 'Oyster', serial: 'SN-1' } });
        decline.mockResolvedValueOnce({ isDone: false, message: 'Too late.' }).mockResolvedValue({ isDone: true });
        const root = await show('CODE');
        root.querySelector('[data-id="decline"]').click();
        await settle();
        expect(root.querySelector('[data-id="code"]').value).toBe('CODE');
        root.querySelector('[data-id="decline"]').click();
        await settle();
        expect(root.querySelector('[data-id="message"]').textContent).toBe('c.Loop_Ui_Accept_Declined');
        expect(root.querySelector('[data-id="code"]')).toBeNull();
        await expect(root.host).toBeAccessible();
        root.querySelector('[data-id="another"]').click();
        await settle();
        expect(root.querySelector('[data-id="code"]').value).toBe('');
        expect(root.querySelector('[data-id="message"]').textContent).toBe('');
    });

    it('tells why a code is refused, and shows no item', async () => {
        preview.mockResolvedValue({ isDone: false, message: 'This code is not right.' });
        const root = await show('WRONG');
        expect(root.querySelector('[data-id="message"]').textContent).toBe('This code is not right.');
        expect(root.querySelector('[data-id="item"]')).toBeNull();
    });

    it('shows what went wrong', async () => {
        preview.mockRejectedValue({ body: { message: 'Busy' } });
        const root = await show('CODE');
        expect(root.querySelector('c-error-panel')).not.toBeNull();
    });
});
