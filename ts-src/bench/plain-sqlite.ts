import { DatabaseSync } from 'node:sqlite';
import path from 'node:path';

const ROWS_A_TRANSACTION = 200;

/**
 * The physical limit the ledger is held against: the same rows into the same tables with the same indexes, by plain
 * node:sqlite, in transactions as large as the org's. Reading the rows is not timed.
 * @returns rows written and the seconds that took
 */
export function copyRows(sourceFile: string, folder: string, since: ReadonlyMap<string, number>): { rows: number; seconds: number } {
  const source = new DatabaseSync(sourceFile, { readOnly: true });
  const target = new DatabaseSync(path.join(folder, 'plain.db'));
  target.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 10000');
  const work = [...since].flatMap(([table, known]) => {
    const statements = source.prepare('SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY type DESC').all(table) as { sql: string }[];
    for (const { sql } of statements) target.exec(sql);
    const query = source.prepare(`SELECT * FROM "${table}" LIMIT -1 OFFSET ?`);
    query.setReadBigInts(true);
    const rows = query.all(known).map((row) => Object.values(row));
    if (rows.length === 0) return [];
    return [{ insert: target.prepare(`INSERT INTO "${table}" VALUES (${rows[0]!.map(() => '?').join(', ')})`), rows }];
  });
  source.close();
  const started = performance.now();
  for (const { insert, rows } of work) {
    for (let i = 0; i < rows.length; i += ROWS_A_TRANSACTION) {
      target.exec('BEGIN IMMEDIATE');
      for (const row of rows.slice(i, i + ROWS_A_TRANSACTION)) insert.run(...row);
      target.exec('COMMIT');
    }
  }
  const seconds = (performance.now() - started) / 1000;
  target.close();
  return { rows: work.reduce((sum, { rows }) => sum + rows.length, 0), seconds };
}

/** Rows of every table, to tell later what a run added. */
export function countRows(file: string): Map<string, number> {
  const database = new DatabaseSync(file, { readOnly: true });
  const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").all() as { name: string }[];
  const counts = new Map(tables.map(({ name }) => [name, Number((database.prepare(`SELECT COUNT(*) AS n FROM "${name}"`).get() as { n: number }).n)]));
  database.close();
  return counts;
}
