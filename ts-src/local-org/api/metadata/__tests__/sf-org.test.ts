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

test('org display', async () => {
  const { result } = await org.sf(['org', 'display']);
  expect(result).toMatchObject({ alias: 'local', connectedStatus: 'Connected', id: org.served.org.organizationId, username: org.served.org.persona('admin')!.username });
}, MINUTE);

test('org list', async () => {
  const { result } = await org.sf(['org', 'list']);
  expect(JSON.stringify(result)).toContain(org.served.org.persona('admin')!.username);
  expect(result.other.concat(result.nonScratchOrgs)).toContainEqual(expect.objectContaining({ alias: 'local', connectedStatus: 'Connected' }));
}, MINUTE);

test('org open --url-only gives an address that signs in', async () => {
  const { result } = await org.sf(['org', 'open', '--url-only', '--path', '/lightning/page/home']);
  const opened = await fetch(result.url, { redirect: 'manual' });
  expect([opened.status, opened.headers.get('set-cookie')]).toEqual([expect.any(Number), expect.stringMatching(/^sid=/)]);
  expect(opened.headers.get('location') ?? '').toContain('/lightning/page/home');
}, MINUTE);

test('org assign permset', async () => {
  const { code, result } = await org.sf(['org', 'assign', 'permset', '--name', 'Widget_Keeper']);
  expect([code, result.failures]).toEqual([0, []]);
  const unknown = await org.sf(['org', 'assign', 'permset', '--name', 'Nowhere']);
  expect(unknown.code).toBe(1);
}, MINUTE);

test('sobject describe', async () => {
  const { result } = await org.sf(['sobject', 'describe', '--sobject', 'Widget__c']);
  expect(result).toMatchObject({ name: 'Widget__c', custom: true });
  expect(result.fields).toContainEqual(expect.objectContaining({ name: 'Code__c', unique: true, externalId: true }));
}, MINUTE);

test('sobject list', async () => {
  const { result } = await org.sf(['sobject', 'list', '--sobject', 'custom']);
  expect(result).toEqual(expect.arrayContaining(['Widget__c']));
}, MINUTE);

test('api request rest', async () => {
  const { output } = await org.text(['api', 'request', 'rest', '/services/data/v65.0/limits']);
  expect(output).toContain('DailyApiRequests');
}, MINUTE);
