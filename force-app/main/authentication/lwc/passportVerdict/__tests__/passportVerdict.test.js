import { createElement } from 'lwc';
import PassportVerdict from 'c/passportVerdict';

describe('c-passport-verdict', () => {
    afterEach(() => document.body.replaceChildren());

    function show(verification) {
        const element = createElement('c-passport-verdict', { is: PassportVerdict });
        element.verification = { title: 'Title', advice: 'What to do', reasons: [], checkedAt: '2026-11-22T10:00:00Z', ...verification };
        document.body.appendChild(element);
        return element;
    }

    it.each([
        ['Genuine', 'success'],
        ['Suspect', 'warning'],
        ['Blocked', 'error']
    ])('%s is told in words, and to screen readers', async (verdict, variant) => {
        const element = show({ verdict, reasons: [{ code: 'SOUND', text: 'Because' }] });
        expect(element.shadowRoot.querySelector('[role="status"]').textContent).toContain('What to do');
        expect(element.shadowRoot.querySelector('li').textContent).toBe('Because');
        expect(element.shadowRoot.querySelector('lightning-icon').variant).toBe(variant);
        await expect(element).toBeAccessible();
    });

    it('tells too many tries without a verdict or reasons', () => {
        const element = show({ verdict: null, isThrottled: true });
        expect(element.shadowRoot.querySelector('[data-id="verdict"]').textContent).toBe('Title');
        expect(element.shadowRoot.querySelector('ul')).toBeNull();
    });

    it('says of a recall what is wrong and what to do', async () => {
        const element = show({ verdict: 'Blocked', recalls: [{ name: 'Battery', reason: 'It may get hot.', advice: 'Do not charge it.' }] });
        const recall = element.shadowRoot.querySelector('[data-id="recall"]').textContent;
        for (const text of ['Battery', 'It may get hot.', 'Do not charge it.']) expect(recall).toContain(text);
    });
});
