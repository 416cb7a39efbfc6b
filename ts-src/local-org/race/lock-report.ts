import { apexFrames, frameText } from '../apex/runtime/index.ts';
import type { RowObserver, TriggerOperation } from '../data/index.ts';
import { current } from '../execution/context.ts';
import type { Interleaving } from '../execution/transactions.ts';
import type { SObjectDef } from '../schema/model.ts';
import { TransactionLogs } from './transaction-log.ts';

/** A row that a DML statement updated, deleted or undeleted. */
export interface RowChange {
  readonly object: string;
  readonly id: string;
  readonly operation: Exclude<TriggerOperation, 'insert'>;
  /** The same transaction had read the row FOR UPDATE, or made it, before. */
  readonly locked: boolean;
  readonly username: string;
  /** Apex stack of the statement, one frame a line, such as `Class.Foo.save: line 12, column 1`; '' where no Apex stands behind it. */
  readonly stack: string;
}

/** What `work` changed, and behind which locks. Objects by API name, any case; none named: all. */
export class LockReport<T> {
  /** What `work` returned. */
  readonly value: T;
  readonly changes: readonly RowChange[];

  constructor(value: T, changes: readonly RowChange[]) {
    this.value = value;
    this.changes = changes;
  }

  of(...objects: readonly string[]): readonly RowChange[] {
    const wanted = new Set(objects.map((each) => each.toLowerCase()));
    return this.changes.filter(({ object }) => wanted.size === 0 || wanted.has(object.toLowerCase()));
  }

  /** Changes of rows that their transaction did not hold. */
  unlocked(...objects: readonly string[]): readonly RowChange[] {
    return this.of(...objects).filter(({ locked }) => !locked);
  }
}

/**
 * Runs `work` and tells which rows its transactions changed without having locked them: read FOR UPDATE or created, in the same
 * transaction and not rolled back since. Changes that a statement brings with it (roll-ups, cascades) do not count; changes that were
 * undone later do.
 */
export function lockReport<T>(org: { readonly interleaving: Interleaving }, work: () => T): LockReport<T> {
  const watch = new LockWatch();
  const stop = org.interleaving.observe(watch);
  try {
    return new LockReport(work(), watch.changes);
  } finally {
    stop();
  }
}

/** Fails when `work` changes a row of these objects that it did not lock. @throws Error which rows, and the Apex stack of each */
export function requireLocks<T>(org: { readonly interleaving: Interleaving }, objects: readonly string[], work: () => T): T {
  const report = lockReport(org, work);
  const lines = report.unlocked(...objects).map(({ object, id, operation, stack }) => `${operation} of ${object} ${id}\n${stack}`.trimEnd().replaceAll('\n', '\n    '));
  if (lines.length > 0) throw new Error(`Changed without a lock:\n${[...new Set(lines)].join('\n')}`);
  return report.value;
}

class LockWatch implements RowObserver {
  readonly changes: RowChange[] = [];
  readonly #logs = new TransactionLogs();

  onLock(_: SObjectDef, ids: readonly string[], by: 'query' | 'save' | 'child'): void {
    this.#logs.current.lock(ids, by);
  }

  onWrite(object: SObjectDef, ids: readonly string[], operation: TriggerOperation, by: 'statement' | 'platform'): void {
    const log = this.#logs.current;
    if (operation === 'insert') return log.create(object, ids);
    if (by === 'platform') return;
    const safe = log.safe();
    const { username } = current().user;
    const stack = apexStack();
    for (const id of ids) this.changes.push({ object: object.name, id, operation, locked: safe.has(id), username, stack });
  }

  onMark(mark: number): void {
    this.#logs.current.mark(mark);
  }

  onRollback(mark: number): void {
    this.#logs.current.rollback(mark);
  }
}

function apexStack(): string {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 200;
  const { stack } = new Error('here');
  Error.stackTraceLimit = limit;
  return apexFrames(stack).map(frameText).join('\n');
}
