import { ApexBlob, ApexDate, ApexDatetime, ApexDouble, ApexTime, Decimal, SObjectRecord } from '../../values/index.ts';
import { ApexList } from './collections/list.ts';
import { ApexMap } from './collections/map.ts';
import { ApexSet } from './collections/set.ts';
import { userMethod } from './user-class.ts';

/** The `==` operator: strings ignore case, numbers compare by value whatever their types, the rest as `equal`. */
export function looselyEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a === null || b === null || a === undefined || b === undefined) return false;
  if (typeof a === 'string') return typeof b === 'string' && equalsIgnoreCase(a, b);
  if (isNumber(a) && isNumber(b)) return numbersEqual(a, b);
  if (a instanceof ApexDate && b instanceof ApexDatetime) return a.days * 86_400_000 === b.ms;
  if (a instanceof ApexDatetime && b instanceof ApexDate) return b.days * 86_400_000 === a.ms;
  return equal(a, b);
}

export function equalsIgnoreCase(a: string, b: string): boolean {
  return a.length === b.length && (a === b || a.toLowerCase() === b.toLowerCase());
}

/** `equals`: strings with case, values and collections and records by content, user objects by their own `equals`, else identity. */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  if (a instanceof SObjectRecord) return b instanceof SObjectRecord && recordsEqual(a, b);
  if (a instanceof ApexList) return b instanceof ApexList && a.items.length === b.items.length && a.items.every((item, i) => equal(item, b.items[i]));
  if (a instanceof ApexSet) return b instanceof ApexSet && a.size() === b.size() && a.containsall(b);
  if (a instanceof ApexMap) return b instanceof ApexMap && mapsEqual(a, b);
  if (isValue(a)) return a.equals(b);
  return userMethod(a, 'equals')?.call(a, b) === true;
}

/** The `===` operator: identity for objects, content for values (a Decimal has no identity). */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (isNumber(a) && isNumber(b)) return numbersEqual(a, b);
  return typeof a === 'object' && a !== null && isValue(a) && a.equals(b);
}

type ValueObject = Decimal | ApexDouble | ApexDate | ApexDatetime | ApexTime | ApexBlob;

function isValue(value: object): value is ValueObject {
  return (
    value instanceof Decimal || value instanceof ApexDatetime || value instanceof ApexDate || value instanceof ApexDouble ||
    value instanceof ApexTime || value instanceof ApexBlob
  );
}

function isNumber(value: unknown): value is number | bigint | Decimal | ApexDouble {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof Decimal || value instanceof ApexDouble;
}

function numbersEqual(a: number | bigint | Decimal | ApexDouble, b: number | bigint | Decimal | ApexDouble): boolean {
  if (a instanceof ApexDouble && b instanceof ApexDouble) return a.value === b.value;
  return decimalOf(a).compareTo(decimalOf(b)) === 0;
}

export function decimalOf(value: number | bigint | Decimal | ApexDouble): Decimal {
  if (typeof value === 'number') return Decimal.of(value);
  if (typeof value === 'bigint') return Decimal.fromBigInt(value);
  return value instanceof ApexDouble ? value.toDecimal() : value;
}

function recordsEqual(a: SObjectRecord, b: SObjectRecord): boolean {
  if (a.definition.name !== b.definition.name) return false;
  const names = new Set([...Object.keys(a.fields), ...Object.keys(b.fields)]);
  for (const name of names) if (!looselyEqualExact(a.fields[name] ?? null, b.fields[name] ?? null)) return false;
  return true;
}

function looselyEqualExact(a: unknown, b: unknown): boolean {
  return isNumber(a) && isNumber(b) ? numbersEqual(a, b) : equal(a, b);
}

function mapsEqual(a: ApexMap, b: ApexMap): boolean {
  if (a.size() !== b.size()) return false;
  for (const [key, value] of a.entries()) if (!b.containskey(key) || !equal(value, b.get(key))) return false;
  return true;
}

/** A text that equal values share, or undefined for what has identity or an `equals` of its own. */
export function valueKey(value: object): string | undefined {
  if (value instanceof Decimal) return `\0d${value.key()}`;
  if (value instanceof ApexDate) return `\0D${value.days}`;
  if (value instanceof ApexDatetime) return `\0T${value.ms}`;
  if (value instanceof ApexDouble) return `\0f${value.value}`;
  if (value instanceof ApexTime) return `\0t${value.ms}`;
  if (value instanceof ApexBlob) return `\0b${value.toBase64()}`;
  if (value instanceof SObjectRecord) return recordKey(value);
  if (value instanceof ApexList) return `\0L[${value.items.map(nestedKey).join()}]`;
  if (value instanceof ApexSet) return `\0S[${[...value].map(nestedKey).sort().join()}]`;
  if (value instanceof ApexMap) return `\0M[${[...value.entries()].map(([k, v]) => `${nestedKey(k)}=${nestedKey(v)}`).sort().join()}]`;
  return undefined;
}

function recordKey(record: SObjectRecord): string {
  const names = Object.keys(record.fields).sort();
  return `\0R${record.definition.name}{${names.map((name) => `${name}=${nestedKey(record.fields[name] ?? null)}`).join()}}`;
}

function nestedKey(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value === null || typeof value !== 'object') return `${typeof value === 'bigint' ? `${value}L` : String(value)}`;
  return valueKey(value) ?? `\0@${'equals' in value && !('$enum' in value) ? hashOf(value) : identityOf(value)}`;
}

const identities = new WeakMap<object, number>();
let nextIdentity = 1;

function identityOf(value: object): number {
  let identity = identities.get(value);
  if (identity === undefined) identities.set(value, (identity = nextIdentity++));
  return identity;
}

/** java.lang.String.hashCode */
export function hashText(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(31, hash) + text.charCodeAt(i)) | 0;
  return hash;
}

/** `hashCode` of any value. Equal values have equal hashes; a user's own `hashCode` is asked. */
export function hashOf(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return hashText(value);
    case 'number':
      return value | 0;
    case 'bigint':
      return Number(BigInt.asIntN(32, value ^ (value >> 32n)));
    case 'boolean':
      return value ? 1231 : 1237;
  }
  if (value === null || value === undefined) return 0;
  const key = valueKey(value);
  if (key !== undefined) return hashText(key);
  const own = userMethod(value, 'hashcode');
  return own === undefined ? identityOf(value) : (own.call(value) as number);
}
