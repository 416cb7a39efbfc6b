import { createElement } from 'lwc';
import LinkConfirm from 'c/linkConfirm';

jest.mock('@salesforce/user/isGuest', () => ({ __esModule: true, default: false }), { virtual: true });

describe('c-link-confirm of a customer', () => {
    it('tells where to look instead', async () => {
        const element = createElement('c-link-confirm', { is: LinkConfirm });
        document.body.appendChild(element);
        await new Promise((resolve) => setTimeout(resolve));
        expect(element.shadowRoot.querySelector('[data-id="signed-in"]').textContent).toBe('c.Loop_Ui_Confirm_Signed_In');
        expect(element.shadowRoot.querySelector('[data-id="email"]')).toBeNull();
        await expect(element).toBeAccessible();
    });
});
