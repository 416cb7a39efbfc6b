import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLocalOrg } from '../org.ts';
import { AnonymousRunner } from './support/anonymous-runner.ts';
import { openDoors } from './support/doors.ts';
import type { Answer, Doors } from './support/doors.ts';
import { widgetProject } from './support/widget-project.ts';

/** What nobody should send, through the doors of a running org: a clear error, nothing half-saved, and the next request is served. */
let doors: Doors;
let token: string;
beforeAll(async () => {
  // An endless loop is given three seconds instead of thirty.
  doors = await openDoors({ cpuPatience: 0.3 });
  token = doors.sessions.issue(doors.org.persona('admin')!.userId);
}, 60_000);
afterAll(() => doors.close());

const DATA = '/services/data/v65.0';
const send = (method: string, path: string, body?: string, type = 'application/json'): Promise<Answer> =>
  doors.send({ method, target: DATA + path, headers: { authorization: `Bearer ${token}`, 'content-type': type }, ...(body === undefined ? {} : { body }) });
const json = ({ text }: Answer): unknown => JSON.parse(text);
const query = async (soql: string): Promise<{ totalSize: number; done: boolean; nextRecordsUrl?: string }> => json(await send('GET', `/query?q=${encodeURIComponent(soql)}`)) as { totalSize: number; done: boolean };
const apex = async (source: string): Promise<{ success: boolean; exceptionMessage: string | null }> => json(await send('GET', `/tooling/executeAnonymous?anonymousBody=${encodeURIComponent(source)}`)) as { success: boolean; exceptionMessage: string | null };

test('an endless loop is ended by the CPU limit, even where the code would catch it, and what it had saved is gone', async () => {
  const result = await apex("insert new Account(Name = 'Half'); try { while (true) { } } catch (Exception e) { } finally { insert new Account(Name = 'Other half'); }");
  expect(result).toMatchObject({ success: false, exceptionMessage: 'System.LimitException: Apex CPU time limit exceeded' });
  expect((await query("SELECT Id FROM Account WHERE Name LIKE '%alf'")).totalSize).toBe(0);
});

test('recursion without end and a string without end are limits, too', async () => {
  expect((await apex('class Deep { Integer go(Integer n) { return go(n + 1) + 1; } } new Deep().go(0);')).exceptionMessage).toMatch(/^System\.LimitException: Maximum stack depth reached/);
  expect((await apex("String s = 'x'; while (true) { s += s; }")).exceptionMessage).toBe('System.LimitException: Apex heap size too large');
  expect((await apex('System.debug(1);')).success).toBe(true);
});

test('a body of 10 MB is taken for what it is, and one beyond the limit is told the limit', async () => {
  const large = 'x'.repeat(10 * 1024 * 1024);
  const tooLong = await send('POST', '/sobjects/Widget__c', JSON.stringify({ Name: 'Large', Notes__c: large }));
  expect([tooLong.status, json(tooLong)]).toEqual([400, [expect.objectContaining({ errorCode: 'STRING_TOO_LONG', fields: ['Notes__c'] })]]);
  const broken = await send('POST', '/composite', `{"compositeRequest":[${large}`);
  expect([broken.status, json(broken)]).toEqual([400, [expect.objectContaining({ errorCode: 'JSON_PARSER_ERROR' })]]);
  const beyond = await send('POST', '/sobjects/Widget__c', large.repeat(6));
  expect([beyond.status, json(beyond)]).toEqual([413, [{ errorCode: 'REQUEST_ENTITY_TOO_LARGE', message: 'The request body is larger than the 52428800 bytes that this resource takes' }]]);
  expect((await query("SELECT Id FROM Widget__c WHERE Name = 'Large'")).totalSize).toBe(0);
});

test('malformed SOQL is told with its place', async () => {
  const answer = await send('GET', `/query?q=${encodeURIComponent('SELECT Id FROM Account WHERE Name = = 1')}`);
  expect([answer.status, json(answer)]).toEqual([400, [{ errorCode: 'MALFORMED_QUERY', message: "\nSELECT Id FROM Account WHERE Name = = 1\n                                    ^\nERROR at Row:1:Column:37\nunexpected token: '='" }]]);
});

