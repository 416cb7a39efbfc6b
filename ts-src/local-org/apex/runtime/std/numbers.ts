import { ApexDouble, Decimal, ROUNDING_MODES, ValueError } from '../../../values/index.ts';
import type { RoundingMode } from '../../../values/index.ts';
import { decimalOf } from '../equality.ts';
import { EnumValue } from '../enum.ts';
import { MathException, NullPointerException, TypeException, raise } from '../exceptions.ts';
import { statics } from '../missing.ts';
import { userLocale } from '../user.ts';
import { typeNameOf } from '../types.ts';

export type AnyNumber = number | bigint | Decimal | ApexDouble;

export function required<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw raise(NullPointerException, 'Argument cannot be null.');
  return value;
}

/** ValueErrors of the value classes, as Apex exceptions. */
export function asApex<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ValueError) throw raise(error.exception === 'MathException' ? MathException : TypeException, error.message);
    throw error;
  }
}

export function toNumber(value: AnyNumber): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  return value instanceof ApexDouble ? value.value : value.toNumber();
}

export function roundingMode(mode: unknown): RoundingMode {
  const name = mode instanceof EnumValue ? mode.$name : String(mode);
  if (!ROUNDING_MODES.includes(name as RoundingMode)) throw raise(NullPointerException, 'Argument cannot be null.');
  return name as RoundingMode;
}

/** Digits, with or without a sign. */
function isWhole(text: string): boolean {
  const first = text.charCodeAt(0);
  const start = first === 43 || first === 45 ? 1 : 0;
  for (let i = start; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < 48 || c > 57) return false;
  }
  return text.length > start;
}

function parseInteger(text: string): number {
  if (!isWhole(text)) throw raise(TypeException, `Invalid integer: ${text}`);
  const value = Number(text);
  if (value > 2147483647 || value < -2147483648) throw raise(TypeException, `Invalid integer: ${text}`);
  return value;
}

function parseLong(text: string): bigint {
  if (!isWhole(text)) throw raise(TypeException, `Invalid long: ${text}`);
  const value = BigInt(text.replace(/^\+/, ''));
  if (BigInt.asIntN(64, value) !== value) throw raise(TypeException, `Invalid long: ${text}`);
  return value;
}

function invalid(value: unknown, type: string): never {
  throw raise(TypeException, `Invalid conversion from runtime type ${typeNameOf(value)} to ${type}`);
}

export const integer = statics('Integer', {
  /** `valueOf(Object)` */
  valueofobject: (value: unknown): number | null => (value === null ? null : integer.valueof(value)),
  valueof(value: unknown): number {
    required(value);
    if (typeof value === 'string') return parseInteger(value.trim());
    if (typeof value === 'number') return value;
    if (typeof value === 'bigint') return Number(BigInt.asIntN(32, value));
    if (value instanceof Decimal) return value.toInteger();
    if (value instanceof ApexDouble) return truncateToInteger(value.value);
    return invalid(value, 'Integer');
  },
});

export const long = statics('Long', {
  valueof(value: unknown): bigint {
    required(value);
    if (typeof value === 'string') return parseLong(value.trim());
    if (typeof value === 'number') return BigInt(value);
    if (typeof value === 'bigint') return value;
    if (value instanceof Decimal) return value.toLong();
    return invalid(value, 'Long');
  },
});

export const double = statics('Double', {
  valueof(value: unknown): ApexDouble {
    required(value);
    if (typeof value === 'string') {
      const text = value.trim();
      if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) throw raise(TypeException, `Invalid double: ${value}`);
      return new ApexDouble(Number(text));
    }
    if (typeof value === 'number' || typeof value === 'bigint' || value instanceof Decimal) return new ApexDouble(toNumber(value));
    if (value instanceof ApexDouble) return value;
    return invalid(value, 'Double');
  },
});

export const decimal = statics('Decimal', {
  valueof(value: unknown): Decimal {
    required(value);
    if (typeof value === 'string') {
      const parsed = Decimal.tryParse(value.trim());
      if (parsed === null) throw raise(TypeException, `Invalid decimal: ${value}`);
      return parsed;
    }
    if (typeof value === 'number' || typeof value === 'bigint' || value instanceof Decimal || value instanceof ApexDouble) return decimalOf(value);
    return invalid(value, 'Decimal');
  },
});

export const boolean = statics('Boolean', {
  valueof(value: unknown): boolean {
    if (value === null) return false;
    if (typeof value === 'boolean') return value;
    if (typeof value === 'string') return value.toLowerCase() === 'true';
    return invalid(value, 'Boolean');
  },
});

function truncateToInteger(value: number): number {
  if (Number.isNaN(value)) return 0;
  return Math.max(-2147483648, Math.min(2147483647, Math.trunc(value)));
}

