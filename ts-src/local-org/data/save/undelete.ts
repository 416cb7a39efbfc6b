import type { SObjectDef } from '../../schema/model.ts';
import { lockParents } from './locks.ts';
import { identify } from './prepare.ts';
import { fail, isGood, savedRecord } from './row.ts';
import type { Row, SavedRecord } from './row.ts';
import { finish } from './save-chunk.ts';
import { rollUp } from './roll-up.ts';
import { newRow } from './row.ts';
import type { Statement } from './statement.ts';
import { checkUnique } from './unique.ts';

/** One chunk out of the recycle bin, with what its delete took along; then after triggers and roll-ups. */
export function undeleteChunk(statement: Statement, rows: readonly Row[]): void {
  const { state, services, object, table } = statement;
  state.depth++;
  try {
    for (const row of rows) {
      row.errors = [];
      row.id = identify(statement, row, 'undelete');
    }
    const ids = rows.filter(isGood).map((r) => r.id!);
    services.hooks.observer?.onLock?.(object, ids, 'save');
    const olds = services.rows.load(table, ids, savedRecord);
    const batches = services.rows.deleteBatches(table, ids);
    for (const row of rows) {
      if (!isGood(row)) continue;
      const old = olds.get(row.id!);
      if (old === undefined) fail(row, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
      else if (old.fields.IsDeleted !== true) fail(row, 'UNDELETE_FAILED', 'Entity is not in the recycle bin');
      else {
        row.record = old as SavedRecord;
        row.old = null;
      }
    }
    checkParents(statement, rows.filter(isGood));
    checkUnique(statement, rows.filter(isGood));
    if (statement.allOrNone && rows.some((r) => !isGood(r))) return;
    const back = rows.filter(isGood);
    if (back.length === 0) return;
    lockParents(statement, back);
    services.rows.restore(table, back.map((r) => r.id!));
    for (const row of back) row.record.fields.IsDeleted = false;
    bringBack(statement, object, back.map((r) => r.id!), new Set(back.map((r) => batches.get(r.id!)!)));
    services.hooks.observer?.onWrite?.(object, back.map((r) => r.id!), 'undelete', 'statement');
    finish(statement, 'undelete', back);
  } finally {
    state.depth--;
  }
}

/** A detail cannot come back without its master. */
function checkParents(statement: Statement, rows: readonly Row[]): void {
  const { layout, rows: store } = statement.services;
  for (const column of statement.table.references) {
    if (column.field.masterDetail === undefined) continue;
    for (const target of column.field.referenceTo ?? []) {
      const object = layout.schema.object(target);
      if (object === undefined) continue;
      const parents = store.load(layout.table(object), rows.map((r) => r.record.fields[column.name]).filter((v) => typeof v === 'string'));
      for (const row of rows) {
        const id = row.record.fields[column.name];
        const parent = typeof id === 'string' ? parents.get(id) : undefined;
        if (parent === undefined || parent.fields.IsDeleted === true) fail(row, 'UNDELETE_FAILED', 'Undelete failed: the master record is deleted', [column.name]);
      }
    }
  }
}

/** Children that the same delete took. */
function bringBack(statement: Statement, object: SObjectDef, ids: readonly string[], batches: ReadonlySet<number>): void {
  const { layout, rows: store, hooks } = statement.services;
  const batchList = [...batches].filter((n) => Number.isInteger(n)).join(', ');
  if (batchList === '') return;
  for (const { table, column } of layout.children(object)) {
    if (column.field.masterDetail === undefined && column.field.deleteConstraint !== 'Cascade') continue;
    const children = store.referring(table, column, ids, `"IsDeleted" = 1 AND "~deleted" IN (${batchList})`);
    if (children.length === 0) continue;
    store.restore(table, children);
    hooks.observer?.onWrite?.(table.object, children, 'undelete', 'platform');
    bringBack(statement, table.object, children, batches);
    const below: Statement = { ...statement, object: table.object, table, internal: true };
    const records = [...store.load(table, children, savedRecord).values()] as SavedRecord[];
    rollUp(below, 'undelete', records.map((record, i) => ({ ...newRow(i, record), id: record.id, record })));
  }
}
