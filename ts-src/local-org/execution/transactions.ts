import type { SObjectRecord } from '../values/index.ts';
import { current, within } from './context.ts';
import { NO_LOG } from './debug-log.ts';
import type { DebugLog } from './debug-log.ts';
import type { EventBus } from './event-bus.ts';
import { JobQueue } from './job-queue.ts';
import { TransactionLimits } from './limits.ts';
import { OrgContext } from './org-context.ts';
import type { WaitingJob } from './org-context.ts';
import type { OrgCore } from './org-core.ts';
import type { Program } from './program.ts';
import { setupIds, AUTOMATED_PROCESS } from '../security/index.ts';

export interface TransactionsOptions {
  readonly core: OrgCore;
  readonly program: () => Program;
  /** Told of jobs that failed: nobody waits for their result. */
  readonly onJobFailure?: (name: string, error: unknown) => void;
}

/** Transactions of one org, one after the other, and the jobs they leave behind. */
export class Transactions {
  readonly #core: OrgCore;
  readonly #program: () => Program;
  readonly #onJobFailure: (name: string, error: unknown) => void;
  readonly jobs: JobQueue;
  #running: OrgContext | undefined;

  constructor(options: TransactionsOptions) {
    this.#core = options.core;
    this.#program = options.program;
    this.#onJobFailure = options.onJobFailure ?? (() => undefined);
    this.jobs = new JobQueue({ run: (job) => this.#runJob(job) });
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
      // What a failed job started on its way out goes on: the next chunk of a batch, a finalizer.
      this.jobs.add(context.takeJobs((job) => limits.asynchronous && (job.kind === 'batch' || job.kind === 'finalizer')));
      throw error;
    }
    this.#running = undefined;
    data.commit();
    this.jobs.add(context.takeJobs());
    return result;
  }

  #runJob({ id, userId, job }: WaitingJob): void {
    this.#core.markJob(id, { Status: 'Processing' }, false);
    try {
      this.#begin(userId, new TransactionLimits(true), NO_LOG, (context) => this.#program().enter(context, job.run));
      this.#core.markJob(id, { Status: 'Completed' }, true);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#core.markJob(id, { Status: 'Failed', NumberOfErrors: 1, ExtendedStatus: reason.slice(0, 255) }, true);
      this.#onJobFailure(job.name, error);
    }
  }
}

/**
 * Platform events go out when their transaction has committed: to subscribers, then to their after-insert triggers, which run in a
 * transaction of their own as the Automated Process user.
 */
export function publishEvents(program: () => Program, events: readonly SObjectRecord[], bus?: EventBus): void {
  const context = current() as OrgContext;
  const publisher = context.user.id;
  const automatedProcess = setupIds.user(AUTOMATED_PROCESS);
  for (const [object, batch] of Map.groupBy(events, (event) => event.definition)) {
    const run = (): void => {
      bus?.publish(batch, publisher, context.clock.now());
      program().runTriggers({ object, phase: 'after', operation: 'insert', newRecords: batch, oldRecords: null });
    };
    context.asUser(automatedProcess, () => context.enqueue({ kind: 'platformEvent', name: object.name, run }));
  }
}
