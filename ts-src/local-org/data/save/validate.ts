import type { FieldDef, SObjectDef } from '../../schema/model.ts';
import { Decimal } from '../../values/index.ts';
import type { Value } from '../../values/index.ts';
import { isText } from '../store/layout.ts';
import { storageOf } from '../store/storage.ts';
import { checkFile } from './files.ts';
import { CoercionError } from './coerce.ts';
import { fail } from './row.ts';
import type { Row } from './row.ts';
import type { SavePlan } from './save-plan.ts';
import type { Statement } from './statement.ts';

/** The platform's own rules for values. Only fields that are new or changed are looked at. */

/** Brings changed values, also those that triggers put, to the form they are saved in. */
export function normaliseRow({ stored }: SavePlan, row: Row): void {
  const { fields } = row.record;
  const old = row.old?.fields;
  for (const name in fields) {
    const value = fields[name]!;
    if (old !== undefined && old[name] === value) continue;
    const plan = stored.get(name);
    if (plan === undefined) continue;
    try {
      const normal = plan.convert.normalise(plan.convert.coerce(value));
      if (normal !== value) fields[name] = normal;
    } catch (error) {
      if (!(error instanceof CoercionError)) throw error;
      fail(row, error.statusCode, error.message, [name]);
    }
  }
}

/** Required, length, range, format and picklist of one row. */
export function validateRow(statement: Statement, plan: SavePlan, row: Row): void {
  const { fields } = row.record;
  checkRequired(plan, row);
  checkFile(statement, row);
  const old = row.old?.fields;
  for (const name in fields) {
    const validate = plan.stored.get(name)?.validate;
    if (validate === undefined) continue;
    const value = fields[name]!;
    if (value !== null && (old === undefined || old[name] !== value)) validate(statement, row, value);
  }
}

function checkRequired(plan: SavePlan, row: Row): void {
  const { fields } = row.record;
  let missing: string[] | undefined;
  for (const { name } of plan.required) if ((fields[name] ?? null) === null) (missing ??= []).push(name);
  if (missing !== undefined) fail(row, 'REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`, missing);
}

/** No regular expression of the platform's is public: local part, @, domain with a dot. */
const EMAIL = /^[^\s@<>()[\],;:"\\]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$/;

/** Looks at a new value that is not null. */
export type Validator = (statement: Statement, row: Row, value: Value) => void;

/** undefined: there is nothing to look at. */
export function validatorOf(field: FieldDef): Validator | undefined {
  if (isText(field)) {
    if (field.length === 0 && field.type !== 'email') return undefined;
    return (statement, row, value) => {
      if (typeof value === 'string') validateText(statement, row, field, value);
    };
  }
  const storage = storageOf(field);
  switch (storage?.kind) {
    case 'int':
      return (_statement, row, value) => {
        if (typeof value === 'number' && (value > 2147483647 || value < -2147483648)) outOfRange(row, field, value);
      };
    case 'number': {
      const whole = field.precision === 0 ? undefined : field.precision - storage.scale;
      return (_statement, row, value) => {
        if (value instanceof Decimal && !fits(value, whole)) outOfRange(row, field, value);
      };
    }
    default: return undefined;
  }
}

function validateText(statement: Statement, row: Row, field: FieldDef, value: string): void {
  if (field.length > 0 && value.length > field.length) {
    if (statement.allowTruncation && field.type !== 'picklist' && field.type !== 'multipicklist') row.record.fields[field.name] = value.slice(0, field.length);
    else return fail(row, 'STRING_TOO_LONG', `${field.label}: data value too large: ${value} (max length=${field.length})`, [field.name]);
  }
  if (field.type === 'email' && !EMAIL.test(value)) fail(row, 'INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${value}`, [field.name]);
}

/** @param whole digits before the point; undefined where the field sets no bound but that of the column */
function fits(value: Decimal, whole: number | undefined): boolean {
  if (whole === undefined) return value.precision() <= 18;
  return value.isZero() || value.precision() - value.scale() <= whole;
}

function outOfRange(row: Row, field: FieldDef, value: Decimal | number): void {
  fail(row, 'NUMBER_OUTSIDE_VALID_RANGE', `${field.label}: value outside of valid range on numeric field: ${String(value)}`, [field.name]);
}

/** Restricted picklists: the values of the field, or of the record type where it names some. */
export function checkPicklists(statement: Statement, { restricted }: SavePlan, row: Row): void {
  const { fields } = row.record;
  for (const field of restricted) {
    const value = fields[field.name];
    if (typeof value !== 'string' || value === '' || row.old?.fields[field.name] === value) continue;
    const allowed = allowedValues(statement.object, field, fields.RecordTypeId);
    if (field.type !== 'multipicklist' && allowed.exact.has(value)) continue;
    const values = field.type === 'multipicklist' ? value.split(';').map((v) => v.trim()).filter((v) => v !== '') : [value.trim()];
    const wrong = values.find((v) => v !== '' && !allowed.folded.has(v.toLowerCase()));
    if (wrong !== undefined) {
      fail(row, 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', `${field.label}: bad value for restricted picklist field: ${wrong}`, [field.name]);
    }
  }
}

interface AllowedValues { readonly exact: ReadonlySet<string>; readonly folded: ReadonlySet<string> }

const valueSets = new WeakMap<object, AllowedValues>();

function allowedValues(object: SObjectDef, field: FieldDef, recordTypeId: Value | undefined): AllowedValues {
  const type = typeof recordTypeId === 'string' ? object.recordTypes.find((t) => t.id === recordTypeId) : undefined;
  const own = type?.picklists[field.name];
  const key: object = own ?? field;
  let set = valueSets.get(key);
  if (set === undefined) {
    const values = own ?? field.picklist!.filter((p) => p.active).map((p) => p.value);
    set = { exact: new Set(values), folded: new Set(values.map((v) => v.toLowerCase())) };
    valueSets.set(key, set);
  }
  return set;
}
