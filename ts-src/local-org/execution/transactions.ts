import { DataFileError } from '../data/index.ts';
import type { RowObserver } from '../data/index.ts';
import { within } from './context.ts';
import { NO_LOG } from './debug-log.ts';
import type { DebugLog } from './debug-log.ts';
import { JobQueue } from './job-queue.ts';
import type { Revive } from './job-book.ts';
import { TransactionLimits, limitRules } from './limits.ts';
import { OrgContext } from './org-context.ts';
import type { WaitingJob } from './org-context.ts';
import type { OrgCore } from './org-core.ts';
import type { Program } from './program.ts';

export interface TransactionsOptions {
  readonly core: OrgCore;
  readonly program: () => Program;
  readonly revive: Revive;
  /** Told of jobs that failed: nobody waits for their result. */
  readonly onJobFailure?: (name: string, error: unknown) => void;
}

/** How race tests look into transactions and get between them, see race/. */
export interface Interleaving {
  /** Tells `observer` what transactions do to rows. Returns how to end it. */
  observe(observer: RowObserver): () => void;
  /**
   * Lets `work` run transactions of its own between two statements of the running one, which must not have written yet. As a
   * `rehearsal` they are rolled back at their end, and leave no jobs behind.
   * @throws NotImplementedError when the running transaction has written
   */
  aside<T>(work: () => T, options?: { readonly rehearsal?: boolean }): T;
}

/** Transactions of one org, one after the other, and the jobs they leave behind. */
export class Transactions implements Interleaving {
  readonly #core: OrgCore;
  readonly #program: () => Program;
  readonly #revive: Revive;
  readonly #onJobFailure: (name: string, error: unknown) => void;
  readonly jobs: JobQueue;
  #running: OrgContext | undefined;
  #rehearsing = false;

  constructor(options: TransactionsOptions) {
    this.#core = options.core;
    this.#program = options.program;
    this.#revive = options.revive;
    this.#onJobFailure = options.onJobFailure ?? (() => undefined);
    this.jobs = new JobQueue({ run: (job) => this.#runJob(job), now: () => this.#core.clock.now(), elapsed: () => performance.now() });
  }

  /** See `LocalOrg.transaction`. */
  run<T>(userId: string, work: (context: OrgContext) => T, log: DebugLog = NO_LOG): T {
    if (this.#running) return this.#join(this.#running, userId, work);
    return this.#begin(userId, new TransactionLimits('synchronous'), log, work);
  }

  /** A part of a larger request: its own limits; what it changes goes when it throws. */
  #join<T>(context: OrgContext, userId: string, work: (context: OrgContext) => T): T {
    context.limits.push();
    try {
      return context.atomic(() => context.asUser(userId, () => work(context)));
    } finally {
      context.limits.pop();
    }
  }

  #begin<T>(userId: string, limits: TransactionLimits, log: DebugLog, work: (context: OrgContext) => T): T {
    const context = new OrgContext(this.#core, { userId, limits, log });
    // Before BEGIN: an unknown user must not leave a transaction open.
    void context.user;
    const data = this.#core.engine.begin(context);
    context.attach(data);
    this.#running = context;
    try {
      const result = within(context, () => work(context));
      if (this.#rehearsing) {
        data.rollback();
        return result;
      }
      const jobs = context.takeJobs();
      this.#core.book.keep(jobs);
      data.commit();
      this.jobs.add(jobs);
      return result;
    } catch (error) {
      if (data.isOpen) data.rollback();
      throw error;
    } finally {
      this.#running = undefined;
    }
  }

  /** Jobs that the data file still has. */
  resume(): void {
    this.jobs.add(this.#core.book.restored(this.#revive));
  }

  /** Jobs of another org over the same data. */
  takeOver(jobs: readonly WaitingJob[]): void {
    this.jobs.add(this.#core.book.remade(jobs, this.#revive));
  }

  observe(observer: RowObserver): () => void {
    return this.#core.engine.observe(observer);
  }

  aside<T>(work: () => T, { rehearsal = false }: { readonly rehearsal?: boolean } = {}): T {
    const outer = this.#running;
    if (!outer) throw new Error('No transaction is running');
    const rehearsing = this.#rehearsing;
    return outer.data.aside(() => {
      this.#running = undefined;
      this.#rehearsing = rehearsal;
      try {
        return work();
      } finally {
        this.#running = outer;
        this.#rehearsing = rehearsing;
      }
    });
  }

  #runJob(waiting: WaitingJob): void {
    try {
      this.#attempt(waiting);
    } catch (error) {
      if (!(error instanceof DataFileError)) throw error;
      // Nothing of it stands, and nothing could be noted of it: it waits until the file can be written again.
      this.jobs.add([{ ...waiting, job: { ...waiting.job, notBefore: this.#core.clock.now() + FILE_PAUSE } }]);
      this.#onJobFailure(waiting.job.name, error);
    }
  }

  #attempt(waiting: WaitingJob): void {
    const { userId, job } = waiting;
    const { book } = this.#core;
    if (!book.mayRun(waiting)) return;
    book.started(waiting);
    try {
      this.#begin(userId, new TransactionLimits(limitRules(job.kind)), NO_LOG, (context) => {
        book.begun(waiting);
        this.#program().enter(context, job.run);
        book.ended(waiting);
        context.addJobs(book.followUp(waiting, undefined));
      });
    } catch (error) {
      if (error instanceof DataFileError) throw error;
      const next = book.followUp(waiting, error);
      book.failed(waiting, error, next);
      this.jobs.add(next);
      this.#onJobFailure(job.name, error);
    }
    this.jobs.add(book.again(waiting));
  }
}

/** Milliseconds that a job waits when the data file fails. */
const FILE_PAUSE = 60_000;
