import type { RowObserver, TriggerOperation } from '../data/index.ts';
import { current } from '../execution/context.ts';
import type { ExecutionContext } from '../execution/context.ts';
import { NotImplementedError, OrgError } from '../execution/errors.ts';
import type { Interleaving } from '../execution/transactions.ts';
import type { SObjectDef } from '../schema/model.ts';
import { TransactionLogs } from './transaction-log.ts';

export interface Race {
  /** Object (API name, any case) after whose read the competitor comes in. */
  readonly afterRead: string;
  /** Which query of that object, from 1; queries that find nothing count. Default 1. */
  readonly nth?: number;
  /** One transaction of another user, by `org.transaction` or what stands on it. Where it waits or holds, it runs twice and only the second run stays. */
  readonly compete: () => void;
  /** What the competitor does that meets a row which the outer transaction holds: waits for its end (default), or fails with UNABLE_TO_LOCK_ROW. */
  readonly whenLocked?: 'waits' | 'fails';
  /** The competitor does not commit before the outer transaction has ended: that one gets UNABLE_TO_LOCK_ROW for the rows which the competitor touched. */
  readonly holds?: boolean;
}

/**
 * How it went: `first`: committed in between; `waited`: met a lock, ran when the outer transaction had ended; `failed`: met a lock and
 * was refused; `held`: kept its rows until the outer transaction had ended, then committed.
 */
export type Competitor = 'first' | 'waited' | 'failed' | 'held';

export interface RaceResult<T> {
  /** What `outer` returned. */
  readonly value: T;
  readonly competitor: Competitor;
}

/**
 * Runs `outer`, one transaction, and lets a competitor in right after it has read an object. See README.md for what that means.
 * @throws whatever `outer` or `compete` throws; Error when the race did not take place; NotImplementedError when the outer transaction
 * had written before
 */
export function withRace<T>(org: { readonly interleaving: Interleaving }, race: Race, outer: () => T): RaceResult<T> {
  const course = new RaceCourse(org.interleaving, race);
  const stop = org.interleaving.observe(course);
  let value: T;
  try {
    value = outer();
  } finally {
    stop();
    if (course.outcome === 'waited' || course.outcome === 'held') race.compete();
  }
  return { value, competitor: course.result() };
}

/** Ends the competitor's transaction where it would wait. Apex cannot catch it. */
class Waiting extends Error {}

class RaceCourse implements RowObserver {
  outcome: Competitor | undefined;
  readonly #interleaving: Interleaving;
  readonly #race: Race;
  readonly #logs = new TransactionLogs();
  #reads = 0;
  #competing = false;
  /** Rows of the outer transaction while the competitor runs; of a competitor that has not committed while the outer one goes on. */
  #heldByOther: ReadonlySet<string> = new Set();
  #insertedByOther: ReadonlySet<SObjectDef> = new Set();
  #kept: { readonly rows: ReadonlySet<string>; readonly objects: ReadonlySet<SObjectDef> } = { rows: new Set(), objects: new Set() };
  #competitor: ExecutionContext | undefined;
  #met = false;
  #wrote = false;
  #failure: { readonly error: unknown } | undefined;

  constructor(interleaving: Interleaving, race: Race) {
    this.#interleaving = interleaving;
    this.#race = race;
  }

  onRead(object: SObjectDef): void {
    if (this.#competing) return this.#step();
    if (object.name.toLowerCase() !== this.#race.afterRead.toLowerCase()) return;
    if (++this.#reads === (this.#race.nth ?? 1)) this.#letIn();
  }

  onLock(_: SObjectDef, ids: readonly string[], by: 'query' | 'save' | 'child'): void {
    if (this.#competing) this.#step();
    const taken = ids.filter((id) => this.#heldByOther.has(id));
    if (taken.length > 0) this.#refuse(taken, by);
    this.#logs.current.lock(ids, by);
  }

  onWrite(object: SObjectDef, ids: readonly string[], operation: TriggerOperation): void {
    if (this.#competing) this.#step();
    this.#wrote ||= this.#competing;
    if (operation !== 'insert') return;
    // Which of the two has the unique value is known only when the competitor ends.
    if (this.#insertedByOther.has(object) && object.fields.some(({ unique }) => unique)) {
      throw new NotImplementedError(`an insert of ${object.name} beside one that is not committed`);
    }
    this.#logs.current.create(object, ids);
  }

  onMark(mark: number): void {
    this.#logs.current.mark(mark);
  }

  onRollback(mark: number): void {
    this.#logs.current.rollback(mark);
  }

  /** @throws Error when there was no race */
  result(): Competitor {
    const { afterRead, nth = 1 } = this.#race;
    if (this.#failure) throw this.#failure.error;
    if (this.outcome === undefined) throw new Error(`There was no race: ${afterRead} was read ${this.#reads} time(s), not ${nth}`);
    if ((this.outcome === 'first' || this.outcome === 'held') && !this.#wrote) throw new Error('There was no race: the competitor wrote nothing');
    return this.outcome;
  }

  #letIn(): void {
    const { compete, holds = false } = this.#race;
    this.#heldByOther = this.#logs.current.held();
    this.#interleaving.aside(
      () => {
        this.#competing = true;
        try {
          compete();
        } catch (error) {
          if (!this.#met) this.#failure = { error };
        } finally {
          this.#competing = false;
        }
      },
      { rehearsal: holds },
    );
    if (this.#met) this.outcome = this.#race.whenLocked === 'fails' ? 'failed' : 'waited';
    else this.outcome = holds ? 'held' : 'first';
    if (this.outcome === 'held' && this.#competitor) this.#keepLocks(this.#competitor);
    this.#heldByOther = this.#kept.rows;
    this.#insertedByOther = this.#kept.objects;
  }

  /** A competitor that has not ended keeps what it locked, though its run here is rolled back. */
  #keepLocks(competitor: ExecutionContext): void {
    const log = this.#logs.of(competitor);
    this.#kept = { rows: log.held(), objects: log.insertedInto() };
  }

  /** Each statement of the competitor. */
  #step(): void {
    const context = current();
    this.#competitor ??= context;
    if (this.#competitor !== context) throw new Error('The competitor is one transaction, not several');
    if (this.#met && this.#race.whenLocked !== 'fails') throw new Waiting();
  }

  #refuse(ids: readonly string[], by: 'query' | 'save' | 'child'): never {
    if (this.#competing) {
      this.#met = true;
      if (this.#race.whenLocked !== 'fails') {
        this.#keepLocks(current());
        throw new Waiting();
      }
    }
    throw unableToLock(ids, by);
  }
}

function unableToLock(ids: readonly string[], by: 'query' | 'save' | 'child'): OrgError {
  return by === 'query'
    ? new OrgError('UNABLE_TO_LOCK_ROW', 'Record Currently Unavailable: The record you are attempting to edit, or one of its related records, is currently being modified by another user. Please try again.')
    : new OrgError('UNABLE_TO_LOCK_ROW', `unable to obtain exclusive access to this record or ${ids.length} records: ${ids.join(',')}`);
}
