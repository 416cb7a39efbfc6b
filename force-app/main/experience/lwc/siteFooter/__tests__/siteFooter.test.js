import { createElement } from 'lwc';
import SiteFooter from 'c/siteFooter';

jest.mock('@salesforce/user/isGuest', () => ({ __esModule: true, default: true }), { virtual: true });

describe('c-site-footer', () => {
    it('tells what the site is for, and leads a guest to privacy and to confirming items', async () => {
        const element = createElement('c-site-footer', { is: SiteFooter });
        document.body.appendChild(element);
        await new Promise((resolve) => setTimeout(resolve));
        expect(element.shadowRoot.textContent).toContain('c.Loop_Ui_Site_Note');
        const links = [...element.shadowRoot.querySelectorAll('a')];
        expect(links.map((link) => [link.textContent, link.hasAttribute('href')])).toEqual([
            ['c.Loop_Ui_Privacy_Title', true],
            ['c.Loop_Ui_Site_Confirm', true]
        ]);
        await expect(element).toBeAccessible();
    });
});
