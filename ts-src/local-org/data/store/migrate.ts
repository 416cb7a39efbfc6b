import { createHash } from 'node:crypto';
import { ApexBlob, ApexDate, ApexDatetime, ApexTime, Decimal } from '../../values/index.ts';
import type { Value } from '../../values/index.ts';
import type { Database } from './database.ts';
import { quote } from './layout.ts';
import type { TableDdl } from './layout.ts';
import { decoder, encode } from './storage.ts';
import type { SqlValue, Storage } from './storage.ts';

export interface Migration {
  /** What the platform would have refused, e.g. duplicates in a field that became unique. */
  readonly warnings: readonly string[];
  /** Columns new in tables that were there before. */
  readonly added: readonly { readonly object: string; readonly field: string }[];
}

/**
 * Brings the file to the schema in place. Rows are never lost: columns of fields that went away stay, columns whose storage changed
 * are rewritten. A fingerprint makes the second start free. All tables exist before the first transaction, because DDL inside one would roll back.
 */
export function migrate(db: Database, tables: readonly TableDdl[]): Migration {
  db.exec(`CREATE TABLE IF NOT EXISTS "~meta" (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS "~columns" (object TEXT, name TEXT, storage TEXT, definition TEXT, PRIMARY KEY (object, name)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS "~sequences" (name TEXT PRIMARY KEY, next INTEGER) WITHOUT ROWID`);
  const fingerprint = createHash('sha256').update(JSON.stringify(tables)).digest('hex');
  if (db.get(`SELECT value FROM "~meta" WHERE key = 'layout'`)?.[0] === fingerprint) return { warnings: [], added: [] };
  const warnings: string[] = [];
  const added: { object: string; field: string }[] = [];
  // An org that changes under way has a transaction of its own around all of it.
  db.whole(() => {
    const stored = storedColumns(db);
    const indexes = new Map(db.all(`SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL`).map((r) => [r[0] as string, r[1] as string]));
    for (const table of tables) {
      const before = stored.get(table.name.toLowerCase());
      if (before === undefined) {
        db.exec(table.create);
        for (const c of table.columns) remember(db, table.name, c);
      } else {
        evolve(db, table, before, indexes, added);
      }
      alignIndexes(db, table, indexes, warnings);
    }
    db.run(`INSERT OR REPLACE INTO "~meta" VALUES ('layout', ?)`, [fingerprint]);
  });
  return { warnings, added };
}

interface StoredColumn { readonly storage: string; readonly definition: string }

function storedColumns(db: Database): Map<string, Map<string, StoredColumn>> {
  const map = new Map<string, Map<string, StoredColumn>>();
  for (const [object, name, storage, definition] of db.all(`SELECT object, name, storage, definition FROM "~columns"`) as [string, string, string, string][]) {
    const key = object.toLowerCase();
    let columns = map.get(key);
    if (columns === undefined) map.set(key, (columns = new Map()));
    columns.set(name.toLowerCase(), { storage, definition });
  }
  return map;
}

function remember(db: Database, object: string, c: TableDdl['columns'][number]): void {
  db.run(`INSERT OR REPLACE INTO "~columns" VALUES (?, ?, ?, ?)`, [object, c.name, c.storage, c.definition]);
}

function evolve(db: Database, table: TableDdl, before: Map<string, StoredColumn>, indexes: Map<string, string>, added: { object: string; field: string }[]): void {
  const on = quote(table.name);
  dropShadows(db, table, before, indexes);
  for (const c of table.columns) {
    const old = before.get(c.name.toLowerCase());
    if (old !== undefined && old.storage === c.storage && old.definition === c.definition) continue;
    if (old === undefined) {
      db.exec(`ALTER TABLE ${on} ADD COLUMN ${c.definition}`);
      added.push({ object: table.name, field: c.name });
    } else {
      dropIndexes(db, table.name, indexes);
      rewrite(db, on, c, old);
    }
    if (c.name.startsWith('~') && c.name !== '~deleted') db.run(`UPDATE ${on} SET ${quote(c.name)} = fold(${quote(c.name.slice(1))})`);
    remember(db, table.name, c);
  }
}

