import type { FieldDef, SObjectDef } from '../../schema/model.ts';
import { Decimal } from '../../values/index.ts';
import type { Value } from '../../values/index.ts';
import { isStored, isText } from '../store/layout.ts';
import { storageOf } from '../store/storage.ts';
import { coerce, CoercionError, normalise } from './coerce.ts';
import { fail } from './row.ts';
import type { Row } from './row.ts';
import type { Statement } from './statement.ts';

/** The platform's own rules for values. Only fields that are new or changed are looked at. */

/** Brings changed values, also those that triggers put, to the form they are saved in. */
export function normaliseRow(statement: Statement, row: Row): void {
  const { fields } = row.record;
  for (const name in fields) {
    const value = fields[name]!;
    if (row.old !== null && row.old.fields[name] === value) continue;
    const column = statement.table.byName.get(name);
    if (column === undefined) continue;
    try {
      const normal = normalise(column.field, coerce(column.field, value));
      if (normal !== value) fields[name] = normal;
    } catch (error) {
      if (!(error instanceof CoercionError)) throw error;
      fail(row, error.statusCode, error.message, [name]);
    }
  }
}

/** Required, length, range, format and picklist of one row. */
export function validateRow(statement: Statement, row: Row): void {
  const missing = requiredFields(statement.object).filter((f) => (row.record.fields[f.name] ?? null) === null).map((f) => f.name);
  if (missing.length > 0) fail(row, 'REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`, missing);
  const { fields } = row.record;
  for (const name in fields) {
    const value = fields[name]!;
    if (value === null || (row.old !== null && row.old.fields[name] === value)) continue;
    const column = statement.table.byName.get(name);
    if (column !== undefined) validateValue(statement, row, column.field, value);
  }
}

const required = new WeakMap<SObjectDef, readonly FieldDef[]>();

function requiredFields(object: SObjectDef): readonly FieldDef[] {
  let list = required.get(object);
  if (list === undefined) {
    list = object.fields.filter((f) =>
      !f.nillable && f.createable && isStored(f) && f.type !== 'boolean' && f.type !== 'id' && f.defaultedOnCreate !== true
      && f.autoNumber === undefined && !(object.kind === 'custom' && f.name === object.nameField) && f.summary === undefined && f.components === undefined && f.name !== 'OwnerId');
    required.set(object, list);
  }
  return list;
}

/** No regular expression of the platform's is public: local part, @, domain with a dot. */
const EMAIL = /^[^\s@<>()[\],;:"\\]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$/;

function validateValue(statement: Statement, row: Row, field: FieldDef, value: Value): void {
  if (typeof value === 'string' && isText(field)) validateText(statement, row, field, value);
  else if (value instanceof Decimal) validateNumber(row, field, value);
  else if (field.type === 'int' && typeof value === 'number' && (value > 2147483647 || value < -2147483648)) outOfRange(row, field, value);
}

function validateText(statement: Statement, row: Row, field: FieldDef, value: string): void {
  if (field.length > 0 && value.length > field.length) {
    if (statement.allowTruncation && field.type !== 'picklist' && field.type !== 'multipicklist') row.record.fields[field.name] = value.slice(0, field.length);
    else return fail(row, 'STRING_TOO_LONG', `${field.label}: data value too large: ${value} (max length=${field.length})`, [field.name]);
  }
  if (field.type === 'email' && !EMAIL.test(value)) fail(row, 'INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${value}`, [field.name]);
}

function validateNumber(row: Row, field: FieldDef, value: Decimal): void {
  const storage = storageOf(field);
  if (field.precision === 0 || storage?.kind !== 'number') {
    if (value.precision() > 18) outOfRange(row, field, value);
    return;
  }
  const whole = field.precision - storage.scale;
  if (!value.isZero() && value.precision() - value.scale() > whole) outOfRange(row, field, value);
}

function outOfRange(row: Row, field: FieldDef, value: Decimal | number): void {
  fail(row, 'NUMBER_OUTSIDE_VALID_RANGE', `${field.label}: value outside of valid range on numeric field: ${String(value)}`, [field.name]);
}

/** Restricted picklists: the values of the field, or of the record type where it names some. */
export function checkPicklists(statement: Statement, row: Row): void {
  const { fields } = row.record;
  for (const field of restrictedFields(statement.object)) {
    const value = fields[field.name];
    if (typeof value !== 'string' || value === '' || row.old?.fields[field.name] === value) continue;
    const allowed = allowedValues(statement.object, field, fields.RecordTypeId);
    const values = field.type === 'multipicklist' ? value.split(';').map((v) => v.trim()).filter((v) => v !== '') : [value.trim()];
    const wrong = values.find((v) => v !== '' && !allowed.has(v.toLowerCase()));
    if (wrong !== undefined) {
      fail(row, 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', `${field.label}: bad value for restricted picklist field: ${wrong}`, [field.name]);
    }
  }
}

const restricted = new WeakMap<SObjectDef, readonly FieldDef[]>();

function restrictedFields(object: SObjectDef): readonly FieldDef[] {
  let list = restricted.get(object);
  if (list === undefined) restricted.set(object, (list = object.fields.filter((f) => f.restrictedPicklist === true && f.picklist !== undefined && f.picklist.length > 0 && isStored(f))));
  return list;
}

const valueSets = new WeakMap<object, Set<string>>();

function allowedValues(object: SObjectDef, field: FieldDef, recordTypeId: Value | undefined): Set<string> {
  const type = typeof recordTypeId === 'string' ? object.recordTypes.find((t) => t.id === recordTypeId) : undefined;
  const own = type?.picklists[field.name];
  const key: object = own ?? field;
  let set = valueSets.get(key);
  if (set === undefined) {
    set = new Set((own ?? field.picklist!.filter((p) => p.active).map((p) => p.value)).map((v) => v.toLowerCase()));
    valueSets.set(key, set);
  }
  return set;
}
