import type { ExecutionContext } from '../../execution/context.ts';
import { OrgError } from '../../execution/errors.ts';
import type { FieldDef, SObjectDef } from '../../schema/model.ts';
import type { Condition, Literal, SoqlQuery } from '../../soql/ast.ts';
import { ApexDate, ApexDatetime, Decimal, toId18 } from '../../values/index.ts';
import type { Value , SObjectRecord } from '../../values/index.ts';
import type { ParentReference } from './record-parse.ts';

const at = { line: 1, column: 1 };

/** A query built from names, never from text, so that no value can change its meaning. */
export function selectQuery(object: SObjectDef, paths: readonly (readonly string[])[], where?: Condition): SoqlQuery {
  return {
    kind: 'soql',
    select: paths.map((parts) => ({ kind: 'field', field: { kind: 'path', parts, at } })),
    from: { name: object.name },
    ...(where ? { where } : {}),
    allRows: false,
    at,
  };
}

/** `field IN (values)` */
export function isIn(field: string, values: readonly Value[]): Condition {
  return { kind: 'comparison', left: { kind: 'path', parts: [field], at }, operator: 'in', right: { kind: 'list', values: values.map(literal) }, at };
}

export function isEqual(field: string, value: Value): Condition {
  return { kind: 'comparison', left: { kind: 'path', parts: [field], at }, operator: '=', right: literal(value), at };
}

function literal(value: Value): Literal {
  if (value === null) return { kind: 'null' };
  if (typeof value === 'boolean') return { kind: 'boolean', value };
  if (typeof value === 'number' || typeof value === 'bigint') return { kind: 'number', text: String(value) };
  if (value instanceof Decimal) return { kind: 'number', text: value.toPlainString() };
  if (value instanceof ApexDate) return { kind: 'date', text: value.toString() };
  if (value instanceof ApexDatetime) return { kind: 'datetime', text: new Date(value.ms).toISOString() };
  return { kind: 'string', value: String(value) };
}

export const AS_USER = { mode: 'user', sharing: 'with' } as const;

/** Every field of the object that the user may read, compound fields left to their parts. */
export function readableFields(context: ExecutionContext, object: SObjectDef): FieldDef[] {
  return object.fields.filter((field) => field.type !== 'address' && field.type !== 'location' && (field.name === 'Id' || context.user.permissions.field(object.name, field.name).read));
}

/** Rows by id, in the order of `ids`; undefined where there is none the user may see. */
export function findByIds(context: ExecutionContext, object: SObjectDef, ids: readonly string[], paths: readonly (readonly string[])[]): (SObjectRecord | undefined)[] {
  const wellFormed = ids.filter((id) => toId18(id) !== null);
  if (wellFormed.length === 0) return ids.map(() => undefined);
  const query = selectQuery(object, [['Id'], ...paths.filter((path) => path.join('.').toLowerCase() !== 'id')], isIn('Id', wellFormed));
  const byId = new Map(context.query(query, AS_USER).rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id));
}

/**
 * Fills reference fields from unique fields of the parents, one query per parent object and field.
 * @returns for each reference that named none or several, its error
 */
export function resolveReferences(context: ExecutionContext, references: readonly ParentReference[]): Map<SObjectRecord, OrgError> {
  const errors = new Map<SObjectRecord, OrgError>();
  const groups = Map.groupBy(references, (reference) => `${reference.parentObject.name}.${reference.parentField.name}`);
  for (const group of groups.values()) {
    const { parentObject, parentField } = group[0]!;
    const query = selectQuery(parentObject, [['Id'], [parentField.name]], isIn(parentField.name, group.map((reference) => reference.value)));
    const rows = context.query(query, AS_USER).rows;
    const found = Map.groupBy(rows, (row) => matchKey(parentField, row.fields[parentField.name] ?? null));
    for (const reference of group) {
      const matches = found.get(matchKey(parentField, reference.value)) ?? [];
      if (matches.length === 1) reference.record.fields[reference.field.name] = matches[0]!.id;
      else errors.set(reference.record, referenceError(reference, matches.length));
    }
  }
  return errors;
}

function matchKey(field: FieldDef, value: Value): string {
  const text = value instanceof Decimal ? value.key() : String(value);
  return field.caseSensitive || field.type === 'id' ? text : text.toLowerCase();
}

function referenceError(reference: ParentReference, count: number): OrgError {
  const { parentField, parentObject, value } = reference;
  if (count > 1) return new OrgError('DUPLICATE_VALUE', `More than one record found for external id field: ${parentField.name} in entity ${parentObject.name}`);
  return new OrgError('INVALID_FIELD', `Foreign key external ID: ${String(value)} not found for field ${parentField.name} in entity ${parentObject.name}`);
}
