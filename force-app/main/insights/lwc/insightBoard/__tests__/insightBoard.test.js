import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import InsightBoard from 'c/insightBoard';
import getBoard from '@salesforce/apex/InsightBoardController.getBoard';
import countAnew from '@salesforce/apex/InsightBoardController.countAnew';

jest.mock('@salesforce/apex/InsightBoardController.getBoard', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/InsightBoardController.countAnew', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/label/c.Loop_Ui_Board_Estimate', () => ({ default: 'Under {0}.' }), { virtual: true });
jest.mock('@salesforce/label/c.Loop_Ui_Board_Pack_Since', () => ({ default: '{0} since {1}' }), { virtual: true });
jest.mock('@salesforce/label/c.Loop_Ui_Board_Pack_Hash', () => ({ default: 'SHA-256 {0}' }), { virtual: true });
jest.mock('@salesforce/apex/InsightBoardController.getRecords', () => ({ default: jest.fn(() => Promise.resolve({ rows: [] })) }), { virtual: true });

const figure = (name, programme, unit, values, inFunnel = false) => ({ name, label: name, programme, unit, formula: `Formula of ${name}`, source: 'Ledger', inFunnel, values });
const BOARD = {
    countedAt: '2026-05-01T00:00:00Z',
    items: 5,
    rulePack: 'a'.repeat(64),
    rulePackName: 'Autumn 2026',
    rulePackSince: '2026-04-02T10:00:00Z',
    impactSources: ['ADEME'],
    brands: [{ value: 'maison', label: 'Maison' }],
    sectors: [{ value: 'Luxury', label: 'Luxury' }],
    countries: [{ value: 'JP', label: 'JP' }],
    months: ['2026-04', '2026-03'],
    figures: [
        figure('Quoted', 'Trade-In', 'Count', [{ value: 4 }], true),
        figure('Payout', 'Trade-In', 'Money', [{ value: 1000, currencyCode: 'JPY' }]),
        figure('Avoided', 'Impact', 'Impact', [{ value: 50, low: 25, high: 100, items: 3 }])
    ]
};

describe('c-insight-board', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
    });

    async function show() {
        const element = createElement('c-insight-board', { is: InsightBoard });
        document.body.appendChild(element);
        await settle();
        return element;
    }
    const at = (element, id) => element.shadowRoot.querySelector(`[data-id="${id}"]`);
    async function choose(element, name, value) {
        element.shadowRoot.querySelector(`[data-filter="${name}"]`).dispatchEvent(new CustomEvent('change', { detail: { value } }));
        await settle();
    }

    it('shows the figures of each programme, estimates with pack and sources', async () => {
        getBoard.mockResolvedValue(BOARD);
        const element = await show();
        expect([...element.shadowRoot.querySelectorAll('h3')].map(({ textContent }) => textContent)).toEqual(['Trade-In', 'Impact']);
        expect(element.shadowRoot.querySelectorAll('c-insight-figure')).toHaveLength(2);
        expect(element.shadowRoot.querySelector('c-insight-funnel').figures).toHaveLength(1);
        expect(at(element, 'estimate').textContent).toBe('Under Autumn 2026 since Apr 2, 2026.');
        expect(at(element, 'pack-hash').textContent).toBe(`SHA-256 ${'a'.repeat(64)}`);
        expect(at(element, 'pack-hash').closest('details')).not.toBeNull();
        await expect(element).toBeAccessible();
    });

    it('names a pack of the package by its name alone, and one that is gone as such', async () => {
        getBoard.mockResolvedValue({ ...BOARD, rulePackName: 'Default 2026-11', rulePackSince: null });
        expect(at(await show(), 'estimate').textContent).toBe('Under Default 2026-11.');
        getBoard.mockResolvedValue({ ...BOARD, rulePackName: null, rulePackSince: null });
        expect(at(await show(), 'estimate').textContent).toBe('Under c.Loop_Ui_Board_Pack_Gone.');
    });

    it('asks again for each filter', async () => {
        getBoard.mockResolvedValue(BOARD);
        const element = await show();
        await choose(element, 'brand', 'maison');
        await choose(element, 'fromMonth', '2026-04');
        expect(getBoard).toHaveBeenLastCalledWith({ filter: { brand: 'maison', sector: '', country: '', fromMonth: '2026-04', toMonth: '' } });
    });

    it('offers months as people write them', async () => {
        getBoard.mockResolvedValue(BOARD);
        const { options } = (await show()).shadowRoot.querySelector('[data-filter="fromMonth"]');
        expect(options.slice(-2)).toEqual([{ value: '2026-04', label: 'Apr 2026' }, { value: '2026-03', label: 'Mar 2026' }]);
    });

    it('leaves out an answer that comes late', async () => {
        getBoard.mockResolvedValue(BOARD);
        const element = await show();
        let answerFirst;
        getBoard.mockReturnValueOnce(new Promise((resolve) => (answerFirst = resolve)));
        await choose(element, 'brand', 'maison');
        getBoard.mockResolvedValue({ ...BOARD, items: 7 });
        await choose(element, 'brand', '');
        answerFirst({ ...BOARD, figures: [] });
        await settle();
        expect(element.shadowRoot.querySelectorAll('c-insight-figure')).toHaveLength(2);
    });

    it('opens and closes the records behind a figure, where the figure stands', async () => {
        getBoard.mockResolvedValue(BOARD);
        const element = await show();
        element.shadowRoot.querySelector('c-insight-figure').dispatchEvent(new CustomEvent('records', { detail: { figure: 'Payout', currencyCode: 'JPY' } }));
        await settle();
        const records = element.shadowRoot.querySelector('[data-programme="Trade-In"] c-insight-records');
        expect([records.figure, records.currencyCode]).toEqual(['Payout', 'JPY']);
        records.dispatchEvent(new CustomEvent('close'));
        await settle();
        expect(element.shadowRoot.querySelector('c-insight-records')).toBeNull();
    });

    it('says before the first run that nothing was counted', async () => {
        getBoard.mockResolvedValue({ figures: [] });
        const element = await show();
        expect(at(element, 'empty')).not.toBeNull();
        await expect(element).toBeAccessible();
    });

    it('has all items counted anew', async () => {
        getBoard.mockResolvedValue(BOARD);
        countAnew.mockResolvedValueOnce(true).mockResolvedValueOnce(false);
        const element = await show();
        at(element, 'count').click();
        await settle();
        expect(at(element, 'message').textContent).toBe('c.Loop_Ui_Board_Counting');
        at(element, 'count').click();
        await settle();
        expect(at(element, 'message').textContent).toBe('c.Loop_Ui_Board_Counting_Already');
    });

    it('tries again after a failure', async () => {
        getBoard.mockRejectedValueOnce({ body: { message: 'Down' } });
        const element = await show();
        await expect(element).toBeAccessible();
        getBoard.mockResolvedValue(BOARD);
        element.shadowRoot.querySelector('c-error-panel').dispatchEvent(new CustomEvent('retry'));
        await settle();
        expect(element.shadowRoot.querySelectorAll('c-insight-figure')).toHaveLength(2);
    });
});
