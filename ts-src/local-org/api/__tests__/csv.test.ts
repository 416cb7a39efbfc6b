import fc from 'fast-check';
import { csvLine, readCsv } from '../bulk/csv.ts';

test('what is written is read back, whatever is in the cells', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ';', ' ', 'é') });
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 }), (rows) => {
      const text = rows.map((row) => `${csvLine(row, ',')}\r\n`).join('');
      expect([...readCsv(text, ',')]).toEqual(rows);
    }),
  );
});

test('unquoted cells, a byte order mark, empty cells at the end and empty lines are read', () => {
  expect([...readCsv('\uFEFFa,b,c\n1,,\n\n"x ""y""",2,3', ',')]).toEqual([['a', 'b', 'c'], ['1', '', ''], ['x "y"', '2', '3']]);
});

test('a quote that never closes is an error', () => {
  expect(() => [...readCsv('a\n"b', ',')]).toThrow('never closed');
});