function truncateToLong(value: number): bigint {
  if (!Number.isFinite(value)) return 0n;
  const whole = BigInt(Math.trunc(value));
  return whole > 9223372036854775807n ? 9223372036854775807n : whole < -9223372036854775808n ? -9223372036854775808n : whole;
}

/** A null receiver: as any call on null. */
function here<T>(value: T | null): T {
  if (value === null) throw raise(NullPointerException, 'Attempt to de-reference a null object');
  return value;
}

export const primInteger = statics('Integer', {
  format: (value: number | null): string => decimalOf(here(value)).format(userLocale()),
  equals: (value: number | null, other: unknown): boolean => here(value) === other,
  hashcode: (value: number | null): number => here(value),
  tostring: (value: number | null): string => String(here(value)),
  intvalue: (value: number | null): number => here(value),
  longvalue: (value: number | null): bigint => BigInt(here(value)),
  doublevalue: (value: number | null): ApexDouble => new ApexDouble(here(value)),
});

export const primLong = statics('Long', {
  format: (value: bigint | null): string => decimalOf(here(value)).format(userLocale()),
  intvalue: (value: bigint | null): number => Number(BigInt.asIntN(32, here(value))),
  longvalue: (value: bigint | null): bigint => here(value),
  doublevalue: (value: bigint | null): ApexDouble => new ApexDouble(Number(here(value))),
  equals: (value: bigint | null, other: unknown): boolean => here(value) === other,
  hashcode: (value: bigint | null): number => Number(BigInt.asIntN(32, here(value) ^ (here(value) >> 32n))),
  tostring: (value: bigint | null): string => String(here(value)),
});

export const primDouble = statics('Double', {
  format: (value: ApexDouble | null): string => here(value).toDecimal().format(userLocale()),
  intvalue: (value: ApexDouble | null): number => truncateToInteger(here(value).value),
  longvalue: (value: ApexDouble | null): bigint => truncateToLong(here(value).value),
  doublevalue: (value: ApexDouble | null): ApexDouble => here(value),
  round: (value: ApexDouble | null): bigint => here(value).toDecimal().round('HALF_EVEN'),
  equals: (value: ApexDouble | null, other: unknown): boolean => here(value).equals(other),
  hashcode: (value: ApexDouble | null): number => here(value).value | 0,
  tostring: (value: ApexDouble | null): string => here(value).toString(),
});

export const primDecimal = statics('Decimal', {
  abs: (value: Decimal | null): Decimal => here(value).absolute(),
  divide: (value: Decimal | null, divisor: AnyNumber, scale: number, mode?: unknown): Decimal =>
    asApex(() => here(value).divide(decimalOf(required(divisor)), scale, mode === undefined ? 'HALF_EVEN' : roundingMode(mode))),
  doublevalue: (value: Decimal | null): ApexDouble => new ApexDouble(here(value).toNumber()),
  equals: (value: Decimal | null, other: unknown): boolean => here(value).equals(other),
  format: (value: Decimal | null): string => here(value).format(userLocale()),
  hashcode: (value: Decimal | null): number => here(value).toInteger(),
  intvalue: (value: Decimal | null): number => here(value).toInteger(),
  longvalue: (value: Decimal | null): bigint => here(value).toLong(),
  pow(value: Decimal | null, exponent: number): Decimal {
    if (exponent < 0 || exponent > 32767) throw raise(MathException, 'Exponent must be between 0 and 32767');
    return here(value).power(exponent);
  },
  precision: (value: Decimal | null): number => here(value).precision(),
  round: (value: Decimal | null, mode?: unknown): bigint => asApex(() => BigInt.asIntN(64, here(value).round(mode === undefined ? 'HALF_EVEN' : roundingMode(mode)))),
  scale: (value: Decimal | null): number => here(value).scale(),
  setscale(value: Decimal | null, scale: number, mode?: unknown): Decimal {
    if (scale < -33 || scale > 33) throw raise(MathException, 'Scale must be between -33 and 33');
    if (mode === undefined) return here(value).setScale(required(scale));
    return asApex(() => here(value).setScale(required(scale), roundingMode(mode)));
  },
  striptrailingzeros: (value: Decimal | null): Decimal => here(value).stripTrailingZeros(),
  toplainstring: (value: Decimal | null): string => here(value).toPlainString(),
  tostring: (value: Decimal | null): string => here(value).toString(),
});

export const primBoolean = statics('Boolean', {
  equals: (value: boolean | null, other: unknown): boolean => here(value) === other,
  hashcode: (value: boolean | null): number => (here(value) === true ? 1231 : 1237),
  tostring: (value: boolean | null): string => String(here(value)),
});
