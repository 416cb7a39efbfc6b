import type { SObjectDef } from '../schema/model.ts';
import { current } from '../execution/context.ts';
import type { ExecutionContext } from '../execution/context.ts';

type Entry = { readonly kind: 'locked' | 'held' | 'created'; readonly id: string } | { readonly kind: 'inserted'; readonly object: SObjectDef };

/** What one transaction holds at this moment. Rolling back to a savepoint frees what was locked since. */
export class TransactionLog {
  readonly #entries: Entry[] = [];
  readonly #marks = new Map<number, number>();

  /** `query`: read FOR UPDATE. Everything else holds the row as well, but whoever wrote it had not read it behind the lock. */
  lock(ids: readonly string[], by: 'query' | 'save' | 'child'): void {
    for (const id of ids) this.#entries.push({ kind: by === 'query' ? 'locked' : 'held', id });
  }

  create(object: SObjectDef, ids: readonly string[]): void {
    this.#entries.push({ kind: 'inserted', object });
    for (const id of ids) this.#entries.push({ kind: 'created', id });
  }

  mark(mark: number): void {
    this.#marks.set(mark, this.#entries.length);
  }

  rollback(mark: number): void {
    const length = this.#marks.get(mark);
    if (length !== undefined) this.#entries.length = Math.min(this.#entries.length, length);
  }

  /** Rows that others cannot write now. */
  held(): ReadonlySet<string> {
    return new Set(this.#entries.flatMap((each) => (each.kind === 'locked' || each.kind === 'held' ? [each.id] : [])));
  }

  /** Rows that were read FOR UPDATE or made here. */
  safe(): ReadonlySet<string> {
    return new Set(this.#entries.flatMap((each) => (each.kind === 'locked' || each.kind === 'created' ? [each.id] : [])));
  }

  /** Objects that rows were inserted into. */
  insertedInto(): ReadonlySet<SObjectDef> {
    return new Set(this.#entries.flatMap((each) => (each.kind === 'inserted' ? [each.object] : [])));
  }
}

/** One log for each transaction that is met. */
export class TransactionLogs {
  readonly #logs = new WeakMap<ExecutionContext, TransactionLog>();

  /** Of the running transaction. */
  get current(): TransactionLog {
    return this.of(current());
  }

  of(context: ExecutionContext): TransactionLog {
    let log = this.#logs.get(context);
    if (log === undefined) this.#logs.set(context, (log = new TransactionLog()));
    return log;
  }
}
