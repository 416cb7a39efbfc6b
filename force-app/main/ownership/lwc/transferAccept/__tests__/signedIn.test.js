import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import TransferAccept from 'c/transferAccept';
import preview from '@salesforce/apex/OwnershipTransferController.preview';
import accept from '@salesforce/apex/OwnershipTransferController.accept';

jest.mock('@salesforce/user/isGuest', () => ({ __esModule: true, default: false }), { virtual: true });
jest.mock('@salesforce/apex/OwnershipTransferController.preview', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/OwnershipTransferController.accept', () => ({ __esModule: true, default: jest.fn() }), { virtual: true });

describe('c-transfer-accept of somebody who is signed in', () => {
    it('leads to their items once the item is theirs', async () => {
        window.location.hash = 'CODE';
        preview.mockResolvedValue({ isDone: true, item: { name: 'Oyster', serial: 'SN-1' } });
        accept.mockResolvedValue({ isDone: true });
        const element = createElement('c-transfer-accept', { is: TransferAccept });
        document.body.appendChild(element);
        await settle();
        const part = (name) => element.shadowRoot.querySelector(`[data-id="${name}"]`);
        part('take').click();
        await settle();
        expect(accept).toHaveBeenCalledWith({ code: 'CODE', receiverId: null });
        expect(part('code')).toBeNull();
        expect(part('items').getAttribute('href')).toBe('./');
        await expect(element).toBeAccessible();
    });
});
