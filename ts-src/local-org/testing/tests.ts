import type { ApexTests, LineCoverage, TestRequest, TestRun, TestSelection } from '../execution/apex-tests.ts';
import { OrgError } from '../execution/errors.ts';
import { Run } from './run.ts';
import type { PlannedClass } from './run.ts';
import type { TestClass, TestHost } from './world.ts';

const MAX_RUNS = 50;

/** Test runs of an org: at once, or in the background one after the other. */
export class TestRuns implements ApexTests {
  readonly #host: TestHost;
  readonly #runs: Run[] = [];
  readonly #queue: Run[] = [];
  readonly #coverage = new Map<string, LineCoverage>();
  #working = false;

  constructor(host: TestHost) {
    this.#host = host;
  }

  get catalogue(): ApexTests['catalogue'] {
    return this.#host.testClasses().map(({ name, methods }) => ({ className: name, methods }));
  }

  get runs(): readonly TestRun[] {
    return this.#runs;
  }

  get coverage(): readonly LineCoverage[] {
    return [...this.#coverage.values()];
  }

  runNow(request: TestRequest): TestRun {
    const run = this.#newRun(request);
    // Each step is one method; nobody else waits for a turn here.
    // eslint-disable-next-line no-empty
    for (const _step of run.steps()) {
    }
    this.#keep(run);
    return run;
  }

  start(request: TestRequest): TestRun {
    const run = this.#newRun(request);
    this.#queue.push(run);
    if (!this.#working) void this.#work();
    return run;
  }

  find(id: string): TestRun | undefined {
    return this.#runs.find((run) => run.id.slice(0, 15) === id.slice(0, 15));
  }

  abort(id: string): void {
    const run = this.#runs.find((each) => each.id.slice(0, 15) === id.slice(0, 15));
    if (!run || run.endedAt !== null) return;
    run.abort();
  }

  async #work(): Promise<void> {
    this.#working = true;
    for (let run = this.#queue.shift(); run; run = this.#queue.shift()) {
      for (const _step of run.steps()) await new Promise<void>((resolve) => setImmediate(resolve));
      this.#keep(run);
    }
    this.#working = false;
  }

  #newRun(request: TestRequest): Run {
    const run = new Run(this.#host, plan(this.#host.testClasses(), request.tests), request.userId, request.coverage ?? true);
    this.#runs.push(run);
    if (this.#runs.length > MAX_RUNS) this.#runs.shift();
    return run;
  }

  /** A class's figure is that of the run that covered most of it since the program changed. */
  #keep(run: Run): void {
    for (const each of run.coverage) {
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
function plan(declared: readonly TestClass[], tests: TestRequest['tests']): PlannedClass[] {
  if (tests === 'all') return declared.map((each) => ({ declared: each, methods: each.methods }));
  const byName = new Map<string, { declared: TestClass; methods: string[] }>();
  for (const selection of tests) {
    const found = declared.find((each) => sameName(each.name, selection.className));
    if (!found) throw new OrgError('INVALID_INPUT', `This class name's value is invalid: ${selection.className}. Provide the name of an Apex class that has test methods.`);
    const planned = byName.get(found.name) ?? { declared: found, methods: [] };
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
