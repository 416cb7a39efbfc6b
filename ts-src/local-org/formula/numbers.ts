import { Decimal } from '../values/decimal.ts';
import { OperationError } from './errors.ts';

/** Significant digits the platform computes formulas with. */
const DIGITS = 39;

/** Rounds to the digits that formulas keep. */
export function limited(value: Decimal): Decimal {
  const excess = value.precision() - DIGITS;
  return excess > 0 ? value.setScale(value.scale() - excess, 'HALF_UP') : value;
}

export function divide(a: Decimal, b: Decimal): Decimal {
  if (b.isZero()) throw new OperationError('Division by zero');
  if (a.isZero()) return Decimal.ZERO;
  const short = a.dividedBy(b);
  // Fewer digits than that division can hold: it came out even.
  if (short.precision() < 34) return tidy(short);
  const magnitude = a.precision() - a.scale() - (b.precision() - b.scale());
  return tidy(limited(a.divide(b, Math.max(DIGITS - magnitude + 1, 0), 'HALF_UP')));
}

/** `a ^ b`. Whole exponents are exact to 18 digits, as on the platform; others go through doubles. */
export function power(a: Decimal, b: Decimal): Decimal {
  if (!b.isWhole()) return fromDouble(Math.pow(a.toNumber(), b.toNumber()), '^');
  const exponent = b.toInteger();
  const size = a.isZero() ? 0 : Math.log10(Math.abs(a.toNumber())) * exponent;
  if (size > 64) throw new OperationError('Out of range argument to POWER() function');
  if (exponent < 0) return divide(Decimal.ONE, power(a, b.negate()));
  if (size < -DIGITS) return Decimal.ZERO;
  const result = a.power(exponent);
  const excess = result.precision() - 18;
  return tidy(excess > 0 ? result.setScale(result.scale() - excess, 'HALF_UP') : result);
}

/** Result of a function that exists for doubles only. */
export function fromDouble(value: number, name: string): Decimal {
  if (!Number.isFinite(value)) throw new OperationError(`Out of range argument to ${name}`);
  return Decimal.fromNumber(value);
}

/** Half up; negative places round before the point. */
export function round(value: Decimal, places: number): Decimal {
  return plain(value.setScale(places, 'HALF_UP'));
}

/** A negative scale (`12E+2`) is written out: no formula shows exponents. */
export function plain(value: Decimal): Decimal {
  return value.scale() < 0 ? value.setScale(0) : value;
}

/** Without zeros at the end, which TEXT and the division never show. */
export function tidy(value: Decimal): Decimal {
  return plain(value.stripTrailingZeros());
}

/** The whole number that a count or position argument stands for. */
export function whole(value: Decimal): number {
  return Number(value.toLong());
}

export function decimalOf(value: number): Decimal {
  return Decimal.of(value);
}
