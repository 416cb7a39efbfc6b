import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { zipSync } from 'fflate';
import type { Connection } from 'jsforce';
import { connect } from '../../../connectors/index.ts';
import { serveLocalOrg } from '../../../local-org/serve.ts';
import type { ServedOrg } from '../../../local-org/serve.ts';
import { projectDir } from '../../paths.ts';
import { exitCodeOf, worst } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { checkSite } from '../org-checks.ts';
import { packageSource } from '../package-source.ts';
import { diagnose } from '../run.ts';

/** One org that breaks bit by bit: each fault is told with what to do, and the others stay told. */
let served: ServedOrg;
let admin: Connection;

const as = (org: ServedOrg, persona: string): Connection => connect({ instanceUrl: org.origin, accessToken: org.sessions.issue(org.org.persona(persona)!.userId) });
const notOk = async (connection = admin): Promise<string[]> => (await diagnose(connection)).findings.filter(({ state }) => state !== 'ok').map(({ name, state }) => `${name} ${state}`);
const found = async (name: string): Promise<Finding | undefined> => (await diagnose(admin)).findings.find((finding) => finding.name === name);

async function deploy(files: Readonly<Record<string, string>>): Promise<void> {
  const zip = Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)]))));
  const result = await admin.metadata.deploy(zip, { singlePackage: true, rollbackOnError: true }).complete(true);
  expect([result.success, result.details?.componentFailures]).toEqual([true, []]);
}

const manifest = (type: string, member: string): string => `<?xml version="1.0" encoding="UTF-8"?><Package xmlns="http://soap.sforce.com/2006/04/metadata"><types><members>${member}</members><name>${type}</name></types><version>65.0</version></Package>`;

beforeAll(async () => {
  served = await serveLocalOrg({ projectDir, port: 0, onNotice: () => undefined });
  admin = as(served, 'admin');
  admin.metadata.pollTimeout = 120_000;
}, 120_000);
afterAll(() => served.close());

