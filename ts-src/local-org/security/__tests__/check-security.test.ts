import { join } from 'node:path';
import { loadProject } from '../../metadata/index.ts';
import { buildSchema } from '../../schema/index.ts';
import { checkSecurity } from '../index.ts';
import { fieldGrant, objectFiles, objectGrant, permissionSet, writeProject, xml } from './support.ts';

const FILES = {
  ...objectFiles('Box__c', '<sharingModel>Private</sharingModel>', { Open__c: '<type>Text</type><length>9</length>', Needed__c: '<type>Text</type><length>9</length><required>true</required>' }),
  ...objectFiles('Item__c', '<sharingModel>ControlledByParent</sharingModel>', { Box__c: '<type>MasterDetail</type><referenceTo>Box__c</referenceTo><relationshipName>Items</relationshipName>' }),
};
function problemsOf(files: Record<string, string>): string[] {
  const project = loadProject(writeProject({ ...FILES, ...files }));
  return checkSecurity(project, buildSchema(project)).map((p) => `${p.fullName}: ${p.problem}`);
}
const setProblem = (body: string): string[] => problemsOf({ 'app/permissionsets/P.permissionset-meta.xml': permissionSet(body) });

test('a sound permission set has no problems', () => {
  expect(setProblem(objectGrant('Box__c', 'CRED') + objectGrant('Item__c', 'R') + fieldGrant('Box__c.Open__c', true))).toEqual([]);
});

test('fields that an org adds to users are granted like others', () => {
  const field = xml('CustomField', '<fullName>Team__c</fullName><label>Team</label><type>Text</type><length>9</length>');
  const grant = permissionSet(fieldGrant('User.Team__c', true));
  expect(problemsOf({ 'app/objects/User/fields/Team__c.field-meta.xml': field, 'app/permissionsets/P.permissionset-meta.xml': grant })).toEqual([]);
});

test.each([
  ['an unknown field', fieldGrant('Box__c.Gone__c', false), 'In field: field - no CustomField named Box__c.Gone__c found'],
  ['a required field', fieldGrant('Box__c.Needed__c', true), 'You cannot deploy to a required field: Box__c.Needed__c'],
  ['a master-detail field', fieldGrant('Item__c.Box__c', true), 'You cannot deploy to a required field: Item__c.Box__c'],
  ['an unknown object', objectGrant('Gone__c', 'R'), 'In field: field - no CustomObject named Gone__c found'],
  ['edit without read', objectGrant('Box__c', 'E'), 'Permission Edit Box__c depends on permission(s): Read Box__c'],
  ['modify all without the rest', objectGrant('Box__c', 'RM'), 'Permission Modify All Box__c depends on permission(s): Edit Box__c, Delete Box__c, View All Box__c'],
  ['a detail without its master', objectGrant('Item__c', 'R'), 'Permission Read Item__c depends on permission(s): Read Box__c'],
  ['an unknown class', '<classAccesses><apexClass>Gone</apexClass><enabled>true</enabled></classAccesses>', 'In field: apexClass - no ApexClass named Gone found'],
  ['an unknown custom permission', '<customPermissions><name>Gone</name><enabled>true</enabled></customPermissions>', 'In field: customPermission - no CustomPermission named Gone found'],
  ['an unknown tab', '<tabSettings><tab>Gone__c</tab><visibility>Visible</visibility></tabSettings>', 'In field: tab - no CustomTab named Gone__c found'],
  ['an unknown app', '<applicationVisibilities><application>Gone</application><visible>true</visible></applicationVisibilities>', 'In field: application - no CustomApplication named Gone found'],
  ['an unknown user permission', '<userPermissions><name>Fly</name><enabled>true</enabled></userPermissions>', 'The user permission Fly is not known to the local org and has no effect'],
])('%s is named', (_name, body, message) => {
  expect(setProblem(body)).toEqual([`P: ${message}`]);
});

test('groups and rules that name what is not there', () => {
  expect(problemsOf({
    'app/permissionsetgroups/G.permissionsetgroup-meta.xml': xml('PermissionSetGroup', '<label>G</label><permissionSets>Gone</permissionSets>'),
    'app/sharingRules/Box__c.sharingRules-meta.xml': xml('SharingRules', '<sharingCriteriaRules><fullName>R</fullName><accessLevel>Read</accessLevel><sharedTo><group>Gone</group></sharedTo><criteriaItems><field>Gone__c</field><operation>equals</operation><value>1</value></criteriaItems></sharingCriteriaRules>'),
    'app/roles/R.role-meta.xml': xml('Role', '<name>R</name><parentRole>Gone</parentRole>'),
  })).toEqual([
    'G: In field: permissionSets - no PermissionSet named Gone found',
    'Box__c: In field: field - no CustomField named Box__c.Gone__c found',
    'Box__c: In field: group - no Group named Gone found',
    'R: In field: parentRole - no Role named Gone found',
  ]);
});

test('queues that name what is not there, and a list of what no queue owns', () => {
  const queue = (members: string, object: string): string => xml('Queue', `<name>Q</name><queueMembers>${members}</queueMembers><queueSobject><sobjectType>${object}</sobjectType></queueSobject>`);
  const list = (of: string): string => xml('ListView', `<fullName>${of}</fullName><filterScope>Queue</filterScope><label>${of}</label><queue>${of}</queue>`);
  expect(problemsOf({
    'app/groups/Menders.group-meta.xml': xml('Group', '<name>Menders</name>'),
    'app/queues/Fine.queue-meta.xml': queue('<publicGroups><publicGroup>Menders</publicGroup></publicGroups>', 'Box__c'),
    'app/queues/Q.queue-meta.xml': queue('<publicGroups><publicGroup>Gone</publicGroup></publicGroups><roleAndSubordinates><roleAndSubordinate>Gone</roleAndSubordinate></roleAndSubordinates>', 'Gone__c'),
    'app/queues/Detail.queue-meta.xml': queue('', 'Item__c'),
    'app/objects/Box__c/listViews/Fine.listView-meta.xml': list('Fine'),
    'app/objects/Box__c/listViews/Gone.listView-meta.xml': list('Gone'),
  })).toEqual([
    'Detail: In field: sobjectType - no CustomObject named Item__c found',
    'Q: In field: sobjectType - no CustomObject named Gone__c found',
    'Q: In field: publicGroup - no Group named Gone found',
    'Q: In field: roleAndSubordinate - no Role named Gone found',
    'Box__c.Gone: In field: queue - no Queue named Gone found',
  ]);
});

test('this repository’s own permission sets have no problems', () => {
  const project = loadProject(join(import.meta.dirname, '../../../..'));
  expect(checkSecurity(project, buildSchema(project))).toEqual([]);
});
