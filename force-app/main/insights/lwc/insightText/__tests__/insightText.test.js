import { csvOf, momentText, valueText } from 'c/insightText';

const FIGURE = { name: 'Payout', label: 'Payout', programme: 'Trade-In', unit: 'Money', formula: 'Sum of "payouts", all', source: 'Ledger' };
const FILTER = { brand: '', sector: 'Luxury', country: '', fromMonth: '2026-01', toMonth: '' };

describe('c-insight-text', () => {
    it('writes a moment', () => {
        expect(momentText('2026-05-01T12:00:00Z')).toContain('May 1, 2026');
    });

    it('writes each unit for people', () => {
        expect(valueText('Percent', { value: 0.125 })).toBe('12.5%');
        expect(valueText('Minutes', { value: 4 })).toBe('c.Loop_Ui_Board_Minutes'.replace('{0}', '4'));
        expect(valueText('Minutes', { value: 240 })).toBe('c.Loop_Ui_Board_Most_Minutes');
        expect(valueText('Impact', { value: 12345 })).toBe('c.Loop_Ui_Board_Grams');
        expect(valueText('Count', { value: 1200 })).toBe('1,200');
        expect(valueText('Lift', { value: -120050, currencyCode: 'EUR' })).toContain('1,200.50');
    });

    it('exports a row for each value, in major units, with formula, source and selection', () => {
        const board = { countedAt: '2026-05-01T00:00:00Z', figures: [{ ...FIGURE, values: [{ value: -5, currencyCode: 'EUR' }, { value: 1200, currencyCode: 'JPY' }] }] };
        const [head, euro, yen, end] = csvOf(board, FILTER).split('\r\n');
        expect(head.split(',').slice(0, 4)).toEqual(['Figure', 'Programme', 'Currency', 'Value']);
        expect(euro).toBe('Payout,Trade-In,EUR,-0.05,EUR,,,,,"Sum of ""payouts"", all",Ledger,,Luxury,,2026-01,,2026-05-01T00:00:00Z');
        expect(yen).toContain(',JPY,1200,');
        expect(end).toBe('');
    });

    it('exports a lift with its range and note in major units, and no number where there is none', () => {
        const values = [
            { value: 10000, low: -217, high: 20622, items: 31, currencyCode: 'EUR', note: 'By chance' },
            { currencyCode: 'JPY', note: 'Too few, yet' }
        ];
        const [, euro, yen] = csvOf({ figures: [{ ...FIGURE, label: 'Lifted', unit: 'Lift', values }] }, FILTER).split('\r\n');
        expect(euro).toContain('Lifted,Trade-In,EUR,100.00,EUR,-2.17,206.22,31,By chance,');
        expect(yen).toContain('Lifted,Trade-In,JPY,,JPY,,,,"Too few, yet",');
    });

    it('exports no text that a spreadsheet takes for a formula', () => {
        const board = { figures: [{ ...FIGURE, label: '=1+1', formula: '-cmd', unit: 'Count', values: [{ value: 1 }] }] };
        const row = csvOf(board, FILTER).split('\r\n')[1];
        expect(row).toContain("'=1+1,");
        expect(row).toContain("'-cmd");
    });
});
