import type { ApexTests, LineCoverage, TestMethodResult, TestRun, TestSelection } from '../execution/apex-tests.ts';
import { setupId } from '../schema/index.ts';
import type { CodeCoverageWarning, DeployOptions, RunTestFailure, RunTestsResult } from '../execution/deployments.ts';

export const NO_TESTS: RunTestsResult = {
  apexLogId: null, codeCoverage: [], codeCoverageWarnings: [], failures: [], flowCoverage: [], flowCoverageWarnings: [], numFailures: 0, numTestsRun: 0, successes: [], totalTime: 0,
};

/** The tests that a deployment asks for; names that are no test class apart. Undefined: none are run. */
export function wantedTests(options: DeployOptions, catalogue: ApexTests['catalogue'], byDefault: boolean): { readonly tests: readonly TestSelection[] | 'all'; readonly unknown: readonly string[] } | undefined {
  const level = options.testLevel ?? (options.runTests.length > 0 ? 'RunSpecifiedTests' : byDefault ? 'RunLocalTests' : 'NoTestRun');
  if (level === 'NoTestRun') return undefined;
  // Which tests are relevant is not worked out here: all of them include those.
  if (level !== 'RunSpecifiedTests') return { tests: 'all', unknown: [] };
  const known = new Set(catalogue.map(({ className }) => className.toLowerCase()));
  const wanted = options.runTests.map(selection);
  const isKnown = ({ className }: TestSelection): boolean => known.has(className.toLowerCase());
  return { tests: wanted.filter(isKnown), unknown: wanted.filter((each) => !isKnown(each)).map(({ className }) => className) };
}

/** `FooTest` or `FooTest.method`. */
function selection(name: string): TestSelection {
  const [className, method] = name.trim().split('.') as [string, string | undefined];
  return method === undefined ? { className } : { className, methods: [method] };
}

const classId = (name: string): string => setupId('01p', name);

/** A run as a deployment tells it, also while it goes on. */
export function runTestsResult(run: TestRun, unknown: readonly string[], warnings: readonly CodeCoverageWarning[]): RunTestsResult {
  const tests = run.results.filter((result) => !result.isTestSetup);
  const failed = run.results.filter((result) => result.outcome === 'Fail' || result.outcome === 'CompileFail');
  const failures = [...failed.map(failure), ...unknown.map(unknownTest)];
  return {
    ...NO_TESTS,
    codeCoverage: run.coverage.map(coverageOf),
    codeCoverageWarnings: warnings,
    failures,
    numFailures: failures.length,
    numTestsRun: tests.length,
    successes: tests.filter((result) => result.outcome === 'Pass').map(({ className, methodName, time }) => ({ id: classId(className), methodName, name: className, namespace: null, seeAllData: false, time })),
    totalTime: tests.reduce((sum, { time }) => sum + time, 0),
  };
}

function failure(result: TestMethodResult): RunTestFailure {
  const { className, methodName, message, stackTrace, time } = result;
  return { id: classId(className), message: message ?? '', methodName, name: className, namespace: null, packageName: className, seeAllData: false, stackTrace, time, type: 'Class' };
}

/** Tests that a deployment names and nobody has. */
export function unknownTest(name: string): RunTestFailure {
  return { id: classId(name), message: `The test class ${name} is neither in the org nor in the package`, methodName: null, name, namespace: null, packageName: name, seeAllData: false, stackTrace: null, time: 0, type: 'Class' };
}

function coverageOf({ name, type, covered, uncovered }: LineCoverage): object {
  return {
    dmlInfo: [], id: type === 'ApexClass' ? classId(name) : setupId('01q', name), locationsNotCovered: uncovered.map((line) => ({ column: 0, line, numExecutions: 0, time: -1 })), methodInfo: [], name, namespace: null,
    numLocations: covered.length + uncovered.length, numLocationsNotCovered: uncovered.length, soqlInfo: [], soslInfo: [], type: type === 'ApexClass' ? 'Class' : 'Trigger',
  };
}

const REQUIRED = 75;

/**
 * What the coverage rule of production complains of: with named tests each class and trigger of the package, otherwise all code
 * together, must be covered to 75 %; a trigger of the package never without any.
 */
export function coverageWarnings(coverage: readonly LineCoverage[], deployed: ReadonlySet<string>, specified: boolean): CodeCoverageWarning[] {
  const inPackage = coverage.filter(({ name, type }) => deployed.has(`${type}:${name}`.toLowerCase()));
  const warning = (each: LineCoverage | undefined, message: string): CodeCoverageWarning => ({ id: each === undefined ? '' : each.type === 'ApexClass' ? classId(each.name) : setupId('01q', each.name), message, name: each?.name ?? null, namespace: null });
  const bare = inPackage.filter((each) => each.type === 'ApexTrigger' && each.covered.length === 0 && each.uncovered.length > 0).map((each) => warning(each, 'Test coverage of selected Apex Trigger is 0%, at least 1% test coverage is required'));
  if (specified) {
    const low = inPackage.filter((each) => each.covered.length > 0 || each.type === 'ApexClass').filter((each) => percent([each]) < REQUIRED);
    return [...bare, ...low.map((each) => warning(each, `Test coverage of selected Apex ${each.type === 'ApexClass' ? 'Class' : 'Trigger'} is ${percent([each])}%, at least ${REQUIRED}% test coverage is required`))];
  }
  return percent(coverage) < REQUIRED ? [...bare, warning(undefined, `Average test coverage across all Apex Classes and Triggers is ${percent(coverage)}%, at least ${REQUIRED}% test coverage is required.`)] : bare;
}

function percent(coverage: readonly LineCoverage[]): number {
  const covered = coverage.reduce((sum, each) => sum + each.covered.length, 0);
  const all = covered + coverage.reduce((sum, each) => sum + each.uncovered.length, 0);
  return all === 0 ? 100 : Math.floor((100 * covered) / all);
}
