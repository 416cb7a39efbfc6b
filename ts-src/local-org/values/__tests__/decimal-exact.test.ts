/** Every operation against the same in bigints alone, on numbers around the places where the representation changes. */
import { Random } from '../../../seeded-random.ts';
import { Decimal, ROUNDING_MODES } from '../index.ts';
import type { RoundingMode } from '../index.ts';

/** `unscaled` x 10^-scale */
interface Exact {
  readonly unscaled: bigint;
  readonly scale: number;
}

const ROUNDS = 2000;
/** Ends of the ranges that 32 bits and safe integers hold, of tries in plain numbers and of the digits of a quotient. */
const EDGES = [0n, 1n, 5n, 2n ** 31n, 2n ** 32n, 10n ** 9n, 10n ** 15n, 2n ** 53n, 10n ** 16n, 2n ** 63n, 10n ** 22n, 10n ** 33n, 10n ** 34n];
const ten = (n: number): bigint => 10n ** BigInt(n);
const size = (n: bigint): bigint => (n < 0n ? -n : n);
const at = (x: Exact, scale: number): bigint => x.unscaled * ten(scale - x.scale);
const sign = (n: bigint): number => (n < 0n ? -1 : n > 0n ? 1 : 0);

function anyInteger(random: Random): bigint {
  const magnitude = random.chance(0.6) ? random.pick(EDGES) + BigInt(random.between(-3, 3)) : BigInt(random.digits(random.between(1, 36)));
  return random.chance(0.5) ? -magnitude : magnitude;
}

const anyExact = (random: Random, lowest = -4): Exact => ({ unscaled: anyInteger(random), scale: random.chance(0.5) ? random.between(0, 4) : random.between(lowest, 24) });

/** By one of the ways a Decimal comes about. */
function made({ unscaled, scale }: Exact, random: Random): Decimal {
  const text = `${unscaled}e${-scale}`;
  const ways = [() => Decimal.of(unscaled, scale), () => Decimal.parse(text), () => Decimal.of(-unscaled, scale).negate(), () => Decimal.of(unscaled - 7n, scale).plus(Decimal.of(7, scale))];
  return random.pick(ways)();
}

function expectExact(value: Decimal, unscaled: bigint, scale: number): void {
  // One number has one representation, and there is no negative zero.
  const digits = value.digits();
  const kind = size(unscaled) <= BigInt(Number.MAX_SAFE_INTEGER) ? 'number' : 'bigint';
  expect(`${typeof digits} ${Object.is(digits, -0) ? '-' : ''}${digits}e${-value.scale()}`).toBe(`${kind} ${unscaled}e${-scale}`);
}

/** n / m, rounded; undefined where UNNECESSARY is refused. */
function rounded(n: bigint, m: bigint, mode: RoundingMode): bigint | undefined {
  const negative = n < 0n !== m < 0n;
  const [top, bottom] = [size(n), size(m)];
  const down = top / bottom;
  const twice = (top - down * bottom) * 2n;
  if (twice === 0n) return negative ? -down : down;
  const up: Readonly<Record<RoundingMode, boolean | undefined>> = {
    UP: true, DOWN: false, CEILING: !negative, FLOOR: negative, HALF_UP: twice >= bottom, HALF_DOWN: twice > bottom,
    HALF_EVEN: twice > bottom || (twice === bottom && down % 2n === 1n), UNNECESSARY: undefined,
  };
  const away = up[mode];
  if (away === undefined) return undefined;
  const result = away ? down + 1n : down;
  return negative ? -result : result;
}

/** n / m at a scale of its own: exact within 34 digits, else 34 significant digits, half even. */
function quotient(a: Exact, b: Exact): Exact {
  const preferred = Math.max(0, a.scale - b.scale);
  const fraction = (scale: number): [bigint, bigint] => {
    const shift = scale - a.scale + b.scale;
    return shift >= 0 ? [a.unscaled * ten(shift), b.unscaled] : [a.unscaled, b.unscaled * ten(-shift)];
  };
  for (let scale = preferred; scale <= preferred + 160; scale++) {
    const [n, m] = fraction(scale);
    if (n % m !== 0n) continue;
    if (size(n / m) < ten(34)) return { unscaled: n / m, scale };
    break;
  }
  for (let scale = 120; ; scale--) {
    const [n, m] = fraction(scale);
    const result = rounded(n, m, 'HALF_EVEN')!;
    if (size(result) < ten(34)) return { unscaled: result, scale };
  }
}

