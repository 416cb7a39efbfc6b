import type { ApexTests, LineCoverage, MethodCoverage, TestMethodResult, TestRequest, TestRun, TestRunStatus, TestSelection } from '../execution/apex-tests.ts';
import { OrgError } from '../execution/errors.ts';
import type { TestExecutor } from './executor.ts';
import type { TestOrder, TestProgress } from './run.ts';
import type { TestClass } from './world.ts';

const MAX_RUNS = 50;

export interface TestRunsOptions {
  /** In the order of the project. */
  readonly testClasses: () => readonly TestClass[];
  readonly executor: TestExecutor;
  readonly now: () => number;
  /** A new id with the prefix 707. */
  readonly newRunId: () => string;
}

/** What is known of a run. */
class RunRecord implements TestRun {
  readonly id: string;
  readonly order: TestOrder;
  readonly startedAt: number;
  status: TestRunStatus = 'Queued';
  endedAt: number | null = null;
  classes: TestRun['classes'];
  readonly results: TestMethodResult[] = [];
  readonly methodCoverage: MethodCoverage[] = [];
  coverage: readonly LineCoverage[] = [];

  constructor(id: string, order: TestOrder, startedAt: number) {
    this.id = id;
    this.order = order;
    this.startedAt = startedAt;
    this.classes = order.classes.map(({ name, methods }) => ({ name, methods: methods.length, done: 0, status: 'Queued' }));
  }

  get userId(): string {
    return this.order.userId;
  }

  take(progress: TestProgress): void {
    this.status = progress.status;
    this.classes = this.classes.map((each, index) => ({ ...each, ...progress.classes[index] }));
    this.results.push(...progress.results);
    this.methodCoverage.push(...progress.methodCoverage);
    this.coverage = progress.coverage ?? this.coverage;
  }
}

/** Test runs of an org, one after the other. */
export class TestRuns implements ApexTests {
  readonly #options: TestRunsOptions;
  readonly #runs: RunRecord[] = [];
  readonly #coverage = new Map<string, LineCoverage>();
  #last: Promise<unknown> = Promise.resolve();
  #running: RunRecord | undefined;

  constructor(options: TestRunsOptions) {
    this.#options = options;
  }

  get catalogue(): ApexTests['catalogue'] {
    return this.#options.testClasses().map(({ name, methods }) => ({ className: name, methods }));
  }

  get runs(): readonly TestRun[] {
    return this.#runs;
  }

  get coverage(): readonly LineCoverage[] {
    return [...this.#coverage.values()];
  }

  async run(request: TestRequest): Promise<TestRun> {
    const record = this.#enqueue(request);
    await this.#last;
    return record;
  }

  start(request: TestRequest): TestRun {
    return this.#enqueue(request);
  }

  find(id: string): TestRun | undefined {
    return this.#runs.find((run) => run.id.slice(0, 15) === id.slice(0, 15));
  }

  abort(id: string): void {
    const record = this.#runs.find((each) => each.id.slice(0, 15) === id.slice(0, 15));
    if (!record || record.endedAt !== null) return;
    if (record === this.#running) this.#options.executor.abort();
    else record.status = 'Aborted';
  }

  close(): void {
    this.#options.executor.close();
  }

  #enqueue(request: TestRequest): RunRecord {
    const classes = plan(this.#options.testClasses(), request.tests);
    const record = new RunRecord(this.#options.newRunId(), { classes, userId: request.userId, coverage: request.coverage ?? true }, this.#options.now());
    this.#runs.push(record);
    if (this.#runs.length > MAX_RUNS) this.#runs.shift();
    this.#last = this.#last.then(() => this.#execute(record));
    return record;
  }

  async #execute(record: RunRecord): Promise<void> {
    if (record.status !== 'Aborted') {
      record.status = 'Processing';
      this.#running = record;
      await this.#options.executor.execute(record.order, (progress) => record.take(progress));
      this.#running = undefined;
    }
    record.endedAt = this.#options.now();
    for (const each of record.coverage) {
      const key = `${each.type}.${each.name}`;
      const before = this.#coverage.get(key);
      this.#coverage.set(key, before ? merge(before, each) : each);
    }
  }
}

/** Lines that either run covered; a class that was edited in between counts from the newer run only. */
function merge(before: LineCoverage, after: LineCoverage): LineCoverage {
  const lines = (each: LineCoverage): string => [...each.covered, ...each.uncovered].sort((a, b) => a - b).join();
  if (lines(before) !== lines(after)) return after;
  const covered = [...new Set([...before.covered, ...after.covered])].sort((a, b) => a - b);
  return { ...after, covered, uncovered: after.uncovered.filter((line) => !covered.includes(line)) };
}

/** @throws OrgError INVALID_INPUT for names that are no test */
function plan(declared: readonly TestClass[], tests: TestRequest['tests']): TestOrder['classes'] {
  if (tests === 'all') return declared;
  const byName = new Map<string, { name: string; setup: readonly string[]; methods: string[] }>();
  for (const selection of tests) {
    const found = declared.find((each) => sameName(each.name, selection.className));
    if (!found) throw new OrgError('INVALID_INPUT', `This class name's value is invalid: ${selection.className}. Provide the name of an Apex class that has test methods.`);
    const planned = byName.get(found.name) ?? { name: found.name, setup: found.setup, methods: [] };
    byName.set(found.name, planned);
    for (const method of methodsOf(found, selection)) if (!planned.methods.includes(method)) planned.methods.push(method);
  }
  return [...byName.values()];
}

function methodsOf(declared: TestClass, selection: TestSelection): readonly string[] {
  if (!selection.methods) return declared.methods;
  return selection.methods.map((name) => {
    const found = declared.methods.find((method) => sameName(method, name));
    if (found === undefined) throw new OrgError('INVALID_INPUT', `This method name's value is invalid: ${name}. ${declared.name} has no such test method.`);
    return found;
  });
}

const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
