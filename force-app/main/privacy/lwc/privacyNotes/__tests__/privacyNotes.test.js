import { createElement } from 'lwc';
import PrivacyNotes from 'c/privacyNotes';

describe('c-privacy-notes', () => {
    afterEach(() => document.body.replaceChildren());

    function show(notes) {
        const element = createElement('c-privacy-notes', { is: PrivacyNotes });
        Object.assign(element, { heading: 'Heading', notes });
        document.body.appendChild(element);
        return element;
    }

    it('lists what happens, and until when', async () => {
        const element = show([
            { title: 'A', text: 'Deleted.' },
            { title: 'B', text: 'Stays.', until: '2036-01-01T00:00:00Z' }
        ]);
        expect([...element.shadowRoot.querySelectorAll('li')].map(({ textContent }) => textContent.trim().replace(/\s+/g, ' '))).toEqual(['A:Deleted.', 'B:Stays.c.Loop_Ui_Privacy_Until']);
        expect(element.shadowRoot.querySelectorAll('lightning-formatted-date-time')).toHaveLength(1);
        await expect(element).toBeAccessible();
    });

    it.each([[undefined], [[]]])('is not there without notes (%p)', (notes) => {
        expect(show(notes).shadowRoot.textContent).toBe('');
    });
});
