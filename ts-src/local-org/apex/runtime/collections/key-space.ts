import { ApexBlob, ApexDate, ApexDatetime, ApexDouble, ApexTime, Decimal, SObjectRecord } from '../../../values/index.ts';
import { hashOf, valueKey } from '../equality.ts';
import { userMethod } from '../user-class.ts';

/**
 * Turns Apex values into keys of a JavaScript Map, so that equal values get the same key. Strings, numbers, booleans and null are
 * their own keys; values and records get a text; objects with their own `equals` share the first equal one met; all others are themselves.
 */
export class KeySpace {
  private buckets: Map<number, object[]> | undefined;

  /** The key; a new object with its own `equals` is remembered when `insert`. */
  keyOf(value: object, insert: boolean): unknown {
    const key = valueKey(value);
    if (key !== undefined) return key;
    if (!('equals' in value) || '$enum' in value) return value;
    return this.representative(value, insert);
  }

  private representative(value: object, insert: boolean): object {
    const hash = hashOf(value);
    const bucket = this.buckets?.get(hash);
    const equals = userMethod(value, 'equals')!;
    for (const candidate of bucket ?? []) if (candidate === value || equals.call(value, candidate) === true) return candidate;
    if (insert) {
      this.buckets ??= new Map();
      if (bucket === undefined) this.buckets.set(hash, [value]);
      else bucket.push(value);
    }
    return value;
  }
}

/** Is the value its own key? Then collections need not keep it beside the key. */
export function isOwnKey(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return true;
  return !(
    value instanceof Decimal || value instanceof SObjectRecord || value instanceof ApexDate || value instanceof ApexDatetime ||
    value instanceof ApexTime || value instanceof ApexBlob || value instanceof ApexDouble || 'equals' in value
  );
}
