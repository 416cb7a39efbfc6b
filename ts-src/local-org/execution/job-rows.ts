import type { DataEngine } from '../data/index.ts';
import { setupId } from '../schema/index.ts';
import type { Schema, SObjectDef } from '../schema/model.ts';
import { ApexDatetime, SObjectRecord } from '../values/index.ts';
import type { Value } from '../values/index.ts';
import type { Clock, DeferredJob } from './context.ts';

const JOB_TYPES: Partial<Record<DeferredJob['kind'], string>> = { queueable: 'Queueable', future: 'Future', batch: 'BatchApex', scheduled: 'ScheduledApex' };
/** Batches that wait for their turn or run; more are held. */
const PLACES = 5;
const MESSAGE = 255;

type Fields = Record<string, Value>;

export interface RowsOptions {
  readonly schema: Schema;
  readonly engine: DataEngine;
  readonly clock: Clock;
}

/** Rows that the platform writes about jobs, past the rules of saves; in the running transaction, if one runs. */
export class SystemRows {
  readonly #engine: DataEngine;
  readonly #object: SObjectDef | undefined;

  /** An org whose schema has no such object gets no rows. */
  constructor({ schema, engine }: RowsOptions, object: string) {
    this.#engine = engine;
    this.#object = schema.object(object);
  }

