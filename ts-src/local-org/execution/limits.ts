import type { DeferredJob, LimitCounters, LimitName, LimitRules } from './context.ts';
import { LimitFailure } from './errors.ts';

/** Jobs under asynchronous limits; scheduled ones and platform event triggers are short-lived, and held to the synchronous ones. */
const RULES: Readonly<Record<DeferredJob['kind'], LimitRules>> = {
  queueable: 'queueable', finalizer: 'queueable', future: 'asynchronous', batch: 'asynchronous', flow: 'asynchronous', email: 'asynchronous', scheduled: 'synchronous', platformEvent: 'synchronous',
};

export const limitRules = (kind: DeferredJob['kind']): LimitRules => RULES[kind];

/** Synchronous and asynchronous maxima of one transaction. */
const MAXIMA: Readonly<Record<LimitName, readonly [synchronous: number, asynchronous: number]>> = {
  queries: [100, 200],
  queryRows: [50_000, 50_000],
  aggregateQueries: [300, 300],
  soslQueries: [20, 20],
  dmlStatements: [150, 150],
  dmlRows: [10_000, 10_000],
  callouts: [100, 100],
  cpuTime: [10_000, 60_000],
  heapSize: [6_000_000, 12_000_000],
  queueableJobs: [50, 1],
  futureCalls: [50, 0],
  emailInvocations: [10, 10],
  savepoints: [150, 150],
  publishImmediateDml: [150, 150],
  queryLocatorRows: [10_000, 10_000],
  cursorRows: [50_000_000, 50_000_000],
  cursorFetches: [10, 10],
};

const NOUNS: Readonly<Record<LimitName, string>> = {
  queries: 'SOQL queries',
  queryRows: 'query rows',
  aggregateQueries: 'Aggregate queries',
  soslQueries: 'SOSL queries',
  dmlStatements: 'DML statements',
  dmlRows: 'DML rows',
  callouts: 'callouts',
  cpuTime: '',
  heapSize: '',
  queueableJobs: 'queueable jobs added to the queue',
  futureCalls: 'future calls',
  emailInvocations: 'Email Invocations',
  savepoints: 'savepoints',
  publishImmediateDml: 'publish immediate DML statements',
  queryLocatorRows: 'query locator rows',
  cursorRows: 'Apex cursor rows',
  cursorFetches: 'fetch calls on Apex cursor',
};

interface CounterSet {
  readonly used: Map<LimitName, number>;
  startedAt: number;
  readonly rules: LimitRules;
}

/** Milliseconds that only go up. */
type Stopwatch = () => number;

/**
 * Governor limits of one transaction. They belong to Apex: outside `whileApexRuns` nothing is counted, so that the APIs may
 * read and write any number of rows while the triggers they fire are held to the limits.
 */
export class TransactionLimits implements LimitCounters {
  readonly #stopwatch: Stopwatch;
  #sets: CounterSet[];
  #depth = 0;

  constructor(rules: LimitRules, stopwatch: Stopwatch = () => performance.now()) {
    this.#stopwatch = stopwatch;
    this.#sets = [this.#newSet(rules)];
  }

  used(name: LimitName): number {
    const set = this.#top();
    if (name === 'cpuTime') return Math.round(this.#stopwatch() - set.startedAt);
    return set.used.get(name) ?? 0;
  }

  max(name: LimitName): number {
    const { rules } = this.#top();
    if (rules === 'none') return Infinity;
    return MAXIMA[name][rules === 'synchronous' || (rules === 'queueable' && name === 'futureCalls') ? 0 : 1];
  }

  charge(name: LimitName, amount = 1): void {
    if (this.#depth === 0) return;
    const now = this.used(name) + amount;
    this.#top().used.set(name, now);
    // The platform names the first one beyond the limit, however many there would have been.
    if (now > this.max(name)) throw new LimitFailure(`Too many ${NOUNS[name]}: ${this.max(name) + 1}`);
  }

  push(rules = this.#top().rules): void {
    this.#sets.push(this.#newSet(rules));
  }

  pop(): void {
    if (this.#sets.length > 1) this.#sets.pop();
  }

  waited(milliseconds: number): void {
    for (const set of this.#sets) set.startedAt += milliseconds;
  }

  /** Counts during `work`: Apex runs. */
  whileApexRuns<T>(work: () => T): T {
    this.#depth++;
    try {
      return work();
    } finally {
      this.#depth--;
    }
  }

  /** True while Apex code is on the stack. */
  get apexRuns(): boolean {
    return this.#depth > 0;
  }

  #top(): CounterSet {
    return this.#sets.at(-1)!;
  }

  #newSet(rules: LimitRules): CounterSet {
    return { used: new Map(), startedAt: this.#stopwatch(), rules };
  }
}
