import { ApexBlob, ApexDate, ApexDatetime, ApexDouble, ApexTime, Decimal } from '../../values/index.ts';
import type { Value } from '../../values/index.ts';
import type { FieldDef } from '../../schema/model.ts';

/**
 * How a field lies in its column.
 * - numbers: INTEGER, the value times 10^scale, so that sums and comparisons are exact (at most 18 digits)
 * - datetimes: INTEGER, epoch milliseconds, whole seconds · times: INTEGER, milliseconds since midnight
 * - dates: TEXT, `2026-01-31` · booleans: INTEGER 0 or 1 · ids and text: TEXT · blobs: BLOB
 */
export type Storage =
  | { readonly kind: 'text' | 'id' | 'int' | 'long' | 'boolean' | 'date' | 'datetime' | 'time' | 'blob' }
  | { readonly kind: 'number'; readonly scale: number };

export type SqlValue = string | number | bigint | null | Uint8Array;

/** Fractional digits of numbers whose definition names none. */
const DEFAULT_SCALE = 6;
const TYPE: Record<Storage['kind'], string> = {
  text: 'TEXT', id: 'TEXT', int: 'INTEGER', long: 'INTEGER', boolean: 'INTEGER', date: 'TEXT', datetime: 'INTEGER', time: 'INTEGER', blob: 'BLOB', number: 'INTEGER',
};

/** Storage of values of this type; undefined for compound types, which have no value of their own. */
export function storageOf(field: Pick<FieldDef, 'type' | 'precision' | 'scale'>): Storage | undefined {
  switch (field.type) {
    case 'id': case 'reference': return { kind: 'id' };
    case 'boolean': return { kind: 'boolean' };
    case 'int': return { kind: 'int' };
    case 'long': return { kind: 'long' };
    case 'double': case 'currency': case 'percent':
      return { kind: 'number', scale: field.precision === 0 && field.scale === 0 ? DEFAULT_SCALE : Math.min(field.scale, 18) };
    case 'date': return { kind: 'date' };
    case 'datetime': return { kind: 'datetime' };
    case 'time': return { kind: 'time' };
    case 'base64': return { kind: 'blob' };
    case 'address': case 'location': return undefined;
    default: return { kind: 'text' };
  }
}

export function columnType(storage: Storage): string {
  return TYPE[storage.kind];
}

/** A text that changes when rows must be rewritten. */
export function storageKey(storage: Storage): string {
  return storage.kind === 'number' ? `number:${storage.scale}` : storage.kind;
}

/** From a column to the value Apex and the APIs see. */
export function decoder(storage: Storage): (raw: SqlValue) => Value {
  switch (storage.kind) {
    case 'text': case 'id': return (raw) => raw as string | null;
    case 'int': return (raw) => (raw === null ? null : Number(raw));
    case 'long': return (raw) => (raw === null ? null : BigInt(raw as number | bigint));
    case 'boolean': return (raw) => (raw === null ? null : raw !== 0 && raw !== 0n);
    case 'date': return (raw) => (raw === null ? null : ApexDate.parse(raw as string));
    case 'datetime': return (raw) => (raw === null ? null : ApexDatetime.fromMs(Number(raw)));
    case 'time': return (raw) => (raw === null ? null : ApexTime.fromMs(Number(raw)));
    case 'blob': return (raw) => (raw === null ? null : new ApexBlob(raw as Uint8Array));
    case 'number': {
      const { scale } = storage;
      return (raw) => (raw === null ? null : Decimal.of(raw as number | bigint, scale));
    }
  }
}

/** `encode` of one column: the common types at once. */
export function encoder(storage: Storage): (value: Value) => SqlValue {
  switch (storage.kind) {
    case 'text': case 'id': return (value) => (typeof value === 'string' ? value : encode(storage, value));
    case 'boolean': return (value) => (value === null ? null : value === true ? 1 : 0);
    default: return (value) => encode(storage, value);
  }
}

/** From a value of the right type (see `coerce` in save/) to the column. Numbers are rounded half up to the column's scale. */
export function encode(storage: Storage, value: Value | ApexDouble): SqlValue {
  if (value === null) return null;
  switch (storage.kind) {
    case 'text': return typeof value === 'string' ? value : String(value);
    case 'id': return value as string;
    case 'boolean': return value === true ? 1 : 0;
    case 'int': return typeof value === 'number' ? value : compact(toDecimal(value).setScale(0, 'HALF_UP').unscaled());
    case 'long': return compact(typeof value === 'bigint' ? value : toDecimal(value).setScale(0, 'HALF_UP').unscaled());
    case 'date': return value instanceof ApexDatetime ? value.toDate().toString().slice(0, 10) : isoDate(value as ApexDate);
    case 'datetime': return value instanceof ApexDate ? value.days * 86_400_000 : Math.floor((value as ApexDatetime).ms / 1000) * 1000;
    case 'time': return (value as ApexTime).ms;
    case 'blob': return value instanceof ApexBlob ? value.bytes : ApexBlob.fromText(String(value)).bytes;
    case 'number': {
      if (typeof value === 'number' && storage.scale === 0 && Number.isSafeInteger(value)) return value;
      return toDecimal(value).setScale(storage.scale, 'HALF_UP').digits();
    }
  }
}

export function toDecimal(value: Value | ApexDouble): Decimal {
  if (value instanceof Decimal) return value;
  if (typeof value === 'number') return Decimal.fromNumber(value);
  if (typeof value === 'bigint') return Decimal.fromBigInt(value);
  if (value instanceof ApexDouble) return value.toDecimal();
  return Decimal.parse(String(value));
}

/** A safe integer as a number: binding a bigint is slower. */
export function compact(n: bigint): number | bigint {
  return n >= -9007199254740991n && n <= 9007199254740991n ? Number(n) : n;
}

export function isoDate(date: ApexDate): string {
  const { year, month, day } = date.civil();
  return `${String(year).padStart(4, '0')}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
}

/** The form in which text compares where the platform ignores case. */
export function fold(text: string): string {
  return text.toLowerCase();
}

export function isAscii(text: string): boolean {
  return /^[\x00-\x7f]*$/.test(text);
}
