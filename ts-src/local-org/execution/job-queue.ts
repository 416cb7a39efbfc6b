import type { WaitingJob } from './org-context.ts';

export interface JobRunner {
  /** Runs one job in a transaction of its own; must not throw. */
  run(job: WaitingJob): void;
}

/**
 * Jobs of committed transactions, in order. They run when the current request has been answered (the next turn of the event
 * loop), one a turn so that requests come in between; `drain` runs all of them at once.
 */
export class JobQueue {
  readonly #runner: JobRunner;
  readonly #jobs: WaitingJob[] = [];
  #scheduled: NodeJS.Immediate | undefined;
  #closed = false;

  constructor(runner: JobRunner) {
    this.#runner = runner;
  }

  get size(): number {
    return this.#jobs.length;
  }

  add(jobs: readonly WaitingJob[]): void {
    if (jobs.length === 0 || this.#closed) return;
    this.#jobs.push(...jobs);
    this.#schedule();
  }

  /** Runs what waits and what that enqueues. */
  drain(): void {
    for (let job = this.#jobs.shift(); job; job = this.#jobs.shift()) this.#runner.run(job);
  }

  /** Forgets what waits. */
  close(): void {
    this.#closed = true;
    this.#jobs.length = 0;
    if (this.#scheduled) clearImmediate(this.#scheduled);
  }

  #schedule(): void {
    if (this.#scheduled || this.#closed) return;
    this.#scheduled = setImmediate(() => {
      this.#scheduled = undefined;
      const job = this.#jobs.shift();
      if (job) this.#runner.run(job);
      if (this.#jobs.length > 0) this.#schedule();
    });
  }
}
