import type { SObjectDef } from '../../schema/model.ts';
import type { ChildReference } from '../store/layout.ts';
import { lockParents } from './locks.ts';
import { identify } from './prepare.ts';
import { fail, isGood, newRow, savedRecord } from './row.ts';
import type { Row, SavedRecord } from './row.ts';
import { finish, lend } from './save-chunk.ts';
import { rollUp } from './roll-up.ts';
import { accessible, lockedRows, runAutomation } from './statement.ts';
import type { Statement } from './statement.ts';

/** One chunk of deletes: before triggers, restrictions, what goes along, the rows, after triggers, roll-ups. */
export function deleteChunk(statement: Statement, rows: readonly Row[]): void {
  const { state, services, object, table } = statement;
  state.depth++;
  try {
    prepareDelete(statement, rows);
    const live = (): Row[] => rows.filter(isGood);
    lend(statement, live());
    runAutomation(statement, 'before', 'delete', rows);
    checkRestrictions(statement, live());
    if (statement.allOrNone && rows.some((r) => !isGood(r))) return;
    const gone = live();
    if (gone.length === 0) return;
    lockParents(statement, gone);
    const ids = gone.map((r) => r.id!);
    const batch = services.sequences.take('delete');
    // First the rows, then what hangs on them: no sum of theirs is computed any more.
    if (keepsDeleted(object)) services.rows.softDelete(table, ids, batch);
    else services.rows.remove(table, ids);
    takeAlong(statement, object, ids, batch);
    services.hooks.observer?.onWrite?.(object, ids, 'delete', 'statement');
    finish(statement, 'delete', gone);
  } finally {
    state.depth--;
  }
}

/** Custom objects and most standard ones have a recycle bin; setup objects, shares and settings do not. */
function keepsDeleted(object: SObjectDef): boolean {
  return object.features.undelete || object.kind === 'custom';
}

function prepareDelete(statement: Statement, rows: readonly Row[]): void {
  const { services, object, table, state } = statement;
  for (const row of rows) {
    row.errors = [];
    row.id = identify(statement, row, 'delete');
  }
  const ids = rows.filter(isGood).map((r) => r.id!);
  services.hooks.observer?.onLock?.(object, ids, 'save');
  const olds = services.rows.load(table, ids, savedRecord);
  const deletable = accessible(statement, object, 'delete', ids);
  const locked = lockedRows(statement, ids);
  for (const row of rows) {
    if (!isGood(row)) continue;
    const old = olds.get(row.id!);
    if (old === undefined) fail(row, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
    else if (old.fields.IsDeleted === true) fail(row, 'ENTITY_IS_DELETED', 'entity is deleted');
    else if (deletable !== null && !deletable.has(row.id!)) fail(row, 'INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id');
    else if (locked?.has(row.id!) === true) fail(row, 'ENTITY_IS_LOCKED', 'the entity is locked for editing');
    else if (state.inBefore.has(row.id!)) {
      fail(row, 'SELF_REFERENCE_FROM_TRIGGER', `Object (id = ${row.id!.slice(0, 15)}) is currently in trigger ${object.name}, therefore it cannot recursively delete itself`);
    } else {
      row.old = old as SavedRecord;
      row.record = row.old;
    }
  }
}

/** Lookups that restrict: the parent stays while such a child is there, also below what would cascade. */
function checkRestrictions(statement: Statement, rows: readonly Row[]): void {
  if (rows.length === 0) return;
  const { layout, rows: store } = statement.services;
  for (const { table, column } of layout.children(statement.object)) {
    if (column.field.deleteConstraint !== 'Restrict') continue;
    const ids = new Set(rows.map((r) => r.id!));
    const holders = store.referring(table, column, [...ids]);
    if (holders.length === 0) continue;
    const children = store.load(table, holders);
    for (const row of rows) {
      const names = [...children.values()].filter((c) => c.fields[column.name] === row.id && !ids.has(c.id!)).map((c) => String(c.fields[table.object.nameField] ?? c.id));
      if (names.length === 0) continue;
      const own = String(row.old!.fields[statement.object.nameField] ?? row.id);
      const message = `Your attempt to delete ${own} could not be completed because it is associated with the following ${table.object.labelPlural.toLowerCase()}.: ${names.slice(0, 5).join(', ')}\n`;
      fail(row, 'DELETE_FAILED', message);
    }
  }
}

/** Details go along without triggers of their own, at every depth; other lookups are emptied. */
function takeAlong(statement: Statement, object: SObjectDef, ids: readonly string[], batch: number): void {
  for (const child of statement.services.layout.children(object)) {
    if (cascades(child)) cascade(statement, child, ids, batch);
    else if (child.column.field.deleteConstraint !== 'Restrict') clear(statement, child, ids);
  }
}

function cascades({ column }: ChildReference): boolean {
  return column.field.masterDetail !== undefined || column.field.deleteConstraint === 'Cascade';
}

function cascade(statement: Statement, child: ChildReference, parents: readonly string[], batch: number): void {
  const { rows: store, hooks } = statement.services;
  const ids = store.referring(child.table, child.column, parents);
  if (ids.length === 0) return;
  const { object } = child.table;
  const below: Statement = { ...statement, object, table: child.table, internal: true };
  const olds = [...store.load(child.table, ids, savedRecord).values()] as SavedRecord[];
  if (keepsDeleted(object)) store.softDelete(child.table, ids, batch);
  else store.remove(child.table, ids);
  takeAlong(below, object, ids, batch);
  hooks.observer?.onWrite?.(object, ids, 'delete', 'platform');
  // Another master of the same detail may sum it up.
  rollUp(below, 'delete', olds.map((old, i) => ({ ...newRow(i, old), id: old.id, old, record: old })));
}

/** Removes rows of the recycle bin, and details of theirs that are in it: without their master they cannot come back. */
export function purge(services: Statement['services'], object: SObjectDef, ids: readonly string[]): void {
  const { layout, rows } = services;
  for (const child of layout.children(object)) {
    if (!cascades(child)) continue;
    const along = rows.referring(child.table, child.column, ids, '"IsDeleted" = 1');
    if (along.length > 0) purge(services, child.table.object, along);
  }
  rows.remove(layout.table(object), ids);
}

function clear(statement: Statement, { table, column }: ChildReference, parents: readonly string[]): void {
  const { db, hooks, rows } = statement.services;
  const emptied = hooks.observer?.onWrite === undefined ? [] : rows.referring(table, column, parents);
  const shadow = column.shadow === undefined ? '' : `, ${column.shadow} = NULL`;
  db.run(`UPDATE ${table.sql} SET ${column.sql} = NULL${shadow} WHERE ${column.sql} IN (SELECT value FROM json_each(?))`, [JSON.stringify(parents)]);
  if (emptied.length > 0) hooks.observer!.onWrite!(table.object, emptied, 'update', 'platform');
}
