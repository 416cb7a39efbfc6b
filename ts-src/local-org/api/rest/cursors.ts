import { randomInt } from 'node:crypto';
import { badRequest } from '../errors.ts';

/** Rows of a query that were not yet fetched. */
interface Cursor {
  readonly userId: string;
  readonly rows: readonly unknown[];
  readonly expires: number;
}

export interface Page {
  readonly totalSize: number;
  readonly done: boolean;
  readonly records: readonly unknown[];
  /** Locator of the next page, `01g…-2000`. */
  readonly next: string | undefined;
}

const HOUR = 3_600_000;
const MAX_CURSORS = 50;

/** Query results by locator, kept for an hour, at most fifty of them: the oldest gives way. */
export class CursorStore {
  readonly #cursors = new Map<string, Cursor>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** The first page of `rows`; keeps the rest. */
  open(userId: string, rows: readonly unknown[], size: number): Page {
    if (rows.length <= size) return { totalSize: rows.length, done: true, records: rows, next: undefined };
    const id = `01g0lL${Array.from({ length: 12 }, () => randomInt(10)).join('')}`;
    for (const [key, cursor] of this.#cursors) if (cursor.expires <= this.#now()) this.#cursors.delete(key);
    if (this.#cursors.size >= MAX_CURSORS) this.#cursors.delete(this.#cursors.keys().next().value!);
    this.#cursors.set(id, { userId, rows, expires: this.#now() + HOUR });
    return { totalSize: rows.length, done: false, records: rows.slice(0, size), next: `${id}-${size}` };
  }

  /** The page behind a locator. @throws ApiError INVALID_QUERY_LOCATOR */
  next(userId: string, locator: string, size: number): Page {
    const match = /^(01g\w{12,15})-(\d+)$/.exec(locator);
    const cursor = match && this.#cursors.get(match[1]!);
    if (!match || !cursor || cursor.userId !== userId || cursor.expires <= this.#now()) throw badRequest('INVALID_QUERY_LOCATOR', 'invalid query locator');
    const start = Number(match[2]);
    const end = start + size;
    const done = end >= cursor.rows.length;
    return { totalSize: cursor.rows.length, done, records: cursor.rows.slice(start, end), next: done ? undefined : `${match[1]}-${end}` };
  }
}
