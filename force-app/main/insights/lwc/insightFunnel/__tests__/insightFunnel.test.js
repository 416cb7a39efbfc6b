import { createElement } from 'lwc';
import InsightFunnel from 'c/insightFunnel';

const step = (name, value) => ({ name, label: name, formula: `Number of ${name}`, source: 'Ledger', values: [{ value }] });

describe('c-insight-funnel', () => {
    afterEach(() => document.body.replaceChildren());

    function show(figures) {
        const element = createElement('c-insight-funnel', { is: InsightFunnel });
        element.figures = figures;
        document.body.appendChild(element);
        return element;
    }

    it('draws each step and says the same as a table', async () => {
        const element = show([step('Quoted', 8), step('Accepted', 4)]);
        expect([...element.shadowRoot.querySelectorAll('rect')].map((bar) => bar.getAttribute('width'))).toEqual(['100', '50']);
        expect(element.shadowRoot.querySelector('[data-step="Accepted"] td:last-child').textContent).toBe('50%');
        await expect(element).toBeAccessible();
    });

    it('divides by no step without a case', () => {
        const element = show([step('Quoted', 0), step('Accepted', 1)]);
        expect(element.shadowRoot.querySelector('[data-step="Accepted"] td:last-child').textContent).toBe('–');
    });

    it('opens the records of a step', () => {
        const element = show([step('Quoted', 8)]);
        const asked = jest.fn();
        element.addEventListener('records', ({ detail }) => asked(detail));
        element.shadowRoot.querySelector('button').click();
        expect(asked).toHaveBeenCalledWith({ figure: 'Quoted', currencyCode: null });
    });
});
