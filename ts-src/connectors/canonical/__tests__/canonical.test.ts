import fc from 'fast-check';
import { gs1CheckDigit, isGs1Serial, isImei, luhnDigit, toGtin14 } from '../identifiers.ts';
import { allocate, toMinorUnits } from '../money.ts';

test('GTINs of every length are padded to 14 digits', () => {
  expect(toGtin14('96385074')).toBe('00000096385074');
  expect(toGtin14('036000291452')).toBe('00036000291452');
  expect(toGtin14('4006381333931')).toBe('04006381333931');
  expect(toGtin14('4006381333932')).toBeNull();
  expect(toGtin14('400638133393')).toBeNull();
});

test('changing any one digit of a GTIN or an IMEI is found', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{13}$/), fc.nat(13), fc.integer({ min: 1, max: 9 }), (body, at, by) => {
      const gtin = body + gs1CheckDigit(body);
      const changed = [...gtin];
      changed[at] = String((Number(changed[at]) + by) % 10);
      return toGtin14(gtin) === gtin && toGtin14(changed.join('')) === null;
    }),
  );
  fc.assert(
    fc.property(fc.stringMatching(/^\d{14}$/), fc.nat(14), fc.integer({ min: 1, max: 9 }), (body, at, by) => {
      const imei = body + luhnDigit(body);
      const changed = [...imei];
      changed[at] = String((Number(changed[at]) + by) % 10);
      return isImei(imei) && !isImei(changed.join(''));
    }),
  );
});

test('serials are 1 to 20 characters of GS1 set 82', () => {
  expect(['A-1/b', 'x'.repeat(20), '%'].map(isGs1Serial)).toEqual([true, true, true]);
  expect(['', 'x'.repeat(21), 'a b', 'é', 'a#b'].map(isGs1Serial)).toEqual([false, false, false, false, false]);
});

test.each([
  ['199.00', 'EUR', 19900n],
  ['199', 'JPY', 199n],
  ['1.005', 'EUR', 101n],
  ['0.1', 'KWD', 100n],
  ['-3.50', 'USD', -350n],
  ['90071992547409.93', 'USD', 9007199254740993n],
])('%s %s is %s minor units, exactly', (text, currency, expected) => expect(toMinorUnits(text, currency)).toBe(expected));

test.each(['', '1e3', '1,5', 'NaN', '--1'])('%j is no amount', (text) => expect(toMinorUnits(text, 'EUR')).toBeNull());

test('the parts of a line always sum to the line and differ by at most one', () => {
  fc.assert(
    fc.property(fc.bigInt(-(10n ** 15n), 10n ** 15n), fc.integer({ min: 1, max: 500 }), (total, count) => {
      const parts = allocate(total, count);
      const spread = parts.reduce((a, b) => (a > b ? a : b)) - parts.reduce((a, b) => (a < b ? a : b));
      return parts.reduce((a, b) => a + b, 0n) === total && spread <= 1n;
    }),
  );
});
