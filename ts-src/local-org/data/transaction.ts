import { NotImplementedError, OrgError } from '../execution/errors.ts';
import type { DmlRequest, QueryOptions, QueryOutcome, RowResult, Savepoint } from '../execution/context.ts';
import type { SoqlQuery, SoslQuery } from '../soql/ast.ts';
import { keyPrefix, toId18 } from '../values/index.ts';
import type { SObjectRecord , ApexDatetime} from '../values/index.ts';
import type { TransactionView } from './hooks.ts';
import { search } from './query/search.ts';
import { purge } from './save/delete.ts';
import { dml } from './save/dml.ts';
import { MixedDml } from './save/mixed-dml.ts';
import type { SaveServices, SaveState } from './save/statement.ts';

/**
 * One transaction: BEGIN IMMEDIATE when it starts, COMMIT or ROLLBACK at its end. The data part of an `ExecutionContext`.
 * Ids that were given to records stay in them after a roll-back, as on the platform.
 */
export class Transaction implements SaveState {
  readonly view: TransactionView;
  depth = 0;
  readonly inBefore = new Set<string>();
  readonly mixedDml = new MixedDml();
  private readonly services: SaveServices;
  private readonly onPresence: (present: boolean) => void;
  private readonly marks: string[] = [];
  private marked = 0;
  private open = true;
  /** `db.writes` as it is while nothing written here stands. */
  private untouched: number;

  /** `onPresence` is told when the transaction ends, and when it steps aside and comes back. */
  constructor(services: SaveServices, view: TransactionView, onPresence: (present: boolean) => void) {
    this.services = services;
    this.view = view;
    this.onPresence = onPresence;
    services.db.begin();
    this.untouched = services.db.writes;
  }

  /** @throws QueryError */
  query(query: SoqlQuery, options: QueryOptions): QueryOutcome {
    return this.services.queries.execute(this.view, query, options);
  }

  /** Rows of a SOSL search, one list per object of RETURNING. */
  search(query: SoslQuery, options: QueryOptions): SObjectRecord[][] {
    return search(this.services, this.view, query, options);
  }

  /** @throws DmlFailure with `allOrNone`; OrgError when the statement as a whole is refused */
  dml(request: DmlRequest): RowResult[] {
    return dml(this.services, this, request);
  }

  /** Database.setSavepoint. The caller counts it. */
  savepoint(): Savepoint {
    const { depth } = this;
    const mark = this.mark();
    const here = (work: () => void) => (): void => {
      if (this.depth !== depth) throw new OrgError('INVALID_OPERATION', 'Savepoints cannot be used across trigger invocations');
      work();
    };
    return { rollback: here(() => mark.rollback()), release: here(() => mark.release()) };
  }

  /** What `work` does stays or goes as a whole. */
  atomic<T>(work: () => T): T {
    const mark = this.mark();
    try {
      const result = work();
      mark.release();
      return result;
    } catch (error) {
      mark.rollback();
      mark.release();
      throw error;
    }
  }

  /** Inside `work` setup and other objects may be written apart from what was written before (System.runAs). */
  isolated<T>(work: () => T): T {
    return this.mixedDml.isolated(work);
  }

  /** A point to return to. Rolling back keeps the point, and drops those set after it. */
  mark(): Savepoint {
    const { db, hooks } = this.services;
    const number = this.marked++;
    const name = `s${number}`;
    const clean = !this.hasWritten;
    db.exec(`SAVEPOINT ${name}`);
    this.marks.push(name);
    hooks.observer?.onMark?.(number);
    const find = (): number => {
      const i = this.marks.lastIndexOf(name);
      if (i < 0) throw new OrgError('INVALID_OPERATION', 'The savepoint is no longer valid');
      return i;
    };
    return {
      rollback: () => {
        const i = find();
        db.exec(`ROLLBACK TO ${name}`);
        this.services.rows.forget();
        this.marks.length = i + 1;
        if (clean) this.untouched = db.writes;
        hooks.observer?.onRollback?.(number);
      },
      release: () => {
        const i = find();
        db.exec(`RELEASE ${name}`);
        this.marks.length = i;
      },
    };
  }

  /** Takes rows out of the recycle bin for good, with what their deletes took along (Database.emptyRecycleBin). */
  emptyRecycleBin(ids: readonly string[]): RowResult[] {
    const { layout, rows } = this.services;
    this.view.limits.charge('dmlStatements');
    this.view.limits.charge('dmlRows', ids.length);
    return ids.map((id) => {
      const object = layout.schema.objectByPrefix(keyPrefix(id));
      const isDeleted = object !== undefined && rows.deleteBatches(layout.table(object), [id]).size > 0;
      if (isDeleted) purge(this.services, object, [id]);
      const errors = isDeleted ? [] : [{ statusCode: 'INVALID_CROSS_REFERENCE_KEY', message: 'invalid cross reference id', fields: [] }];
      return { id, success: isDeleted, created: false, errors };
    });
  }

  /** Test.setCreatedDate. @throws OrgError when there is no such row */
  setCreatedDate(id: string, created: ApexDatetime): void {
    const { layout, rows } = this.services;
    const object = layout.schema.objectByPrefix(keyPrefix(id));
    const id18 = toId18(id);
    const table = object === undefined ? undefined : layout.table(object);
    const column = table?.byName.get('CreatedDate');
    if (table === undefined || column === undefined || id18 === null || rows.load(table, [id18]).size === 0) {
      throw new OrgError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
    }
    rows.update(table, id18, [{ column, raw: column.encode(created) }]);
  }

  /** SQL and query plan of a query. */
  explain(query: SoqlQuery, options: QueryOptions): { readonly sql: string; readonly plan: readonly string[] } {
    return this.services.queries.explain(this.view, query, options);
  }

  /** True while something that this transaction wrote stands: not before its first write, nor after a roll-back to a point before it. */
  get hasWritten(): boolean {
    return this.services.db.writes !== this.untouched;
  }

  /**
   * Lets `work` run other transactions now, as if they had come in between two statements of this one. What this one reads from then
   * on is what they committed. One connection has one writer: a transaction that has written cannot step aside.
   * @throws NotImplementedError when it has
   */
  aside<T>(work: () => T): T {
    const { db } = this.services;
    if (this.hasWritten) throw new NotImplementedError('a transaction between the statements of one that has written');
    db.rollback();
    this.onPresence(false);
    try {
      return work();
    } finally {
      db.begin();
      // There is nothing to return to but this: the marks were all set before the first write.
      for (const mark of this.marks) db.exec(`SAVEPOINT ${mark}`);
      this.untouched = db.writes;
      this.onPresence(true);
    }
  }

  get isOpen(): boolean {
    return this.open;
  }

  commit(): void {
    this.end(() => {
      this.services.sequences.save();
      this.services.db.commit();
    });
  }

  rollback(): void {
    this.end(() => this.services.db.rollback());
  }

  private end(work: () => void): void {
    if (!this.open) throw new Error('The transaction has ended');
    try {
      work();
    } catch (error) {
      this.services.db.rollback();
      throw error;
    } finally {
      this.services.rows.forget();
      this.open = false;
      this.onPresence(false);
    }
  }
}
