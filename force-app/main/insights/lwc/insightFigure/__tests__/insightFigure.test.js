import { createElement } from 'lwc';
import InsightFigure from 'c/insightFigure';

const PAYOUT = { name: 'Payout', label: 'Payout', unit: 'Money', formula: 'Sum of payouts', source: 'Ledger', values: [{ value: 1000, currencyCode: 'EUR' }, { value: 1000, currencyCode: 'JPY' }] };

describe('c-insight-figure', () => {
    afterEach(() => document.body.replaceChildren());

    function show(figure) {
        const element = createElement('c-insight-figure', { is: InsightFigure });
        element.figure = figure;
        document.body.appendChild(element);
        return element;
    }
    const texts = (element, id) => [...element.shadowRoot.querySelectorAll(`[data-id="${id}"]`)].map(({ textContent }) => textContent);

    it('shows a row for each currency and says how it is made', async () => {
        const element = show(PAYOUT);
        expect(texts(element, 'value')).toEqual([expect.stringContaining('10.00'), expect.stringContaining('1,000')]);
        expect(texts(element, 'formula')).toEqual(['Sum of payouts']);
        await expect(element).toBeAccessible();
    });

    it('opens the records of one currency', () => {
        const element = show(PAYOUT);
        const asked = jest.fn();
        element.addEventListener('records', ({ detail }) => asked(detail));
        element.shadowRoot.querySelectorAll('[data-id="records"]')[1].click();
        expect(asked).toHaveBeenCalledWith({ figure: 'Payout', currencyCode: 'JPY' });
    });

    it('draws the range of an estimate and says it in words', async () => {
        const element = show({ ...PAYOUT, unit: 'Impact', values: [{ value: 50, low: 25, high: 100, items: 3 }] });
        const span = element.shadowRoot.querySelector('.span');
        expect([span.getAttribute('x'), span.getAttribute('width')]).toEqual(['25', '75']);
        expect(texts(element, 'range')).toHaveLength(1);
        await expect(element).toBeAccessible();
    });

    it('keeps an estimate below nothing inside its picture', () => {
        const element = show({ ...PAYOUT, unit: 'Impact', values: [{ value: 0, low: -50, high: 50, items: 1 }] });
        const span = element.shadowRoot.querySelector('.span');
        expect([span.getAttribute('x'), span.getAttribute('width')]).toEqual(['0', '100']);
    });

    it('says that there is nothing', async () => {
        const element = show({ ...PAYOUT, values: [] });
        expect(texts(element, 'nothing')).toHaveLength(1);
        await expect(element).toBeAccessible();
    });
});
