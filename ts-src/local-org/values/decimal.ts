import { digitCount, divideRounded, divideRoundedSmall, tenTo } from './rounding.ts';
import type { RoundingMode } from './rounding.ts';
import { ValueError } from './value-error.ts';

const SAFE = Number.MAX_SAFE_INTEGER;
const SAFE_BIG = BigInt(SAFE);
/** Powers of ten that fit a safe integer. */
const SMALL_TEN = Array.from({ length: 16 }, (_, n) => 10 ** n);
/** Significant digits of a quotient that does not come out even (IEEE 754 decimal128, as java.math.MathContext). */
const DIVISION_DIGITS = 34;
/** The smallest quotient of 36 digits, and the smallest whole number of 35. */
const LARGEST_QUOTIENT = tenTo(DIVISION_DIGITS + 1);
const TOO_MANY = tenTo(DIVISION_DIGITS);
const SYNTAX = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,6}))?$/;

/**
 * An exact decimal number that keeps its scale (`1.50` stays `1.50`), with the arithmetic of java.math.BigDecimal, which
 * is what Apex shows. Immutable. The unscaled value lives in a plain number while it is a safe integer, else in a bigint.
 */
export class Decimal {
  static readonly ZERO = new Decimal(0, null, 0);
  static readonly ONE = new Decimal(1, null, 0);

  /** Unscaled value; meaningless when `large` is set. */
  declare readonly small: number;
  declare readonly large: bigint | null;
  /** Digits after the point; negative for multiples of powers of ten. */
  declare readonly fraction: number;

  private constructor(small: number, large: bigint | null, fraction: number) {
    this.small = small;
    this.large = large;
    this.fraction = fraction;
  }

  /** `unscaled` x 10^-scale. */
  static of(unscaled: number | bigint, scale = 0): Decimal {
    if (typeof unscaled === 'bigint') return Decimal.ofBig(unscaled, scale);
    return new Decimal(unscaled === 0 ? 0 : unscaled, null, scale);
  }

  private static ofBig(unscaled: bigint, scale: number): Decimal {
    if (unscaled <= SAFE_BIG && unscaled >= -SAFE_BIG) return new Decimal(Number(unscaled), null, scale);
    return new Decimal(0, unscaled, scale);
  }

  static fromBigInt(value: bigint): Decimal {
    return Decimal.ofBig(value, 0);
  }

  /** The decimal of the shortest text that names this double: 0.1 becomes 0.1. @throws ValueError for NaN and infinities */
  static fromNumber(value: number): Decimal {
    if (Number.isSafeInteger(value)) return new Decimal(value === 0 ? 0 : value, null, 0);
    return Decimal.parse(String(value));
  }

  /** @throws ValueError (TypeException) unless the text is a number: `-12.50`, `.5`, `1e-7` */
  static parse(text: string): Decimal {
    const value = Decimal.tryParse(text);
    if (value === null) throw new ValueError('TypeException', `Invalid decimal: ${text}`);
    return value;
  }

  static tryParse(text: string): Decimal | null {
    const match = SYNTAX.exec(text);
    if (match === null) return null;
    const whole = match[2]!;
    const after = match[3] ?? '';
    if (whole.length + after.length === 0) return null;
    const scale = after.length - (match[4] === undefined ? 0 : Number(match[4]));
    const digits = whole + after;
    if (digits.length <= 15) {
      const n = Number(digits);
      return new Decimal(match[1] === '-' && n !== 0 ? -n : n, null, scale);
    }
    return Decimal.ofBig(BigInt(match[1] === '-' ? `-${digits}` : digits), scale);
  }

  private big(): bigint {
    return this.large ?? BigInt(this.small);
  }

  /** The value without its point, as a bigint: 12.50 gives 1250n. */
  unscaled(): bigint {
    return this.big();
  }

  private bigAt(scale: number): bigint {
    return scale === this.fraction ? this.big() : this.big() * tenTo(scale - this.fraction);
  }

