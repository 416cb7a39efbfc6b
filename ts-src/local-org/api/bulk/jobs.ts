import { setupId } from '../../schema/index.ts';
import { badRequest, notFound } from '../errors.ts';

export type JobState = 'Open' | 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Failed' | 'Aborted';

/** What ingest and query jobs have in common. */
export interface Job {
  readonly id: string;
  readonly userId: string;
  readonly createdAt: number;
  readonly delimiterName: string;
  readonly lineEndingName: string;
  readonly apiVersion: number;
  state: JobState;
  errorMessage: string | undefined;
  /** Milliseconds spent. */
  time: number;
}

let counter = 0;

/** A job's id, new in every call; `prefix` 750. */
export function newJobId(now: number): string {
  return setupId('750', `${now} ${process.pid} ${counter++}`);
}

/** Jobs in the order they were made, at most `MAX_JOBS` of them. */
export class JobList<T extends Job> {
  readonly #jobs = new Map<string, T>();

  add(job: T): T {
    this.#jobs.set(job.id, job);
    if (this.#jobs.size > MAX_JOBS) {
      const ended = [...this.#jobs.values()].find((each) => isEnded(each));
      if (ended) this.#jobs.delete(ended.id);
    }
    return job;
  }

  /** @throws ApiError 404 for an unknown job or one of another user */
  find(id: string, userId: string): T {
    const job = [...this.#jobs.values()].find((each) => each.id.slice(0, 15) === id.slice(0, 15));
    if (!job || job.userId !== userId) throw notFound();
    return job;
  }

  of(userId: string): T[] {
    return [...this.#jobs.values()].filter((job) => job.userId === userId);
  }

  remove(job: T): void {
    if (!isEnded(job)) throw badRequest('INVALIDJOBSTATE', `Job is in state ${job.state} and cannot be deleted`);
    this.#jobs.delete(job.id);
  }
}

const MAX_JOBS = 100;

export function isEnded(job: Job): boolean {
  return job.state === 'JobComplete' || job.state === 'Failed' || job.state === 'Aborted';
}

/** `2026-11-21T10:00:00.000+0000` */
export const stamp = (ms: number): string => `${new Date(ms).toISOString().slice(0, -1)}+0000`;

/** Resolves when `work` is done or the time is over, whichever comes first. */
export function settledWithin(work: Promise<void>, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    void work.finally(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Lets other requests in. */
export const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
