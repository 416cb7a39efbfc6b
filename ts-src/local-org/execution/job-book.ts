import type { Database } from '../data/index.ts';
import { setupId } from '../schema/index.ts';
import { toId18 } from '../values/index.ts';
import { Calendar } from './calendar.ts';
import type { Clock, DeferredJob, JobControl, KeptTexts, SavedJob, ScheduleRequest } from './context.ts';
import { AsyncApexJobs } from './job-rows.ts';
import type { RowsOptions } from './job-rows.ts';
import { JobStore, KeptInDatabase } from './job-store.ts';
import type { WaitingJob } from './org-context.ts';

/** Time that rows of ended jobs stay. */
const KEPT = 7 * 86_400_000;

/** Makes a job again of what was saved of it. */
export type Revive = (saved: SavedJob, id: string) => Pick<DeferredJob, 'run' | 'afterwards'>;

/**
 * What the org knows of its jobs beside their code: rows that people and Apex see, and what the data file keeps of those that wait.
 * All of it is written on the connection of the running transaction, and goes with it.
 */
export class JobBook implements JobControl {
  readonly kept: KeptTexts;
  readonly calendar: Calendar;
  readonly #rows: AsyncApexJobs;
  readonly #store: JobStore;
  readonly #database: Database;
  readonly #clock: Clock;
  #numbers = 0;

  constructor(options: RowsOptions) {
    const { database } = options.engine.parts;
    this.#database = database;
    this.kept = new KeptInDatabase(database);
    this.calendar = new Calendar(options);
    this.#store = new JobStore(database);
    this.#rows = new AsyncApexJobs(options);
    this.#clock = options.clock;
  }

  /** The id of a job that was enqueued. */
  queued({ kind, name, partOf }: DeferredJob, userId: string): string {
    const id = partOf === undefined ? this.#rows.queued(kind, name, userId) : undefined;
    return id ?? this.#unseenId(kind);
  }

