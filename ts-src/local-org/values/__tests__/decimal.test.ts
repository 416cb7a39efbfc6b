import fc from 'fast-check';
import { Decimal, ROUNDING_MODES } from '../index.ts';
import type { RoundingMode } from '../index.ts';

const d = (text: string): Decimal => Decimal.parse(text);
const unscaled = fc.oneof(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.integer().map(BigInt), fc.maxSafeInteger().map(BigInt));
const scale = fc.integer({ min: 0, max: 20 });
const decimal = fc.tuple(unscaled, scale).map(([n, s]) => Decimal.of(n, s));

/** Both unscaled values at the larger scale. */
function aligned(a: Decimal, b: Decimal): [bigint, bigint, number] {
  const s = Math.max(a.scale(), b.scale());
  return [a.unscaled() * 10n ** BigInt(s - a.scale()), b.unscaled() * 10n ** BigInt(s - b.scale()), s];
}

describe('Decimal arithmetic is exact', () => {
  test('a sum is the sum of the integers behind it, at the larger scale', () => {
    fc.assert(fc.property(decimal, decimal, (a, b) => {
      const [x, y, s] = aligned(a, b);
      const sum = a.plus(b);
      expect([sum.unscaled(), sum.scale()]).toEqual([x + y, s]);
      expect(a.minus(b).unscaled()).toBe(x - y);
    }));
  });

  test('a product multiplies the integers and adds the scales', () => {
    fc.assert(fc.property(decimal, decimal, (a, b) => {
      const product = a.times(b);
      expect([product.unscaled(), product.scale()]).toEqual([a.unscaled() * b.unscaled(), a.scale() + b.scale()]);
    }));
  });

  test('order and equality do not depend on the scale', () => {
    fc.assert(fc.property(decimal, decimal, (a, b) => {
      const [x, y] = aligned(a, b);
      expect(Math.sign(a.compareTo(b))).toBe(x < y ? -1 : x > y ? 1 : 0);
      expect(a.setScale(a.scale() + 3).equals(a)).toBe(true);
      expect(a.setScale(a.scale() + 3).key()).toBe(a.key());
    }));
  });

  test('a quotient times its divisor is the dividend to within the last of 34 digits', () => {
    fc.assert(fc.property(decimal, decimal.filter((x) => !x.isZero()), (a, b) => {
      const quotient = a.dividedBy(b);
      expect(quotient.precision()).toBeLessThanOrEqual(Math.max(34, a.precision() + b.precision() + 40));
      const error = quotient.times(b).minus(a).absolute();
      // Half a unit in the last place of the quotient, times the divisor.
      const bound = Decimal.of(1, quotient.scale()).times(b.absolute());
      expect(error.compareTo(bound)).toBeLessThanOrEqual(0);
    }));
  });

  test('rounding agrees with the definition of each mode', () => {
    fc.assert(fc.property(fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }), fc.integer({ min: 1, max: 12 }), fc.constantFrom(...ROUNDING_MODES.filter((m) => m !== 'UNNECESSARY')), (n, drop, mode) => {
      const divisor = 10n ** BigInt(drop);
      expect(Decimal.of(n, drop).setScale(0, mode).unscaled()).toBe(expectedRounding(n, divisor, mode));
    }));
  });

  test('division to a scale is the exact quotient, rounded', () => {
    fc.assert(fc.property(decimal, decimal.filter((x) => !x.isZero()), fc.integer({ min: 0, max: 8 }), (a, b, places) => {
      const shift = places + b.scale() - a.scale();
      let [n, m] = [a.unscaled(), b.unscaled()];
      if (shift >= 0) n *= 10n ** BigInt(shift);
      else m *= 10n ** BigInt(-shift);
      const floor = (x: bigint, y: bigint): bigint => (x / y) - (x % y !== 0n && x < 0n !== y < 0n ? 1n : 0n);
      expect(a.divide(b, places, 'FLOOR').unscaled()).toBe(floor(n, m));
      expect(a.divide(b, places, 'HALF_UP').unscaled()).toBe(halfUp(n, m));
    }));
    fc.assert(fc.property(fc.integer(), fc.integer().filter((n) => n !== 0), fc.integer({ min: 0, max: 5 }), (a, b, places) => {
      expect(Decimal.of(a).divide(Decimal.of(b), places, 'HALF_UP').unscaled()).toBe(halfUp(BigInt(a) * 10n ** BigInt(places), BigInt(b)));
    }));
  });

  test('text and back is the same number at the same scale', () => {
    fc.assert(fc.property(decimal, (a) => {
      for (const text of [a.toString(), a.toPlainString()]) {
        const back = Decimal.parse(text);
        expect(back.equals(a)).toBe(true);
        expect(back.scale()).toBe(a.scale());
      }
    }));
  });

  test('a double becomes the decimal of its shortest text', () => {
    fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (n) => {
      expect(Decimal.fromNumber(n).toNumber()).toBe(n === 0 ? 0 : n);
    }));
  });
});