describe('100,000 rows', () => {
  const ROWS = 100_000;

  test('in one Apex statement are refused whole', async () => {
    const result = await apex(`List<Contact> all = new List<Contact>(); for (Integer i = 0; i < ${ROWS}; i++) { all.add(new Contact(LastName = 'Mass')); } insert all;`);
    expect(result.exceptionMessage).toBe('System.LimitException: Too many DML rows: 10001');
    expect((await query("SELECT COUNT() FROM Contact WHERE LastName = 'Mass'")).totalSize).toBe(0);
  });

  test('in one collection are refused whole', async () => {
    const records = Array.from({ length: ROWS }, () => ({ attributes: { type: 'Contact' }, LastName: 'Mass' }));
    const answer = await send('POST', '/composite/sobjects', JSON.stringify({ records }));
    expect([answer.status, json(answer)]).toEqual([400, [expect.objectContaining({ message: expect.stringMatching(/200/) })]]);
  });

  test('go in by bulk, page by page out by REST, and beyond the limit of Apex', async () => {
    const job = json(await send('POST', '/jobs/ingest', JSON.stringify({ object: 'Contact', operation: 'insert' }))) as { id: string };
    await send('PUT', `/jobs/ingest/${job.id}/batches`, `LastName\n${'Mass\n'.repeat(ROWS)}`, 'text/csv');
    await send('PATCH', `/jobs/ingest/${job.id}`, '{"state":"UploadComplete"}');
    const state = async (): Promise<{ state: string; numberRecordsProcessed: number; numberRecordsFailed: number }> => json(await send('GET', `/jobs/ingest/${job.id}`)) as Awaited<ReturnType<typeof state>>;
    let now = await state();
    while (now.state === 'InProgress' || now.state === 'UploadComplete') {
      await new Promise((resolve) => setTimeout(resolve, 100));
      now = await state();
    }
    expect(now).toMatchObject({ state: 'JobComplete', numberRecordsProcessed: ROWS, numberRecordsFailed: 0 });
    const page = await query("SELECT Id FROM Contact WHERE LastName = 'Mass'");
    expect(page).toMatchObject({ totalSize: ROWS, done: false, nextRecordsUrl: expect.stringContaining('/query/') });
    expect(json(await send('GET', page.nextRecordsUrl!.slice(DATA.length)))).toMatchObject({ totalSize: ROWS, done: false });
    expect((await apex("List<Contact> all = [SELECT Id FROM Contact WHERE LastName = 'Mass'];")).exceptionMessage).toBe('System.LimitException: Too many query rows: 50001');
  }, 120_000);
});

test('kill -9 in the middle of a save with triggers leaves the transaction before it, whole', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bad-input-'));
  const projectDir = widgetProject();
  const databaseFile = join(folder, 'org.db');
  const script = `
    const { openLocalOrg } = await import(${JSON.stringify(join(import.meta.dirname, '../org.ts'))});
    const org = openLocalOrg({ projectDir: ${JSON.stringify(projectDir)}, databaseFile: ${JSON.stringify(databaseFile)} });
    const admin = org.persona('admin').userId;
    org.executeAnonymous(admin, "insert new List<Widget__c>{ new Widget__c(Name = 'A'), new Widget__c(Name = 'B') };");
    org.interleaving.observe({ onWrite: (object, ids) => { if (object.name === 'Account') process.kill(process.pid, 'SIGKILL'); } });
    org.executeAnonymous(admin, "update [SELECT Id FROM Widget__c]; insert new Widget__c(Name = 'Half'); insert new Account(Name = 'Half');");`;
  const { signal } = spawnSync(process.execPath, ['--no-warnings', '--input-type=module', '-e', script], { env: { ...process.env, NODE_OPTIONS: '' } });
  const org = openLocalOrg({ projectDir, databaseFile });
  try {
    const runner = new AnonymousRunner(org);
    expect([signal, runner.count('Name != null'), runner.count("Name = 'Half'")]).toEqual(['SIGKILL', 2, 0]);
    expect(() => openLocalOrg({ projectDir, databaseFile })).toThrow(/^The data file .* is in use by another process\. Stop that process or choose another file\.$/);
  } finally {
    org.close();
    rmSync(folder, { recursive: true, force: true });
    rmSync(projectDir, { recursive: true, force: true });
  }
});
