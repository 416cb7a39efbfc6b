import type { FieldDef, SObjectDef } from '../../schema/model.ts';
import { ApexDatetime, toId15 } from '../../values/index.ts';
import type { Value } from '../../values/index.ts';
import type { Column } from '../store/layout.ts';
import type { SqlValue } from '../store/storage.ts';
import { addDeliveries, addFiles } from './files.ts';
import { lockParents } from './locks.ts';
import { fail, isGood } from './row.ts';
import type { Row } from './row.ts';
import { savePlan } from './save-plan.ts';
import type { Statement } from './statement.ts';
import { checkUnique } from './unique.ts';

/** Ids, system fields, auto numbers, person names; then the rows themselves. */

/** @returns the rows that are written; others have errors */
export function writeInserts(statement: Statement, rows: readonly Row[]): readonly Row[] {
  const { services, object, table, view } = statement;
  const stamp = now(view.clock.now());
  const { autoNumbers, nameless } = savePlan(table);
  for (const row of rows) {
    const { fields } = row.record;
    row.id = services.sequences.nextId(object);
    fields.Id = row.id;
    stampRow(object, fields, stamp, statement.user.id, true);
    for (const field of autoNumbers) {
      fields[field.name] = services.sequences.nextAutoNumber(object, field.name, field.autoNumber!.format, field.autoNumber!.start, stamp.ms);
    }
    composeName(object, fields);
    // A custom record without a name is named by its id.
    if (nameless && (fields[object.nameField] ?? null) === null) fields[object.nameField] = toId15(row.id);
  }
  addFiles(statement, rows);
  addDeliveries(statement, rows);
  lockParents(statement, rows);
  const written = insertRows(statement, rows);
  if (written.length > 0) services.hooks.observer?.onWrite?.(object, written.map((r) => r.id!), 'insert', 'statement');
  return written;
}

/** The indexes of unique fields tell whether a value is taken; only when one is, the rows are asked which and by whom. */
function insertRows(statement: Statement, rows: readonly Row[]): readonly Row[] {
  const { rows: store } = statement.services;
  const { table } = statement;
  try {
    store.insert(table, rows.map((r) => r.record));
    return rows;
  } catch (error) {
    if (!isTaken(error)) throw error;
  }
  store.remove(table, rows.map((r) => r.id!));
  checkUnique(statement, rows);
  const good = rows.filter(isGood);
  if (statement.allOrNone && good.length < rows.length) return [];
  guarded(good, () => store.insert(table, good.map((r) => r.record)));
  return good.filter(isGood);
}

export function writeUpdates(statement: Statement, rows: readonly Row[]): readonly Row[] {
  const { services, object, table, view } = statement;
  const stamp = now(view.clock.now());
  const stamps = ['LastModifiedDate', 'LastModifiedById', 'SystemModstamp'].flatMap((name) => table.byName.get(name) ?? []);
  lockParents(statement, rows);
  for (const row of rows) {
    composeName(object, row.record.fields);
    const changes = changedColumns(row, table.byName);
    stampRow(object, row.record.fields, stamp, statement.user.id, false);
    for (const column of stamps) changes.push({ column, raw: column.encode(row.record.fields[column.name]!) });
    guarded([row], () => services.rows.update(table, row.id!, changes));
  }
  services.hooks.observer?.onWrite?.(object, rows.map((r) => r.id!), 'update', statement.internal ? 'platform' : 'statement');
  return rows;
}

const SYSTEM = new Set(['Id', 'CreatedDate', 'CreatedById', 'LastModifiedDate', 'LastModifiedById', 'SystemModstamp', 'IsDeleted']);

export function changedColumns(row: Row, byName: ReadonlyMap<string, Column>): { column: Column; raw: SqlValue }[] {
  const changes: { column: Column; raw: SqlValue }[] = [];
  const before = row.old!.fields;
  for (const name in row.record.fields) {
    const value = row.record.fields[name]!;
    const old = before[name] ?? null;
    if (value === old || SYSTEM.has(name)) continue;
    const column = byName.get(name);
    if (column === undefined) continue;
    const raw = column.encode(value);
    if (raw !== (old === null ? null : column.encode(old))) changes.push({ column, raw });
  }
  return changes;
}

function now(ms: number): ApexDatetime {
  return ApexDatetime.fromMs(Math.floor(ms / 1000) * 1000);
}

function stampRow(object: SObjectDef, fields: Record<string, Value>, stamp: ApexDatetime, userId: string, creating: boolean): void {
  const known = stampsOf(object);
  if (creating) {
    if (known.createdDate) fields.CreatedDate = stamp;
    if (known.createdBy) fields.CreatedById = userId;
    fields.IsDeleted = false;
  }
  if (known.modifiedDate) fields.LastModifiedDate = stamp;
  if (known.modifiedBy) fields.LastModifiedById = userId;
  if (known.modstamp) fields.SystemModstamp = stamp;
}

interface Stamps { readonly createdDate: boolean; readonly createdBy: boolean; readonly modifiedDate: boolean; readonly modifiedBy: boolean; readonly modstamp: boolean; readonly name: FieldDef | undefined }

const knownStamps = new WeakMap<SObjectDef, Stamps>();

function stampsOf(object: SObjectDef): Stamps {
  let known = knownStamps.get(object);
  if (known === undefined) {
    const has = (name: string): boolean => object.field(name) !== undefined;
    const name = object.field(object.nameField);
    known = {
      createdDate: has('CreatedDate'), createdBy: has('CreatedById'), modifiedDate: has('LastModifiedDate'), modifiedBy: has('LastModifiedById'),
      modstamp: has('SystemModstamp'), name: name?.components === undefined ? undefined : name,
    };
    knownStamps.set(object, known);
  }
  return known;
}

/** `Name` of contacts, leads, users and person accounts: first and last name. Rows without parts keep the name they have. */
function composeName(object: SObjectDef, fields: Record<string, Value>): void {
  const { name } = stampsOf(object);
  if (name === undefined) return;
  const parts = ['FirstName', 'MiddleName', 'LastName', 'Suffix'].filter((p) => name.components!.includes(p));
  const full = parts.map((p) => fields[p]).filter((v) => typeof v === 'string' && v !== '').join(' ');
  if (full !== '') fields[name.name] = full;
}

function isTaken(error: unknown): boolean {
  return /UNIQUE constraint failed/.test(String(error));
}

/** What the checks before could not see (two rows that swap a unique value) still ends as the platform's error. */
function guarded(rows: readonly Row[], work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!isTaken(error)) throw error;
    for (const row of rows) fail(row, 'DUPLICATE_VALUE', 'duplicate value found: <unknown> duplicates value on record with id: <unknown>');
  }
}
