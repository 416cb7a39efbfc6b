import { OrgError } from '../../execution/errors.ts';
import type { FieldDef, Schema, SObjectDef } from '../../schema/model.ts';
import { ApexBlob, ApexDate, ApexDatetime, ApexTime, Decimal, SObjectRecord, toId18 } from '../../values/index.ts';
import type { Value } from '../../values/index.ts';
import { badRequest } from '../errors.ts';
import { ExactNumber, isJsonObject } from '../json.ts';
import type { Json } from '../json.ts';

/** `"Owner": {"Username": "a@b.c"}`: a parent named by a unique field, still to be looked up. */
export interface ParentReference {
  readonly record: SObjectRecord;
  /** The reference field to fill, `OwnerId`. */
  readonly field: FieldDef;
  readonly parentObject: SObjectDef;
  readonly parentField: FieldDef;
  readonly value: Value;
}

export interface ParsedRecord {
  readonly record: SObjectRecord;
  readonly references: readonly ParentReference[];
}

/**
 * A record from the JSON of a request. Names ignore case; `attributes` and names in `ignore` (lower case) are left out.
 * @throws OrgError INVALID_FIELD, ApiError JSON_PARSER_ERROR
 */
export function parseRecord(schema: Schema, object: SObjectDef, json: Readonly<Record<string, Json>>, ignore: ReadonlySet<string> = new Set()): ParsedRecord {
  const record = new SObjectRecord(object);
  const references: ParentReference[] = [];
  for (const [name, value] of Object.entries(json)) {
    const lower = name.toLowerCase();
    if (lower === 'attributes' || ignore.has(lower)) continue;
    const field = object.field(name);
    if (field) {
      record.fields[field.name] = parseValue(object, field, value);
      continue;
    }
    const reference = object.parentRelationship(name);
    if (reference && isJsonObject(value)) references.push(parseReference(schema, record, reference, value));
    else if (reference && value === null) record.fields[reference.name] = null;
    else throw new OrgError('INVALID_FIELD', `No such column '${name}' on sobject of type ${object.name}`);
  }
  return { record, references };
}

function parseReference(schema: Schema, record: SObjectRecord, field: FieldDef, json: Readonly<Record<string, Json>>): ParentReference {
  const attributes = json.attributes;
  const named = isJsonObject(attributes) && typeof attributes.type === 'string' ? attributes.type : undefined;
  const parentObject = schema.object(named ?? field.referenceTo?.[0] ?? '');
  const keys = Object.entries(json).filter(([name]) => name.toLowerCase() !== 'attributes');
  if (!parentObject || keys.length !== 1) throw badRequest('INVALID_FIELD', `The relationship ${field.relationshipName} needs exactly one external id field`);
  const [name, value] = keys[0]!;
  const parentField = parentObject.field(name);
  if (!parentField || !(parentField.externalId || parentField.unique || parentField.type === 'id' || parentField.name === parentObject.nameField || isUsername(parentObject, parentField))) {
    throw new OrgError('INVALID_FIELD', `Foreign key external ID: ${name} not found or not an external id field of ${parentObject.name}`);
  }
  return { record, field, parentObject, parentField, value: parseValue(parentObject, parentField, value) };
}

const isUsername = (object: SObjectDef, field: FieldDef): boolean => object.name === 'User' && field.name === 'Username';

/** The value of one field. @throws ApiError JSON_PARSER_ERROR for a value of another type */
export function parseValue(object: SObjectDef, field: FieldDef, json: Json): Value {
  if (json === null) return null;
  switch (field.type) {
    case 'boolean':
      if (typeof json === 'boolean') return json;
      if (typeof json === 'string' && /^(true|false|1|0)$/i.test(json)) return /^(true|1)$/i.test(json);
      throw cannotRead('boolean', json);
    case 'int':
    case 'long':
      return parseInteger(field, json);
    case 'double':
    case 'currency':
    case 'percent':
      return parseDecimal(json);
    case 'date': {
      const date = typeof json === 'string' ? ApexDate.tryParse(json) : null;
      if (json === '') return null;
      if (!date) throw cannotRead('date', json);
      return date;
    }
    case 'datetime': {
      if (json === '') return null;
      const datetime = typeof json === 'string' ? ApexDatetime.tryParse(json) : null;
      if (!datetime) throw cannotRead('datetime', json);
      return datetime;
    }
    case 'time': {
      if (json === '') return null;
      const time = typeof json === 'string' ? ApexTime.tryParse(json) : null;
      if (!time) throw cannotRead('time', json);
      return time;
    }
    case 'base64':
      if (typeof json !== 'string') throw cannotRead('base64', json);
      return ApexBlob.fromBase64(json);
    case 'id':
    case 'reference':
      if (typeof json !== 'string') throw cannotRead('ID', json);
      if (json === '') return null;
      return requireId(object, field, json);
    default:
      if (typeof json === 'string') return json;
      throw cannotRead('string', json);
  }
}

function requireId(object: SObjectDef, field: FieldDef, text: string): string {
  const id = toId18(text);
  if (id === null) throw new OrgError('MALFORMED_ID', `${field.label}: id value of incorrect type: ${text}`, [object.field(field.name)?.name ?? field.name]);
  return id;
}

function parseInteger(field: FieldDef, json: Json): Value {
  if (json === '') return null;
  const decimal = parseDecimal(json)!;
  if (!decimal.isWhole()) throw cannotRead('int', json);
  if (field.type === 'long') return decimal.toLong();
  const value = decimal.toNumber();
  if (Math.abs(value) > 2_147_483_647) throw cannotRead('int', json);
  return value;
}

function parseDecimal(json: Json): Decimal | null {
  if (json === '') return null;
  const text = json instanceof ExactNumber ? json.text : typeof json === 'number' || typeof json === 'string' ? String(json).trim() : undefined;
  const decimal = text === undefined ? null : Decimal.tryParse(text);
  if (!decimal) throw cannotRead('double', json);
  return decimal;
}

function cannotRead(type: string, json: Json): Error {
  return badRequest('JSON_PARSER_ERROR', `Cannot deserialize instance of ${type} from ${tokenOf(json)} or request may be missing a required field`);
}

function tokenOf(json: Json): string {
  if (typeof json === 'string') return `VALUE_STRING value ${json.slice(0, 100)}`;
  if (typeof json === 'number' || json instanceof ExactNumber) return `${Number.isInteger(Number(json)) ? 'VALUE_NUMBER_INT' : 'VALUE_NUMBER_FLOAT'} value ${String(json)}`;
  if (typeof json === 'boolean') return json ? 'VALUE_TRUE value true' : 'VALUE_FALSE value false';
  return Array.isArray(json) ? 'START_ARRAY value [' : 'START_OBJECT value {';
}