  /** Returns the id. */
  insert(fields: Fields): string | undefined {
    if (this.#object === undefined) return undefined;
    const record = new SObjectRecord(this.#object);
    Object.assign(record.fields, fields);
    this.#engine.seed([record]);
    return record.id!;
  }

  update(id: string, fields: Fields): void {
    if (this.#object === undefined) return;
    const { layout, rows } = this.#engine.parts;
    const table = layout.table(this.#object);
    rows.update(table, id, Object.entries(fields).map(([name, value]) => {
      const column = table.byName.get(name)!;
      return { column, raw: value === null ? null : column.encode(value) };
    }));
  }

  remove(ids: readonly string[]): void {
    if (this.#object === undefined) return;
    const { layout, rows } = this.#engine.parts;
    rows.remove(layout.table(this.#object), ids);
  }

  find(id: string): Fields | undefined {
    if (this.#object === undefined) return undefined;
    const { layout, rows } = this.#engine.parts;
    return rows.load(layout.table(this.#object), [id]).get(id)?.fields;
  }

  /** Ids of rows that meet a condition on columns, in the order they came. */
  ids(condition: string, values: readonly (string | number)[] = []): string[] {
    if (this.#object === undefined) return [];
    const { database, layout } = this.#engine.parts;
    return database.all(`SELECT "Id" FROM ${layout.table(this.#object).sql} WHERE ${condition} ORDER BY rowid`, values).map(([id]) => id as string);
  }
}

/** What AsyncApexJob shows of a job: made when it is enqueued, kept true until it ends. */
export class AsyncApexJobs {
  readonly #rows: SystemRows;
  readonly #clock: Clock;

  constructor(options: RowsOptions) {
    this.#rows = new SystemRows(options, 'AsyncApexJob');
    this.#clock = options.clock;
  }

  /** Undefined for what is no job of Apex. */
  queued(kind: DeferredJob['kind'], name: string, userId: string, triggerId: string | null = null): string | undefined {
    const JobType = JOB_TYPES[kind];
    if (JobType === undefined) return undefined;
    const parts = name.split('.');
    return this.#rows.insert({
      JobType, Status: kind === 'batch' && this.#active().length >= PLACES ? 'Holding' : 'Queued', ApexClassId: setupId('01p', parts[0]!), MethodName: kind === 'future' ? parts.at(-1)! : null,
      JobItemsProcessed: 0, TotalJobItems: 0, NumberOfErrors: 0, CreatedDate: this.#now(), CreatedById: userId, CronTriggerId: triggerId,
    });
  }

  started(id: string, kind: DeferredJob['kind']): void {
    this.#rows.update(id, { Status: kind === 'batch' ? 'Preparing' : 'Processing' });
  }

  divided(id: string, TotalJobItems: number): void {
    this.#rows.update(id, { TotalJobItems, Status: 'Processing' });
  }

  /** One of the parts of a batch has ended. */
  partEnded(id: string, failure: unknown): void {
    const job = this.#rows.find(id);
    if (job === undefined) return;
    this.#rows.update(id, { JobItemsProcessed: Number(job.JobItemsProcessed ?? 0) + 1, ...(failure === undefined ? {} : { NumberOfErrors: Number(job.NumberOfErrors ?? 0) + 1, ExtendedStatus: job.ExtendedStatus ?? firstError(failure) }) });
  }

  /** A run of a scheduled job has ended. @param again there will be another */
  runEnded(triggerId: string, failure: unknown, again: boolean): void {
    for (const id of this.#rows.ids(`"CronTriggerId" = ?`, [triggerId])) {
      const errors = Number(this.#rows.find(id)?.NumberOfErrors ?? 0);
      this.#rows.update(id, { Status: again ? 'Queued' : 'Completed', CompletedDate: again ? null : this.#now(), ...(failure === undefined ? {} : { NumberOfErrors: errors + 1, ExtendedStatus: messageOf(failure) }) });
    }
  }

  ended(id: string, kind: DeferredJob['kind'], failure: unknown): void {
    const job = this.#rows.find(id);
    if (job === undefined || job.Status === 'Aborted') return;
    const outcome: Fields = failure === undefined ? { Status: 'Completed' } : { Status: 'Failed', NumberOfErrors: Number(job.NumberOfErrors ?? 0) + 1, ExtendedStatus: kind === 'batch' ? (job.ExtendedStatus ?? firstError(failure)) : messageOf(failure) };
    this.#rows.update(id, { ...outcome, CompletedDate: this.#now() });
    if (kind === 'batch') this.#fillPlaces();
  }

  /** False: it is over, or there is none. */
  abort(id: string): boolean {
    const status = this.#rows.find(id)?.Status;
    if (!['Queued', 'Holding', 'Preparing', 'Processing'].includes(String(status))) return false;
    this.#rows.update(id, { Status: 'Aborted', CompletedDate: this.#now() });
    this.#fillPlaces();
    return true;
  }

  abortRuns(triggerId: string): void {
    for (const id of this.#rows.ids(`"CronTriggerId" = ?`, [triggerId])) this.abort(id);
  }

  isAborted(id: string): boolean {
    return this.#rows.find(id)?.Status === 'Aborted';
  }

  holding(): number {
    return this.#rows.ids(`"Status" = 'Holding'`).length;
  }

  /** Jobs that have ended before that time leave. */
  forget(before: number): void {
    this.#rows.remove(this.#rows.ids('"CompletedDate" < ?', [before]));
  }

  /** After a restart: what is not among the stored jobs will never run, the others wait anew. */
  restarted(stored: ReadonlySet<string>): void {
    for (const id of this.#rows.ids(`"Status" IN ('Queued', 'Preparing', 'Processing', 'Holding') AND "CronTriggerId" IS NULL`)) {
      if (!stored.has(id)) this.#rows.update(id, { Status: 'Aborted', CompletedDate: this.#now(), ExtendedStatus: 'The org was stopped before the job could end.' });
      else if (Number(this.#rows.find(id)?.TotalJobItems) === 0 && this.#rows.find(id)?.Status !== 'Holding') this.#rows.update(id, { Status: 'Queued' });
    }
  }

  #active(): string[] {
    return this.#rows.ids(`"JobType" = 'BatchApex' AND "Status" IN ('Queued', 'Preparing', 'Processing')`);
  }

  /** The batches that were held longest move up. */
  #fillPlaces(): void {
    const free = PLACES - this.#active().length;
    for (const id of this.#rows.ids(`"Status" = 'Holding'`).slice(0, Math.max(free, 0))) this.#rows.update(id, { Status: 'Queued' });
  }

  #now(): ApexDatetime {
    return ApexDatetime.fromMs(this.#clock.now());
  }
}

const messageOf = (failure: unknown): string => (failure instanceof Error ? failure.message : String(failure)).slice(0, MESSAGE);
const firstError = (failure: unknown): string => `First error: ${messageOf(failure)}`.slice(0, MESSAGE);
