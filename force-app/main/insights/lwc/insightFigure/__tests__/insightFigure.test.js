import { createElement } from 'lwc';
import InsightFigure from 'c/insightFigure';

// ends of ranges are told apart by their numbers
jest.mock('@salesforce/label/c.Loop_Ui_Board_Grams', () => ({ default: '{0} kg' }), { virtual: true });

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

    it('tells percentages of two currencies apart', () => {
        const element = show({ ...PAYOUT, unit: 'Percent', values: [{ value: 0.5, currencyCode: 'EUR' }, { value: 0.25, currencyCode: 'JPY' }] });
        expect(texts(element, 'value')).toEqual(['50% · EUR', '25% · JPY']);
        expect(texts(show({ ...PAYOUT, unit: 'Percent', values: [{ value: 0.5 }] }), 'value')).toEqual(['50%']);
    });

    it('opens the records of one currency', () => {
        const element = show(PAYOUT);
        const asked = jest.fn();
        element.addEventListener('records', ({ detail }) => asked(detail));
        element.shadowRoot.querySelectorAll('[data-id="records"]')[1].click();
        expect(asked).toHaveBeenCalledWith({ figure: 'Payout', currencyCode: 'JPY' });
    });

    it('draws the range of an estimate and says it in words', async () => {
        const element = show({ ...PAYOUT, unit: 'Impact', values: [{ value: 500, low: 250, high: 1000, items: 3 }] });
        const span = element.shadowRoot.querySelector('.span');
        expect([span.getAttribute('x'), span.getAttribute('width')]).toEqual(['25', '75']);
        expect(texts(element, 'range')).toHaveLength(1);
        await expect(element).toBeAccessible();
    });

    it('keeps an estimate below nothing inside its picture', () => {
        const element = show({ ...PAYOUT, unit: 'Impact', values: [{ value: 0, low: -500, high: 500, items: 1 }] });
        const span = element.shadowRoot.querySelector('.span');
        expect([span.getAttribute('x'), span.getAttribute('width')]).toEqual(['0', '100']);
    });

    it('says one number where both ends of a range read the same', () => {
        const element = show({ ...PAYOUT, unit: 'Impact', values: [{ value: 24600, low: 24590, high: 24620, items: 1 }] });
        expect(texts(element, 'range')).toEqual([]);
        expect(texts(element, 'cases')).toEqual(['c.Loop_Ui_Board_Cases_One']);
    });

    it('shows a lift of money with its range and what must be known of it', async () => {
        const element = show({ ...PAYOUT, unit: 'Lift', values: [{ value: 10000, low: -217, high: 20622, items: 31, currencyCode: 'EUR', note: 'By chance' }] });
        expect(texts(element, 'value')).toEqual([expect.stringContaining('100.00')]);
        expect(texts(element, 'range')).toEqual(['c.Loop_Ui_Board_Interval']);
        expect(texts(element, 'note')).toEqual(['By chance']);
        expect(Number(element.shadowRoot.querySelector('.middle').getAttribute('x1'))).toBeCloseTo(49.03, 2);
        await expect(element).toBeAccessible();
    });

    it('shows no number where too little was counted, but why, and the records all the same', async () => {
        const element = show({ ...PAYOUT, unit: 'Lift', values: [{ currencyCode: 'EUR', note: 'Too few to tell' }] });
        expect(texts(element, 'value')).toEqual([]);
        expect(texts(element, 'unknown')).toEqual(['c.Loop_Ui_Board_Unknown · EUR']);
        expect(texts(element, 'note')).toEqual(['Too few to tell']);
        expect(texts(element, 'records')).toHaveLength(1);
        await expect(element).toBeAccessible();
    });

    it('says that there is nothing', async () => {
        const element = show({ ...PAYOUT, values: [] });
        expect(texts(element, 'nothing')).toHaveLength(1);
        await expect(element).toBeAccessible();
    });
});