function halfUp(n: bigint, m: bigint): bigint {
  const magnitude = ((n < 0n ? -n : n) * 2n + (m < 0n ? -m : m)) / ((m < 0n ? -m : m) * 2n);
  return n < 0n !== m < 0n ? -magnitude : magnitude;
}

function expectedRounding(n: bigint, divisor: bigint, mode: RoundingMode): bigint {
  const floor = n >= 0n || n % divisor === 0n ? n / divisor : n / divisor - 1n;
  const rest = n - floor * divisor;
  if (rest === 0n) return floor;
  const up = (): bigint => floor + 1n;
  const nearest = rest * 2n - divisor;
  switch (mode) {
    case 'FLOOR': return floor;
    case 'CEILING': return up();
    case 'DOWN': return n < 0n ? up() : floor;
    case 'UP': return n < 0n ? floor : up();
    default: {
      if (nearest !== 0n) return nearest > 0n ? up() : floor;
      if (mode === 'HALF_EVEN') return floor % 2n === 0n ? floor : up();
      return (mode === 'HALF_UP') === n < 0n ? floor : up();
    }
  }
}

describe('Decimal as Apex shows it', () => {
  test.each([
    ['10', '3', '3.333333333333333333333333333333333'],
    ['2', '3', '0.6666666666666666666666666666666667'],
    ['1', '8', '0.125'],
    ['10.00', '4', '2.50'],
    ['6', '2', '3'],
    ['1', '0.01', '100'],
    ['0', '0.5', '0'],
  ])('%s / %s is %s', (a, b, quotient) => {
    expect(d(a).dividedBy(d(b)).toString()).toBe(quotient);
  });

  test('division by zero says so', () => {
    expect(() => d('1').dividedBy(Decimal.ZERO)).toThrow('Divide by 0');
    expect(() => d('1').divide(Decimal.ZERO, 2)).toThrow('Divide by 0');
  });

  test('division to a scale rounds half even', () => {
    expect(d('19').divide(d('100'), 3).toString()).toBe('0.190');
    expect(d('0.25').divide(d('1'), 1).toString()).toBe('0.2');
    expect(d('-7').divide(d('2'), 0, 'UP').toString()).toBe('-4');
  });

  test('small and large numbers are written with an exponent, plain text never is', () => {
    expect(d('0.0000001').toString()).toBe('1E-7');
    expect(d('0.0000001').toPlainString()).toBe('0.0000001');
    expect(d('1200').setScale(-2).toString()).toBe('1.2E+3');
    expect(d('1200').setScale(-2).toPlainString()).toBe('1200');
    expect(d('100').stripTrailingZeros().toString()).toBe('1E+2');
    expect(d('1.500').stripTrailingZeros().toString()).toBe('1.5');
  });

  test('scale, precision and narrowing', () => {
    expect([d('123.4500').scale(), d('123.4500').precision(), d('0.001').precision()]).toEqual([4, 7, 1]);
    expect(d('2147483648').toInteger()).toBe(-2147483648);
    expect(d('-1.99').toLong()).toBe(-1n);
  });

  test('format groups thousands and keeps three decimals', () => {
    expect(d('123456.78910').format()).toBe('123,456.789');
    expect(d('1234567890123456789012.5').format('de-DE')).toBe('1.234.567.890.123.456.789.012,5');
  });

  test('what is no number is refused', () => {
    for (const text of ['', '.', 'abc', '1,5', '1e', '--1', ' 1']) expect(Decimal.tryParse(text)).toBeNull();
    expect(() => d('abc')).toThrow('Invalid decimal: abc');
    expect(() => Decimal.fromNumber(NaN)).toThrow('Invalid decimal');
  });
});
