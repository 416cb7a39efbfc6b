import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { changedSince, loadProject, type ProjectMetadata } from '../index.ts';

const XML = '<?xml version="1.0" encoding="UTF-8"?>\n';
const NS = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

let root: string;
const write = (path: string, content: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
};
const load = (previous?: ProjectMetadata): ProjectMetadata => loadProject(root, previous);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dx-project-'));
  write('sfdx-project.json', JSON.stringify({ packageDirectories: [{ path: 'extra' }, { path: 'app/main', default: true }], sourceApiVersion: '64.0', name: 'demo' }));
  mkdirSync(join(root, 'extra'));
  mkdirSync(join(root, 'app/main'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('a folder without sfdx-project.json is refused with one sentence', () => {
  rmSync(join(root, 'sfdx-project.json'));
  expect(() => load()).toThrow(/is not a Salesforce DX project: sfdx-project.json was not found/);
});

test('the project file gives name, API version and the package directories, default first', () => {
  expect(load()).toMatchObject({ name: 'demo', sourceApiVersion: '64.0', namespace: '', packageDirectories: ['app/main', 'extra'] });
});

test('a package directory that does not exist is named', () => {
  rmSync(join(root, 'extra'), { recursive: true });
  expect(() => load()).toThrow(/names the package directory extra, which does not exist/);
});

test('the parts of one object are gathered from any domain folder of any package', () => {
  write('app/main/a/objects/Twin__c/Twin__c.object-meta.xml', `${XML}<CustomObject ${NS}><label>Twin</label></CustomObject>`);
  write('app/main/b/deep/objects/Twin__c/fields/Serial__c.field-meta.xml', `${XML}<CustomField ${NS}>\n<fullName>Serial__c</fullName><type>Text</type></CustomField>`);
  write('extra/objects/Twin__c/validationRules/Need.validationRule-meta.xml', `${XML}<ValidationRule ${NS}><fullName>Need</fullName></ValidationRule>`);
  write('extra/objects/Case/fields/Twin__c.field-meta.xml', `${XML}<CustomField ${NS}><fullName>Twin__c</fullName></CustomField>`);
  const { objects, problems } = load();
  expect(problems).toEqual([]);
  expect(objects.map((o) => [o.name, o.definition?.xml.text('label'), o.fields.map((f) => f.fullName), o.validationRules.map((v) => v.fullName)])).toEqual([
    ['Case', undefined, ['Case.Twin__c'], []],
    ['Twin__c', 'Twin', ['Twin__c.Serial__c'], ['Twin__c.Need']],
  ]);
  expect(objects[1]!.fields[0]!.xml.line).toBe(2);
});

test('an object file in metadata API format brings its fields along', () => {
  write('extra/objects/Old__c.object', `${XML}<CustomObject ${NS}><label>Old</label><fields><fullName>A__c</fullName></fields></CustomObject>`);
  expect(load().objects[0]!.fields.map((f) => f.fullName)).toEqual(['Old__c.A__c']);
});

test('Apex carries its text and the API version of its meta file', () => {
  write('app/main/classes/A.cls', 'public class A {}');
  write('app/main/classes/A.cls-meta.xml', `${XML}<ApexClass ${NS}><apiVersion>61.0</apiVersion><status>Active</status></ApexClass>`);
  write('app/main/triggers/T.trigger', 'trigger T on Account (before insert) {}');
  const { classes, triggers, problems } = load();
  expect(classes).toMatchObject([{ name: 'A', body: 'public class A {}', apiVersion: '61.0', status: 'Active', file: 'app/main/classes/A.cls' }]);
  expect(triggers.map((t) => t.name)).toEqual(['T']);
  expect(problems).toMatchObject([{ componentType: 'ApexTrigger', fullName: 'T', problem: expect.stringContaining('Missing metadata file') }]);
});

test('malformed XML is a problem with file, line and reason, and the rest still loads', () => {
  write('app/main/flows/Bad.flow-meta.xml', `${XML}<Flow ${NS}>\n  <label>Bad</lable>\n</Flow>`);
  write('app/main/flows/Good.flow-meta.xml', `${XML}<Flow ${NS}><label>Good</label></Flow>`);
  const { flows, problems } = load();
  expect(flows.map((f) => f.fullName)).toEqual(['Good']);
  expect(problems).toMatchObject([{ fullName: 'Bad', fileName: 'app/main/flows/Bad.flow-meta.xml', line: 3, problem: expect.stringMatching(/^Error parsing file: .*tag/) }]);
});

test('an empty metadata file is a problem, not a crash', () => {
  write('app/main/flows/Empty.flow-meta.xml', '');
  expect(load().problems).toMatchObject([{ fileName: 'app/main/flows/Empty.flow-meta.xml', problem: expect.stringContaining('Error parsing file') }]);
});

test('labels, custom metadata values and typed grants are read as written', () => {
  write('app/main/labels/CustomLabels.labels-meta.xml', `${XML}<CustomLabels ${NS}><labels><fullName>Hi</fullName><value>Hello &amp; welcome</value><protected>true</protected></labels></CustomLabels>`);
  write('app/main/customMetadata/Rule.First.md-meta.xml', `${XML}<CustomMetadata ${NS} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><label>First</label><protected>false</protected><values><field>N__c</field><value xsi:type="xsd:double">2.50</value></values><values><field>T__c</field><value xsi:nil="true"/></values></CustomMetadata>`);
  write('app/main/permissionsets/P.permissionset-meta.xml', `${XML}<PermissionSet ${NS}><label>Pee</label><objectPermissions><allowRead>true</allowRead><object>Account</object></objectPermissions><tabSettings><tab>X</tab><visibility>Visible</visibility></tabSettings></PermissionSet>`);
  const project = load();
  expect(project.labels).toMatchObject([{ name: 'Hi', value: 'Hello & welcome', isProtected: true }]);
  expect(project.customMetadata).toMatchObject([{ objectName: 'Rule__mdt', developerName: 'First', label: 'First', values: [{ field: 'N__c', value: '2.50', valueType: 'xsd:double' }, { field: 'T__c', value: null }] }]);
  expect(project.permissionSets).toMatchObject([{ name: 'P', label: 'Pee', objectPermissions: [{ object: 'Account', allowRead: true, allowEdit: false }], tabSettings: [{ tab: 'X', visibility: 'Visible' }] }]);
});

test('a static resource is one file, or a folder that reads as a zip with the same bytes each time', () => {
  const meta = (type: string): string => `${XML}<StaticResource ${NS}><contentType>${type}</contentType><cacheControl>Public</cacheControl></StaticResource>`;
  write('app/main/staticresources/one.resource-meta.xml', meta('text/javascript'));
  write('app/main/staticresources/one.js', 'var a = 1;');
  write('app/main/staticresources/pack.resource-meta.xml', meta('application/zip'));
  write('app/main/staticresources/pack/img/a.svg', '<svg/>');
  write('app/main/staticresources/pack/b.txt', 'b');
  write('app/main/staticresources/gone.resource-meta.xml', meta('text/plain'));
  const { staticResources, problems } = load();
  const [one, pack] = staticResources;
  expect(Buffer.from(one!.read()).toString()).toBe('var a = 1;');
  expect(one!.contentType).toBe('text/javascript');
  const zip = pack!.read();
  expect(Object.entries(unzipSync(zip)).map(([name, bytes]) => [name, Buffer.from(bytes).toString()])).toEqual([['b.txt', 'b'], ['img/a.svg', '<svg/>']]);
  expect(Buffer.from(pack!.read()).equals(Buffer.from(zip))).toBe(true);
  expect(problems).toMatchObject([{ fullName: 'gone', problem: 'No content found for the static resource gone' }]);
});

test('an LWC bundle lists its files without tests and ignored files', () => {
  write('.forceignore', '# comment\n**/jsconfig.json\n**/*.md\n!**/KEEP.md\n');
  write('app/main/x/lwc/card/card.js', 'export default class {}');
  write('app/main/x/lwc/card/card.js-meta.xml', `${XML}<LightningComponentBundle ${NS}><isExposed>true</isExposed></LightningComponentBundle>`);
  write('app/main/x/lwc/card/__tests__/card.test.js', '');
  write('app/main/x/lwc/card/parts/a.html', '');
  write('app/main/x/lwc/card/README.md', '');
  write('app/main/x/lwc/card/KEEP.md', '');
  write('app/main/x/lwc/jsconfig.json', '{}');
  const { lwc } = load();
  expect(lwc).toMatchObject([{ name: 'card', files: ['KEEP.md', 'card.js', 'card.js-meta.xml', 'parts/a.html'] }]);
  expect(lwc[0]!.xml!.flag('isExposed')).toBe(true);
});

test('a component type without a list of its own is kept by the name of its root element', () => {
  write('app/main/remoteSiteSettings/R.remoteSite-meta.xml', `${XML}<RemoteSiteSetting ${NS}><url>https://example.com</url></RemoteSiteSetting>`);
  write('app/main/reports/Folder/Weekly.report-meta.xml', `${XML}<Report ${NS}><name>Weekly</name></Report>`);
  expect(load().others.map((c) => [c.type, c.fullName])).toEqual([['RemoteSiteSetting', 'R'], ['Report', 'Folder/Weekly']]);
});

test('two components of one type and name are a problem that names both files', () => {
  for (const dir of ['app/main/a', 'app/main/b']) write(`${dir}/flows/Twice.flow-meta.xml`, `${XML}<Flow ${NS}><label>x</label></Flow>`);
  const { flows, problems } = load();
  expect(flows).toHaveLength(1);
  expect(problems).toMatchObject([{ componentType: 'Flow', fullName: 'Twice', fileName: 'app/main/b/flows/Twice.flow-meta.xml', problem: 'Duplicate Flow named Twice: app/main/a/flows/Twice.flow-meta.xml defines it' }]);
});

test('of variants in two package directories the default one counts, with a warning', () => {
  write('app/main/flows/Twice.flow-meta.xml', `${XML}<Flow ${NS}><label>default</label></Flow>`);
  write('extra/flows/Twice.flow-meta.xml', `${XML}<Flow ${NS}><label>other</label></Flow>`);
  const { flows, problems } = load();
  expect(flows.map((f) => f.xml.text('label'))).toEqual(['default']);
  expect(problems).toMatchObject([{ fileName: 'extra/flows/Twice.flow-meta.xml', problemType: 'Warning' }]);
});

test('package directories may be written with backslashes', () => {
  mkdirSync(join(root, 'win/dows'), { recursive: true });
  write('sfdx-project.json', JSON.stringify({ packageDirectories: [{ path: 'win\\dows' }] }));
  expect(load().packageDirectories).toEqual(['win/dows']);
});

test('a reload tells what was added, changed and removed, and keeps the parsed XML of what did not', () => {
  write('app/main/flows/A.flow-meta.xml', `${XML}<Flow ${NS}><label>A</label></Flow>`);
  write('app/main/flows/B.flow-meta.xml', `${XML}<Flow ${NS}><label>B</label></Flow>`);
  write('app/main/flows/C.flow-meta.xml', `${XML}<Flow ${NS}><label>C</label></Flow>`);
  const before = load();
  write('app/main/flows/B.flow-meta.xml', `${XML}<Flow ${NS}><label>B2</label></Flow>`);
  rmSync(join(root, 'app/main/flows/C.flow-meta.xml'));
  write('app/main/flows/D.flow-meta.xml', `${XML}<Flow ${NS}><label>D</label></Flow>`);
  const after = load(before);
  expect(changedSince(before, after)).toEqual({ added: ['app/main/flows/D.flow-meta.xml'], changed: ['app/main/flows/B.flow-meta.xml'], removed: ['app/main/flows/C.flow-meta.xml'] });
  expect(after.flows[0]!.xml).toBe(before.flows[0]!.xml);
  expect(after.flows[1]!.xml.text('label')).toBe('B2');
});
