import type { LineCoverage, MethodCoverage, TestMethodResult, TestRun, TestRunStatus } from '../execution/apex-tests.ts';
import { CoverageRecorder } from './coverage.ts';
import { describeFailure } from './failure.ts';
import type { CodeUnit, TestClass, TestHost, TestWorld } from './world.ts';

/** A class of the run with the methods that were asked for. */
export interface PlannedClass {
  readonly declared: TestClass;
  readonly methods: readonly string[];
}

interface ClassProgress {
  readonly name: string;
  readonly methods: number;
  done: number;
  status: TestRunStatus;
}

/** One test run: `steps` does the work, a method at a time, so that its caller decides when others get their turn. */
export class Run implements TestRun {
  readonly id: string;
  readonly userId: string;
  readonly startedAt: number;
  status: TestRunStatus = 'Queued';
  endedAt: number | null = null;
  readonly classes: ClassProgress[];
  readonly results: TestMethodResult[] = [];
  readonly methodCoverage: MethodCoverage[] = [];
  coverage: readonly LineCoverage[] = [];
  readonly #host: TestHost;
  readonly #plan: readonly PlannedClass[];
  readonly #recorder: CoverageRecorder | undefined;
  readonly #covered = new Map<string, Set<number>>();
  #aborted = false;

  constructor(host: TestHost, plan: readonly PlannedClass[], userId: string, withCoverage: boolean) {
    this.#host = host;
    this.#plan = plan;
    this.#recorder = withCoverage ? new CoverageRecorder() : undefined;
    this.id = host.newRunId();
    this.userId = userId;
    this.startedAt = host.now();
    this.classes = plan.map(({ declared, methods }) => ({ name: declared.name, methods: methods.length, done: 0, status: 'Queued' }));
  }

  abort(): void {
    this.#aborted = true;
  }

  /** Yields after each method. */
  *steps(): Generator<void> {
    this.status = 'Processing';
    // Before the program is loaded: V8 counts blocks only in what it compiles from here on.
    this.#recorder?.start();
    try {
      const world = this.#host.openWorld();
      try {
        for (const [index, planned] of this.#plan.entries()) yield* this.#runClass(world, planned, this.classes[index]!);
        if (this.#recorder) this.coverage = this.#total(world.code);
      } finally {
        world.close();
      }
    } catch (error) {
      this.status = 'Failed';
      this.#failRest(error);
    } finally {
      this.#recorder?.stop();
      this.endedAt = this.#host.now();
    }
    if (this.status === 'Processing') this.status = this.#aborted ? 'Aborted' : 'Completed';
  }

  *#runClass(world: TestWorld, { declared, methods }: PlannedClass, progress: ClassProgress): Generator<void> {
    if (this.#aborted) {
      progress.status = 'Aborted';
      return;
    }
    progress.status = 'Processing';
    const mark = world.mark();
    let failedSetup: TestMethodResult | undefined;
    for (const method of declared.setup) {
      const result = this.#runMethod(world, declared.name, method, true);
      this.results.push(result);
      if (result.outcome === 'Fail') failedSetup = result;
      yield;
    }
    for (const method of methods) {
      if (this.#aborted) break;
      const inner = world.mark();
      this.results.push(failedSetup ? { ...failedSetup, methodName: method, isTestSetup: false } : this.#runMethod(world, declared.name, method, false));
      inner.rollback();
      progress.done++;
      yield;
    }
    mark.rollback();
    progress.status = this.#aborted ? 'Aborted' : 'Completed';
  }

  #runMethod(world: TestWorld, className: string, methodName: string, isTestSetup: boolean): TestMethodResult {
    // Whatever ran in between belongs to nobody.
    this.#recorder?.take(world.code);
    const startedAt = this.#host.now();
    const begin = performance.now();
    let failure: { readonly message: string; readonly stackTrace: string } | undefined;
    try {
      world.call(this.userId, className, methodName);
    } catch (error) {
      failure = describeFailure(error);
    }
    const time = performance.now() - begin;
    this.#record(world, className, methodName);
    return { className, methodName, outcome: failure ? 'Fail' : 'Pass', message: failure?.message ?? null, stackTrace: failure?.stackTrace ?? null, time: Math.round(time * 100) / 100, startedAt, isTestSetup };
  }

  #record(world: TestWorld, testClass: string, testMethod: string): void {
    if (!this.#recorder) return;
    for (const [file, lines] of this.#recorder.take(world.code)) {
      if (lines.size === 0) continue;
      const unit = world.code.get(file)!;
      const total = this.#covered.get(file) ?? new Set<number>();
      this.#covered.set(file, total);
      for (const line of lines) total.add(line);
      this.methodCoverage.push({ ...coverageOf(unit, lines), testClass, testMethod });
    }
  }

  #total(code: ReadonlyMap<string, CodeUnit>): LineCoverage[] {
    return [...code.values()].filter((unit) => unit.statements.size > 0).map((unit) => coverageOf(unit, this.#covered.get(unit.file) ?? new Set()));
  }

  /** The world itself failed: every method that did not run says why. */
  #failRest(error: unknown): void {
    const failure = describeFailure(error);
    const ran = new Set(this.results.filter((result) => !result.isTestSetup).map((result) => `${result.className}.${result.methodName}`));
    for (const { declared, methods } of this.#plan) {
      for (const methodName of methods) {
        if (ran.has(`${declared.name}.${methodName}`)) continue;
        this.results.push({ className: declared.name, methodName, outcome: 'CompileFail', ...failure, time: 0, startedAt: this.startedAt, isTestSetup: false });
      }
    }
    for (const progress of this.classes) progress.status = 'Failed';
  }
}

function coverageOf(unit: CodeUnit, covered: ReadonlySet<number>): LineCoverage {
  const lines = [...unit.statements.keys()];
  return { name: unit.name, type: unit.type, covered: lines.filter((line) => covered.has(line)), uncovered: lines.filter((line) => !covered.has(line)) };
}
