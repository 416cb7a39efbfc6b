import type { LocalOrg } from '../../execution/local-org.ts';
import { setupId } from '../../schema/index.ts';
import type { LineCoverage, TestRun } from '../../execution/apex-tests.ts';
import { schemaTables } from './schema-tables.ts';
import type { VirtualRow, VirtualTable } from './virtual-table.ts';

/** The tables by lower-case name. */
export function virtualTables(org: LocalOrg): ReadonlyMap<string, VirtualTable> {
  const tables = [...codeTables(org), ...testTables(org), ...coverageTables(org), ...schemaTables(org.schema), ...emptyTables()];
  return new Map(tables.map((table) => [table.name.toLowerCase(), table]));
}

function table(name: string, columns: string, rows: () => Iterable<VirtualRow>): VirtualTable {
  return { name, columns: columns.split(' '), rows };
}

const EPOCH = '2026-01-01T00:00:00.000+0000';
const stamp = (ms: number | null): string | null => (ms === null ? null : `${new Date(ms).toISOString().slice(0, -1)}+0000`);

export const classId = (name: string): string => setupId('01p', name);
export const triggerId = (name: string): string => setupId('01q', name);

function codeTables(org: LocalOrg): VirtualTable[] {
  const common = 'Id Name NamespacePrefix ApiVersion Status Body BodyCrc IsValid LengthWithoutComments CreatedDate LastModifiedDate SystemModstamp';
  const source = (each: { name: string; apiVersion: string; status: string; body: string }, id: string): VirtualRow => ({
    Id: id, Name: each.name, NamespacePrefix: org.project.namespace || null, ApiVersion: Number(each.apiVersion), Status: each.status, Body: each.body, BodyCrc: 0, IsValid: true,
    LengthWithoutComments: each.body.length, CreatedDate: EPOCH, LastModifiedDate: EPOCH, SystemModstamp: EPOCH,
  });
  return [
    table('ApexClass', common, () => org.project.classes.map((each) => source(each, classId(each.name)))),
    table('ApexTrigger', `${common} TableEnumOrId`, () => org.project.triggers.map((each) => ({ ...source(each, triggerId(each.name)), TableEnumOrId: /\bon\s+(\w+)/i.exec(each.body)?.[1] ?? null }))),
    table('ApexTestSuite', 'Id TestSuiteName', () => suites(org).map(({ name }) => ({ Id: setupId('05F', name), TestSuiteName: name }))),
    table('TestSuiteMembership', 'Id ApexTestSuiteId ApexClassId', () =>
      suites(org).flatMap(({ name, classes }) => classes.map((each) => ({ Id: setupId('05G', `${name} ${each}`), ApexTestSuiteId: setupId('05F', name), ApexClassId: classId(each) }))),
    ),
  ];
}

/** Apex test suites of the project. */
export function suites(org: LocalOrg): { readonly name: string; readonly classes: readonly string[] }[] {
  return org.project.others.filter((each) => each.type === 'ApexTestSuite').map((each) => ({ name: each.fullName, classes: each.xml.texts('testClassName').map((name) => name.trim()) }));
}

const RUN_STATUS: Readonly<Record<string, string>> = { Queued: 'Queued', Processing: 'Processing', Completed: 'Completed', Failed: 'Failed', Aborted: 'Aborted' };

export const queueItemId = (run: TestRun, className: string): string => setupId('709', `${run.id} ${className}`);

function testTables(org: LocalOrg): VirtualTable[] {
  const runs = (): readonly TestRun[] => org.tests.runs;
  return [
    table('ApexTestRunResult', 'Id AsyncApexJobId UserId JobName IsAllTests Source StartTime EndTime TestTime TestSetupTime Status ClassesEnqueued ClassesCompleted MethodsEnqueued MethodsCompleted MethodsFailed CreatedDate', () =>
      runs().map((run) => {
        const tests = run.results.filter((result) => !result.isTestSetup);
        const setup = run.results.filter((result) => result.isTestSetup);
        const total = (list: readonly { time: number }[]): number => Math.round(list.reduce((sum, result) => sum + result.time, 0));
        return {
          Id: setupId('05m', run.id), AsyncApexJobId: run.id, UserId: run.userId, JobName: null, IsAllTests: false, Source: 'Tooling', StartTime: stamp(run.startedAt), EndTime: stamp(run.endedAt),
          TestTime: total(tests), TestSetupTime: total(setup), Status: runStatus(run), ClassesEnqueued: run.classes.length,
          ClassesCompleted: run.classes.filter((each) => each.done >= each.methods).length, MethodsEnqueued: run.classes.reduce((sum, each) => sum + each.methods, 0),
          MethodsCompleted: tests.length, MethodsFailed: tests.filter((result) => result.outcome !== 'Pass').length, CreatedDate: stamp(run.startedAt),
        };
      }),
    ),
    table('ApexTestQueueItem', 'Id ParentJobId TestRunResultId ApexClassId ApexClass.Id ApexClass.Name Status ExtendedStatus CreatedDate', () =>
      runs().flatMap((run) =>
        run.classes.map((each) => ({
          Id: queueItemId(run, each.name), ParentJobId: run.id, TestRunResultId: setupId('05m', run.id), ApexClassId: classId(each.name), 'ApexClass.Id': classId(each.name), 'ApexClass.Name': each.name,
          Status: RUN_STATUS[each.status] ?? each.status, ExtendedStatus: `(${passed(run, each.name)}/${each.methods})`, CreatedDate: stamp(run.startedAt),
        })),
      ),
    ),
    table('ApexTestResult', 'Id QueueItemId ApexTestRunResultId AsyncApexJobId ApexClassId ApexClass.Id ApexClass.Name ApexClass.NamespacePrefix MethodName Outcome Message StackTrace RunTime TestTimestamp ApexLogId IsTestSetup', () =>
      runs().flatMap((run) =>
        run.results.map((result) => ({
          Id: setupId('07M', `${run.id} ${result.className}.${result.methodName}`), QueueItemId: queueItemId(run, result.className), ApexTestRunResultId: setupId('05m', run.id), AsyncApexJobId: run.id,
          ApexClassId: classId(result.className), 'ApexClass.Id': classId(result.className), 'ApexClass.Name': result.className, 'ApexClass.NamespacePrefix': org.project.namespace || null, MethodName: result.methodName,
          Outcome: result.outcome, Message: result.message, StackTrace: result.stackTrace, RunTime: Math.round(result.time), TestTimestamp: stamp(result.startedAt), ApexLogId: null, IsTestSetup: result.isTestSetup,
        })),
      ),
    ),
  ];
}

