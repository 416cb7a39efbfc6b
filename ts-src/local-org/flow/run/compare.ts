import { NotImplementedError } from '../../execution/errors.ts';
import { ApexDate, ApexDatetime, ApexTime, Decimal, SObjectRecord } from '../../values/index.ts';
import { isList, plainText, sameId } from './flow-value.ts';
import type { FlowValue } from './flow-value.ts';

/** Comparisons of two values as decisions, filters of collections and start conditions make them: texts by case, null is not empty text. */
export type Comparison = (left: FlowValue, right: FlowValue, zone: string) => boolean;

const comparisons: Readonly<Record<string, Comparison>> = {
  EqualTo: equals,
  NotEqualTo: (a, b, zone) => !equals(a, b, zone),
  GreaterThan: ordered((sign) => sign > 0),
  GreaterThanOrEqualTo: ordered((sign) => sign >= 0),
  LessThan: ordered((sign) => sign < 0),
  LessThanOrEqualTo: ordered((sign) => sign <= 0),
  StartsWith: texts((a, b) => a.startsWith(b)),
  EndsWith: texts((a, b) => a.endsWith(b)),
  Contains: (a, b, zone) => (isList(a) ? a.some((item) => equals(item, b, zone)) : a !== null && b !== null && plainText(a).includes(plainText(b))),
  In: (a, b, zone) => isList(b) && b.some((item) => equals(a, item, zone)),
  NotIn: (a, b, zone) => !(isList(b) && b.some((item) => equals(a, item, zone))),
};

/** Unary ones, against the true or false on their right. */
const states: Readonly<Record<string, (value: FlowValue) => boolean>> = {
  IsNull: (value) => value === null,
  IsBlank: (value) => value === null || value === '',
  IsEmpty: (value) => value === null || (isList(value) && value.length === 0),
};

/** @throws NotImplementedError for operators that need more than the two values */
export function comparison(operator: string): Comparison {
  const state = states[operator];
  if (state !== undefined) return (left, right) => state(left) === (right !== false);
  const found = Object.hasOwn(comparisons, operator) ? comparisons[operator] : undefined;
  if (found === undefined) throw new NotImplementedError(`flow operator ${operator}`);
  return found;
}

export function isComparison(operator: string): boolean {
  return Object.hasOwn(comparisons, operator) || Object.hasOwn(states, operator);
}

export function equals(a: FlowValue, b: FlowValue, zone: string): boolean {
  // A Boolean without a value is false.
  if (typeof a === 'boolean' || typeof b === 'boolean') return asBoolean(a) === asBoolean(b);
  if (a === null || b === null) return a === b;
  if (isList(a) && isList(b)) return a.length === b.length && a.every((item, n) => equals(item, b[n]!, zone));
  if (a instanceof SObjectRecord || b instanceof SObjectRecord) return a === b || (idOf(a) !== null && idOf(a) === idOf(b));
  if (typeof a === 'string' && typeof b === 'string') return sameId(a, b);
  return order(a, b, zone) === 0;
}

function asBoolean(value: FlowValue): FlowValue {
  if (value === null) return false;
  return typeof value === 'string' ? value.toLowerCase() === 'true' : value;
}

function idOf(value: FlowValue): string | null {
  return value instanceof SObjectRecord ? value.id : typeof value === 'string' ? value : null;
}

function ordered(test: (sign: number) => boolean): Comparison {
  return (a, b, zone) => {
    const sign = a === null || b === null ? undefined : order(a, b, zone);
    return sign !== undefined && test(sign);
  };
}

function texts(test: (a: string, b: string) => boolean): Comparison {
  return (a, b) => a !== null && b !== null && test(plainText(a), plainText(b));
}

/** Undefined: the two cannot be compared. */
export function order(a: FlowValue, b: FlowValue, zone: string): number | undefined {
  if (a instanceof Decimal || b instanceof Decimal) {
    const [left, right] = [decimalOf(a), decimalOf(b)];
    return left === null || right === null ? undefined : left.compareTo(right);
  }
  if (a instanceof ApexDatetime || b instanceof ApexDatetime) return orderDates(a, b, zone);
  if (a instanceof ApexDate && b instanceof ApexDate) return a.compareTo(b);
  if (a instanceof ApexTime && b instanceof ApexTime) return a.compareTo(b);
  const [left, right] = [plainText(a), plainText(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** A date beside a datetime is compared as the day in the user's zone. */
function orderDates(a: FlowValue, b: FlowValue, zone: string): number | undefined {
  if (a instanceof ApexDatetime && b instanceof ApexDatetime) return a.compareTo(b);
  if (a instanceof ApexDatetime && b instanceof ApexDate) return a.toDate(zone).compareTo(b);
  if (a instanceof ApexDate && b instanceof ApexDatetime) return a.compareTo(b.toDate(zone));
  return undefined;
}

function decimalOf(value: FlowValue): Decimal | null {
  if (value instanceof Decimal) return value;
  return typeof value === 'string' ? Decimal.tryParse(value.trim()) : null;
}
