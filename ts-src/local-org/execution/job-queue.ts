import type { WaitingJob } from './org-context.ts';

export interface JobRunner {
  /** Runs one job in a transaction of its own; must not throw. */
  run(job: WaitingJob): void;
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds on a clock that nobody moves. */
  elapsed(): number;
}

/** The longest a timer sleeps: machines sleep, too. */
const MAX_SLEEP = 60_000;
/** Milliseconds without a request after which nobody is waiting for a page. */
const QUIET = 50;
/** Milliseconds that a request would not mind to wait for a job. */
const SHORT = 20;
/** A longer job gives way to requests for this many times as long as it took, and never for longer than a page takes. */
const WAY = 3;
const MAX_WAY = 1_500;
/** Milliseconds in which requests that came during a long job are heard. */
const HEARING = 2;

/**
 * Jobs of committed transactions, in order. They run when the current request has been answered (the next turn of the event
 * loop), one a turn so that requests come in between; those with a time wait for it. `drain` runs all that are due at once.
 *
 * A page is a hundred requests, of which some wait for others: were one job to run between any two, a page would wait for a
 * hundred jobs. So a job that took long gives way: the next one waits while requests come, at most for a multiple of that time.
 */
export class JobQueue {
  readonly #runner: JobRunner;
  readonly #due: WaitingJob[] = [];
  #later: WaitingJob[] = [];
  /** Calls the next turn off. */
  #turn: (() => void) | undefined;
  #lastRequest = -Infinity;
  #wayUntil = -Infinity;
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

  /** A request has come. */
  makeWay(): void {
    this.#lastRequest = this.#runner.elapsed();
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
    this.#turn?.();
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
    if (this.#due.length > 0) this.#turn ??= this.#nextTurn();
    if (this.#later.length === 0) return;
    clearTimeout(this.#alarm);
    const next = Math.min(...this.#later.map(dueAt)) - this.#runner.now();
    this.#alarm = setTimeout(() => this.look(), Math.min(Math.max(next, 0), MAX_SLEEP));
    this.#alarm.unref();
  }

  #nextTurn(): () => void {
    const runNext = (): void => this.#runNext();
    if (this.#runner.elapsed() < this.#wayUntil) {
      const timer = setTimeout(runNext, HEARING);
      return () => clearTimeout(timer);
    }
    const turn = setImmediate(runNext);
    return () => clearImmediate(turn);
  }

  #runNext(): void {
    this.#turn = undefined;
    this.#collect();
    if (!this.#givesWay()) this.#run(this.#due.shift());
    this.#schedule();
  }

  #run(job: WaitingJob | undefined): void {
    if (job === undefined) return;
    const began = this.#runner.elapsed();
    this.#runner.run(job);
    const ended = this.#runner.elapsed();
    const took = ended - began;
    if (took > SHORT) this.#wayUntil = ended + Math.min(took * WAY, MAX_WAY);
  }

  #givesWay(): boolean {
    const now = this.#runner.elapsed();
    return now < this.#wayUntil && now - this.#lastRequest < QUIET;
  }
}

const dueAt = ({ job }: WaitingJob): number => job.notBefore ?? 0;
