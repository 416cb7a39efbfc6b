import { createElement } from 'lwc';
import SiteFooter from 'c/siteFooter';

describe('c-site-footer', () => {
    it('tells what the site is for', async () => {
        const element = createElement('c-site-footer', { is: SiteFooter });
        document.body.appendChild(element);
        expect(element.shadowRoot.textContent).toContain('c.Loop_Ui_Site_Note');
        await expect(element).toBeAccessible();
    });
});
