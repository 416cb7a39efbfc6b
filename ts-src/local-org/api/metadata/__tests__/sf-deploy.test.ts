import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { widgetProject } from '../../../__tests__/support/widget-project.ts';
import { MINUTE, emptyProject, serveSf } from './support/sf.ts';
import type { SfOrg } from './support/sf.ts';

/** The widget project is deployed from its folder into an org that was opened on an empty one. */
let org: SfOrg;
const classes = 'force-app/main/default/classes';
const SERVICE = `${classes}/WidgetService.cls`;
const fileOf = (path: string): string => join(org.cwd, path);
const edit = (path: string, from: string, to: string): void => writeFileSync(fileOf(path), readFileSync(fileOf(path), 'utf8').replace(from, to));
const deployed = (): readonly string[] => org.served.org.project.classes.map(({ name }) => name);

beforeAll(async () => {
  org = await serveSf({ projectDir: emptyProject(), cwd: widgetProject() });
  // Each of these belongs to a test of its own.
  org.write(`${classes}/Spare.cls`, 'public class Spare {}');
  org.write(`${classes}/Spare.cls-meta.xml`, readFileSync(fileOf(`${SERVICE}-meta.xml`), 'utf8'));
  org.write('force-app/main/default/lwc/hello/hello.js', "import { LightningElement } from 'lwc';\nexport default class Hello extends LightningElement {}\n");
  org.write('force-app/main/default/lwc/hello/hello.html', '<template>\n    <p>Hello</p>\n</template>\n');
  org.write('force-app/main/default/lwc/hello/hello.js-meta.xml', '<?xml version="1.0"?>\n<LightningComponentBundle xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>65.0</apiVersion><isExposed>false</isExposed></LightningComponentBundle>\n');
}, 2 * MINUTE);
afterAll(async () => {
  expect(org.defects).toEqual([]);
  await org.close();
});

test('project deploy validate checks with tests, project deploy quick then deploys', async () => {
  const validation = await org.sf(['project', 'deploy', 'validate', '--source-dir', 'force-app', '--test-level', 'RunSpecifiedTests', '--tests', 'WidgetServiceTest']);
  expect(validation).toMatchObject({ code: 0, result: { status: 'Succeeded', checkOnly: true, numberTestsTotal: 4, numberTestErrors: 0 } });
  expect(deployed()).toEqual([]);
  const quick = await org.sf(['project', 'deploy', 'quick', '--job-id', validation.result.id]);
  expect(quick).toMatchObject({ code: 0, result: { status: 'Succeeded', checkOnly: false } });
  expect(deployed()).toContain('WidgetService');
}, 2 * MINUTE);

test('project deploy start tells every file, and that nothing changed', async () => {
  const { code, result } = await org.sf(['project', 'deploy', 'start', '--source-dir', 'force-app']);
  expect([code, result.status, result.numberComponentErrors]).toEqual([0, 'Succeeded', 0]);
  expect(result.files).toContainEqual(expect.objectContaining({ type: 'CustomField', fullName: 'Widget__c.Code__c', state: 'Unchanged', filePath: expect.stringMatching(/Code__c\.field-meta\.xml$/) }));
  expect(result.files).toContainEqual(expect.objectContaining({ type: 'ApexClass', fullName: 'WidgetService', state: 'Unchanged', filePath: expect.stringMatching(/WidgetService\.cls$/) }));
}, MINUTE);

test('project deploy start --dry-run changes nothing', async () => {
  edit(SERVICE, "'large'", "'huge'");
  const dry = await org.sf(['project', 'deploy', 'start', '--source-dir', SERVICE, '--dry-run']);
  expect(dry).toMatchObject({ code: 0, result: { checkOnly: true, files: [expect.objectContaining({ state: 'Changed' }), expect.objectContaining({ state: 'Changed' })] } });
  expect(org.served.org.project.classes.find(({ name }) => name === 'WidgetService')!.body).toContain("'large'");
  expect((await org.sf(['project', 'deploy', 'start', '--metadata', 'ApexClass:WidgetService'])).result.status).toBe('Succeeded');
  expect(org.served.org.project.classes.find(({ name }) => name === 'WidgetService')!.body).toContain("'huge'");
}, 2 * MINUTE);

test('faults come back at their files, lines and columns, and the org stays as it was', async () => {
  const faulty = [
    [SERVICE, 'return sum;', 'return missing;'],
    ['force-app/main/default/objects/Widget__c/fields/Account__c.field-meta.xml', '<referenceTo>Account', '<referenceTo>Nowhere__c'],
    ['force-app/main/default/lwc/hello/hello.js', 'export default class', 'export default klass'],
  ] as const;
  for (const [file, from, to] of faulty) edit(file, from, to);
  const failed = await org.sf(['project', 'deploy', 'start', '--source-dir', 'force-app']);
  for (const [file, from, to] of faulty) edit(file, to, from);
  expect([failed.code, failed.result.status]).toEqual([1, 'Failed']);
  const faults = failed.result.files.filter((file: { state: string }) => file.state === 'Failed');
  expect(faults).toContainEqual(expect.objectContaining({ fullName: 'WidgetService', lineNumber: 7, columnNumber: 16, error: expect.stringContaining('Variable does not exist: missing'), filePath: expect.stringMatching(/WidgetService\.cls$/) }));
  expect(faults).toContainEqual(expect.objectContaining({ type: 'CustomField', fullName: 'Widget__c.Account__c', error: expect.stringContaining("'Nowhere__c' does not resolve"), filePath: expect.stringMatching(/Account__c\.field-meta\.xml$/) }));
  expect(faults).toContainEqual(expect.objectContaining({ type: 'LightningComponentBundle', fullName: 'hello', lineNumber: 2, filePath: expect.stringMatching(/hello\.js$/) }));
  expect(org.served.org.schema.object('Widget__c')!.field('Account__c')!.referenceTo).toEqual(['Account']);
}, 2 * MINUTE);