  /** Of a job without a row. */
  #unseenId(kind: string): string {
    return setupId('707', `${kind} ${process.pid} ${this.#numbers++} ${this.#clock.now()} ${Math.random()}`);
  }

  /** Undefined: it would never come. @throws CronError */
  schedule(request: ScheduleRequest, userId: string): WaitingJob | undefined {
    const entry = this.calendar.add(request, userId);
    if (entry === undefined) return undefined;
    const { id, at } = entry;
    if (request.className !== null) this.#rows.queued('scheduled', request.className, userId, id);
    const { name, run, saved } = request;
    return { id, userId, job: { kind: 'scheduled', name, notBefore: at, run: () => run(id), ...(saved === undefined ? {} : { saved }) } };
  }

  /** The calendar gets exactly these jobs of a type. Returns those that are new on it. */
  align(jobType: ScheduleRequest['jobType'], wanted: readonly ScheduleRequest[], userId: string): WaitingJob[] {
    return this.#database.whole(() => {
      const means = ({ name, cron, zone, startsAt = 0 }: Pick<ScheduleRequest, 'name' | 'cron' | 'zone' | 'startsAt'>): string => [name, cron, zone, startsAt].join(' | ');
      const there = new Map(this.calendar.entries(jobType).map((entry) => [means(entry), entry.id]));
      const kept = new Set(wanted.map(means));
      for (const [meaning, id] of there) if (!kept.has(meaning)) this.abort(id);
      const jobs = wanted.filter((request) => !there.has(means(request))).flatMap((request) => this.schedule(request, userId) ?? []);
      this.keep(jobs);
      return jobs;
    });
  }

  /** Called before the commit of the transaction that enqueued them. */
  keep(jobs: readonly WaitingJob[]): void {
    for (const { id, userId, job: { kind, name, notBefore = null, partOf = null, keys = [], saved } } of jobs) {
      const data = saved?.();
      if (data !== undefined) this.#store.add({ id, userId, kind, name, notBefore, partOf, keys, saved: data });
    }
  }

  /** What an org finds in its data file when it is opened. */
  restored(revive: Revive): WaitingJob[] {
    const stored = this.#store.all();
    this.#rows.forget(this.#clock.now() - KEPT);
    this.calendar.forget(this.#clock.now() - KEPT);
    this.#rows.restarted(new Set(stored.flatMap(({ id, partOf }) => [id, ...(partOf === null ? [] : [partOf.id])])));
    return stored.map(({ id, userId, kind, name, notBefore, partOf, keys, saved }) => ({
      id, userId, job: { kind, name, keys, ...(notBefore === null ? {} : { notBefore }), ...(partOf === null ? {} : { partOf }), saved: () => saved, ...revivedLater(revive, saved, id) },
    }));
  }

  /** The same jobs over another program. */
  remade(jobs: readonly WaitingJob[], revive: Revive): WaitingJob[] {
    return jobs.map((waiting) => {
      const saved = waiting.job.saved?.();
      return saved === undefined ? waiting : { ...waiting, job: { ...waiting.job, ...revivedLater(revive, saved, waiting.id) } };
    });
  }

  /** False: it was aborted since, and is forgotten. */
  mayRun(waiting: WaitingJob): boolean {
    const { id, job } = waiting;
    if (job.kind === 'finalizer') return true;
    const runs = job.kind === 'scheduled' ? this.calendar.next(id) !== undefined : !this.#rows.isAborted(job.partOf?.id ?? id);
    if (!runs) {
      this.#store.remove(id);
      this.#forgetKeys(waiting);
    }
    return runs;
  }

  /** Before its transaction. */
  started({ id, job: { kind, partOf } }: WaitingJob): void {
    if (partOf === undefined && kind !== 'scheduled' && kind !== 'finalizer') this.#rows.started(id, kind);
  }

  /** What a job that ends leaves to do: a transaction of its own. */
  followUp({ userId, job }: WaitingJob, failure: unknown): WaitingJob[] {
    const next = job.afterwards?.(failure);
    return next === undefined ? [] : [{ id: this.#unseenId('finalizer'), userId, job: { kind: 'finalizer', name: job.name, ...next } }];
  }

  /** After its transaction was rolled back. @param next its follow-up */
  failed(waiting: WaitingJob, failure: unknown, next: readonly WaitingJob[]): void {
    this.#database.whole(() => {
      this.begun(waiting);
      this.ended(waiting, failure);
      this.keep(next);
    });
  }

  /** First thing in its transaction. */
  begun(waiting: WaitingJob): void {
    if (waiting.job.kind === 'scheduled') this.calendar.fired(waiting.id);
    if (waiting.job.partOf === undefined) this.#forgetKeys(waiting);
  }

  /** Last thing in its transaction. @param failure what the job failed of; undefined: it did not */
  ended(waiting: WaitingJob, failure?: unknown): void {
    const { id, job: { kind, partOf } } = waiting;
    if (kind === 'scheduled') {
      const next = this.calendar.next(id);
      this.#rows.runEnded(id, failure, next !== undefined);
      if (next !== undefined) return this.#store.move(id, next);
    } else if (partOf?.part === 'chunk') this.#rows.partEnded(partOf.id, failure);
    else if (partOf !== undefined) this.#rows.ended(partOf.id, kind, failure);
    // A batch goes on when its start went well.
    else if (kind !== 'batch' || failure !== undefined) this.#rows.ended(id, kind, failure);
    if (partOf !== undefined) this.#forgetKeys(waiting);
    this.#store.remove(id);
  }

  /** A scheduled job that has run, for its next time. */
  again(waiting: WaitingJob): WaitingJob[] {
    const next = waiting.job.kind === 'scheduled' ? this.calendar.next(waiting.id) : undefined;
    return next === undefined ? [] : [{ ...waiting, job: { ...waiting.job, notBefore: next } }];
  }

  scheduled(jobType: ScheduleRequest['jobType'], name?: string): number {
    return this.calendar.waiting(jobType, name).length;
  }

  holding(): number {
    return this.#rows.holding();
  }

  abort(id: string): boolean {
    const full = toId18(id);
    if (full === null) return false;
    if (!this.calendar.remove(full)) return this.#rows.abort(full);
    this.#rows.abortRuns(full);
    this.#store.remove(full);
    return true;
  }

  divided(id: string, parts: number): void {
    this.#rows.divided(id, parts);
  }

  #forgetKeys({ job: { keys = [] } }: WaitingJob): void {
    for (const key of keys) this.kept.delete(key);
  }
}

/** What is broken by then shows when the job runs. */
function revivedLater(revive: Revive, saved: SavedJob, id: string): Pick<DeferredJob, 'run' | 'afterwards'> {
  let made: Pick<DeferredJob, 'run' | 'afterwards'> | undefined;
  return {
    run: () => {
      made = revive(saved, id);
      made.run();
    },
    afterwards: (failure) => made?.afterwards?.(failure),
  };
}
