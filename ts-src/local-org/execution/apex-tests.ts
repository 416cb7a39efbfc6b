/** Apex test runs as the tooling API and the command line see them. */

/** What to run: whole classes, or the named methods of a class. Names ignore case. */
export interface TestSelection {
  readonly className: string;
  /** Absent: every test method of the class. */
  readonly methods?: readonly string[];
}

export interface TestRequest {
  /** `all`: every test class of the project. */
  readonly tests: readonly TestSelection[] | 'all';
  /** Default true; without it methods run faster. */
  readonly coverage?: boolean;
  readonly userId: string;
}

export type TestOutcome = 'Pass' | 'Fail' | 'CompileFail' | 'Skip';

export interface TestMethodResult {
  readonly className: string;
  readonly methodName: string;
  readonly outcome: TestOutcome;
  /** `System.AssertException: Assertion Failed: Expected: 1, Actual: 2` */
  readonly message: string | null;
  /** `Class.Foo.bar: line 12, column 1`, one frame a line */
  readonly stackTrace: string | null;
  /** Milliseconds. */
  readonly time: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly isTestSetup: boolean;
}

export interface LineCoverage {
  readonly name: string;
  readonly type: 'ApexClass' | 'ApexTrigger';
  /** 1-based, ascending. */
  readonly covered: readonly number[];
  readonly uncovered: readonly number[];
}

/** Coverage that one test method gave one class or trigger. */
export interface MethodCoverage extends LineCoverage {
  readonly testClass: string;
  readonly testMethod: string;
}

export type TestRunStatus = 'Queued' | 'Processing' | 'Completed' | 'Failed' | 'Aborted';

export interface TestRun {
  /** Id of the run's job, prefix 707. */
  readonly id: string;
  readonly userId: string;
  readonly status: TestRunStatus;
  /** Test classes in the order they run, and how many of their methods are done. */
  readonly classes: readonly { readonly name: string; readonly methods: number; readonly done: number; readonly status: TestRunStatus }[];
  readonly results: readonly TestMethodResult[];
  /** Per test method; empty without coverage. */
  readonly methodCoverage: readonly MethodCoverage[];
  /** Every class and trigger of the project that is no test; empty until the run ends or without coverage. */
  readonly coverage: readonly LineCoverage[];
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly endedAt: number | null;
}

export interface ApexTests {
  /** Test classes and their methods as declared. */
  readonly catalogue: readonly { readonly className: string; readonly methods: readonly string[] }[];
  /** A run to its end. @throws OrgError INVALID_INPUT for names that are no test */
  run(request: TestRequest): Promise<TestRun>;
  /** Starts a run behind those that wait; poll `find`. @throws OrgError INVALID_INPUT */
  start(request: TestRequest): TestRun;
  find(id: string): TestRun | undefined;
  /** All runs since the org was opened, oldest first. */
  readonly runs: readonly TestRun[];
  abort(id: string): void;
  /** Coverage of the latest runs, merged by class: what `ApexCodeCoverageAggregate` shows. */
  readonly coverage: readonly LineCoverage[];
}
