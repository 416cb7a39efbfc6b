import { current, transactionState } from '../../../execution/context.ts';
import type { DeferredJob } from '../../../execution/context.ts';

/** What kind of asynchronous code runs now: answers System.isBatch() and its kin. */
export interface RunningJob {
  readonly kind: DeferredJob['kind'];
  readonly id: string;
  /** 1 for a job that a request enqueued, 2 for one that such a job enqueued… */
  readonly depth: number;
}

const RUNNING = Symbol('asynchronous job that runs');

export function runningJob(): RunningJob | undefined {
  return transactionState<{ job: RunningJob | undefined }>(RUNNING, () => ({ job: undefined })).job;
}

/** Runs `work` as the body of a job. */
export function asJob<T>(job: RunningJob, work: () => T): T {
  const holder = transactionState<{ job: RunningJob | undefined }>(RUNNING, () => ({ job: undefined }));
  const before = holder.job;
  holder.job = job;
  try {
    return work();
  } finally {
    holder.job = before;
  }
}

/** Hands a job to the transaction; its body is told its own id. `afterwards` is `DeferredJob.afterwards`, told of the job that ended. */
export function enqueue(kind: DeferredJob['kind'], name: string, body: (id: string) => void, afterwards?: (job: RunningJob, failure: unknown) => (() => void) | undefined): string {
  const depth = (runningJob()?.depth ?? 0) + 1;
  let id = '';
  id = current().enqueue({
    kind, name, run: () => asJob({ kind, id, depth }, () => body(id)),
    ...(afterwards === undefined ? {} : { afterwards: (failure: unknown) => afterwards({ kind, id, depth }, failure) }),
  });
  return id;
}

/** A further transaction of the job that runs: not listed as a job of its own. */
export function enqueueNext(job: RunningJob, name: string, body: () => void): void {
  current().enqueue({ kind: 'finalizer', name, run: () => asJob(job, body) });
}

/** Contexts handed to job methods. */
export class JobContext {
  readonly #id: string;

  constructor(id: string) {
    this.#id = id;
  }

  getjobid(): string {
    return this.#id;
  }

  getchildjobid(): string {
    return this.#id;
  }

  gettriggerid(): string {
    return this.#id;
  }
}
