import type { SObjectDef } from '../../schema/model.ts';
import { keyPrefix } from '../../values/index.ts';
import type { Column } from '../store/layout.ts';
import { fail, isGood } from './row.ts';
import type { Row } from './row.ts';
import { accessible } from './statement.ts';
import type { Statement } from './statement.ts';

/** Ids that passed, by the column they stand in. */
export type VerifiedIds = Map<Column, Set<string>>;

/**
 * Foreign keys that are new: right kind of record, there, visible. One look-up per object that is pointed to.
 * @param verified what passed before in this save; grows
 */
export function checkReferences(statement: Statement, rows: readonly Row[], verified: VerifiedIds): void {
  const asks = new Map<string, { row: Row; column: Column }[]>();
  const store = statement.services.rows;
  for (const column of statement.table.references) {
    const { name } = column;
    const passed = verified.get(column);
    for (const row of rows) {
      const id = row.record.fields[name];
      if (typeof id !== 'string' || row.old?.fields[name] === id || passed?.has(id) === true || isOwn(statement, column, id)) continue;
      // Where no sharing is asked for, what this transaction has made or seen need not be looked up again.
      if (!statement.shared && store.isLiving(id) && targetsOf(statement, column).has(keyPrefix(id))) continue;
      const list = asks.get(id);
      if (list === undefined) asks.set(id, [{ row, column }]);
      else list.push({ row, column });
    }
  }
  if (asks.size === 0) return;
  const byObject = new Map<string, string[]>();
  for (const [id, wanted] of asks) {
    const target = statement.services.layout.schema.objectByPrefix(keyPrefix(id));
    for (const { row, column } of wanted) {
      if (target !== undefined && isTarget(statement, column, target)) continue;
      fail(row, 'FIELD_INTEGRITY_EXCEPTION', `${column.field.label}: id value of incorrect type: ${id}`, [column.name]);
    }
    if (target === undefined) continue;
    const list = byObject.get(target.name);
    if (list === undefined) byObject.set(target.name, [id]);
    else list.push(id);
  }
  for (const [name, ids] of byObject) checkExistence(statement, name, ids, asks);
  for (const [id, wanted] of asks) for (const { row, column } of wanted) if (isGood(row)) verified.set(column, (verified.get(column) ?? new Set()).add(id));
}

/** What the save itself put there. */
function isOwn(statement: Statement, column: Column, id: string): boolean {
  return id === statement.user.id && (column.name === 'OwnerId' || column.name === 'CreatedById' || column.name === 'LastModifiedById');
}

const targets = new WeakMap<Column, ReadonlySet<string>>();

/** Key prefixes of the objects that a column may point to; none: any object. */
function targetsOf(statement: Statement, column: Column): ReadonlySet<string> {
  let prefixes = targets.get(column);
  if (prefixes === undefined) {
    const { schema } = statement.services.layout;
    targets.set(column, (prefixes = new Set((column.field.referenceTo ?? []).flatMap((t) => schema.object(t)?.keyPrefix ?? []))));
  }
  return prefixes;
}

function isTarget(statement: Statement, column: Column, object: SObjectDef): boolean {
  return (column.field.referenceTo ?? []).length === 0 || targetsOf(statement, column).has(object.keyPrefix);
}

function checkExistence(statement: Statement, name: string, ids: readonly string[], asks: ReadonlyMap<string, { row: Row; column: Column }[]>): void {
  const { layout, db } = statement.services;
  const object = layout.schema.object(name)!;
  const table = layout.table(object);
  const found = new Map(db.all(`SELECT "Id", "IsDeleted" FROM ${table.sql} WHERE "Id" IN (SELECT value FROM json_each(?))`, [JSON.stringify(ids)]).map((r) => [r[0] as string, r[1] === 1]));
  statement.services.rows.confirm(ids.filter((id) => found.get(id) === false));
  const visible = accessible(statement, object, 'read', ids);
  for (const id of ids) {
    const deleted = found.get(id);
    if (deleted === false && (visible === null || visible.has(id))) continue;
    for (const { row, column } of asks.get(id)!) {
      if (row.errors.some((e) => e.fields.includes(column.name))) continue;
      if (deleted === undefined) fail(row, 'INVALID_CROSS_REFERENCE_KEY', name === 'RecordType' ? `Record Type ID: this ID value isn't valid for the user: ${id}` : 'invalid cross reference id', name === 'RecordType' ? ['RecordTypeId'] : []);
      else if (deleted) fail(row, 'ENTITY_IS_DELETED', 'entity is deleted');
      else fail(row, 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY', `insufficient access rights on cross-reference id: ${id.slice(0, 15)}`);
    }
  }
}
