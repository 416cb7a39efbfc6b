import { javaText, localText, plainText, readDecimal } from './decimal-text.ts';
import { digitCount, divideRounded, divideRoundedSmall, tenTo } from './rounding.ts';
import type { RoundingMode } from './rounding.ts';
import { ValueError } from './value-error.ts';

const SAFE = Number.MAX_SAFE_INTEGER;
const SAFE_BIG = BigInt(SAFE);
/** Powers of ten that a double holds exactly. */
const POWER = Array.from({ length: 23 }, (_, n) => Number(`1e${n}`));
/** The largest of them that fits a safe integer. */
const SAFE_POWER = 15;
/** Significant digits of a quotient that does not come out even (IEEE 754 decimal128, as java.math.MathContext). */
const DIVISION_DIGITS = 34;
/** The smallest quotient of 36 digits, and the smallest whole number of 35. */
const LARGEST_QUOTIENT = tenTo(DIVISION_DIGITS + 1);
const TOO_MANY = tenTo(DIVISION_DIGITS);
/** Further digits that a quotient of plain numbers is tried at before bigints divide. */
const QUICK_DIGITS = 4;

/**
 * An exact decimal number that keeps its scale (`1.50` stays `1.50`), with the arithmetic of java.math.BigDecimal, which
 * is what Apex shows. Immutable. The unscaled value, always in the first of these that holds it: 32 bits (`small`, which V8 adds and
 * compares in registers), a safe integer, a bigint (both `wide`).
 */
export class Decimal {
  static readonly ZERO = new Decimal(0, null, 0);
  static readonly ONE = new Decimal(1, null, 0);

  /** 0 when `wide` is set. */
  private declare readonly small: number;
  private declare readonly wide: number | bigint | null;
  /** Digits after the point; negative for multiples of powers of ten. */
  private declare readonly fraction: number;

  private constructor(small: number, wide: number | bigint | null, fraction: number) {
    this.small = small;
    this.wide = wide;
    this.fraction = fraction;
  }

  /** `unscaled` x 10^-scale; a number has to be a safe integer. */
  static of(unscaled: number | bigint, scale = 0): Decimal {
    if (typeof unscaled === 'bigint') {
      if (unscaled > SAFE_BIG || unscaled < -SAFE_BIG) return new Decimal(0, unscaled, scale);
      unscaled = Number(unscaled);
    }
    const small = unscaled | 0;
    return small === unscaled ? new Decimal(small, null, scale) : new Decimal(0, unscaled, scale);
  }

  static fromBigInt(value: bigint): Decimal {
    return Decimal.of(value);
  }

  /** The decimal of the shortest text that names this double: 0.1 becomes 0.1. @throws ValueError for NaN and infinities */
  static fromNumber(value: number): Decimal {
    return Number.isSafeInteger(value) ? Decimal.of(value) : Decimal.parse(String(value));
  }

  /** @throws ValueError (TypeException) unless the text is a number: `-12.50`, `.5`, `1e-7` */
  static parse(text: string): Decimal {
    const value = Decimal.tryParse(text);
    if (value === null) throw new ValueError('TypeException', `Invalid decimal: ${text}`);
    return value;
  }

  static tryParse(text: string): Decimal | null {
    const read = readDecimal(text);
    return read === null ? null : Decimal.of(read.unscaled, read.scale);
  }

  /** The value without its point: 12.50 gives 1250; a bigint only when it is no safe integer. */
  digits(): number | bigint {
    return this.wide ?? this.small;
  }

  /** The value without its point, as a bigint: 12.50 gives 1250n. */
  unscaled(): bigint {
    return BigInt(this.digits());
  }

  /** The unscaled value, or NaN when it is no safe integer. */
  private safe(): number {
    const { wide } = this;
    return wide === null ? this.small : typeof wide === 'number' ? wide : NaN;
  }

  /** The unscaled value at a larger scale, or NaN when that is no safe integer. */
  private safeAt(scale: number): number {
    const by = scale - this.fraction;
    if (by === 0) return this.safe();
    if (by > SAFE_POWER) return NaN;
    const n = this.safe() * POWER[by]!;
    return n <= SAFE && n >= -SAFE ? n : NaN;
  }

  private bigAt(scale: number): bigint {
    return scale === this.fraction ? this.unscaled() : this.unscaled() * tenTo(scale - this.fraction);
  }

  plus(other: Decimal): Decimal {
    const sum = this.small + other.small;
    if (this.fraction === other.fraction && this.wide === null && other.wide === null && sum === (sum | 0)) return new Decimal(sum | 0, null, this.fraction);
    return this.sum(other, 1);
  }

  minus(other: Decimal): Decimal {
    const difference = this.small - other.small;
    if (this.fraction === other.fraction && this.wide === null && other.wide === null && difference === (difference | 0)) return new Decimal(difference | 0, null, this.fraction);
    return this.sum(other, -1);
  }

