import { current, transactionState } from '../../../execution/context.ts';
import type { DeferredJob, JobPart } from '../../../execution/context.ts';
import { thaw, tryFreeze } from './frozen.ts';

/** What kind of asynchronous code runs now: answers System.isBatch() and its kin. */
export interface RunningJob {
  readonly kind: DeferredJob['kind'];
  readonly id: string;
  /** 1 for a job that a request enqueued, 2 for one that such a job enqueued… */
  readonly depth: number;
  /** Of queueables: how deep they may go, and how long they waited. */
  readonly maximumDepth?: number | null;
  readonly delay?: number | null;
  /** Of batches. */
  readonly phase?: 'start' | 'execute' | 'finish';
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

export const nextDepth = (): number => (runningJob()?.depth ?? 0) + 1;

/** A job's code by its id. */
export type JobCode = (id: string) => Pick<DeferredJob, 'run' | 'afterwards'>;

export interface JobRequest {
  readonly kind: DeferredJob['kind'];
  readonly name: string;
  readonly code: JobCode;
  readonly notBefore?: number;
  readonly partOf?: JobPart;
  readonly keys?: readonly string[];
  /** For `apexJob`; absent: the job ends with the process. */
  readonly saved?: () => string | undefined;
}

/** Hands a job to the transaction. */
export function enqueue({ code, saved, ...request }: JobRequest): string {
  let made: ReturnType<JobCode> | undefined;
  const job = (): ReturnType<JobCode> => (made ??= code(id));
  const id: string = current().enqueue({
    ...request, run: () => job().run(), afterwards: (failure) => job().afterwards?.(failure),
    ...(saved === undefined ? {} : { saved: () => {
      const data = saved();
      return data === undefined ? undefined : { by: 'apex' as const, data };
    } }),
  });
  return id;
}

/** The object of a job as it was when the job was enqueued. Where it holds something that cannot be kept, the very object. */
export interface JobState {
  readonly text: string | undefined;
  read(): object;
}

export function stateOf(object: object): JobState {
  const text = tryFreeze(object);
  return text === undefined ? { text, read: () => object } : savedState(text);
}

export function savedState(text: string): JobState {
  return { text, read: () => thaw(text) as object };
}
