import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { widgetProject } from '../../../__tests__/support/widget-project.ts';
import { MINUTE, serveSf } from './support/sf.ts';
import type { SfOrg } from './support/sf.ts';

let org: SfOrg;

beforeAll(async () => {
  const projectDir = widgetProject();
  org = await serveSf({ projectDir, cwd: projectDir });
}, 2 * MINUTE);
afterAll(async () => {
  expect(org.defects).toEqual([]);
  await org.close();
});

test('apex run', async () => {
  org.write('hello.apex', "insert new Widget__c(Name = 'Anonymous');\nSystem.debug([SELECT COUNT() FROM Widget__c WHERE Name = 'Anonymous']);\n");
  const { code, result } = await org.sf(['apex', 'run', '--file', 'hello.apex']);
  expect([code, result.success]).toEqual([0, true]);
  expect(result.logs).toContain('|DEBUG|1');
}, MINUTE);

test('apex run tells where a block fails, and where it does not compile', async () => {
  org.write('throws.apex', 'Integer n = 1;\nthrow new IllegalArgumentException(\'no\');\n');
  org.write('wrong.apex', 'Integer n = missing;\n');
  const thrown = await org.text(['apex', 'run', '--file', 'throws.apex']);
  expect([thrown.code, thrown.output]).toEqual([1, expect.stringContaining('System.IllegalArgumentException: no')]);
  const wrong = await org.text(['apex', 'run', '--file', 'wrong.apex']);
  expect([wrong.code, wrong.output]).toEqual([1, expect.stringContaining('Variable does not exist: missing')]);
}, MINUTE);

test('apex run test --synchronous', async () => {
  const { code, result } = await org.sf(['apex', 'run', 'test', '--synchronous', '--tests', 'WidgetServiceTest', '--code-coverage']);
  expect([code, result.summary]).toEqual([0, expect.objectContaining({ outcome: 'Passed', testsRan: 4, failing: 0 })]);
  expect(result.coverage.coverage).toContainEqual(expect.objectContaining({ name: 'WidgetService', totalLines: 7, coveredPercent: 86, lines: expect.objectContaining({ 12: 0, 14: 1 }) }));
}, MINUTE);

let runId: string;

test('apex run test --wait, with coverage and a JUnit report', async () => {
  const { code, result } = await org.sf(['apex', 'run', 'test', '--wait', '2', '--tests', 'WidgetServiceTest', '--tests', 'WidgetFailingTest', '--code-coverage', '--output-dir', 'results', '--result-format', 'junit']);
  runId = result.summary.testRunId;
  expect([code, result.summary]).toEqual([100, expect.objectContaining({ outcome: 'Failed', failing: 1 })]);
  expect(result.tests).toContainEqual(expect.objectContaining({ FullName: 'WidgetFailingTest.fails', Outcome: 'Fail', Message: expect.stringContaining('as told'), StackTrace: expect.stringContaining('Class.WidgetFailingTest.check: line 9') }));
  const junit = readdirSync(join(org.cwd, 'results')).find((name) => name.endsWith('junit.xml'))!;
  expect(readFileSync(join(org.cwd, 'results', junit), 'utf8')).toMatch(/<testcase name="fails" classname="WidgetFailingTest"[^]*<failure message=/);
}, MINUTE);

test('apex get test', async () => {
  const { result } = await org.sf(['apex', 'get', 'test', '--test-run-id', runId]);
  expect(result.summary).toMatchObject({ testRunId: runId, failing: 1 });
}, MINUTE);

test('apex list log finds none', async () => {
  expect((await org.sf(['apex', 'list', 'log'])).result).toEqual([]);
}, MINUTE);
