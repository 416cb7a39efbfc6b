import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { serveWidgets } from './support/serve-widgets.ts';
import type { ServedWidgets } from './support/serve-widgets.ts';

const run = promisify(execFile);

let served: ServedWidgets;
beforeAll(async () => {
  served = await serveWidgets();
});
afterAll(() => served.close());

/** The Salesforce extensions' library in a process of its own, as an editor would have it. */
async function apexNode(script: string): Promise<Record<string, unknown>> {
  const program = `
    const { AuthInfo, Connection } = await import('@salesforce/core');
    const { TestService, ExecuteService } = await import('@salesforce/apex-node');
    const [instanceUrl, accessToken] = process.argv.slice(1);
    const authInfo = await AuthInfo.create({ username: accessToken, accessTokenOptions: { accessToken, instanceUrl } });
    const connection = await Connection.create({ authInfo });
    const answer = await (async () => { ${script} })();
    process.stdout.write('\\n@@' + JSON.stringify(answer));
    process.exit(0);`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program, served.server.origin, served.token], {
    cwd: join(import.meta.dirname, '../../../..'),
    env: { ...process.env, NODE_OPTIONS: '', HOME: mkdtempSync(join(tmpdir(), 'apex-node-')), SF_DISABLE_LOG_FILE: 'true', SF_USE_GENERIC_UNIX_KEYCHAIN: 'true' },
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(stdout.slice(stdout.lastIndexOf('@@') + 2)) as Record<string, unknown>;
}

interface Result {
  readonly summary: Record<string, unknown>;
  readonly tests: readonly { readonly fullName: string; readonly outcome: string; readonly message: string; readonly stackTrace: string }[];
  readonly codecoverage: readonly { readonly name: string; readonly type: string; readonly percentage: string; readonly coveredLines: number[]; readonly uncoveredLines: number[] }[];
}

test('an asynchronous run of all tests gives outcomes, stack traces and coverage of classes and triggers', async () => {
  const result = (await apexNode(`return new TestService(connection).runTestAsynchronous({ testLevel: 'RunLocalTests' }, true);`)) as unknown as Result;
  const outcomes = Object.fromEntries(result.tests.map((each) => [each.fullName, each.outcome]));
  expect(outcomes).toEqual({
    'WidgetServiceTest.addsPrices': 'Pass',
    'WidgetServiceTest.gradesSmallQuantities': 'Pass',
    'WidgetServiceTest.runsJobsAtStopTest': 'Pass',
    'WidgetServiceTest.refusesNegativePrices': 'Pass',
    'WidgetFailingTest.fails': 'Fail',
  });
  const failed = result.tests.find((each) => each.outcome === 'Fail')!;
  expect(failed.message).toBe('System.AssertException: Assertion Failed: as told: Expected: 2, Actual: 1');
  expect(failed.stackTrace).toBe('Class.WidgetFailingTest.check: line 9, column 1\nClass.WidgetFailingTest.fails: line 5, column 1');
  const service = result.codecoverage.find((each) => each.name === 'WidgetService')!;
  expect(service.coveredLines).toEqual([3, 4, 5, 7, 11, 14]);
  expect(service.uncoveredLines).toEqual([12]);
  expect(result.codecoverage.find((each) => each.name === 'WidgetTrigger')).toMatchObject({ type: 'ApexTrigger', uncoveredLines: [4] });
  // The library counts the set-up method among those that passed, as it does with a real org.
  expect(result.summary).toMatchObject({ outcome: 'Failed', passing: 5, failing: 1 });
});

test('a synchronous run of one method, and anonymous Apex with its log, errors and places', async () => {
  const answer = await apexNode(`
    const tests = new TestService(connection);
    const execute = (apexCode) => new ExecuteService(connection).executeAnonymous({ apexCode });
    return {
      run: await tests.runTestSynchronous(await tests.buildSyncPayload('RunSpecifiedTests', 'WidgetServiceTest.gradesSmallQuantities'), true),
      good: await execute("Integer n = 2;\\nSystem.debug('n is ' + n);"),
      bad: await execute("Integer n = 'two';"),
      thrown: await execute("Account a;\\nSystem.debug(a.Name.length());"),
    };`);
  const { run: result, good, bad, thrown } = answer as unknown as { run: Result; good: Record<string, unknown>; bad: Record<string, unknown>; thrown: Record<string, unknown> };
  expect(result.tests.map((each) => [each.fullName, each.outcome])).toEqual([['WidgetServiceTest.gradesSmallQuantities', 'Pass']]);
  expect(good).toMatchObject({ compiled: true, success: true });
  expect(good.logs).toMatch(/\|USER_DEBUG\|\[2\]\|DEBUG\|n is 2/);
  expect(bad).toMatchObject({ compiled: false, success: false, diagnostic: [{ lineNumber: '1', compileProblem: 'Illegal assignment from String to Integer' }] });
  expect(thrown).toMatchObject({ compiled: true, success: false, diagnostic: [{ exceptionMessage: 'System.NullPointerException: Attempt to de-reference a null object', exceptionStackTrace: expect.stringContaining('AnonymousBlock: line 2') }] });
});
