import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLocalOrg } from '../../org.ts';
import type { OpenedOrg } from '../../org.ts';
import { OPTIONS, adminOf, apexClass, deploy, manifest, project, zip } from './support/packages.ts';

const CLASSES = {
  ...apexClass('Sums', 'public class Sums {\n    public static Integer add(Integer a, Integer b) {\n        return a + b;\n    }\n    public static Integer half(Integer a) {\n        Integer h = a / 2;\n        return h;\n    }\n    public static Integer twice(Integer a) {\n        return a * 2;\n    }\n}\n'),
  ...apexClass('SumsTest', "@IsTest\nprivate class SumsTest {\n    @IsTest\n    static void adds() {\n        Assert.areEqual(3, Sums.add(1, 2));\n    }\n}\n"),
  ...apexClass('WrongTest', "@IsTest\nprivate class WrongTest {\n    @IsTest\n    static void fails() {\n        Assert.areEqual(4, Sums.add(1, 2), 'as told');\n    }\n}\n"),
};
const TYPES = { ApexClass: ['Sums', 'SumsTest', 'WrongTest'] };

let org: OpenedOrg;
const open = (config?: object, deployedDir?: string): OpenedOrg => openLocalOrg({ projectDir: project(config === undefined ? {} : { 'config/local-org.json': JSON.stringify(config) }), ...(deployedDir === undefined ? {} : { deployedDir }) });

beforeEach(() => {
  org = open();
});
afterEach(() => org.close());

test('tests that a deployment names run before it counts, and their coverage is told', async () => {
  const result = await deploy(org, TYPES, CLASSES, { testLevel: 'RunSpecifiedTests', runTests: ['SumsTest'] });
  expect(result).toMatchObject({ status: 'Succeeded', runTestsEnabled: true, numberTestsTotal: 1, numberTestsCompleted: 1, numberTestErrors: 0 });
  const { codeCoverage, codeCoverageWarnings, successes } = result.details.runTestResult;
  expect(successes).toEqual([expect.objectContaining({ name: 'SumsTest', methodName: 'adds' })]);
  expect(codeCoverage).toEqual([expect.objectContaining({ name: 'Sums', type: 'Class', numLocations: 4, numLocationsNotCovered: 3 })]);
  expect(codeCoverageWarnings).toEqual([expect.objectContaining({ name: 'Sums', message: expect.stringContaining('is 25%, at least 75% test coverage is required') })]);
});

test('a failing test keeps all of it from the org', async () => {
  const result = await deploy(org, TYPES, CLASSES, { testLevel: 'RunLocalTests' });
  expect(result).toMatchObject({ status: 'Failed', success: false, numberTestsTotal: 2, numberTestsCompleted: 1, numberTestErrors: 1, numberComponentErrors: 0 });
  expect(result.details.runTestResult.failures).toEqual([expect.objectContaining({ name: 'WrongTest', methodName: 'fails', message: expect.stringContaining('as told'), stackTrace: expect.stringContaining('Class.WrongTest.fails: line 5') })]);
  expect(org.project.classes).toEqual([]);
});

test('a test that nobody has fails the deployment', async () => {
  const result = await deploy(org, TYPES, CLASSES, { testLevel: 'RunSpecifiedTests', runTests: ['GoneTest'] });
  expect(result.status).toBe('Failed');
  expect(result.details.runTestResult.failures[0]!.message).toContain('GoneTest is neither in the org nor in the package');
});

test('options that contradict each other are refused at once', () => {
  const start = (options: Partial<typeof OPTIONS>) => () => org.deployments.start(zip({}), { ...OPTIONS, ...options }, adminOf(org));
  expect(start({ testLevel: 'RunSpecifiedTests' })).toThrow('At least one test must be specified');
  expect(start({ testLevel: 'RunLocalTests', runTests: ['A'] })).toThrow('only when the test level is RunSpecifiedTests');
});

test('a production org runs tests by itself and refuses low coverage', async () => {
  const production = open({ organization: { production: true } });
  const low = await deploy(production, { ApexClass: ['Sums', 'SumsTest'] }, { ...apexClass('Sums', CLASSES['classes/Sums.cls']!.toString()), ...apexClass('SumsTest', CLASSES['classes/SumsTest.cls']!.toString()) });
  expect(low).toMatchObject({ status: 'Failed', runTestsEnabled: true, numberTestErrors: 0 });
  expect(low.details.runTestResult.codeCoverageWarnings[0]!.message).toBe('Average test coverage across all Apex Classes and Triggers is 25%, at least 75% test coverage is required.');
  expect(() => production.deployments.start(zip({}), { ...OPTIONS, rollbackOnError: false }, adminOf(production))).toThrow('rollbackOnError must be true');
  production.close();
});

test('a validation with tests is deployed later without them, once and also after a restart', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'deploy-quick-'));
  let own = open(undefined, dir);
  const validated = await deploy(own, TYPES, CLASSES, { checkOnly: true, testLevel: 'RunSpecifiedTests', runTests: ['SumsTest'] });
  const untested = await deploy(own, TYPES, CLASSES, { checkOnly: true });
  own.close();
  own = openLocalOrg({ projectDir: own.project.root, deployedDir: dir });
  expect(() => own.deployments.startValidated(untested.id, adminOf(own))).toThrow('is no validation that can be deployed');
  const { id } = own.deployments.startValidated(validated.id, adminOf(own));
  await own.deployments.idle();
  expect(own.deployments.find(id)).toMatchObject({ status: 'Succeeded', checkOnly: false, runTestsEnabled: false });
  expect(own.project.classes).toHaveLength(3);
  own.close();
});

test('a deployment that waits is cancelled at once, one that tests ends without a change', async () => {
  const slow = apexClass('SlowTest', '@IsTest\nprivate class SlowTest {\n    @IsTest static void a() { spin(); }\n    @IsTest static void b() { spin(); }\n    @IsTest static void c() { spin(); }\n    private static void spin() {\n        Long until = System.currentTimeMillis() + 400;\n        while (System.currentTimeMillis() < until) { Integer n = 1; }\n    }\n}\n');
  const archive = zip({ 'package.xml': manifest({ ApexClass: ['SlowTest'] }), ...slow });
  const running = org.deployments.start(archive, { ...OPTIONS, testLevel: 'RunLocalTests' }, adminOf(org));
  const waiting = org.deployments.start(archive, OPTIONS, adminOf(org));
  expect(org.deployments.cancel(waiting.id, adminOf(org))).toMatchObject({ status: 'Canceled', done: true, canceledByName: 'Admin User' });
  for (let tries = 0; org.deployments.find(running.id)!.numberTestsCompleted === 0 && tries < 200; tries++) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(org.deployments.cancel(running.id, adminOf(org)).status).toBe('Canceling');
  await org.deployments.idle();
  expect(org.deployments.find(running.id)).toMatchObject({ status: 'Canceled', done: true, success: false });
  expect(org.project.classes).toEqual([]);
  expect(() => org.deployments.cancel(running.id, adminOf(org))).toThrow('Deployment already completed');
}, 30_000);

test('only who may change metadata deploys', () => {
  const shop = open({ personas: { admin: { name: 'A', username: 'a@x.example', profile: 'System Administrator' }, clerk: { name: 'Clerk', username: 'c@x.example', profile: 'Standard User' } } });
  expect(() => shop.deployments.start(zip({}), OPTIONS, shop.persona('clerk')!.userId)).toThrow('requires a user with the ModifyAllData or ModifyMetadata permissions');
  shop.close();
});
