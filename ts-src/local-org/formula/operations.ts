import { ApexDate } from '../values/date.ts';
import { ApexDatetime } from '../values/datetime.ts';
import { ApexTime } from '../values/time.ts';
import { Decimal } from '../values/decimal.ts';
import type { Value } from '../values/value.ts';
import { OperationError } from './errors.ts';
import { divide, limited, power, whole } from './numbers.ts';
import type { BinaryOperator } from './tree.ts';

const DAY = Decimal.of(86_400_000);
const DAY_MS = 86_400_000;

/** One of the eager binary operators. Null on either side gives null, except in texts, where it is empty. */
export function operate(operator: Exclude<BinaryOperator, '&&' | '||'>, a: Value, b: Value, asText: boolean): Value {
  switch (operator) {
    case '&':
      return concatenate(a, b);
    case '=':
      return equal(a, b, asText);
    case '<>': {
      const same = equal(a, b, asText);
      return same === null ? null : !same;
    }
    case '+':
      if (typeof a === 'string' || typeof b === 'string') return concatenate(a, b);
      return a === null || b === null ? null : add(a, b, 1);
    case '-':
      return a === null || b === null ? null : add(a, b, -1);
  }
  if (a === null || b === null) return null;
  switch (operator) {
    case '*':
      return limited(number(a).times(number(b)));
    case '/':
      return divide(number(a), number(b));
    case '^':
      return power(number(a), number(b));
    case '<':
      return order(a, b) < 0;
    case '<=':
      return order(a, b) <= 0;
    case '>':
      return order(a, b) > 0;
    case '>=':
      return order(a, b) >= 0;
  }
}

/** Equality as CASE and `=` have it; null where a side has no value and is no text. */
export function equal(a: Value, b: Value, asText: boolean): boolean | null {
  if (asText || typeof a === 'string' || typeof b === 'string') return (a ?? '') === (b ?? '');
  if (a === null || b === null) return null;
  if (a instanceof Decimal || a instanceof ApexDate || a instanceof ApexDatetime || a instanceof ApexTime) return a.equals(b);
  return a === b;
}

function concatenate(a: Value, b: Value): Value {
  if (a === null) return b === null ? null : text(b);
  return b === null ? text(a) : text(a) + text(b);
}

function order(a: Value, b: Value): number {
  if (a instanceof Decimal && b instanceof Decimal) return a.compareTo(b);
  if (a instanceof ApexDate && b instanceof ApexDate) return a.compareTo(b);
  if (a instanceof ApexDatetime && b instanceof ApexDatetime) return a.compareTo(b);
  if (a instanceof ApexTime && b instanceof ApexTime) return a.compareTo(b);
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  throw new OperationError('Incorrect parameter type');
}

/** Sum, or difference for `sign` -1. Days are the unit of dates and datetimes, milliseconds that of times. */
function add(a: Value, b: Value, sign: 1 | -1): Value {
  if (a instanceof Decimal) {
    if (b instanceof Decimal) return limited(sign === 1 ? a.plus(b) : a.minus(b));
    if (sign === 1) return add(b, a, 1);
  } else if (a instanceof ApexDate) {
    // The part of a day that a number adds to a date does not count.
    if (b instanceof Decimal) return a.addDays(sign * whole(b));
    if (b instanceof ApexDate && sign === -1) return Decimal.of(b.daysBetween(a));
  } else if (a instanceof ApexDatetime) {
    if (b instanceof Decimal) return a.addMs(sign * Number(b.times(DAY).round('HALF_UP')));
    if (b instanceof ApexDatetime && sign === -1) return divide(Decimal.of(a.ms - b.ms), DAY);
  } else if (a instanceof ApexTime) {
    if (b instanceof Decimal) return a.addMs(sign * whole(b));
    if (b instanceof ApexTime && sign === -1) return Decimal.of((a.ms - b.ms + DAY_MS) % DAY_MS);
  }
  throw new OperationError('Incorrect parameter type');
}

export function number(value: Value): Decimal {
  if (value instanceof Decimal) return value;
  throw new OperationError('Incorrect parameter type. Expected Number');
}

export function text(value: Value): string {
  if (typeof value === 'string') return value;
  throw new OperationError('Incorrect parameter type. Expected Text');
}
