import { ApexDate, ApexDatetime, ApexDouble, ApexTime, Decimal, SObjectRecord } from '../../values/index.ts';
import { decimalOf } from './equality.ts';
import { ListException, NullPointerException, raise } from './exceptions.ts';
import { userMethod } from './user-class.ts';

/** `<` on strings follows the user's language: case and accents count only as tie-breakers. */
const collator = new Intl.Collator('en');

/** Order of the `<` operators: negative, 0, positive. @throws NullPointerException for null */
export function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  if (typeof a === 'string' && typeof b === 'string') return a === b ? 0 : collator.compare(a, b);
  return compareSame(a, b) ?? 0;
}

/** java.lang.String.compareTo: by UTF-16 code unit; the difference of the first that differ, else of the lengths. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = a.charCodeAt(i) - b.charCodeAt(i);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function compareSame(a: unknown, b: unknown): number | undefined {
  if (isNumeric(a) && isNumeric(b)) {
    if (a instanceof ApexDouble && b instanceof ApexDouble) return a.compareTo(b);
    return decimalOf(a).compareTo(decimalOf(b));
  }
  if (a instanceof ApexDate) return b instanceof ApexDate ? a.compareTo(b) : b instanceof ApexDatetime ? Math.sign(a.days * 86_400_000 - b.ms) : undefined;
  if (a instanceof ApexDatetime) return b instanceof ApexDatetime ? a.compareTo(b) : b instanceof ApexDate ? Math.sign(a.ms - b.days * 86_400_000) : undefined;
  if (a instanceof ApexTime && b instanceof ApexTime) return a.compareTo(b);
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  return undefined;
}

function isNumeric(value: unknown): value is number | bigint | Decimal | ApexDouble {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof Decimal || value instanceof ApexDouble;
}

/** Order of `List.sort()`: null first, strings with case, enums as declared, Comparables by themselves, records by their fields. */
export function compareForSort(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  const order = compareSame(a, b);
  if (order !== undefined) return order;
  if (a instanceof SObjectRecord && b instanceof SObjectRecord) return compareRecords(a, b);
  if (typeof a === 'object' && 'compareto' in a) {
    const result = userMethod(a, 'compareto')!.call(a, b);
    if (result === null) throw raise(NullPointerException, 'Attempt to de-reference a null object');
    return result as number;
  }
  throw raise(ListException, 'One or more of the items in this list is not Comparable.');
}

/** By object, name field, then the other fields in alphabetical order. */
function compareRecords(a: SObjectRecord, b: SObjectRecord): number {
  if (a.definition !== b.definition) return compareText(a.definition.label, b.definition.label);
  const others = [...new Set([...Object.keys(a.fields), ...Object.keys(b.fields)])].sort();
  for (const name of [a.definition.nameField, ...others]) {
    const order = compareForSort(a.fields[name] ?? null, b.fields[name] ?? null);
    if (order !== 0) return order;
  }
  return 0;
}
