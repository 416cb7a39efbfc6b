import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { table } from '../report.ts';
import type { ConformanceReport } from '../report.ts';
import { startConformance } from '../run.ts';
import type { Conformance } from '../run.ts';
import { folderOf, sampleProject } from './project-files.ts';

async function reportOf(...folders: string[]): Promise<ConformanceReport> {
  return measured(startConformance(folders));
}

async function measured(conformance: Conformance): Promise<ConformanceReport> {
  try {
    await conformance.finish();
    return conformance.report();
  } finally {
    conformance.close();
  }
}

describe('a project with one of each', () => {
  const project = sampleProject();
  let report: ConformanceReport;
  beforeAll(async () => {
    report = await reportOf(project);
  });

  test('every test is counted once, those of classes that do not compile too', () => {
    expect(report).toMatchObject({ project: path.basename(project), finished: true, tests: 7, passed: 1, failed: 5, skipped: 1 });
  });

  test('failures are grouped by message, the most frequent first', () => {
    expect(report.causes.slice(0, 2)).toEqual([
      { message: 'BrokenTest does not compile: Variable does not exist: Nowhere', count: 2, sample: 'BrokenTest.one' },
      { message: 'System.AssertException: Assertion Failed: Expected: HELLO, Actual: hello', count: 2, sample: 'GreetingTest.shouts' },
    ]);
  });

  test('what the local org lacks is named, and a test that needs an engine of its own is skipped with the reason', () => {
    expect(report.notImplemented.map(({ name }) => name)).toEqual([expect.stringMatching(/getContentAsPdf/i), expect.stringMatching(/^DataWeave/)]);
    expect(report.skips).toEqual([{ message: 'needs DataWeave', count: 1, sample: 'GreetingTest.transforms' }]);
  });

  test('faults of classes, flows and components have their place', () => {
    expect(report.problems).toEqual([
      { place: 'sfdx-project.json', message: `The package directory ${path.join(project, 'not-there')} does not exist` },
      { place: expect.stringMatching(/^app\/classes\/BrokenTest\.cls:3:\d+$/), message: 'Variable does not exist: Nowhere' },
    ]);
    expect(report.flows).toEqual({ total: 2, problems: [{ place: expect.stringMatching(/^app\/flows\/Lost/), message: expect.stringContaining('NobodyKnows') }] });
    expect(report.components).toEqual({ total: 2, problems: [{ place: expect.stringMatching(/^app\/lwc\/broken\/broken\.html:1:\d+$/), message: expect.stringContaining('<p>') }] });
  });

  test('the table says the same', () => {
    const text = table(report);
    expect(text).toContain('7 tests, 1 passed (16.7 % of those not skipped), 5 failed, 1 skipped');
    expect(text).toContain('    2  BrokenTest does not compile: Variable does not exist: Nowhere  [BrokenTest.one]');
  });

  test('nothing is written into the folder', () => {
    expect(existsSync(path.join(project, '.loop'))).toBe(false);
  });
});

test('several folders are one project, a bare folder of classes among them; the first of two components of one name counts', async () => {
  const meta = (name: string): string => `@IsTest private class ${name} { @IsTest static void greets() { Assert.areEqual('servus', Words.hello()); } }`;
  const bare = folderOf({ 'Words.cls': "public class Words { public static String hello() { return 'servus'; } }" });
  const project = folderOf({
    'sfdx-project.json': JSON.stringify({ packageDirectories: [{ path: 'app' }] }),
    'app/WordsTest.cls': meta('WordsTest'),
    'app/Words.cls': "public class Words { public static String hello() { return 'ciao'; } }",
  });
  expect(await reportOf(bare, project)).toMatchObject({ tests: 1, passed: 1, problems: [] });
  expect(await reportOf(project, bare)).toMatchObject({ tests: 1, passed: 0, failed: 1 });
});

test('a failure that is to be skipped counts as skipped, with the reason; a pass stays a pass', async () => {
  const reason = 'needs a licence';
  const report = await measured(startConformance([sampleProject()], new Map([['brokentest', reason], ['greetingtest.greets', reason], ['greetingtest.shouts', reason]])));
  expect(report).toMatchObject({ passed: 1, failed: 2, skipped: 4 });
  expect(report.skips[0]).toEqual({ message: reason, count: 3, sample: 'BrokenTest.one' });
});

describe('the command', () => {
  async function run(args: readonly string[], interruptAt?: RegExp): Promise<{ code: number | null; out: string; err: string }> {
    const child = spawn(process.execPath, ['--no-warnings', path.join(import.meta.dirname, '../main.ts'), ...args]);
    let out = '';
    let err = '';
    child.stdout.on('data', (data) => (out += String(data)));
    child.stderr.on('data', (data) => {
      err += String(data);
      if (interruptAt?.test(err)) child.kill('SIGINT');
    });
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, out, err };
  }

  test('JSON goes to stdout, progress to stderr', async () => {
    const { code, out, err } = await run([sampleProject(), '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ tests: 7, passed: 1, failed: 5, skipped: 1 });
    expect(err).toContain('7 of 7 tests');
  });

  test('interrupted, it prints what is known', async () => {
    const endless = folderOf({ 'EndlessTest.cls': '@IsTest private class EndlessTest { @IsTest static void first() {} @IsTest static void second() { while (true) {} } @IsTest static void third() {} }' });
    const { code, out } = await run([endless, '--json'], /of 3 tests/);
    expect(code).toBe(130);
    expect(JSON.parse(out)).toMatchObject({ finished: false, tests: 3, passed: 1 });
  });

  test('a folder that is not there is one sentence', async () => {
    const { code, out, err } = await run(['/no/such/folder']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.trim().split('\n').at(-1)).toBe('There is no folder /no/such/folder');
  });
});
