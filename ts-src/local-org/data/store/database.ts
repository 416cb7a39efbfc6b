import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import { fold } from './storage.ts';
import type { SqlValue } from './storage.ts';

/** Another process holds the data file. */
export class DatabaseInUseError extends Error {
  constructor(path: string) {
    super(`The data file ${path} is in use by another process. Stop that process or choose another file.`);
    this.name = 'DatabaseInUseError';
  }
}

const STATEMENT_LIMIT = 2000;

/** One connection: statements prepared once, rows as arrays, integers beyond 2^53 as bigint. */
export class Database {
  readonly sqlite: DatabaseSync;
  readonly path: string;
  /** Statements that changed rows, ever. */
  writes = 0;
  private readonly statements = new Map<string, StatementSync>();

  /** @throws DatabaseInUseError */
  constructor(path: string) {
    this.path = path;
    this.sqlite = new DatabaseSync(path, { enableForeignKeyConstraints: false, timeout: 0 });
    try {
      this.configure(path === ':memory:');
    } catch (error) {
      this.sqlite.close();
      if (isBusy(error)) throw new DatabaseInUseError(path);
      throw error;
    }
    this.sqlite.function('fold', { deterministic: true }, (text) => (typeof text === 'string' ? fold(text) : text));
  }

  private configure(memory: boolean): void {
    // One process owns a file: the exclusive lock says so to a second one, and spares the shared-memory index.
    if (memory) this.sqlite.exec('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF');
    else this.sqlite.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 10000; BEGIN IMMEDIATE; COMMIT');
    this.sqlite.exec('PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY; PRAGMA recursive_triggers = OFF');
  }

  exec(sql: string): void {
    this.sqlite.exec(sql);
  }

  private prepare(sql: string): StatementSync {
    let statement = this.statements.get(sql);
    if (statement === undefined) {
      statement = this.sqlite.prepare(sql);
      statement.setReturnArrays(true);
      if (this.statements.size >= STATEMENT_LIMIT) this.statements.delete(this.statements.keys().next().value!);
      this.statements.set(sql, statement);
    }
    return statement;
  }

  all(sql: string, params: readonly SqlValue[] = []): SqlValue[][] {
    const statement = this.prepare(sql);
    try {
      return statement.all(...params) as unknown as SqlValue[][];
    } catch (error) {
      if ((error as { code?: string }).code !== 'ERR_OUT_OF_RANGE') throw error;
      statement.setReadBigInts(true);
      return statement.all(...params) as unknown as SqlValue[][];
    }
  }

  get(sql: string, params: readonly SqlValue[] = []): SqlValue[] | undefined {
    return this.all(sql, params)[0];
  }

  /** Rows changed. */
  run(sql: string, params: readonly SqlValue[] = []): number {
    const changes = Number(this.prepare(sql).run(...params).changes);
    if (changes > 0) this.writes++;
    return changes;
  }

  /** Registers a function of any number of columns. Its result is not cached by SQLite. */
  define(name: string, work: (...args: SqlValue[]) => SqlValue): void {
    this.sqlite.function(name, { varargs: true, useBigIntArguments: true }, work as (...args: SQLOutputValue[]) => SQLInputValue);
  }

  /** The plan SQLite chose, one line a step. */
  explain(sql: string, params: readonly SqlValue[]): string[] {
    return this.all(`EXPLAIN QUERY PLAN ${sql}`, params).map((row) => String(row[3]));
  }

  get inTransaction(): boolean {
    return this.sqlite.isTransaction;
  }

  close(): void {
    this.statements.clear();
    this.sqlite.close();
  }
}

function isBusy(error: unknown): boolean {
  const { errcode, message } = error as { errcode?: number; message?: string };
  return errcode === 5 || errcode === 261 || /database is locked/.test(message ?? '');
}
