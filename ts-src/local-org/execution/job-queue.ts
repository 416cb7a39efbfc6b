import type { WaitingJob } from './org-context.ts';

export interface JobRunner {
  /** Runs one job in a transaction of its own; must not throw. */
  run(job: WaitingJob): void;
  /** Milliseconds since 1970. */
  now(): number;
}

/** The longest a timer sleeps: machines sleep, too. */
const MAX_SLEEP = 60_000;

/**
 * Jobs of committed transactions, in order. They run when the current request has been answered (the next turn of the event
 * loop), one a turn so that requests come in between; those with a time wait for it. `drain` runs all that are due at once.
 */
export class JobQueue {
  readonly #runner: JobRunner;
  readonly #due: WaitingJob[] = [];
  #later: WaitingJob[] = [];
  #turn: NodeJS.Immediate | undefined;
  #alarm: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(runner: JobRunner) {
    this.#runner = runner;
  }

  get size(): number {
    return this.#due.length + this.#later.length;
  }

  add(jobs: readonly WaitingJob[]): void {
    if (jobs.length === 0 || this.#closed) return;
    for (const job of jobs) (dueAt(job) > this.#runner.now() ? this.#later : this.#due).push(job);
    this.#schedule();
  }

  /** The clock was moved. */
  look(): void {
    this.#collect();
    this.#schedule();
  }

  /** Runs what is due and what that enqueues. */
  drain(): void {
    for (this.#collect(); this.#due.length > 0; this.#collect()) this.#runner.run(this.#due.shift()!);
  }

  /** Moves the clock on. What comes due on the way runs at its time. */
  pass(clock: { now(): number; advance(milliseconds: number): void }, milliseconds: number): void {
    const until = clock.now() + milliseconds;
    const moveTo = (time: number): void => {
      clock.advance(Math.max(time - clock.now(), 0));
      this.drain();
    };
    this.drain();
    while (this.#later.some((job) => dueAt(job) <= until)) moveTo(Math.min(...this.#later.map(dueAt)));
    moveTo(until);
  }

  /** The jobs that wait, which then wait no more: another queue takes them over. */
  take(): WaitingJob[] {
    const jobs = [...this.#due, ...this.#later];
    this.#due.length = 0;
    this.#later = [];
    return jobs;
  }

  /** Forgets what waits. */
  close(): void {
    this.#closed = true;
    this.#due.length = 0;
    this.#later.length = 0;
    clearImmediate(this.#turn);
    clearTimeout(this.#alarm);
  }

  /** Moves over what has become due. */
  #collect(): void {
    if (this.#later.length === 0) return;
    const now = this.#runner.now();
    const ready = this.#later.filter((job) => dueAt(job) <= now).sort((a, b) => dueAt(a) - dueAt(b));
    this.#later = this.#later.filter((job) => dueAt(job) > now);
    this.#due.push(...ready);
  }

  #schedule(): void {
    if (this.#closed) return;
    if (this.#due.length > 0) this.#turn ??= setImmediate(() => this.#runNext());
    if (this.#later.length === 0) return;
    clearTimeout(this.#alarm);
    const next = Math.min(...this.#later.map(dueAt)) - this.#runner.now();
    this.#alarm = setTimeout(() => this.look(), Math.min(Math.max(next, 0), MAX_SLEEP));
    this.#alarm.unref();
  }

  #runNext(): void {
    this.#turn = undefined;
    this.#collect();
    const job = this.#due.shift();
    if (job) this.#runner.run(job);
    this.#schedule();
  }
}

const dueAt = ({ job }: WaitingJob): number => job.notBefore ?? 0;