  /** The unscaled value at a larger scale, or NaN when that is no safe integer. */
  private smallAt(scale: number): number {
    if (this.large !== null) return NaN;
    const by = scale - this.fraction;
    if (by === 0) return this.small;
    if (by > 15) return NaN;
    const n = this.small * SMALL_TEN[by]!;
    return n <= SAFE && n >= -SAFE ? n : NaN;
  }

  plus(other: Decimal): Decimal {
    const sum = this.small + other.small;
    if (this.isAligned(other) && sum <= SAFE && sum >= -SAFE) return new Decimal(sum, null, this.fraction);
    return this.alignedSum(other);
  }

  /** Of one scale and both small: the common case, which V8 puts in line. */
  private isAligned(other: Decimal): boolean {
    return this.fraction === other.fraction && this.large === null && other.large === null;
  }

  private alignedSum(other: Decimal): Decimal {
    const scale = this.fraction >= other.fraction ? this.fraction : other.fraction;
    const sum = this.smallAt(scale) + other.smallAt(scale);
    if (sum <= SAFE && sum >= -SAFE) return new Decimal(sum, null, scale);
    return Decimal.ofBig(this.bigAt(scale) + other.bigAt(scale), scale);
  }

  minus(other: Decimal): Decimal {
    const difference = this.small - other.small;
    if (this.isAligned(other) && difference <= SAFE && difference >= -SAFE) return new Decimal(difference, null, this.fraction);
    return this.alignedDifference(other);
  }

  private alignedDifference(other: Decimal): Decimal {
    const scale = this.fraction >= other.fraction ? this.fraction : other.fraction;
    const difference = this.smallAt(scale) - other.smallAt(scale);
    if (difference <= SAFE && difference >= -SAFE) return new Decimal(difference, null, scale);
    return Decimal.ofBig(this.bigAt(scale) - other.bigAt(scale), scale);
  }

  times(other: Decimal): Decimal {
    const scale = this.fraction + other.fraction;
    if (this.large === null && other.large === null) {
      const product = this.small * other.small;
      if (product <= SAFE && product >= -SAFE) return new Decimal(product === 0 ? 0 : product, null, scale);
    }
    return Decimal.ofBig(this.big() * other.big(), scale);
  }

  /**
   * The `/` operator: the exact quotient at the smallest scale not below 0 and (scale - divisor's scale) if there is one of at most
   * 34 digits, else 34 significant digits. @throws ValueError (MathException `Divide by 0`)
   */
  dividedBy(divisor: Decimal): Decimal {
    if (divisor.isZero()) throw new ValueError('MathException', 'Divide by 0');
    const preferred = Math.max(0, this.fraction - divisor.fraction);
    if (preferred === this.fraction - divisor.fraction && this.large === null && divisor.large === null && this.small % divisor.small === 0) {
      const quotient = this.small / divisor.small;
      return new Decimal(quotient === 0 ? 0 : quotient, null, preferred);
    }
    let numerator = this.big();
    let denominator = divisor.big();
    if (denominator < 0n) {
      numerator = -numerator;
      denominator = -denominator;
    }
    // The shifted quotient has one or two digits more than are kept.
    const shift = DIVISION_DIGITS + 1 + divisor.precision() - this.precision();
    if (shift > 0) numerator *= tenTo(shift);
    else if (shift < 0) denominator *= tenTo(-shift);
    const quotient = numerator / denominator;
    const scale = this.fraction - divisor.fraction + shift;
    const exact = quotient * denominator === numerator;
    if (quotient === 0n) return new Decimal(0, null, preferred);
    const drop = quotient >= LARGEST_QUOTIENT || quotient <= -LARGEST_QUOTIENT ? 2 : 1;
    if (!exact || quotient % tenTo(drop) !== 0n) {
      const rounded = divideRounded(quotient, tenTo(drop), 'HALF_EVEN', !exact);
      const carried = rounded === TOO_MANY || rounded === -TOO_MANY;
      return Decimal.ofBig(carried ? rounded / 10n : rounded, scale - drop - (carried ? 1 : 0));
    }
    return Decimal.ofBig(quotient, scale).stripZeros(preferred);
  }

