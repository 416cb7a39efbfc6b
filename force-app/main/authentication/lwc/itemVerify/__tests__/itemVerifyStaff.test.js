import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import ItemVerify from 'c/itemVerify';
import verify from '@salesforce/apex/ItemInspectionController.verify';

jest.mock('@salesforce/customPermission/Inspect_Item', () => ({ default: true }), { virtual: true });
jest.mock('@salesforce/apex/PassportController.verify', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ItemInspectionController.verify', () => ({ default: jest.fn() }), { virtual: true });

describe('c-item-verify for staff', () => {
    it('asks who presents the item and opens an inspection of it', async () => {
        verify.mockResolvedValue({ isFound: true, passportId: 'p1', name: 'Nord 12', facts: [], verification: { verdict: 'Suspect', title: 'Suspect', reasons: [] } });
        const element = createElement('c-item-verify', { is: ItemVerify });
        document.body.appendChild(element);
        const at = (id) => element.shadowRoot.querySelector(`[data-id="${id}"]`);
        const type = (input, value) => {
            input.value = value;
            input.dispatchEvent(new CustomEvent('change'));
        };
        type(element.shadowRoot.querySelector('lightning-input'), 'SN-1');
        type(at('presenter'), 'a@example.com');
        at('verify').click();
        await settle();
        expect(verify).toHaveBeenCalledWith({ text: 'SN-1', latitude: null, longitude: null, presenterEmail: 'a@example.com' });
        at('inspect').click();
        await settle();
        expect(element.shadowRoot.querySelector('c-item-inspection').itemKey).toBe('p1');
        expect(at('inspect')).toBeNull();
        at('next').click();
        await settle();
        expect(element.shadowRoot.querySelector('c-item-inspection')).toBeNull();
        expect(at('presenter').value).toBe('');
    });
});
