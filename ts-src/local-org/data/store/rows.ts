import type { SObjectDef } from '../../schema/model.ts';
import { SObjectRecord } from '../../values/index.ts';
import type { Database } from './database.ts';
import { DELETE_BATCH, uniqueIndex } from './layout.ts';
import type { Column, Table } from './layout.ts';
import { fold } from './storage.ts';
import type { SqlValue } from './storage.ts';

/** A column of a row and what it holds from now on. */
export interface Change {
  readonly column: Column;
  readonly raw: SqlValue;
}

/** A statement that fills these columns, in this order. */
interface FillingSql {
  readonly columns: readonly Column[];
  readonly text: string;
}

/** Reads and writes whole rows by id. Knows nothing of saves. */
export class RowStore {
  private readonly db: Database;
  private readonly selects = new Map<Table, string>();
  private readonly inserts = new Map<Table, Map<string, FillingSql>>();
  /** The last update of each table. */
  private readonly updates = new Map<Table, FillingSql>();

  private readonly unique = new Map<Table, boolean>();
  /** Ids of rows that are there and not in the recycle bin, as far as the transaction in progress has seen. */
  private readonly living = new Set<string>();

  constructor(db: Database) {
    this.db = db;
  }

  /** True: there is such a row, and it is not deleted. False says nothing. */
  isLiving(id: string): boolean {
    return this.living.has(id);
  }

  /** These were seen to be there, not deleted. */
  confirm(ids: Iterable<string>): void {
    for (const id of ids) this.living.add(id);
  }

  /** The transaction has ended or went back. */
  forget(): void {
    this.living.clear();
  }

  /** Rows by id, deleted ones too; fields that are null are absent. `make` builds the record. */
  load(table: Table, ids: readonly string[], make: (object: SObjectDef) => SObjectRecord = (o) => new SObjectRecord(o)): Map<string, SObjectRecord> {
    let text = this.selects.get(table);
    if (text === undefined) {
      text = `SELECT ${table.columns.map((c) => c.sql).join(', ')} FROM ${table.sql} WHERE "Id" IN (SELECT value FROM json_each(?))`;
      this.selects.set(table, text);
    }
    const rows = new Map<string, SObjectRecord>();
    if (ids.length === 0) return rows;
    for (const raw of this.db.all(text, [JSON.stringify(ids)])) {
      const record = make(table.object);
      for (let i = 0; i < table.columns.length; i++) {
        const value = raw[i]!;
        if (value !== null) record.fields[table.columns[i]!.name] = table.columns[i]!.decode(value);
      }
      rows.set(record.fields.Id as string, record);
    }
    return rows;
  }

  /** True: no unique value of the table can be taken twice. Not so where a field became unique over equal values. */
  keepsUnique(table: Table): boolean {
    let kept = this.unique.get(table);
    if (kept === undefined) {
      const indexes = new Set(this.db.all(`SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql LIKE 'CREATE UNIQUE INDEX%'`, [table.object.name]).map((r) => r[0]));
      this.unique.set(table, (kept = table.unique.every((c) => indexes.has(uniqueIndex(table.object.name, c.name)))));
    }
    return kept;
  }

  /** Writes new rows; values must be of the columns' types. The SQL is one per list of columns that hold a value; rows in a row often share it. */
  insert(table: Table, records: readonly SObjectRecord[]): void {
    let last: FillingSql | undefined;
    for (const { fields } of records) {
      const used: Column[] = [];
      const params: SqlValue[] = [];
      for (const name in fields) {
        const value = fields[name]!;
        const column = value === null ? undefined : table.byName.get(name);
        if (column === undefined) continue;
        used.push(column);
        const raw = column.encode(value);
        params.push(raw);
        if (column.shadow !== undefined) params.push(shadow(raw));
      }
      if (last === undefined || !sameColumns(last.columns, used)) last = this.insertSql(table, used);
      this.db.run(last.text, params);
      if (fields.IsDeleted !== true) this.living.add(fields.Id as string);
    }
  }