  /** What compiled Apex makes of `a + b - c`: the Decimal in between need not be made. */
  sumOfThree(second: Decimal, secondSign: 1 | -1, third: Decimal, thirdSign: 1 | -1): Decimal {
    const { fraction } = this;
    // No products with the signs: one negative zero, and V8 would calculate in doubles from then on.
    const two = secondSign === 1 ? this.small + second.small : this.small - second.small;
    const sum = thirdSign === 1 ? two + third.small : two - third.small;
    if (fraction === second.fraction && fraction === third.fraction && this.wide === null && second.wide === null && third.wide === null && sum === (sum | 0)) {
      return new Decimal(sum | 0, null, fraction);
    }
    return this.sum(second, secondSign).sum(third, thirdSign);
  }

  /** Of whatever scales and sizes. */
  private sum(other: Decimal, sign: 1 | -1): Decimal {
    const scale = this.fraction >= other.fraction ? this.fraction : other.fraction;
    const sum = this.safeAt(scale) + sign * other.safeAt(scale);
    if (sum <= SAFE && sum >= -SAFE) return Decimal.of(sum, scale);
    const b = other.bigAt(scale);
    return Decimal.of(sign === 1 ? this.bigAt(scale) + b : this.bigAt(scale) - b, scale);
  }

  times(other: Decimal): Decimal {
    const scale = this.fraction + other.fraction;
    const product = this.safe() * other.safe();
    if (product <= SAFE && product >= -SAFE) return Decimal.of(product, scale);
    return Decimal.of(this.unscaled() * other.unscaled(), scale);
  }

  /**
   * The `/` operator: the exact quotient at the smallest scale not below 0 and (scale - divisor's scale) if there is one of at most
   * 34 digits, else 34 significant digits. @throws ValueError (MathException `Divide by 0`)
   */
  dividedBy(divisor: Decimal): Decimal {
    if (divisor.isZero()) throw new ValueError('MathException', 'Divide by 0');
    const difference = this.fraction - divisor.fraction;
    const preferred = difference > 0 ? difference : 0;
    const denominator = divisor.safe();
    for (let scale = preferred; scale <= preferred + QUICK_DIGITS; scale++) {
      const numerator = this.safeAt(this.fraction + scale - difference);
      if (numerator % denominator === 0) return Decimal.of(numerator / denominator, scale);
    }
    return this.longQuotient(divisor, preferred);
  }

  private longQuotient(divisor: Decimal, preferred: number): Decimal {
    let numerator = this.unscaled();
    let denominator = divisor.unscaled();
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
    if (quotient === 0n) return Decimal.of(0, preferred);
    const drop = quotient >= LARGEST_QUOTIENT || quotient <= -LARGEST_QUOTIENT ? 2 : 1;
    if (!exact || quotient % tenTo(drop) !== 0n) {
      const rounded = divideRounded(quotient, tenTo(drop), 'HALF_EVEN', !exact);
      const carried = rounded === TOO_MANY || rounded === -TOO_MANY;
      return Decimal.of(carried ? rounded / 10n : rounded, scale - drop - (carried ? 1 : 0));
    }
    return Decimal.of(quotient / tenTo(drop), scale - drop).stripZeros(preferred);
  }

  /** Division to a given scale. @throws ValueError (MathException) */
  divide(divisor: Decimal, scale: number, mode: RoundingMode = 'HALF_EVEN'): Decimal {
    if (divisor.isZero()) throw new ValueError('MathException', 'Divide by 0');
    const shift = scale + divisor.fraction - this.fraction;
    const dividend = shift > 0 ? this.safeAt(this.fraction + shift) : this.safe();
    const by = shift < 0 ? divisor.safeAt(divisor.fraction - shift) : divisor.safe();
    if (dividend === dividend && by === by) return Decimal.of(by < 0 ? divideRoundedSmall(-dividend, -by, mode) : divideRoundedSmall(dividend, by, mode), scale);
    const numerator = shift > 0 ? this.bigAt(this.fraction + shift) : this.unscaled();
    const denominator = shift < 0 ? divisor.bigAt(divisor.fraction - shift) : divisor.unscaled();
    return Decimal.of(denominator < 0n ? divideRounded(-numerator, -denominator, mode) : divideRounded(numerator, denominator, mode), scale);
  }

  /** Remainder with the sign of this (as `Math.mod` and Java's %). @throws ValueError (MathException) */
  remainder(divisor: Decimal): Decimal {
    if (divisor.isZero()) throw new ValueError('MathException', 'Divide by 0');
    const scale = Math.max(this.fraction, divisor.fraction);
    const rest = this.safeAt(scale) % divisor.safeAt(scale);
    return Decimal.of(rest === rest ? rest : this.bigAt(scale) % divisor.bigAt(scale), scale);
  }

