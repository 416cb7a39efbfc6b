import { DatabaseSync } from 'node:sqlite';
import { existsSync } from 'node:fs';
import { fileFault } from '../data/index.ts';
import type { DataEngine } from '../data/index.ts';
import type { SObjectDef } from '../schema/model.ts';
import type { SObjectRecord } from '../values/index.ts';
import type { SetupStore } from '../security/index.ts';

/** Setup rows go past the rules of saves, straight into the engine's tables. */
export function setupStore(engine: DataEngine): SetupStore {
  const { database, layout, rows } = engine.parts;
  return {
    ids: (object) => database.all(`SELECT "Id" FROM ${layout.table(object).sql}`).map(([id]) => id as string),
    insert: (object, records) => rows.insert(layout.table(object), records),
    update: (object, records) => {
      for (const record of records) updateRow(engine, object, record);
    },
    remove: (object, ids) => rows.remove(layout.table(object), ids),
    find(object, field, value, wanted) {
      const table = layout.table(object);
      const [on, out] = [table.byName.get(field), table.byName.get(wanted)];
      if (!on || !out) return null;
      const row = database.get(`SELECT ${out.sql} FROM ${table.sql} WHERE fold(${on.sql}) = fold(?) AND "IsDeleted" = 0 ORDER BY rowid LIMIT 1`, [value]);
      return (row?.[0] as string | null | undefined) ?? null;
    },
    mark: (name) => (database.get('SELECT value FROM "~meta" WHERE key = ?', [`mark ${name}`])?.[0] as string | undefined) ?? null,
    setMark: (name, value) => void database.run('INSERT OR REPLACE INTO "~meta" VALUES (?, ?)', [`mark ${name}`, value]),
    transaction: (work) => database.whole(work),
  };
}

function updateRow(engine: DataEngine, object: SObjectDef, record: SObjectRecord): void {
  const { layout, rows } = engine.parts;
  const table = layout.table(object);
  const changes = Object.entries(record.fields).flatMap(([name, value]) => {
    const column = table.byName.get(name);
    return !column || name === 'Id' ? [] : [{ column, raw: value === null ? null : column.encode(value) }];
  });
  rows.update(table, record.id!, changes);
}

const PREFIXES = 'mark key prefixes';

/** Key prefixes that the objects in a data file have; none for a file that is not there yet. @throws DataFileError */
export function storedKeyPrefixes(databaseFile: string): Record<string, string> {
  if (!existsSync(databaseFile)) return {};
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(databaseFile);
    const known = database.prepare(`SELECT 1 FROM sqlite_master WHERE name = '~meta'`).get();
    const row = known && (database.prepare('SELECT value FROM "~meta" WHERE key = ?').get(PREFIXES) as { value: string } | undefined);
    return row ? (JSON.parse(row.value) as Record<string, string>) : {};
  } catch (error) {
    throw fileFault(error, databaseFile);
  } finally {
    database?.close();
  }
}

/** Key prefixes that the objects of an open org have. */
export function knownKeyPrefixes(engine: DataEngine): Record<string, string> {
  return JSON.parse(setupStore(engine).mark('key prefixes') ?? '{}') as Record<string, string>;
}

/** Remembers the prefixes of the project's own objects, so that ids keep their meaning when objects come and go. */
export function rememberKeyPrefixes(engine: DataEngine): void {
  const known: Record<string, string> = {};
  for (const object of engine.schema.objects) if (object.name.includes('__') && object.keyPrefix !== '') known[object.name] = object.keyPrefix;
  const store = setupStore(engine);
  const before = knownKeyPrefixes(engine);
  const value = JSON.stringify({ ...before, ...known });
  if (value !== JSON.stringify(before)) store.setMark('key prefixes', value);
}
