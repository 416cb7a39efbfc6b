import type { FieldDef } from '../../schema/model.ts';
import { ApexBlob, ApexDate, ApexDatetime, ApexDouble, ApexTime, Decimal, toId18 } from '../../values/index.ts';
import type { Value } from '../../values/index.ts';
import { storageOf, toDecimal } from '../store/storage.ts';
import type { Storage } from '../store/storage.ts';

/** A value that does not fit its field. */
export class CoercionError extends Error {
  readonly statusCode: string;
  constructor(statusCode: string, message: string) {
    super(message);
    this.statusCode = statusCode;
  }
}

/** The value in the type its field reads as. @throws CoercionError */
export function coerce(field: FieldDef, value: Value | ApexDouble): Value {
  if (value === null) return field.type === 'boolean' ? false : null;
  const storage = storageOf(field);
  switch (storage?.kind) {
    case 'text': if (typeof value === 'string') return value; break;
    case 'id': return coerceId(field, value);
    case 'boolean': if (typeof value === 'boolean') return value; break;
    case 'int': if (isNumber(value)) return typeof value === 'number' ? value : Number(toDecimal(value).setScale(0, 'HALF_UP').unscaled()); break;
    case 'long': if (isNumber(value)) return toDecimal(value).setScale(0, 'HALF_UP').unscaled(); break;
    case 'number': if (isNumber(value)) return toDecimal(value); break;
    case 'date':
      if (value instanceof ApexDate) return value;
      if (value instanceof ApexDatetime) return value.toDate();
      break;
    case 'datetime':
      if (value instanceof ApexDatetime) return value;
      if (value instanceof ApexDate) return ApexDatetime.fromMs(value.days * 86_400_000);
      break;
    case 'time': if (value instanceof ApexTime) return value; break;
    case 'blob':
      if (value instanceof ApexBlob) return value;
      if (typeof value === 'string') return ApexBlob.fromBase64(value);
  }
  throw new CoercionError('INVALID_TYPE_ON_FIELD_IN_RECORD', `${field.label}: value not of required type: ${String(value)}`);
}

function isNumber(value: Value | ApexDouble): value is number | bigint | Decimal {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof Decimal || value instanceof ApexDouble;
}

function coerceId(field: FieldDef, value: Value | ApexDouble): Value {
  if (value === '') return null;
  const id = typeof value === 'string' ? toId18(value) : null;
  if (id === null) throw new CoercionError('MALFORMED_ID', `${field.label}: id value of incorrect type: ${String(value)}`);
  return id;
}

/** As the platform saves it: text trimmed, empty text null, seconds without milliseconds, numbers rounded half up to their scale. */
export function normalise(field: FieldDef, value: Value): Value {
  if (value === null) return field.type === 'boolean' ? false : null;
  const storage = storageOf(field);
  switch (storage?.kind) {
    case 'text': return normaliseText(field, value as string);
    case 'number': return rounded(value as Decimal, storage);
    case 'datetime': {
      const { ms } = value as ApexDatetime;
      return ms % 1000 === 0 ? value : ApexDatetime.fromMs(Math.floor(ms / 1000) * 1000);
    }
    default: return value;
  }
}

function rounded(value: Decimal, storage: Extract<Storage, { kind: 'number' }>): Decimal {
  return value.setScale(storage.scale, 'HALF_UP');
}

function normaliseText(field: FieldDef, value: string): Value {
  const text = value.trim();
  if (text === '') return null;
  if (field.type === 'multipicklist') return multiPicklist(field, text);
  if (field.type === 'picklist' && field.picklist !== undefined) {
    return field.picklist.find((p) => p.value === text)?.value ?? field.picklist.find((p) => p.value.toLowerCase() === text.toLowerCase())?.value ?? text;
  }
  return text;
}

/** Each value once, in the order of the picklist. */
function multiPicklist(field: FieldDef, text: string): string {
  const values = [...new Set(text.split(';').map((v) => v.trim()).filter((v) => v !== ''))];
  const order = new Map((field.picklist ?? []).map((p, i) => [p.value, i]));
  const last = order.size;
  return values.sort((a, b) => (order.get(a) ?? last) - (order.get(b) ?? last)).join(';');
}
