import { createElement } from 'lwc';
import SiteFooter from 'c/siteFooter';

describe('c-site-footer', () => {
    it('tells what the site is for, and leads to privacy', async () => {
        const element = createElement('c-site-footer', { is: SiteFooter });
        document.body.appendChild(element);
        await new Promise((resolve) => setTimeout(resolve));
        expect(element.shadowRoot.textContent).toContain('c.Loop_Ui_Site_Note');
        const link = element.shadowRoot.querySelector('a');
        expect(link.textContent).toBe('c.Loop_Ui_Privacy_Title');
        expect(link.hasAttribute('href')).toBe(true);
        await expect(element).toBeAccessible();
    });
});
