import type { RowObserver } from '../data/index.ts';
import { within } from './context.ts';
import { NO_LOG } from './debug-log.ts';
import type { DebugLog } from './debug-log.ts';
import { JobQueue } from './job-queue.ts';
import { TransactionLimits } from './limits.ts';
import { OrgContext } from './org-context.ts';
import type { WaitingJob } from './org-context.ts';
import type { OrgCore } from './org-core.ts';
import type { Program } from './program.ts';

export interface TransactionsOptions {
  readonly core: OrgCore;
  readonly program: () => Program;
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
  readonly #onJobFailure: (name: string, error: unknown) => void;
  readonly jobs: JobQueue;
  #running: OrgContext | undefined;
  #rehearsing = false;

  constructor(options: TransactionsOptions) {
    this.#core = options.core;
    this.#program = options.program;
    this.#onJobFailure = options.onJobFailure ?? (() => undefined);
    this.jobs = new JobQueue({ run: (job) => this.#runJob(job), now: () => this.#core.clock.now() });
  }

  /** See `LocalOrg.transaction`. */
  run<T>(userId: string, work: (context: OrgContext) => T, log: DebugLog = NO_LOG): T {
    if (this.#running) return this.#join(this.#running, userId, work);
    return this.#begin(userId, new TransactionLimits(false), log, work);
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
    let result: T;
    try {
      result = within(context, () => work(context));
    } catch (error) {
      this.#running = undefined;
      if (data.isOpen) data.rollback();
      // What a failed job started on its way out goes on: the next chunk of a batch.
      this.jobs.add(context.takeJobs((job) => limits.asynchronous && (job.kind === 'batch' || job.kind === 'finalizer')));
      throw error;
    }
    this.#running = undefined;
    if (this.#rehearsing) data.rollback();
    else {
      data.commit();
      this.jobs.add(context.takeJobs());
    }
    return result;
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

  #runJob({ id, userId, job }: WaitingJob): void {
    this.#core.jobStarted(id);
    let failure: unknown;
    try {
      this.#begin(userId, new TransactionLimits(true), NO_LOG, (context) => this.#program().enter(context, job.run));
    } catch (error) {
      failure = error;
      this.#onJobFailure(job.name, error);
    }
    this.#core.jobEnded(id, failure);
    const next = job.afterwards?.(failure);
    if (next) this.jobs.add([{ id, userId, job: { kind: 'finalizer', name: job.name, run: next } }]);
  }
}
