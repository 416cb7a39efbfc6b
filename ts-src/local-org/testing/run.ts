import type { LineCoverage, MethodCoverage, TestMethodResult, TestRunStatus } from '../execution/apex-tests.ts';
import { CoverageRecorder } from './coverage.ts';
import { describeFailure } from './failure.ts';
import type { CodeUnit, TestHost, TestWorld } from './world.ts';

/** What to run, in order. */
export interface TestOrder {
  readonly classes: readonly { readonly name: string; readonly setup: readonly string[]; readonly methods: readonly string[] }[];
  readonly userId: string;
  readonly coverage: boolean;
}

/** What happened since the last time. Plain data: it may come from another thread. */
export interface TestProgress {
  readonly status: TestRunStatus;
  /** Per class of the order. */
  readonly classes: readonly { readonly done: number; readonly status: TestRunStatus }[];
  readonly results: readonly TestMethodResult[];
  readonly methodCoverage: readonly MethodCoverage[];
  /** With the last one. */
  readonly coverage?: readonly LineCoverage[];
}

/** Works through an order, a method at a time: `steps` gives the progress after each, so that others get their turn in between. */
export class Run {
  readonly #host: TestHost;
  readonly #order: TestOrder;
  readonly #recorder: CoverageRecorder | undefined;
  readonly #covered = new Map<string, Set<number>>();
  readonly #ran = new Set<string>();
  readonly #classes: { done: number; status: TestRunStatus }[];
  #results: TestMethodResult[] = [];
  #methodCoverage: MethodCoverage[] = [];
  #aborted = false;

  constructor(host: TestHost, order: TestOrder) {
    this.#host = host;
    this.#order = order;
    this.#recorder = order.coverage ? new CoverageRecorder() : undefined;
    this.#classes = order.classes.map(() => ({ done: 0, status: 'Queued' }));
  }

  abort(): void {
    this.#aborted = true;
  }

  *steps(): Generator<TestProgress> {
    let status: TestRunStatus = 'Completed';
    let coverage: LineCoverage[] = [];
    // Before the program is loaded: V8 counts blocks only in what it compiles from here on.
    this.#recorder?.start();
    try {
      const world = this.#host.openWorld();
      try {
        for (const index of this.#order.classes.keys()) yield* this.#runClass(world, index);
        if (this.#recorder) coverage = this.#total(world.code);
      } finally {
        world.close();
      }
    } catch (error) {
      status = 'Failed';
      this.#failRest(error);
    } finally {
      this.#recorder?.stop();
    }
    yield { ...this.#progress(this.#aborted ? 'Aborted' : status), coverage };
  }

  #progress(status: TestRunStatus): TestProgress {
    const progress = { status, classes: this.#classes.map((each) => ({ ...each })), results: this.#results, methodCoverage: this.#methodCoverage };
    this.#results = [];
    this.#methodCoverage = [];
    return progress;
  }

  *#runClass(world: TestWorld, index: number): Generator<TestProgress> {
    const { name, setup, methods } = this.#order.classes[index]!;
    const own = this.#classes[index]!;
    own.status = this.#aborted ? 'Aborted' : 'Processing';
    if (this.#aborted) return;
    const mark = world.mark();
    // Whatever ran before belongs to nobody. Between methods nothing runs: an org that serves others has its tests on another thread.
    this.#recorder?.take(world.code);
    let failedSetup: TestMethodResult | undefined;
    for (const method of setup) {
      const result = this.#runMethod(world, name, method, true);
      this.#results.push(result);
      if (result.outcome === 'Fail') failedSetup = result;
      yield this.#progress('Processing');
    }
    for (const method of methods) {
      if (this.#aborted) break;
      const inner = world.mark();
      this.#results.push(failedSetup ? { ...failedSetup, methodName: method, isTestSetup: false } : this.#runMethod(world, name, method, false));
      inner.rollback();
      this.#ran.add(`${name}.${method}`);
      own.done++;
      yield this.#progress('Processing');
    }
    mark.rollback();
    own.status = this.#aborted ? 'Aborted' : 'Completed';
  }

  #runMethod(world: TestWorld, className: string, methodName: string, isTestSetup: boolean): TestMethodResult {
    const startedAt = this.#host.now();
    const begin = performance.now();
    let failure: { readonly message: string; readonly stackTrace: string } | undefined;
    try {
      world.call(this.#order.userId, className, methodName);
    } catch (error) {
      failure = describeFailure(error);
    }
    const time = Math.round((performance.now() - begin) * 100) / 100;
    this.#record(world, className, methodName);
    return { className, methodName, outcome: failure ? 'Fail' : 'Pass', message: failure?.message ?? null, stackTrace: failure?.stackTrace ?? null, time, startedAt, isTestSetup };
  }

  #record(world: TestWorld, testClass: string, testMethod: string): void {
    if (!this.#recorder) return;
    for (const [file, lines] of this.#recorder.take(world.code)) {
      if (lines.size === 0) continue;
      const total = this.#covered.get(file) ?? new Set<number>();
      this.#covered.set(file, total);
      for (const line of lines) total.add(line);
      this.#methodCoverage.push({ ...coverageOf(world.code.get(file)!, lines), testClass, testMethod });
    }
  }

  #total(code: ReadonlyMap<string, CodeUnit>): LineCoverage[] {
    return [...code.values()].filter((unit) => unit.statements.size > 0).map((unit) => coverageOf(unit, this.#covered.get(unit.file) ?? new Set()));
  }

  /** The world itself failed: every method that did not run says why. */
  #failRest(error: unknown): void {
    const failure = describeFailure(error);
    for (const [index, { name, methods }] of this.#order.classes.entries()) {
      for (const methodName of methods) {
        if (!this.#ran.has(`${name}.${methodName}`)) this.#results.push({ className: name, methodName, outcome: 'CompileFail', ...failure, time: 0, startedAt: this.#host.now(), isTestSetup: false });
      }
      this.#classes[index]!.status = 'Failed';
    }
  }
}

function coverageOf(unit: CodeUnit, covered: ReadonlySet<number>): LineCoverage {
  const lines = [...unit.statements.keys()];
  return { name: unit.name, type: unit.type, covered: lines.filter((line) => covered.has(line)), uncovered: lines.filter((line) => !covered.has(line)) };
}