  /** Division to a given scale. @throws ValueError (MathException) */
  divide(divisor: Decimal, scale: number, mode: RoundingMode = 'HALF_EVEN'): Decimal {
    if (divisor.isZero()) throw new ValueError('MathException', 'Divide by 0');
    const shift = scale + divisor.fraction - this.fraction;
    if (this.large === null && divisor.large === null && shift >= 0 && shift <= 15) {
      const shifted = this.small * SMALL_TEN[shift]!;
      if (shifted <= SAFE && shifted >= -SAFE) {
        const small = rounding(() => (divisor.small < 0 ? divideRoundedSmall(-shifted, -divisor.small, mode) : divideRoundedSmall(shifted, divisor.small, mode)));
        return new Decimal(small === 0 ? 0 : small, null, scale);
      }
    }
    let numerator = this.big();
    let denominator = divisor.big();
    if (denominator < 0n) {
      numerator = -numerator;
      denominator = -denominator;
    }
    if (shift > 0) numerator *= tenTo(shift);
    else if (shift < 0) denominator *= tenTo(-shift);
    return Decimal.ofBig(rounding(() => divideRounded(numerator, denominator, mode)), scale);
  }

  /** Remainder with the sign of this (as `Math.mod` and Java's %). @throws ValueError (MathException) */
  remainder(divisor: Decimal): Decimal {
    if (divisor.isZero()) throw new ValueError('MathException', 'Divide by 0');
    const scale = Math.max(this.fraction, divisor.fraction);
    return Decimal.ofBig(this.bigAt(scale) % divisor.bigAt(scale), scale);
  }

  negate(): Decimal {
    if (this.large !== null) return new Decimal(0, -this.large, this.fraction);
    return new Decimal(this.small === 0 ? 0 : -this.small, null, this.fraction);
  }

  absolute(): Decimal {
    return this.sign() < 0 ? this.negate() : this;
  }

  /** this^exponent for a whole exponent >= 0. */
  power(exponent: number): Decimal {
    return Decimal.ofBig(this.big() ** BigInt(exponent), this.fraction * exponent);
  }

  /** -1, 0 or 1. */
  sign(): number {
    if (this.large !== null) return this.large < 0n ? -1 : 1;
    return Math.sign(this.small);
  }

  isZero(): boolean {
    return this.large === null && this.small === 0;
  }

  /** True when nothing stands after the point but zeros. */
  isWhole(): boolean {
    if (this.fraction <= 0 || this.isZero()) return true;
    return this.big() % tenTo(this.fraction) === 0n;
  }

  /** Numeric order, whatever the scales: negative, 0 or positive. */
  compareTo(other: Decimal): number {
    const by = this.fraction - other.fraction;
    if (by >= 0 && by <= 15 && this.large === null && other.large === null) {
      const grown = other.small * SMALL_TEN[by]!;
      if (grown <= SAFE && grown >= -SAFE) return this.small < grown ? -1 : this.small > grown ? 1 : 0;
    }
    return this.slowOrder(other);
  }

  private slowOrder(other: Decimal): number {
    const scale = this.fraction >= other.fraction ? this.fraction : other.fraction;
    const difference = this.smallAt(scale) - other.smallAt(scale);
    if (difference === difference) return difference < 0 ? -1 : difference > 0 ? 1 : 0;
    const a = this.bigAt(scale);
    const b = other.bigAt(scale);
    return a < b ? -1 : a > b ? 1 : 0;
  }

  /** Numeric equality: 1.0 equals 1.00. */
  equals(other: unknown): boolean {
    return other instanceof Decimal && this.compareTo(other) === 0;
  }

  /** A text that equal numbers share. */
  key(): string {
    return this.stripTrailingZeros().toPlainString();
  }