/** Nothing is written any more into the shadow of a field that needs none: when the field needs one again it is made anew. */
function dropShadows(db: Database, table: TableDdl, before: Map<string, StoredColumn>, indexes: Map<string, string>): void {
  const wanted = new Set(table.columns.map((c) => c.name.toLowerCase()));
  for (const name of before.keys()) {
    if (!name.startsWith('~') || wanted.has(name)) continue;
    dropIndexes(db, table.name, indexes);
    db.exec(`ALTER TABLE ${quote(table.name)} DROP COLUMN ${quote(name)}`);
    db.run(`DELETE FROM "~columns" WHERE lower(object) = ? AND lower(name) = ?`, [table.name.toLowerCase(), name]);
  }
}

/** Gives a column another storage or collation, value by value. */
function rewrite(db: Database, on: string, c: TableDdl['columns'][number], old: StoredColumn): void {
  if (c.name === 'Id') return;
  const name = quote(c.name);
  const from = parseStorage(old.storage);
  const to = parseStorage(c.storage);
  const rows = db.all(`SELECT rowid, ${name} FROM ${on} WHERE ${name} IS NOT NULL`);
  db.exec(`ALTER TABLE ${on} DROP COLUMN ${name}`);
  db.exec(`ALTER TABLE ${on} ADD COLUMN ${c.definition}`);
  for (const [rowid, raw] of rows) {
    const converted = convert(raw!, from, to);
    if (converted !== null) db.run(`UPDATE ${on} SET ${name} = ? WHERE rowid = ?`, [converted, rowid!]);
  }
}

function parseStorage(key: string): Storage {
  return key.startsWith('number:') ? { kind: 'number', scale: Number(key.slice(7)) } : ({ kind: key } as Storage);
}

/** Through the value's text; what does not fit the new type becomes null, as on the platform. */
export function convert(raw: SqlValue, from: Storage, to: Storage): SqlValue {
  const value = decoder(from)(raw);
  if (value === null) return null;
  const parsed = parseAs(value, to);
  return parsed === null ? null : encode(to, parsed);
}

function parseAs(value: Value, to: Storage): Value {
  const text = String(value);
  switch (to.kind) {
    case 'text': case 'id': return text;
    case 'boolean': return text === 'true' || text === '1';
    case 'int': case 'long': case 'number': return Decimal.tryParse(text);
    case 'date': return value instanceof ApexDatetime ? value.toDate() : ApexDate.tryParse(text);
    case 'datetime': return value instanceof ApexDate ? ApexDatetime.fromMs(value.days * 86_400_000) : ApexDatetime.tryParse(text);
    case 'time': return ApexTime.tryParse(text);
    case 'blob': return ApexBlob.fromText(text);
  }
}

function dropIndexes(db: Database, object: string, indexes: Map<string, string>): void {
  for (const name of [...indexes.keys()]) {
    if (!name.toLowerCase().startsWith(`${object.toLowerCase()}.`)) continue;
    db.exec(`DROP INDEX IF EXISTS ${quote(name)}`);
    indexes.delete(name);
  }
}

function alignIndexes(db: Database, table: TableDdl, indexes: Map<string, string>, warnings: string[]): void {
  const wanted = new Map(table.indexes.map((i) => [i.name, i]));
  const prefix = `${table.name.toLowerCase()}.`;
  for (const [name, sql] of [...indexes]) {
    if (!name.toLowerCase().startsWith(prefix)) continue;
    const index = wanted.get(name);
    if (index !== undefined && sameSql(index.sql, sql)) continue;
    db.exec(`DROP INDEX ${quote(name)}`);
    indexes.delete(name);
  }
  for (const index of table.indexes) {
    if (indexes.has(index.name)) continue;
    try {
      db.exec(index.sql);
    } catch (error) {
      if (!index.unique || !/UNIQUE constraint/.test(String(error))) throw error;
      warnings.push(`${index.name.replace(/\.unique$/, '')} is unique now, but rows with equal values exist; they stay as they are.`);
      db.exec(index.sql.replace('CREATE UNIQUE INDEX', 'CREATE INDEX'));
    }
  }
}

function sameSql(wanted: string, existing: string): boolean {
  return wanted.replace('IF NOT EXISTS ', '') === existing.replace('IF NOT EXISTS ', '');
}