test('each class that can be scheduled has a record of Expected Job', () => {
  const main = path.join(projectDir, 'force-app/main');
  const files = (readdirSync(main, { recursive: true }) as string[]).map((file) => path.join(main, file));
  const schedulable = files.filter((file) => file.endsWith('.cls') && !file.endsWith('Test.cls') && /class \w+ implements [^{]*\bSchedulable\b/.test(readFileSync(file, 'utf8'))).map((file) => path.basename(file, '.cls'));
  const expected = files.filter((file) => /Expected_Job\.\w+\.md-meta\.xml$/.test(file)).map((file) => /<field>Class__c<\/field>\s*<value[^>]*>(\w+)</.exec(readFileSync(file, 'utf8'))![1]);
  expect(schedulable.filter((name) => !expected.includes(name))).toEqual([]);
});

test('the sources of the package tell what must be there', () => {
  const { classes, objects, permissionSets } = packageSource();
  expect(classes).toContain('LedgerWriter');
  expect(objects.get('Trade_In__c')).toEqual({ internal: 'Private', external: 'Private' });
  expect(objects.has('Expected_Job__mdt')).toBe(true);
  expect(permissionSets).toContain('Loop_Admin');
});

test('the worst finding is the exit code', () => {
  expect(exitCodeOf(worst([]))).toBe(0);
  expect(exitCodeOf(worst([{ name: 'a', state: 'warning', message: '' }, { name: 'b', state: 'ok', message: '' }]))).toBe(1);
  expect(exitCodeOf(worst([{ name: 'a', state: 'error', message: '' }, { name: 'b', state: 'warning', message: '' }]))).toBe(2);
});

test('a new org has neither key nor jobs; the jobs it schedules itself', async () => {
  expect(await notOk()).toEqual(['jobs error', 'signingKey error']);
  expect((await found('signingKey'))!.message).toContain('loop keys publish');
  const { findings } = await diagnose(admin, 'jobs');
  expect(findings.filter(({ state }) => state !== 'ok').map(({ name }) => name)).toEqual(['signingKey']);
}, 60_000);

test('a key whose certificate is gone cannot sign', async () => {
  const value = (field: string, type: string, text: string): string => `<values><field>${field}</field><value xsi:type="xsd:${type}">${text}</value></values>`;
  await deploy({
    'package.xml': manifest('CustomMetadata', 'Signing_Key.Gone'),
    'customMetadata/Signing_Key.Gone.md': `<?xml version="1.0" encoding="UTF-8"?><CustomMetadata xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><label>Gone</label><protected>false</protected>${value('Certificate__c', 'string', 'Gone')}${value('Exponent__c', 'string', 'AQAB')}${value('Key_Id__c', 'string', 'gone')}${value('Modulus__c', 'string', 'AQAB')}${value('Valid_From__c', 'dateTime', '2026-01-01T00:00:00.000Z')}</CustomMetadata>`,
  });
  expect(await found('signingKey')).toMatchObject({ state: 'error', message: expect.stringContaining('cannot sign') });
}, 60_000);

test('an address outside needs a remote site', async () => {
  await admin.sobject('Webhook_Subscription__c').create({ Name: 'Partner', Endpoint__c: 'https://partner.example/hook', Active__c: true });
  expect(await found('endpoints')).toMatchObject({ state: 'error', message: expect.stringContaining('https://partner.example/hook') });
  await deploy({
    'package.xml': manifest('RemoteSiteSetting', 'Partner'),
    'remoteSiteSettings/Partner.remoteSite': '<?xml version="1.0" encoding="UTF-8"?><RemoteSiteSetting xmlns="http://soap.sforce.com/2006/04/metadata"><disableProtocolSecurity>false</disableProtocolSecurity><isActive>true</isActive><url>https://partner.example</url></RemoteSiteSetting>',
  });
  expect(await found('endpoints')).toMatchObject({ state: 'ok' });
}, 60_000);

test('guests without their permission set find no passport', async () => {
  const { records } = await admin.query<{ Id: string }>("SELECT Id FROM PermissionSetAssignment WHERE PermissionSet.Name = 'Loop_Guest'");
  await admin.sobject('PermissionSetAssignment').delete(records.map(({ Id }) => Id));
  expect(await found('site')).toMatchObject({ state: 'error', message: expect.stringContaining('Loop_Guest') });
}, 60_000);

test('an org without Digital Experiences is told apart from one that does not answer', async () => {
  const refusing = (errorCode: string): Connection => ({ query: () => Promise.reject(Object.assign(new Error(errorCode), { errorCode })) }) as unknown as Connection;
  expect(await checkSite(refusing('INVALID_TYPE'))).toMatchObject({ state: 'warning', message: expect.stringContaining('Digital Experiences are off') });
  await expect(checkSite(refusing('INVALID_SESSION_ID'))).rejects.toThrow('INVALID_SESSION_ID');
});

test('requests of the portal need a queue, and agents in its group', async () => {
  expect(await found('serviceQueue')).toMatchObject({ state: 'ok', message: expect.stringContaining('for 1 members of its group') });
  const { records } = await admin.query<{ Id: string }>("SELECT Id FROM GroupMember WHERE Group.DeveloperName = 'Circular_Service_Agents'");
  await admin.sobject('GroupMember').delete(records.map(({ Id }) => Id));
  expect(await found('serviceQueue')).toMatchObject({ state: 'ok', message: expect.stringContaining('Nobody is a member yet') });
  await deploy({
    'package.xml': manifest('CustomLabels', 'None').replace(/<types>.*<\/types>/, ''),
    'destructiveChanges.xml': `<?xml version="1.0" encoding="UTF-8"?><Package xmlns="http://soap.sforce.com/2006/04/metadata"><types><members>Case.Customer_Requests</members><members>Registration_Request__c.Customer_Requests</members><members>Repair__c.Customer_Requests</members><name>ListView</name></types><types><members>Circular_Service</members><name>Queue</name></types></Package>`,
  });
  expect(await found('serviceQueue')).toMatchObject({ state: 'warning', message: expect.stringContaining('no agent') });
}, 60_000);

test('who is no administrator is told so, and nothing is guessed', async () => {
  expect(await notOk(as(served, 'agent'))).toEqual(['permissionSets error']);
}, 60_000);

test('a rule pack in force that misses a parameter after an upgrade', async () => {
  const run = await admin.tooling.executeAnonymous("Id pack = RulePackService.copy(null, 'Before the upgrade'); RulePackActivation.putInForce(pack);");
  expect(run).toMatchObject({ success: true });
  expect(await found('rulePack')).toMatchObject({ state: 'ok', message: expect.stringContaining('Before the upgrade') });
  const folder = path.join(projectDir, 'force-app/main/valuation/staticresources');
  const program = JSON.parse(readFileSync(path.join(folder, 'RulesProgram.json'), 'utf8')) as { parameters: { name: string }[] };
  program.parameters.push({ ...program.parameters[0]!, name: 'newInThisVersion' });
  await deploy({
    'package.xml': manifest('StaticResource', 'RulesProgram'),
    'staticresources/RulesProgram.resource': JSON.stringify(program),
    'staticresources/RulesProgram.resource-meta.xml': readFileSync(path.join(folder, 'RulesProgram.resource-meta.xml'), 'utf8'),
  });
  expect(await found('rulePack')).toMatchObject({ state: 'error', message: expect.stringContaining('newInThisVersion') });
}, 90_000);

test('an org that knows nothing of the package, and one that does not answer', async () => {
  const empty = mkdtempSync(path.join(tmpdir(), 'doctor-'));
  mkdirSync(path.join(empty, 'force-app'));
  writeFileSync(path.join(empty, 'sfdx-project.json'), JSON.stringify({ packageDirectories: [{ path: 'force-app', default: true }], sourceApiVersion: '65.0' }));
  const other = await serveLocalOrg({ projectDir: empty, port: 0, onNotice: () => undefined });
  const connection = as(other, 'admin');
  const { findings, state } = await diagnose(connection);
  expect(state).toBe('error');
  expect(findings.find(({ name }) => name === 'package')!.message).toMatch(/^The package is not there\. Deploy it/);
  expect(findings.map(({ name }) => name)).not.toContain('jobs');
  await other.close();
  rmSync(empty, { recursive: true, force: true });
  await expect(diagnose(connection)).rejects.toThrow(/does not answer/);
}, 120_000);