function plainText({ unscaled, scale }: Exact): string {
  if (scale <= 0) return (unscaled * ten(-scale)).toString();
  const digits = size(unscaled).toString().padStart(scale + 1, '0');
  return `${unscaled < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** java.math.BigDecimal.toString */
function javaText({ unscaled, scale }: Exact): string {
  const digits = size(unscaled).toString();
  const minus = unscaled < 0n ? '-' : '';
  if (scale === 0) return minus + digits;
  const exponent = digits.length - scale - 1;
  if (scale > 0 && exponent >= -6) return plainText({ unscaled, scale });
  const rest = digits.slice(1);
  return `${minus}${digits[0]}${rest === '' ? '' : `.${rest}`}${exponent === 0 ? '' : `E${exponent > 0 ? '+' : ''}${exponent}`}`;
}

/** At most three decimals, with commas between thousands; of numbers that do not round to zero. */
function englishText(x: Exact): string | undefined {
  const thousandths = x.scale > 3 ? rounded(x.unscaled, ten(x.scale - 3), 'HALF_EVEN')! : at(x, 3);
  if (thousandths === 0n) return undefined;
  const digits = size(thousandths).toString().padStart(4, '0');
  const after = digits.slice(-3).replace(/0+$/, '');
  return `${thousandths < 0n ? '-' : ''}${digits.slice(0, -3).replace(/\B(?=(\d{3})+$)/g, ',')}${after === '' ? '' : `.${after}`}`;
}

function forPairs(seed: number, check: (a: Exact, b: Exact, x: Decimal, y: Decimal, random: Random) => void): void {
  const random = new Random(seed);
  for (let round = 0; round < ROUNDS; round++) {
    const a = anyExact(random);
    const b = random.chance(0.15) ? { unscaled: a.unscaled + BigInt(random.between(-1, 1)), scale: a.scale } : anyExact(random);
    check(a, b, made(a, random), made(b, random), random);
  }
}

describe('Decimals are exact to the last digit', () => {
  test('sums of two and of three, of whatever scales and signs', () => {
    forPairs(1, (a, b, x, y, random) => {
      const c = random.chance(0.3) ? { unscaled: -b.unscaled, scale: b.scale } : anyExact(random);
      const z = made(c, random);
      const scale = Math.max(a.scale, b.scale);
      expectExact(x.plus(y), at(a, scale) + at(b, scale), scale);
      expectExact(x.minus(y), at(a, scale) - at(b, scale), scale);
      const deepest = Math.max(scale, c.scale);
      for (const p of [1, -1] as const) {
        for (const q of [1, -1] as const) expectExact(x.sumOfThree(y, p, z, q), at(a, deepest) + BigInt(p) * at(b, deepest) + BigInt(q) * at(c, deepest), deepest);
      }
    });
  });

  test('products and powers', () => {
    forPairs(2, (a, b, x, y, random) => {
      expectExact(x.times(y), a.unscaled * b.unscaled, a.scale + b.scale);
      const exponent = random.between(0, 5);
      expect(x.power(exponent).unscaled()).toBe(a.unscaled ** BigInt(exponent));
    });
  });

  test('quotients of the operator', () => {
    forPairs(3, (a, b, x, y) => {
      if (b.unscaled === 0n) return expect(() => x.dividedBy(y)).toThrow('Divide by 0');
      const { unscaled, scale } = quotient(a, b);
      return expectExact(x.dividedBy(y), unscaled, scale);
    });
  });

  test('quotients at a scale and remainders, in every rounding mode', () => {
    forPairs(4, (a, b, x, y, random) => {
      if (b.unscaled === 0n) return;
      const scale = random.between(-3, 12);
      const shift = scale - a.scale + b.scale;
      const [n, m] = shift >= 0 ? [a.unscaled * ten(shift), b.unscaled] : [a.unscaled, b.unscaled * ten(-shift)];
      for (const mode of ROUNDING_MODES) {
        const wanted = rounded(n, m, mode);
        if (wanted === undefined) expect(() => x.divide(y, scale, mode)).toThrow('Rounding necessary');
        else expectExact(x.divide(y, scale, mode), wanted, scale);
      }
      const deepest = Math.max(a.scale, b.scale);
      expectExact(x.remainder(y), at(a, deepest) % at(b, deepest), deepest);
    });
  });

  test('another scale, in every rounding mode', () => {
    forPairs(5, (a, _b, x, _y, random) => {
      const scale = random.between(-6, 33);
      for (const mode of ROUNDING_MODES) {
        const wanted = scale >= a.scale ? at(a, scale) : rounded(a.unscaled, ten(a.scale - scale), mode);
        if (wanted === undefined) expect(() => x.setScale(scale, mode)).toThrow('Rounding necessary');
        else expectExact(x.setScale(scale, mode), wanted, scale);
      }
    });
  });

  test('order, sign, zero and whole numbers', () => {
    forPairs(6, (a, b, x, y) => {
      const scale = Math.max(a.scale, b.scale, 0);
      expect(Math.sign(x.compareTo(y))).toBe(sign(at(a, scale) - at(b, scale)));
      expect(x.equals(y)).toBe(at(a, scale) === at(b, scale));
      expect(x.key() === y.key()).toBe(at(a, scale) === at(b, scale));
      expect([x.sign(), x.isZero(), x.isWhole()]).toEqual([sign(a.unscaled), a.unscaled === 0n, at(a, scale) % ten(scale) === 0n]);
      expectExact(x.negate(), -a.unscaled, a.scale);
      expectExact(x.absolute(), size(a.unscaled), a.scale);
    });
  });

  test('texts, and numbers of other types', () => {
    forPairs(7, (a, _b, x) => {
      const whole = a.scale > 0 ? a.unscaled / ten(a.scale) : at(a, 0);
      expect(x.toString()).toBe(javaText(a));
      expectExact(Decimal.parse(x.toString()), a.unscaled, a.scale);
      expect(x.toPlainString()).toBe(plainText(a));
      const format = englishText(a);
      if (format !== undefined) expect(x.format()).toBe(format);
      expect([x.toInteger(), x.toLong()]).toEqual([Number(BigInt.asIntN(32, whole)), BigInt.asIntN(64, whole)]);
      expect(x.toNumber()).toBe(Number(javaText(a)) + 0);
      expect(x.precision()).toBe(size(a.unscaled).toString().length);
      const stripped = x.stripTrailingZeros();
      expect(stripped.equals(x)).toBe(true);
      expect(a.unscaled === 0n ? stripped.scale() === 0 : stripped.unscaled() % 10n !== 0n).toBe(true);
    });
  });
});