  setScale(scale: number, mode: RoundingMode = 'HALF_EVEN'): Decimal {
    const by = scale - this.fraction;
    if (by === 0) return this;
    if (by > 0) {
      const grown = this.smallAt(scale);
      if (grown === grown) return new Decimal(grown, null, scale);
      return Decimal.ofBig(this.bigAt(scale), scale);
    }
    if (this.large === null && by >= -15) {
      const n = rounding(() => divideRoundedSmall(this.small, SMALL_TEN[-by]!, mode));
      return new Decimal(n === 0 ? 0 : n, null, scale);
    }
    return Decimal.ofBig(rounding(() => divideRounded(this.big(), tenTo(-by), mode)), scale);
  }

  /** To a whole number. */
  round(mode: RoundingMode = 'HALF_EVEN'): bigint {
    const whole = this.setScale(0, mode);
    return whole.big();
  }

  stripTrailingZeros(): Decimal {
    return this.isZero() ? Decimal.ZERO : this.stripZeros(-Infinity);
  }

  private stripZeros(lowest: number): Decimal {
    let unscaled = this.big();
    let scale = this.fraction;
    for (let step = 16; step >= 1; step /= 2) {
      while (scale - step >= lowest && unscaled % tenTo(step) === 0n) {
        unscaled /= tenTo(step);
        scale -= step;
      }
    }
    return scale === this.fraction ? this : Decimal.ofBig(unscaled, scale);
  }

  /** Digits after the point. */
  scale(): number {
    return this.fraction;
  }

  /** Digits in all, leading zeros not counted (java.math.BigDecimal.precision). */
  precision(): number {
    if (this.large !== null) return digitCount(this.large);
    const magnitude = this.small < 0 ? -this.small : this.small;
    let digits = 1;
    while (digits < 16 && magnitude >= SMALL_TEN[digits]!) digits++;
    return digits;
  }

  /** The nearest double. */
  toNumber(): number {
    if (this.large === null && this.fraction >= 0 && this.fraction <= 22) return this.fraction === 0 ? this.small : this.small / 10 ** this.fraction;
    return Number(this.toString());
  }

  /** The whole part, towards zero. */
  toLong(): bigint {
    return BigInt.asIntN(64, this.setScale(0, 'DOWN').big());
  }

  /** The whole part in 32 bits, as Java's narrowing does. */
  toInteger(): number {
    if (this.large === null && this.fraction === 0) return this.small | 0;
    return Number(BigInt.asIntN(32, this.setScale(0, 'DOWN').big()));
  }

  /** Without exponent: `0.00000001`, `1200`. */
  toPlainString(): string {
    if (this.fraction <= 0) {
      const whole = (this.large ?? this.small).toString();
      return this.isZero() ? '0' : whole + '0'.repeat(-this.fraction);
    }
    const text = (this.large ?? this.small).toString();
    const negative = text.charCodeAt(0) === 45;
    const digits = (negative ? text.slice(1) : text).padStart(this.fraction + 1, '0');
    const point = digits.length - this.fraction;
    return `${negative ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`;
  }

  /** As Java and Apex print it: with an exponent below 1E-6 and for negative scales. */
  toString(): string {
    if (this.fraction === 0) return (this.large ?? this.small).toString();
    const text = (this.large ?? this.small).toString();
    const negative = text.charCodeAt(0) === 45;
    const digits = negative ? text.slice(1) : text;
    const exponent = digits.length - 1 - this.fraction;
    if (this.fraction > 0 && exponent >= -6) return this.toPlainString();
    const mantissa = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits;
    return `${negative ? '-' : ''}${mantissa}${exponent === 0 ? '' : `E${exponent > 0 ? '+' : ''}${exponent}`}`;
  }

  /** For JSON: the plain digits are a JSON number; JavaScript's own serializer gets the nearest double. */
  toJSON(): number {
    return this.toNumber();
  }

  /** With the locale's grouping and at most three decimals: `1,234.568`. */
  format(locale = 'en-US'): string {
    const formatter = new Intl.NumberFormat(locale, { maximumFractionDigits: 3, roundingMode: 'halfEven' } as Intl.NumberFormatOptions);
    return formatter.format(this.toPlainString() as Intl.StringNumericLiteral);
  }
}

function rounding<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) throw new ValueError('MathException', error.message);
    throw error;
  }
}