/** `Failed` when a method failed: the summary's outcome. */
function runStatus(run: TestRun): string {
  if (run.status !== 'Completed') return RUN_STATUS[run.status] ?? run.status;
  return run.results.some((result) => result.outcome !== 'Pass' && result.outcome !== 'Skip') ? 'Failed' : 'Completed';
}

const passed = (run: TestRun, className: string): number => run.results.filter((result) => result.className === className && result.outcome === 'Pass' && !result.isTestSetup).length;

export function codeId(coverage: LineCoverage): string {
  return coverage.type === 'ApexClass' ? classId(coverage.name) : triggerId(coverage.name);
}

function coverageTables(org: LocalOrg): VirtualTable[] {
  const counts = (coverage: LineCoverage): VirtualRow => ({
    ApexClassOrTriggerId: codeId(coverage), 'ApexClassOrTrigger.Id': codeId(coverage), 'ApexClassOrTrigger.Name': coverage.name, NumLinesCovered: coverage.covered.length,
    NumLinesUncovered: coverage.uncovered.length, Coverage: { coveredLines: coverage.covered, uncoveredLines: coverage.uncovered },
  });
  return [
    table('ApexCodeCoverage', 'Id ApexTestClassId ApexTestClass.Name TestMethodName ApexClassOrTriggerId ApexClassOrTrigger.Id ApexClassOrTrigger.Name NumLinesCovered NumLinesUncovered Coverage', () =>
      org.tests.runs.flatMap((run, index) =>
        // A later run of the same class replaces what an earlier one measured.
        run.methodCoverage
          .filter((each) => !org.tests.runs.slice(index + 1).some((later) => later.methodCoverage.length > 0 && later.classes.some((tested) => tested.name === each.testClass)))
          .map((each) => ({ ...counts(each), Id: setupId('714', `${each.testClass}.${each.testMethod} ${each.name}`), ApexTestClassId: classId(each.testClass), 'ApexTestClass.Name': each.testClass, TestMethodName: each.testMethod })),
      ),
    ),
    table('ApexCodeCoverageAggregate', 'Id ApexClassOrTriggerId ApexClassOrTrigger.Id ApexClassOrTrigger.Name NumLinesCovered NumLinesUncovered Coverage', () =>
      org.tests.coverage.map((each) => ({ ...counts(each), Id: setupId('715', `${each.type} ${each.name}`) })),
    ),
    table('ApexOrgWideCoverage', 'Id PercentCovered', () => [{ Id: setupId('716', 'org'), PercentCovered: percentCovered(org.tests.coverage) }]),
  ];
}

function percentCovered(coverage: readonly LineCoverage[]): number {
  const covered = coverage.reduce((sum, each) => sum + each.covered.length, 0);
  const all = covered + coverage.reduce((sum, each) => sum + each.uncovered.length, 0);
  return all === 0 ? 0 : Math.floor((100 * covered) / all);
}

/** Objects that clients ask for to find that there are none. */
function emptyTables(): VirtualTable[] {
  return [
    table('PackageLicense', 'Id NamespacePrefix', () => []),
    table('InstalledSubscriberPackage', 'Id SubscriberPackage.NamespacePrefix', () => []),
    table('FlowTestResult', 'Id ApexTestQueueItemId Result TestStartDateTime TestEndDateTime FlowTest.DeveloperName FlowDefinition.DeveloperName FlowDefinition.NamespacePrefix', () => []),
    table('ApexLog', 'Id Application DurationMilliseconds Location LogLength LogUser.Name Operation Request StartTime Status', () => []),
  ];
}
