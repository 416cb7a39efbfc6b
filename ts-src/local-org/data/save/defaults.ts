import { NotImplementedError } from '../../execution/errors.ts';
import type { FieldDef } from '../../schema/model.ts';
import { Decimal } from '../../values/index.ts';
import type { Value } from '../../values/index.ts';
import { isStored } from '../store/layout.ts';
import { coerce } from './coerce.ts';
import type { RecordFormulas } from './record-formulas.ts';
import type { Row } from './row.ts';
import type { Statement } from './statement.ts';

/** Values of fields the caller did not set, on insert. A field that was set to null stays null. */
export function applyDefaults(statement: Statement, rows: readonly Row[], formulas: RecordFormulas): void {
  const { object, user, services } = statement;
  const plans = defaultsOf(statement);
  const recordType = object.field('RecordTypeId') === undefined ? null : (services.hooks.defaultRecordType?.(object, user) ?? null);
  for (const row of rows) {
    const { fields } = row.record;
    for (const plan of plans) {
      if (fields[plan.field.name] !== undefined) continue;
      const value = plan.value ?? formulas.evaluateDefault(object, plan.field, row.record);
      if (value !== null) fields[plan.field.name] = value;
    }
    if (recordType !== null && fields.RecordTypeId === undefined) fields.RecordTypeId = recordType;
    if (statement.table.hasOwner && (fields.OwnerId ?? null) === null) fields.OwnerId = user.id;
  }
}

/** A default that is the same for every row, or (value undefined) a formula. */
interface Default { readonly field: FieldDef; readonly value?: Value }

const known = new WeakMap<Statement['object'], readonly Default[]>();

function defaultsOf(statement: Statement): readonly Default[] {
  let list = known.get(statement.object);
  if (list === undefined) {
    list = statement.object.fields.filter(isStored).flatMap((field) => defaultOf(field, statement.services.hooks.formulas !== undefined));
    known.set(statement.object, list);
  }
  return list;
}

function defaultOf(field: FieldDef, hasFormulas: boolean): Default[] {
  if (field.summary !== undefined) return field.summary.operation === 'count' || field.summary.operation === 'sum' ? [{ field, value: coerce(field, Decimal.ZERO) }] : [];
  const literal = literalDefault(field);
  if (literal !== undefined) return [{ field, value: literal }];
  if (field.defaultValue !== undefined && field.defaultValue !== '') {
    if (!hasFormulas) throw new NotImplementedError(`default formula of ${field.name}: ${field.defaultValue}`);
    return [{ field }];
  }
  return [];
}

/** A default that needs no formula: the marked picklist value, true, false, a number, quoted text. */
function literalDefault(field: FieldDef): Value | undefined {
  const source = field.defaultValue?.trim();
  if (field.picklist !== undefined && (source === undefined || source === '')) return field.picklist.find((p) => p.default)?.value;
  if (field.type === 'boolean') {
    const lower = source?.toLowerCase() ?? 'false';
    return lower === 'true' ? true : lower === 'false' || lower === '' ? false : undefined;
  }
  if (source === undefined || source === '') return undefined;
  if (field.type === 'picklist' && field.picklist?.some((p) => p.value === source)) return source;
  if (/^"[^"\\]*"$/.test(source) || /^'[^'\\]*'$/.test(source)) return source.slice(1, -1);
  const number = Decimal.tryParse(source);
  return number !== null && ['int', 'long', 'double', 'currency', 'percent'].includes(field.type) ? coerce(field, number) : undefined;
}