  private insertSql(table: Table, columns: readonly Column[]): FillingSql {
    let known = this.inserts.get(table);
    if (known === undefined) this.inserts.set(table, (known = new Map()));
    const key = columns.map((c) => c.name).join();
    let sql = known.get(key);
    if (sql === undefined) {
      const names = columns.flatMap((c) => (c.shadow === undefined ? [c.sql] : [c.sql, c.shadow]));
      sql = { columns, text: `INSERT INTO ${table.sql} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})` };
      known.set(key, sql);
    }
    return sql;
  }

  /** Writes these columns of one row. */
  update(table: Table, id: string, changes: readonly Change[]): void {
    if (changes.length === 0) return;
    const params: SqlValue[] = [];
    for (const { column, raw } of changes) {
      params.push(raw);
      if (column.shadow !== undefined) params.push(shadow(raw));
    }
    params.push(id);
    // Rows of one save mostly change in the same columns.
    let sql = this.updates.get(table);
    if (sql === undefined || !sameChanges(sql.columns, changes)) this.updates.set(table, (sql = updateSql(table, changes)));
    this.db.run(sql.text, params);
  }

  /** Into the recycle bin; `batch` ties together what one delete took. */
  softDelete(table: Table, ids: readonly string[], batch: number): void {
    for (const id of ids) this.living.delete(id);
    this.db.run(`UPDATE ${table.sql} SET "IsDeleted" = 1, ${DELETE_BATCH} = ? WHERE "Id" IN (SELECT value FROM json_each(?))`, [batch, JSON.stringify(ids)]);
  }

  restore(table: Table, ids: readonly string[]): void {
    this.db.run(`UPDATE ${table.sql} SET "IsDeleted" = 0, ${DELETE_BATCH} = NULL WHERE "Id" IN (SELECT value FROM json_each(?))`, [JSON.stringify(ids)]);
  }

  remove(table: Table, ids: readonly string[]): void {
    for (const id of ids) this.living.delete(id);
    this.db.run(`DELETE FROM ${table.sql} WHERE "Id" IN (SELECT value FROM json_each(?))`, [JSON.stringify(ids)]);
  }

  /** Which delete took each of these rows. */
  deleteBatches(table: Table, ids: readonly string[]): Map<string, number> {
    const rows = this.db.all(`SELECT "Id", ${DELETE_BATCH} FROM ${table.sql} WHERE "IsDeleted" = 1 AND "Id" IN (SELECT value FROM json_each(?))`, [JSON.stringify(ids)]);
    return new Map(rows.map((r) => [r[0] as string, Number(r[1])]));
  }

  /** Ids of rows whose reference points to one of these. */
  referring(child: Table, column: Column, parents: readonly string[], extra = '"IsDeleted" = 0'): string[] {
    const on = column.sql;
    const rows = this.db.all(`SELECT "Id" FROM ${child.sql} WHERE ${on} IN (SELECT value FROM json_each(?)) AND ${extra} ORDER BY rowid`, [JSON.stringify(parents)]);
    return rows.map((r) => r[0] as string);
  }
}

function shadow(raw: SqlValue): SqlValue {
  return typeof raw === 'string' ? fold(raw) : raw;
}

function updateSql(table: Table, changes: readonly Change[]): FillingSql {
  const columns = changes.map((c) => c.column);
  const set = columns.map((c) => `${c.sql} = ?${c.shadow === undefined ? '' : `, ${c.shadow} = ?`}`);
  return { columns, text: `UPDATE ${table.sql} SET ${set.join(', ')} WHERE "Id" = ?` };
}

function sameColumns(a: readonly Column[], b: readonly Column[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function sameChanges(columns: readonly Column[], changes: readonly Change[]): boolean {
  if (columns.length !== changes.length) return false;
  for (let i = 0; i < columns.length; i++) if (columns[i] !== changes[i]!.column) return false;
  return true;
}
