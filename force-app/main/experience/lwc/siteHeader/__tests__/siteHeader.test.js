import { createElement } from 'lwc';
import { CurrentPageReference } from 'lightning/navigation';
import SiteHeader from 'c/siteHeader';

jest.mock('@salesforce/user/isGuest', () => ({ __esModule: true, default: true }), { virtual: true });

describe('c-site-header', () => {
    afterEach(() => document.body.replaceChildren());

    async function show() {
        const element = createElement('c-site-header', { is: SiteHeader });
        document.body.appendChild(element);
        CurrentPageReference.emit({ type: 'comm__namedPage', attributes: { name: 'Verify__c' }, state: {} });
        await new Promise((resolve) => setTimeout(resolve));
        return element;
    }

    const links = (element) => [...element.shadowRoot.querySelectorAll('nav a')];

    it('offers a guest the pages and the sign-in, and marks the page that is shown', async () => {
        const element = await show();
        expect(links(element).map((link) => [link.textContent, link.getAttribute('aria-current')])).toEqual([
            ['c.Loop_Ui_Site_My_Items', null],
            ['c.Loop_Ui_Site_Register', null],
            ['c.Loop_Ui_Site_Transfers', null],
            ['c.Loop_Ui_Site_Repairs', null],
            ['c.Loop_Ui_Site_Certificates', null],
            ['c.Loop_Ui_Site_Check_Item', 'page'],
            ['c.Loop_Ui_Site_Privacy', null],
            ['c.Loop_Ui_Site_Sign_In', null]
        ]);
        expect(links(element).every((link) => link.hasAttribute('href'))).toBe(true);
        await expect(element).toBeAccessible();
    });
});
