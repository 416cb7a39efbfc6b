import { createElement } from 'lwc';
import VerdictCard from 'c/verdictCard';

const OPEN = { isOpen: true, isBest: false, value: 120, cost: 0, days: 3, lowKg: 10.5, highKg: 24.6, because: [] };
const ADVICE = {
    isKnown: true,
    isDue: true,
    dueBecause: ['The battery keeps less than it should.'],
    currencyCode: 'EUR',
    method: 'Estimated.',
    sources: ['ADEME 2022'],
    options: [
        { ...OPEN, action: 'repair', label: 'Repair', isBest: true, because: ['The warranty pays.'] },
        { ...OPEN, action: 'tradeIn', label: 'Trade in', lowKg: null, highKg: null },
        { action: 'resell', label: 'Resell', isOpen: false, isBest: false, because: ['It does not work.'] },
        { ...OPEN, action: 'recycle', label: 'Recycle or donate', lowKg: 24.6 }
    ]
};
const ACTIONS = { repair: { label: 'Ask', url: 'repairs?passportId=p1' }, resell: { label: 'Sell' }, recycle: { label: 'Recycle' } };

describe('c-verdict-card', () => {
    afterEach(() => document.body.replaceChildren());

    function show(advice = ADVICE) {
        const element = createElement('c-verdict-card', { is: VerdictCard });
        element.advice = advice;
        element.actions = ACTIONS;
        document.body.appendChild(element);
        return element;
    }

    const row = (element, action) => element.shadowRoot.querySelector(`tr[data-action="${action}"]`);

    it('shows the options side by side with their reasons, and marks the best', async () => {
        const element = show();
        expect(element.shadowRoot.querySelectorAll('tbody tr')).toHaveLength(4);
        expect(row(element, 'repair').querySelector('[data-id="best"]')).not.toBeNull();
        expect(row(element, 'repair').textContent).toContain('The warranty pays.');
        expect(element.shadowRoot.querySelectorAll('[data-id="best"]')).toHaveLength(1);
        expect(row(element, 'tradeIn').textContent).toContain('c.Loop_Ui_Advice_Impact_None');
        expect(row(element, 'repair').textContent).toContain('c.Loop_Ui_Advice_Impact_Range');
        expect(row(element, 'recycle').textContent).toContain('c.Loop_Ui_Board_Grams');
        expect(element.shadowRoot.querySelector('[data-id="due"]').textContent).toContain('battery');
        expect(element.shadowRoot.querySelector('[data-id="sources"]').textContent).toContain('ADEME');
        await expect(element).toBeAccessible();
    });

    it('says why an option is not possible, and offers no action for it', () => {
        const element = show();
        expect(row(element, 'resell').textContent).toContain('It does not work.');
        expect(row(element, 'resell').querySelector('lightning-button')).toBeNull();
        expect(row(element, 'tradeIn').querySelector('lightning-button, a')).toBeNull();
    });

    it('leads to a page where an action has one, and tells of the others', () => {
        const element = show();
        const chosen = [];
        element.addEventListener('choose', (event) => chosen.push(event.detail.action));
        expect(row(element, 'repair').querySelector('a').getAttribute('href')).toBe('repairs?passportId=p1');
        row(element, 'recycle').querySelector('lightning-button').click();
        expect(chosen).toEqual(['recycle']);
    });

    it('tells why nothing can be said', async () => {
        const element = show({ isKnown: false, isDue: false, note: 'Too little is known.', options: [], sources: [] });
        expect(element.shadowRoot.querySelector('[data-id="note"]').textContent).toBe('Too little is known.');
        expect(element.shadowRoot.querySelector('table')).toBeNull();
        await expect(element).toBeAccessible();
    });
});