test('failing tests end a deployment, and a person in CI reads which', async () => {
  const { code, output } = await org.text(['project', 'deploy', 'start', '--source-dir', `${classes}/WidgetFailingTest.cls`, '--test-level', 'RunSpecifiedTests', '--tests', 'WidgetFailingTest']);
  expect(code).toBe(1);
  expect(output).toMatch(/WidgetFailingTest\.fails/);
  expect(output).toContain('as told');
}, MINUTE);

test('project deploy start --async, then project deploy report and resume', async () => {
  const started = await org.sf(['project', 'deploy', 'start', '--source-dir', SERVICE, '--async']);
  const id = started.result.id as string;
  expect(id).toMatch(/^0Af\w{15}$/);
  expect((await org.sf(['project', 'deploy', 'resume', '--job-id', id])).result).toMatchObject({ id, status: 'Succeeded', done: true });
  expect((await org.sf(['project', 'deploy', 'report', '--job-id', id])).result).toMatchObject({ id, status: 'Succeeded', numberComponentsTotal: 1 });
}, 2 * MINUTE);

test('project deploy cancel ends one that runs tests', async () => {
  const spin = '        Long until = System.currentTimeMillis() + 900;\n        while (System.currentTimeMillis() < until) { Integer n = 1; }\n';
  const methods = Array.from({ length: 20 }, (_, index) => `    @IsTest static void m${index}() {\n${spin}    }\n`).join('');
  org.write(`${classes}/SlowTest.cls`, `@IsTest\nprivate class SlowTest {\n${methods}}\n`);
  org.write(`${classes}/SlowTest.cls-meta.xml`, readFileSync(fileOf(`${SERVICE}-meta.xml`), 'utf8'));
  const started = await org.sf(['project', 'deploy', 'start', '--source-dir', `${classes}/SlowTest.cls`, '--test-level', 'RunSpecifiedTests', '--tests', 'SlowTest', '--async']);
  const cancelled = await org.sf(['project', 'deploy', 'cancel', '--job-id', started.result.id]);
  expect(cancelled.result).toMatchObject({ status: 'Canceled', canceledByName: org.served.org.transaction(org.served.org.persona('admin')!.userId, (context) => context.user.name) });
  expect(deployed()).not.toContain('SlowTest');
}, 2 * MINUTE);

test('project deploy start with a manifest and destructive changes', async () => {
  const types = (body: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n<Package xmlns="http://soap.sforce.com/2006/04/metadata">${body}<version>65.0</version></Package>\n`;
  org.write('manifest/package.xml', types('<types><members>WidgetService</members><name>ApexClass</name></types>'));
  org.write('manifest/destructive.xml', types('<types><members>Spare</members><members>NeverThere</members><name>ApexClass</name></types>'));
  expect(deployed()).toContain('Spare');
  const { code, result } = await org.sf(['project', 'deploy', 'start', '--manifest', 'manifest/package.xml', '--post-destructive-changes', 'manifest/destructive.xml']);
  expect([code, result.status]).toEqual([0, 'Succeeded']);
  expect(result.details.componentSuccesses).toContainEqual(expect.objectContaining({ fullName: 'Spare', deleted: true }));
  expect(result.details.componentSuccesses).toContainEqual(expect.objectContaining({ problem: 'No ApexClass named: NeverThere found', problemType: 'Warning' }));
  expect(deployed()).not.toContain('Spare');
}, MINUTE);

test('project delete source removes a component here and there', async () => {
  expect(org.served.org.project.lwc.map(({ name }) => name)).toEqual(['hello']);
  const { code, result } = await org.sf(['project', 'delete', 'source', '--metadata', 'LightningComponentBundle:hello', '--no-prompt']);
  expect([code, result.status]).toEqual([0, 'Succeeded']);
  expect(org.served.org.project.lwc).toEqual([]);
  expect(existsSync(fileOf('force-app/main/default/lwc/hello'))).toBe(false);
}, MINUTE);

test('a deployment over REST does the same', async () => {
  edit(SERVICE, "'small'", "'tiny'");
  const { code, result } = await org.sf(['project', 'deploy', 'start', '--source-dir', SERVICE], { SF_ORG_METADATA_REST_DEPLOY: 'true' });
  expect([code, result.status, result.files[0].state]).toEqual([0, 'Succeeded', 'Changed']);
  edit(SERVICE, "'tiny'", 'tiny');
  const failed = await org.sf(['project', 'deploy', 'start', '--source-dir', SERVICE], { SF_ORG_METADATA_REST_DEPLOY: 'true' });
  expect(failed.result.files).toContainEqual(expect.objectContaining({ state: 'Failed', lineNumber: 14, error: expect.stringContaining('Variable does not exist: tiny') }));
}, 2 * MINUTE);
