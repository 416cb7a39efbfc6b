import type { FieldDef } from '../../schema/model.ts';
import { ApexBlob, ApexDate, ApexDatetime, ApexDouble, ApexTime, Decimal, toId18 } from '../../values/index.ts';
import type { Value } from '../../values/index.ts';
import { storageOf, toDecimal } from '../store/storage.ts';

/** A value that does not fit its field. */
export class CoercionError extends Error {
  readonly statusCode: string;
  constructor(statusCode: string, message: string) {
    super(message);
    this.statusCode = statusCode;
  }
}

/** What becomes of the values of one field. Made once for each field: how, its definition says. */
export interface Conversion {
  /** The value in the type its field reads as. @throws CoercionError */
  coerce(value: Value | ApexDouble): Value;
  /** As the platform saves what `coerce` returned: text trimmed, empty text null, seconds without milliseconds, numbers rounded half up to their scale. */
  normalise(value: Value): Value;
}

const conversions = new WeakMap<FieldDef, Conversion>();

export function conversionOf(field: FieldDef): Conversion {
  let conversion = conversions.get(field);
  if (conversion === undefined) conversions.set(field, (conversion = { coerce: coercion(field), normalise: normalisation(field) }));
  return conversion;
}

/** @throws CoercionError */
export function coerce(field: FieldDef, value: Value | ApexDouble): Value {
  return conversionOf(field).coerce(value);
}

export function normalise(field: FieldDef, value: Value): Value {
  return conversionOf(field).normalise(value);
}

function coercion(field: FieldDef): Conversion['coerce'] {
  const refuse = (value: Value | ApexDouble): never => {
    throw new CoercionError('INVALID_TYPE_ON_FIELD_IN_RECORD', `${field.label}: value not of required type: ${String(value)}`);
  };
  // Compound fields have no storage of their own.
  if (field.type === 'boolean') return (value) => (value === null ? false : typeof value === 'boolean' ? value : refuse(value));
  // A list of ids of Apex, kept as one text.
  if (field.apexType === 'List<String>') return (value) => (isList(value) ? value.items.join(';') : typeof value === 'string' || value === null ? value : refuse(value));
  switch (storageOf(field)?.kind) {
    case 'text': return (value) => (value === null || typeof value === 'string' ? value : refuse(value));
    case 'id': return (value) => (value === null ? null : coerceId(field, value));
    case 'int': return (value) => (value === null || typeof value === 'number' ? value : isNumber(value) ? Number(toDecimal(value).setScale(0, 'HALF_UP').unscaled()) : refuse(value));
    case 'long': return (value) => (value === null ? null : isNumber(value) ? toDecimal(value).setScale(0, 'HALF_UP').unscaled() : refuse(value));
    case 'number': return (value) => (value === null || value instanceof Decimal ? value : isNumber(value) ? toDecimal(value) : refuse(value));
    case 'date': return (value) => (value === null || value instanceof ApexDate ? value : value instanceof ApexDatetime ? value.toDate() : refuse(value));
    case 'datetime':
      return (value) => (value === null || value instanceof ApexDatetime ? value : value instanceof ApexDate ? ApexDatetime.fromMs(value.days * 86_400_000) : refuse(value));
    case 'time': return (value) => (value === null || value instanceof ApexTime ? value : refuse(value));
    case 'blob': return (value) => (value === null || value instanceof ApexBlob ? value : typeof value === 'string' ? ApexBlob.fromBase64(value) : refuse(value));
    // Saved by its parts.
    case undefined: return () => null;
    default: return (value) => (value === null ? null : refuse(value));
  }
}

const isList = (value: unknown): value is { readonly items: readonly unknown[] } => typeof value === 'object' && value !== null && 'items' in value && Array.isArray(value.items);

function isNumber(value: Value | ApexDouble): value is number | bigint | Decimal {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof Decimal || value instanceof ApexDouble;
}

function coerceId(field: FieldDef, value: Value | ApexDouble): Value {
  if (value === '') return null;
  const id = typeof value === 'string' ? toId18(value) : null;
  if (id === null) throw new CoercionError('MALFORMED_ID', `${field.label}: id value of incorrect type: ${String(value)}`);
  return id;
}

function normalisation(field: FieldDef): Conversion['normalise'] {
  if (field.type === 'boolean') return (value) => value ?? false;
  const storage = storageOf(field);
  switch (storage?.kind) {
    case 'text': {
      const tidy = textNormalisation(field);
      return (value) => (value === null ? null : tidy((value as string).trim()));
    }
    case 'number': return (value) => (value === null ? null : (value as Decimal).setScale(storage.scale, 'HALF_UP'));
    case 'datetime':
      return (value) => {
        if (value === null) return null;
        const { ms } = value as ApexDatetime;
        return ms % 1000 === 0 ? value : ApexDatetime.fromMs(Math.floor(ms / 1000) * 1000);
      };
    default: return (value) => value;
  }
}

/** Of text without white space around it. */
function textNormalisation(field: FieldDef): (text: string) => Value {
  if (field.type === 'multipicklist') return (text) => (text === '' ? null : multiPicklist(field, text));
  const { picklist } = field;
  if (field.type !== 'picklist' || picklist === undefined) return (text) => (text === '' ? null : text);
  const exact = new Set(picklist.map((p) => p.value));
  const folded = new Map<string, string>();
  for (const { value } of picklist) if (!folded.has(value.toLowerCase())) folded.set(value.toLowerCase(), value);
  return (text) => (text === '' ? null : exact.has(text) ? text : (folded.get(text.toLowerCase()) ?? text));
}

/** Each value once, in the order of the picklist. */
function multiPicklist(field: FieldDef, text: string): string {
  const values = [...new Set(text.split(';').map((v) => v.trim()).filter((v) => v !== ''))];
  const order = new Map((field.picklist ?? []).map((p, i) => [p.value, i]));
  const last = order.size;
  return values.sort((a, b) => (order.get(a) ?? last) - (order.get(b) ?? last)).join(';');
}
