import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import { DatabaseInUseError, fileFault } from './data-file-error.ts';
import { fold } from './storage.ts';
import type { SqlValue } from './storage.ts';

const STATEMENT_LIMIT = 2000;

/** One connection: statements prepared once, rows as arrays, integers beyond 2^53 as bigint. */
export class Database {
  readonly sqlite: DatabaseSync;
  readonly path: string;
  /** Statements that changed rows, ever. */
  writes = 0;
  private readonly statements = new Map<string, StatementSync>();
  private begun = false;
  /** Why SQLite has ended the running transaction by itself. Until it is rolled back nothing is written as if on its own. */
  private lost: unknown;

  /** @throws DataFileError */
  constructor(path: string) {
    this.path = path;
    try {
      if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
      this.sqlite = new DatabaseSync(path, { enableForeignKeyConstraints: false, timeout: 0 });
    } catch (error) {
      throw fileFault(error, path);
    }
    try {
      this.configure(path === ':memory:');
    } catch (error) {
      this.sqlite.close();
      throw fileFault(error, path);
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
    if (this.lost !== undefined) throw this.lost;
    try {
      this.sqlite.exec(sql);
    } catch (error) {
      throw this.fault(error);
    }
  }

  begin(): void {
    this.exec('BEGIN IMMEDIATE');
    this.begun = true;
  }

  /** What fails to commit can still be rolled back. */
  commit(): void {
    this.exec('COMMIT');
    this.begun = false;
  }

  rollback(): void {
    this.begun = false;
    this.lost = undefined;
    if (this.sqlite.isTransaction) this.exec('ROLLBACK');
  }

  /** What `work` writes stays or goes as a whole: with the running transaction, else in one of its own. */
  whole<T>(work: () => T): T {
    if (this.inTransaction) return work();
    this.begin();
    try {
      const result = work();
      this.commit();
      return result;
    } catch (error) {
      this.rollback();
      throw error;
    }
  }

  /** A full disk, among others, makes SQLite roll back at once. */
  private fault(error: unknown): unknown {
    const fault = fileFault(error, this.path);
    if (this.begun && !this.sqlite.isTransaction) this.lost = fault;
    return fault;
  }

  private prepare(sql: string): StatementSync {
    if (this.lost !== undefined) throw this.lost;
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
    try {
      const statement = this.prepare(sql);
      try {
        return statement.all(...params) as unknown as SqlValue[][];
      } catch (error) {
        if ((error as { code?: string }).code !== 'ERR_OUT_OF_RANGE') throw error;
        statement.setReadBigInts(true);
        return statement.all(...params) as unknown as SqlValue[][];
      }
    } catch (error) {
      throw this.fault(error);
    }
  }

  get(sql: string, params: readonly SqlValue[] = []): SqlValue[] | undefined {
    return this.all(sql, params)[0];
  }

  /** Rows changed. */
  run(sql: string, params: readonly SqlValue[] = []): number {
    try {
      const changes = Number(this.prepare(sql).run(...params).changes);
      if (changes > 0) this.writes++;
      return changes;
    } catch (error) {
      throw this.fault(error);
    }
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
    return this.begun || this.sqlite.isTransaction;
  }

  close(): void {
    this.statements.clear();
    this.sqlite.close();
  }
}

/** Another process holds this data file. */
export function isInUse(path: string): boolean {
  if (!existsSync(path)) return false;
  try {
    new Database(path).close();
    return false;
  } catch (error) {
    return error instanceof DatabaseInUseError;
  }
}
