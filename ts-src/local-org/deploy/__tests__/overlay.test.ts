import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AnonymousRunner } from '../../__tests__/support/anonymous-runner.ts';
import { openLocalOrg } from '../../org.ts';
import type { OpenedOrg } from '../../org.ts';
import { apexClass, deploy, field, manifest, object, project, successes, write, xml } from './support/packages.ts';

const SOURCE = (word: string): string => `public class Greeting {\n    public static String word() {\n        return '${word}';\n    }\n}\n`;
const FILE = 'force-app/main/default/classes/Greeting.cls';
const META = xml('ApexClass', '<apiVersion>65.0</apiVersion><status>Active</status>');

let root: string;
let databaseFile: string;
let org: OpenedOrg;
const says = (of = org): string => new AnonymousRunner(of).debugs('System.debug(Greeting.word());')[0]!;
const deployGreeting = (word: string) => deploy(org, { ApexClass: ['Greeting'] }, apexClass('Greeting', SOURCE(word)));

beforeEach(() => {
  root = project({ [FILE]: SOURCE('folder'), [`${FILE}-meta.xml`]: META });
  databaseFile = join(mkdtempSync(join(tmpdir(), 'deploy-data-')), 'org.db');
  org = openLocalOrg({ projectDir: root, databaseFile });
});
afterEach(() => org.close());

test('what is deployed hides the folder\'s component and never writes the folder', async () => {
  expect(successes(await deployGreeting('deployed'))).toEqual(['changed ApexClass Greeting']);
  expect(says()).toBe('deployed');
  expect(readFileSync(join(root, FILE), 'utf8')).toBe(SOURCE('folder'));
});

test('what equals the folder\'s component is not kept, so it follows the folder', async () => {
  await deployGreeting('deployed');
  expect(successes(await deployGreeting('folder'))).toEqual(['changed ApexClass Greeting']);
  writeFileSync(join(root, FILE), SOURCE('edited'));
  org.reload();
  expect(says()).toBe('edited');
});

test('the last change wins: a file that is saved after the deployment counts again', async () => {
  await deployGreeting('deployed');
  write(root, 'force-app/main/default/classes/Other.cls', 'public class Other {}');
  write(root, 'force-app/main/default/classes/Other.cls-meta.xml', META);
  org.reload();
  expect(says()).toBe('deployed');
  writeFileSync(join(root, FILE), SOURCE('saved later'));
  org.reload();
  expect(says()).toBe('saved later');
  await deployGreeting('deployed again');
  expect(says()).toBe('deployed again');
});

test('a component of the folder can be deleted, and comes back when its file changes', async () => {
  await deploy(org, {}, { 'destructiveChanges.xml': manifest({ ApexClass: ['Greeting'] }) });
  expect(org.project.classes).toEqual([]);
  writeFileSync(join(root, FILE), SOURCE('back'));
  org.reload();
  expect(says()).toBe('back');
});

test('a deployment survives a restart: code, data, result', async () => {
  const { id } = await deploy(org, { ApexClass: ['Greeting'], CustomObject: ['Card__c'] }, { ...apexClass('Greeting', SOURCE('deployed')), 'objects/Card__c.object': object('Card__c', field('Text__c')) });
  new AnonymousRunner(org).succeeds("insert as system new Card__c(Name = 'One', Text__c = 'kept');");
  org.close();
  org = openLocalOrg({ projectDir: root, databaseFile });
  expect(says()).toBe('deployed');
  expect(new AnonymousRunner(org).debugs('System.debug([SELECT Text__c FROM Card__c].Text__c);')).toEqual(['kept']);
  expect(org.deployments.find(id)).toMatchObject({ status: 'Succeeded', numberComponentsTotal: 3 });
});

test('a deployment that a stop interrupted is told as failed after the restart', () => {
  const dir = mkdtempSync(join(tmpdir(), 'deploy-stop-'));
  const first = openLocalOrg({ projectDir: root, deployedDir: dir });
  const { id } = first.deployments.start(Buffer.from('never read'), { allowMissingFiles: false, checkOnly: false, ignoreWarnings: false, rollbackOnError: true, runTests: [], testLevel: undefined }, first.persona('admin')!.userId);
  const second = openLocalOrg({ projectDir: root, deployedDir: dir });
  expect(second.deployments.find(id)).toMatchObject({ done: true, status: 'Failed', errorMessage: expect.stringContaining('The org stopped') });
  first.close();
  second.close();
  rmSync(dir, { recursive: true });
});

test('faults of the folder that were there before do not keep others from deploying', async () => {
  write(root, 'force-app/main/default/classes/Broken.cls', 'public class Broken { Nothing x; }');
  write(root, 'force-app/main/default/classes/Broken.cls-meta.xml', META);
  const broken = openLocalOrg({ projectDir: root });
  expect(broken.problems).toHaveLength(1);
  expect((await deploy(broken, { ApexClass: ['Greeting'] }, apexClass('Greeting', SOURCE('deployed')))).status).toBe('Succeeded');
  expect(says(broken)).toBe('deployed');
  broken.close();
});

test('an org that cannot be set up anew stays as it was, data and all', async () => {
  const set = 'force-app/main/default/permissionsets/Reader.permissionset-meta.xml';
  const mine = openLocalOrg({ projectDir: project({ [set]: xml('PermissionSet', '<label>Reader</label>'), 'config/local-org.json': JSON.stringify({ personas: { admin: { name: 'A B', username: 'a@x.example', profile: 'System Administrator', permissionSets: ['Reader'] } } }) }) });
  const runner = new AnonymousRunner(mine);
  runner.succeeds("insert as system new Account(Name = 'Before');");
  const result = await deploy(mine, { CustomObject: ['Card__c'] }, { 'objects/Card__c.object': object('Card__c', field('Text__c')), 'destructiveChanges.xml': manifest({ PermissionSet: ['Reader'] }) });
  expect(result).toMatchObject({ status: 'Failed', errorStatusCode: 'UNKNOWN_EXCEPTION', errorMessage: expect.stringContaining('Reader') });
  expect(mine.schema.object('Card__c')).toBeUndefined();
  runner.succeeds("insert as system new Account(Name = 'After');");
  expect(runner.debugs('System.debug([SELECT COUNT() FROM Account]);')).toEqual(['2']);
  mine.close();
});