  negate(): Decimal {
    return Decimal.of(-this.digits(), this.fraction);
  }

  absolute(): Decimal {
    return this.sign() < 0 ? this.negate() : this;
  }

  /** this^exponent for a whole exponent >= 0. */
  power(exponent: number): Decimal {
    return Decimal.of(this.unscaled() ** BigInt(exponent), this.fraction * exponent);
  }

  /** -1, 0 or 1. */
  sign(): number {
    const digits = this.digits();
    return digits < 0 ? -1 : digits > 0 ? 1 : 0;
  }

  isZero(): boolean {
    return this.small === 0 && this.wide === null;
  }

  /** True when nothing stands after the point but zeros. */
  isWhole(): boolean {
    return this.fraction <= 0 || this.isZero() || this.unscaled() % tenTo(this.fraction) === 0n;
  }

  /** Numeric order, whatever the scales: negative, 0 or positive. */
  compareTo(other: Decimal): number {
    const by = this.fraction - other.fraction;
    if (by >= 0 && by <= SAFE_POWER && this.wide === null && other.wide === null) {
      // Where the product is not exact it is still far beyond 32 bits.
      const grown = other.small * POWER[by]!;
      return this.small < grown ? -1 : this.small > grown ? 1 : 0;
    }
    return this.order(other);
  }

  private order(other: Decimal): number {
    const scale = this.fraction >= other.fraction ? this.fraction : other.fraction;
    const difference = this.safeAt(scale) - other.safeAt(scale);
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

  /** @throws ValueError (MathException) for UNNECESSARY where digits are lost */
  setScale(scale: number, mode: RoundingMode = 'HALF_EVEN'): Decimal {
    const by = scale - this.fraction;
    if (by === 0) return this;
    if (by > 0) {
      const grown = this.safeAt(scale);
      return Decimal.of(grown === grown ? grown : this.bigAt(scale), scale);
    }
    const safe = this.safe();
    if (safe === safe && by >= -SAFE_POWER) return Decimal.of(divideRoundedSmall(safe, POWER[-by]!, mode), scale);
    return Decimal.of(divideRounded(this.unscaled(), tenTo(-by), mode), scale);
  }

  /** To a whole number. */
  round(mode: RoundingMode = 'HALF_EVEN'): bigint {
    return this.setScale(0, mode).unscaled();
  }

  stripTrailingZeros(): Decimal {
    return this.isZero() ? Decimal.ZERO : this.stripZeros(-Infinity);
  }

  private stripZeros(lowest: number): Decimal {
    let scale = this.fraction;
    let safe = this.safe();
    if (safe === safe) {
      for (; scale > lowest && safe % 10 === 0; scale--) safe /= 10;
      return scale === this.fraction ? this : Decimal.of(safe, scale);
    }
    let unscaled = this.unscaled();
    for (let step = 16; step >= 1; step /= 2) {
      while (scale - step >= lowest && unscaled % tenTo(step) === 0n) {
        unscaled /= tenTo(step);
        scale -= step;
      }
    }
    return scale === this.fraction ? this : Decimal.of(unscaled, scale);
  }

  /** Digits after the point. */
  scale(): number {
    return this.fraction;
  }

  /** Digits in all, leading zeros not counted (java.math.BigDecimal.precision). */
  precision(): number {
    const safe = this.safe();
    if (safe !== safe) return digitCount(this.unscaled());
    const magnitude = safe < 0 ? -safe : safe;
    let digits = 1;
    while (digits < 16 && magnitude >= POWER[digits]!) digits++;
    return digits;
  }

  /** The nearest double. */
  toNumber(): number {
    const { fraction } = this;
    if (fraction === 0) return Number(this.digits());
    const safe = this.safe();
    return safe === safe && fraction > 0 && fraction < POWER.length ? safe / POWER[fraction]! : Number(this.toString());
  }

  /** The whole part, towards zero. */
  toLong(): bigint {
    return BigInt.asIntN(64, this.setScale(0, 'DOWN').unscaled());
  }

  /** The whole part in 32 bits, as Java's narrowing does. */
  toInteger(): number {
    const whole = this.setScale(0, 'DOWN');
    return whole.wide === null ? whole.small : Number(BigInt.asIntN(32, whole.unscaled()));
  }

  /** Without exponent: `0.00000001`, `1200`. */
  toPlainString(): string {
    return plainText(this.digits(), this.fraction);
  }

  /** As Java and Apex print it: with an exponent below 1E-6 and for negative scales. */
  toString(): string {
    return javaText(this.digits(), this.fraction);
  }

  /** For JSON: the plain digits are a JSON number; JavaScript's own serializer gets the nearest double. */
  toJSON(): number {
    return this.toNumber();
  }

  /** With the locale's grouping and at most three decimals: `1,234.568`. */
  format(locale = 'en-US'): string {
    return localText(this.toPlainString(), locale);
  }
}
