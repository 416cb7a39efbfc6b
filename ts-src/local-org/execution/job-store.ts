import type { Database } from '../data/index.ts';
import type { DeferredJob, JobPart, KeptTexts, SavedJob } from './context.ts';

/** A job as the data file keeps it. */
export interface StoredJob {
  readonly id: string;
  readonly userId: string;
  readonly kind: DeferredJob['kind'];
  readonly name: string;
  readonly notBefore: number | null;
  readonly partOf: JobPart | null;
  readonly keys: readonly string[];
  readonly saved: SavedJob;
}

/** Jobs that wait, in the data file: written by the transaction that enqueues them, removed by the one that runs them. */
export class JobStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
    database.exec('CREATE TABLE IF NOT EXISTS "~job" (id TEXT PRIMARY KEY, not_before INTEGER, job TEXT NOT NULL)');
  }

  /** The job in one line of JSON, then its data as they are: they may be long, and are JSON already. */
  add({ notBefore, saved: { by, data }, ...job }: StoredJob): void {
    this.#database.run('INSERT OR REPLACE INTO "~job" (id, not_before, job) VALUES (?, ?, ?)', [job.id, notBefore, `${JSON.stringify({ ...job, by })}\n${data}`]);
  }

  move(id: string, notBefore: number): void {
    this.#database.run('UPDATE "~job" SET not_before = ? WHERE id = ?', [notBefore, id]);
  }

  remove(id: string): void {
    this.#database.run('DELETE FROM "~job" WHERE id = ?', [id]);
  }

  /** In the order they were added. */
  all(): StoredJob[] {
    return this.#database.all('SELECT job, not_before FROM "~job" ORDER BY rowid').map(([text, notBefore]) => storedJob(text as string, notBefore as number | null));
  }
}

function storedJob(text: string, notBefore: number | null): StoredJob {
  const end = text.indexOf('\n');
  // Files of earlier versions have all of it in the one line.
  if (end < 0) return { ...(JSON.parse(text) as StoredJob), notBefore };
  const { by, ...job } = JSON.parse(text.slice(0, end)) as Omit<StoredJob, 'saved' | 'notBefore'> & Pick<SavedJob, 'by'>;
  return { ...job, notBefore, saved: { by, data: text.slice(end + 1) } };
}

/** Texts by key, in the data file. */
export class KeptInDatabase implements KeptTexts {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
    database.exec('CREATE TABLE IF NOT EXISTS "~kept" (key TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID');
  }

  get(key: string): string | undefined {
    return this.#database.get('SELECT text FROM "~kept" WHERE key = ?', [key])?.[0] as string | undefined;
  }

  set(key: string, text: string): void {
    this.#database.run('INSERT OR REPLACE INTO "~kept" VALUES (?, ?)', [key, text]);
  }

  delete(key: string): void {
    this.#database.run('DELETE FROM "~kept" WHERE key = ?', [key]);
  }
}
