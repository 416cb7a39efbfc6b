import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveWidgets } from './support/serve-widgets.ts';
import type { ServedWidgets } from './support/serve-widgets.ts';

/** The real command line, in an empty home. Each command takes seconds: few of them, each in the way a person would use it. */
const MINUTES = 60_000;
const SF = join(import.meta.dirname, '../../../../node_modules/.bin/sf');

let served: ServedWidgets;
let home: string;

beforeAll(async () => {
  served = await serveWidgets();
  home = mkdtempSync(join(tmpdir(), 'sf-home-'));
  const login = await sf(['org', 'login', 'access-token', '--instance-url', served.server.origin, '--no-prompt', '--alias', 'widgets', '--set-default'], { SF_ACCESS_TOKEN: served.token });
  expect(login.json).toMatchObject({ status: 0, result: { username: served.org.persona('admin')!.username, orgId: served.org.organizationId } });
}, 2 * MINUTES);
afterAll(() => served.close());

interface Outcome {
  readonly code: number;
  readonly json: { readonly status: number; readonly result: Record<string, unknown> & { readonly records?: Record<string, unknown>[] }; readonly message?: string };
}

function sf(args: readonly string[], env: Record<string, string> = {}): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const options = {
      cwd: served.projectDir,
      env: {
        PATH: process.env.PATH, HOME: home, SF_DISABLE_TELEMETRY: 'true', SF_DISABLE_AUTOUPDATE: 'true', SF_SKIP_NEW_VERSION_CHECK: 'true', SF_USE_GENERIC_UNIX_KEYCHAIN: 'true', SF_DISABLE_LOG_FILE: 'true', CI: 'true', ...env,
      },
      maxBuffer: 64 * 1024 * 1024,
    };
    execFile(SF, [...args, '--json'], options, (error, stdout, stderr) => {
      try {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, json: JSON.parse(stdout) as Outcome['json'] });
      } catch {
        reject(new Error(`sf ${args.join(' ')} gave no JSON: ${stdout}${stderr}`));
      }
    });
  });
}

test('records are created, read, updated, queried and deleted', async () => {
  const created = await sf(['data', 'create', 'record', '--sobject', 'Widget__c', '--values', "Name='From sf' Price__c=12.5"]);
  const id = created.json.result.id as string;
  expect(created.json).toMatchObject({ status: 0, result: { success: true } });
  expect((await sf(['data', 'update', 'record', '--sobject', 'Widget__c', '--record-id', id, '--values', 'Quantity__c=3'])).json.status).toBe(0);
  expect((await sf(['data', 'get', 'record', '--sobject', 'Widget__c', '--record-id', id])).json.result).toMatchObject({ Name: 'From sf', Price__c: 12.5, Quantity__c: 3 });
  const queried = await sf(['data', 'query', '--query', `SELECT Name, Owner.Username FROM Widget__c WHERE Id = '${id}'`]);
  expect(queried.json.result).toMatchObject({ totalSize: 1, records: [{ Name: 'From sf', Owner: { Username: served.org.persona('admin')!.username } }] });
  expect((await sf(['data', 'delete', 'record', '--sobject', 'Widget__c', '--record-id', id])).json.status).toBe(0);
}, 2 * MINUTES);

test('a refused save ends with the platform\'s message', async () => {
  const refused = await sf(['data', 'create', 'record', '--sobject', 'Widget__c', '--values', 'Name=Bad Price__c=-1']);
  expect([refused.code, refused.json.message]).toEqual([1, expect.stringContaining('Price must not be negative')]);
}, MINUTES);

test('Apex tests run synchronously with coverage, and a failing one ends with 100', async () => {
  const good = await sf(['apex', 'run', 'test', '--synchronous', '--tests', 'WidgetServiceTest', '--code-coverage']);
  expect(good.json.result.summary).toMatchObject({ outcome: 'Passed', failing: 0 });
  expect((good.json.result.coverage as { coverage: object[] }).coverage).toContainEqual(expect.objectContaining({ name: 'WidgetService' }));
  expect((await sf(['apex', 'run', 'test', '--synchronous', '--tests', 'WidgetFailingTest'])).code).toBe(100);
}, 2 * MINUTES);

test('anonymous Apex runs and its log comes back', async () => {
  const file = join(home, 'hello.apex');
  writeFileSync(file, "insert new Widget__c(Name = 'Anonymous');\nSystem.debug([SELECT COUNT() FROM Widget__c WHERE Name = 'Anonymous']);\n");
  const { json } = await sf(['apex', 'run', '--file', file]);
  expect(json.result).toMatchObject({ success: true, compiled: true });
  expect(json.result.logs).toContain('|DEBUG|1');
}, MINUTES);

test('the org is listed as connected and its objects are described', async () => {
  expect((await sf(['org', 'display'])).json.result).toMatchObject({ connectedStatus: 'Connected', alias: 'widgets' });
  expect((await sf(['sobject', 'describe', '--sobject', 'Widget__c'])).json.result).toMatchObject({ name: 'Widget__c', custom: true });
}, 2 * MINUTES);
