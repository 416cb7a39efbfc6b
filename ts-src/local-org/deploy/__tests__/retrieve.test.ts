import { unzipSync } from 'fflate';
import { widgetProject } from '../../__tests__/support/widget-project.ts';
import { openLocalOrg } from '../../org.ts';
import type { OpenedOrg } from '../../org.ts';
import { adminOf, apexClass, deploy, deployZip, successes } from './support/packages.ts';

let org: OpenedOrg;
beforeAll(() => {
  org = openLocalOrg({ projectDir: widgetProject() });
});
afterAll(() => org.close());

const retrieve = (types: Readonly<Record<string, readonly string[]>>, singlePackage = false) => org.deployments.retrieve({ types: new Map(Object.entries(types)), apiVersion: '65.0', singlePackage }, adminOf(org));
const filesOf = (zip: Uint8Array): Record<string, string> => Object.fromEntries(Object.entries(unzipSync(zip)).map(([name, content]) => [name, Buffer.from(content).toString('utf8')]));

test('components come as a package below unpackaged/, fields inside their object', () => {
  const result = retrieve({ ApexClass: ['WidgetService'], CustomObject: ['Widget__c'] });
  const files = filesOf(result.zipFile);
  expect(Object.keys(files).sort()).toEqual(['unpackaged/classes/WidgetService.cls', 'unpackaged/classes/WidgetService.cls-meta.xml', 'unpackaged/objects/Widget__c.object', 'unpackaged/package.xml']);
  expect(files['unpackaged/objects/Widget__c.object']).toMatch(/<fields>\s*<fullName>Code__c<\/fullName>[^]*<validationRules>\s*<fullName>Price_Not_Negative/);
  expect(files['unpackaged/package.xml']).toContain('<members>Widget__c.Code__c</members>');
  expect(result.fileProperties).toContainEqual(expect.objectContaining({ type: 'ApexClass', fullName: 'WidgetService', fileName: 'unpackaged/classes/WidgetService.cls', createdByName: 'Ada Admin' }));
});

test('* means all of a type; what is not there is told', () => {
  const result = retrieve({ ApexTrigger: ['*'], ApexClass: ['Gone'] }, true);
  expect(Object.keys(filesOf(result.zipFile))).toEqual(expect.arrayContaining(['package.xml', 'triggers/WidgetTrigger.trigger', 'triggers/WidgetSeenTrigger.trigger']));
  expect(result.messages).toEqual([{ fileName: 'unpackaged/package.xml', problem: "Entity of type 'ApexClass' named 'Gone' cannot be found" }]);
});

test('what was retrieved deploys without changing anything', async () => {
  const { zipFile } = retrieve({ ApexClass: ['*'], ApexTrigger: ['*'], CustomObject: ['*'], PermissionSet: ['*'] });
  const result = await deployZip(org, zipFile);
  expect(result.status).toBe('Succeeded');
  expect(new Set(successes(result).map((text) => text.split(' ')[0]))).toEqual(new Set(['unchanged']));
});

test('deployed components are retrieved and listed as they are in force', async () => {
  await deploy(org, { ApexClass: ['Deployed'] }, apexClass('Deployed', 'public class Deployed {}'));
  expect(filesOf(retrieve({ ApexClass: ['Deployed'] }).zipFile)['unpackaged/classes/Deployed.cls']).toBe('public class Deployed {}');
  const names = (type: string): string[] => org.deployments.list([{ type }], adminOf(org)).map(({ fullName }) => fullName);
  expect(names('ApexClass')).toEqual(expect.arrayContaining(['Deployed', 'WidgetService']));
  expect(names('CustomObject')).toEqual(expect.arrayContaining(['Account', 'Widget__c']));
  expect(names('CustomField')).toContain('Widget__c.Code__c');
});
