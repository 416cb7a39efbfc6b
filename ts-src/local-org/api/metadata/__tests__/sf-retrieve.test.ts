import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { widgetProject } from '../../../__tests__/support/widget-project.ts';
import { MINUTE, emptyProject, serveSf } from './support/sf.ts';
import type { SfOrg } from './support/sf.ts';

/** The widget project's org, retrieved into a project that has nothing. */
let org: SfOrg;
let projectDir: string;

beforeAll(async () => {
  projectDir = widgetProject();
  org = await serveSf({ projectDir, cwd: emptyProject() });
}, 2 * MINUTE);
afterAll(async () => {
  expect(org.defects).toEqual([]);
  await org.close();
});

const here = (path: string): string => readFileSync(join(org.cwd, 'force-app/main/default', path), 'utf8');
const there = (path: string): string => readFileSync(join(projectDir, 'force-app/main/default', path), 'utf8');

test('project retrieve start brings source as it is in the org', async () => {
  const { code, result } = await org.sf(['project', 'retrieve', 'start', '--metadata', 'ApexClass:WidgetService', 'CustomObject:Widget__c', 'ApexTrigger', 'PermissionSet:Widget_Keeper']);
  expect([code, result.success]).toEqual([0, true]);
  expect(here('classes/WidgetService.cls')).toBe(there('classes/WidgetService.cls'));
  expect(here('triggers/WidgetTrigger.trigger')).toBe(there('triggers/WidgetTrigger.trigger'));
  expect(here('objects/Widget__c/fields/Price__c.field-meta.xml').replaceAll(/\s/g, '')).toBe(there('objects/Widget__c/fields/Price__c.field-meta.xml').replaceAll(/\s/g, ''));
  expect(existsSync(join(org.cwd, 'force-app/main/default/objects/Widget__c/validationRules/Price_Not_Negative.validationRule-meta.xml'))).toBe(true);
  expect(here('permissionsets/Widget_Keeper.permissionset-meta.xml')).toContain('<label>Widget Keeper</label>');
}, MINUTE);

test('project retrieve start tells what the org does not have', async () => {
  const { result } = await org.sf(['project', 'retrieve', 'start', '--metadata', 'ApexClass:Nowhere']);
  expect(result.files).toEqual([expect.objectContaining({ fullName: 'Nowhere', state: 'Failed', error: "Entity of type 'ApexClass' named 'Nowhere' cannot be found" })]);
}, MINUTE);

test('project retrieve start in metadata format gives the archive', async () => {
  org.write('package.xml', '<?xml version="1.0" encoding="UTF-8"?>\n<Package xmlns="http://soap.sforce.com/2006/04/metadata"><types><members>*</members><name>ApexClass</name></types><version>65.0</version></Package>\n');
  const { code } = await org.sf(['project', 'retrieve', 'start', '--manifest', 'package.xml', '--target-metadata-dir', 'mdapi', '--unzip']);
  expect(code).toBe(0);
  expect(readFileSync(join(org.cwd, 'mdapi/unpackaged/unpackaged/classes/WidgetService.cls'), 'utf8')).toBe(there('classes/WidgetService.cls'));
}, MINUTE);

test('project generate manifest --from-org names what the org has', async () => {
  expect((await org.sf(['project', 'generate', 'manifest', '--from-org', 'local', '--metadata', 'ApexClass', '--name', 'all'])).code).toBe(0);
  expect(readFileSync(join(org.cwd, 'all.xml'), 'utf8')).toContain('<members>WidgetService</members>');
}, MINUTE);

test('org list metadata lists the components of a type', async () => {
  const { result } = await org.sf(['org', 'list', 'metadata', '--metadata-type', 'CustomObject']);
  expect(result).toContainEqual(expect.objectContaining({ fullName: 'Widget__c', type: 'CustomObject', fileName: 'objects/Widget__c.object' }));
}, MINUTE);

test('org list metadata-types lists the types of the org', async () => {
  const { result } = await org.sf(['org', 'list', 'metadata-types']);
  expect(result).toMatchObject({ organizationNamespace: '', partialSaveAllowed: true, testRequired: false });
  expect(result.metadataObjects).toContainEqual(expect.objectContaining({ xmlName: 'ApexClass', directoryName: 'classes', suffix: 'cls', metaFile: true, inFolder: false }));
  expect(result.metadataObjects).toContainEqual(expect.objectContaining({ xmlName: 'CustomObject', childXmlNames: expect.arrayContaining(['CustomField', 'ValidationRule']) }));
}, MINUTE);
