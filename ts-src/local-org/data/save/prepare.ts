import type { FieldDef } from '../../schema/model.ts';
import type { Value } from '../../values/index.ts';
import { toId18 } from '../../values/index.ts';
import { CoercionError, conversionOf } from './coerce.ts';
import { resolveParents } from './parents.ts';
import { fail, newRow, savedRecord } from './row.ts';
import type { Row } from './row.ts';
import { savePlan } from './save-plan.ts';
import type { SavePlan } from './save-plan.ts';
import { accessible, lockedRows } from './statement.ts';
import type { Statement } from './statement.ts';

/** From what the caller handed in to the row that will be saved: copies, types, what may be written. */

const READ_ONLY_HINT = 'Please check the security settings of this field and verify that it is read/write for your profile or permission set.';

export function unwritable(fields: readonly string[]): string {
  return `Unable to create/update fields: ${fields.join(', ')}. ${READ_ONLY_HINT}`;
}

/** Starts the row over: a retry must not see what the attempt before left. */
function reset(row: Row): void {
  if (!row.fresh) Object.assign(row, newRow(row.index, row.input));
  row.fresh = false;
}

export function prepareInsert(statement: Statement, rows: readonly Row[]): void {
  const plan = savePlan(statement.table);
  for (const row of rows) {
    reset(row);
    row.id = null;
    row.created = true;
    // An id left from a save that was rolled back counts as one given.
    if (row.input.id !== null) fail(row, 'INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', ['Id']);
    else apply(statement, plan, row, 'insert');
  }
  resolveParents(statement, rows);
}

export function prepareUpdate(statement: Statement, rows: readonly Row[]): void {
  const { services, object, table } = statement;
  const plan = savePlan(table);
  for (const row of rows) {
    reset(row);
    row.id = identify(statement, row);
  }
  const ids = rows.filter((r) => r.id !== null && r.errors.length === 0).map((r) => r.id!);
  services.hooks.observer?.onLock?.(object, ids, 'save');
  const olds = services.rows.load(table, ids, savedRecord);
  const editable = accessible(statement, object, 'edit', ids);
  const locked = lockedRows(statement, ids);
  for (const row of rows) {
    if (row.errors.length > 0) continue;
    const old = olds.get(row.id!);
    if (old === undefined) fail(row, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
    else if (old.fields.IsDeleted === true) fail(row, 'ENTITY_IS_DELETED', 'entity is deleted');
    else if (editable !== null && !editable.has(row.id!)) fail(row, 'INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id');
    else if (locked?.has(row.id!) === true) fail(row, 'ENTITY_IS_LOCKED', 'the entity is locked for editing');
    else if (statement.state.inBefore.has(row.id!)) fail(row, 'SELF_REFERENCE_FROM_TRIGGER', selfReference(statement, row.id!));
    else {
      row.old = old as Row['record'];
      Object.assign(row.record.fields, old.fields);
      apply(statement, plan, row, 'update');
    }
  }
  resolveParents(statement, rows);
}

function selfReference(statement: Statement, id: string): string {
  return `Object (id = ${id.slice(0, 15)}) is currently in trigger ${statement.object.name}, therefore it cannot recursively update itself`;
}

/** The id of an existing row. */
export function identify(statement: Statement, row: Row, call = 'update'): string | null {
  const given = row.input.id;
  if (given === null || given === undefined) {
    fail(row, 'MISSING_ARGUMENT', `Id not specified in an ${call} call`);
    return null;
  }
  const id = toId18(given);
  if (id === null || id.slice(0, 3) !== statement.object.keyPrefix) {
    fail(row, 'MALFORMED_ID', `${statement.object.label} ID: id value of incorrect type: ${given}`, ['Id']);
    return null;
  }
  return id;
}

/** Copies the caller's values over; collects what may not be written. */
function apply(statement: Statement, plan: SavePlan, row: Row, operation: 'insert' | 'update'): void {
  const given = row.input.fields;
  const target = row.record.fields;
  let refused: string[] | undefined;
  for (const name in given) {
    if (name === 'Id') continue;
    const stored = plan.stored.get(name);
    const field = stored?.field ?? statement.object.field(name);
    if (field === undefined) {
      fail(row, 'INVALID_FIELD', `No such column '${name}' on sobject of type ${statement.object.name}`);
      continue;
    }
    try {
      const value = (stored?.convert ?? conversionOf(field)).coerce(given[name]!);
      const verdict = writability(statement, field, operation, row, value);
      if (verdict === 'refuse') (refused ??= []).push(field.name);
      else if (verdict === 'write') target[field.name] = value;
    } catch (error) {
      if (!(error instanceof CoercionError)) throw error;
      fail(row, error.statusCode, error.message, [field.name]);
    }
  }
  if (refused !== undefined) fail(row, 'INVALID_FIELD_FOR_INSERT_UPDATE', unwritable(refused), refused);
}

/**
 * What the definition forbids is refused when someone set it, and passed over when it came with a query or a clone: Apex saves
 * records with formula and system fields in them. User mode also asks the field's permission.
 */
function writability(statement: Statement, field: FieldDef, operation: 'insert' | 'update', row: Row, value: Value): 'write' | 'skip' | 'refuse' {
  if (statement.internal) return 'write';
  if (!(operation === 'insert' ? field.createable : field.updateable)) {
    if (isComputed(field)) return statement.mode === 'user' && !row.input.queried ? 'refuse' : 'skip';
    if (operation === 'update' && field.createable) return sameAsBefore(row, field, value) ? 'skip' : 'refuse';
    return statement.mode === 'user' && !row.input.queried && !sameAsBefore(row, field, value) ? 'refuse' : 'skip';
  }
  if (statement.mode === 'user' && !statement.permissions.field(statement.object.name, field.name).edit) return 'refuse';
  return 'write';
}

function isComputed(field: FieldDef): boolean {
  return field.formula !== undefined || field.summary !== undefined || field.autoNumber !== undefined || field.components !== undefined;
}

function sameAsBefore(row: Row, field: FieldDef, value: Value): boolean {
  return String(row.record.fields[field.name] ?? null) === String(value);
}
