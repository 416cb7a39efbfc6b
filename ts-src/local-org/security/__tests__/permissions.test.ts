import { config, fieldGrant, objectFiles, objectGrant, openOrg, permissionSet, persona, writeProject, xml, type TestOrg } from './support.ts';
import { setupIds } from '../index.ts';

const TEXT = '<type>Text</type><length>20</length>';
const FILES = {
  ...objectFiles('Box__c', '<sharingModel>Private</sharingModel>', {
    Open__c: TEXT, Secret__c: TEXT, Needed__c: `${TEXT}<required>true</required>`, Done__c: '<type>Checkbox</type><defaultValue>false</defaultValue>', Twice__c: '<type>Number</type><precision>18</precision><scale>0</scale><formula>2</formula>',
  }),
  ...objectFiles('Item__c', '<sharingModel>ControlledByParent</sharingModel>', { Box__c: '<type>MasterDetail</type><referenceTo>Box__c</referenceTo><relationshipName>Items</relationshipName>' }),
  ...objectFiles('Rule__mdt', '<visibility>Public</visibility>', { Text__c: TEXT }),
  'app/classes/Door.cls': 'public class Door {}',
  'app/classes/Door.cls-meta.xml': xml('ApexClass', '<apiVersion>65.0</apiVersion><status>Active</status>'),
  'app/customPermissions/Open_Door.customPermission-meta.xml': xml('CustomPermission', '<label>Open</label>'),
  'app/permissionsets/Reader.permissionset-meta.xml': permissionSet(
    `${objectGrant('Box__c', 'R')}${objectGrant('Case', 'R')}${fieldGrant('Box__c.Open__c', false)}<customMetadataTypeAccesses><enabled>true</enabled><name>Rule__mdt</name></customMetadataTypeAccesses><classAccesses><apexClass>Door</apexClass><enabled>true</enabled></classAccesses><customPermissions><name>Open_Door</name><enabled>true</enabled></customPermissions><tabSettings><tab>Box__c</tab><visibility>Visible</visibility></tabSettings><applicationVisibilities><application>Boxes</application><visible>true</visible></applicationVisibilities>`,
  ),
  'app/permissionsets/Writer.permissionset-meta.xml': permissionSet(`${objectGrant('Box__c', 'CRE')}${fieldGrant('Box__c.Open__c', true)}${fieldGrant('Box__c.Secret__c', true)}${fieldGrant('Box__c.Twice__c', false)}`),
  'app/permissionsets/Details.permissionset-meta.xml': permissionSet(objectGrant('Item__c', 'CRED')),
  'app/permissionsets/Everything.permissionset-meta.xml': permissionSet('<userPermissions><name>ViewAllData</name><enabled>true</enabled></userPermissions>'),
  'app/permissionsetgroups/Team.permissionsetgroup-meta.xml': xml('PermissionSetGroup', '<label>Team</label><permissionSets>Reader</permissionSets><permissionSets>Writer</permissionSets><mutingPermissionSets>Hush</mutingPermissionSets>'),
  'app/mutingpermissionsets/Hush.mutingpermissionset-meta.xml': xml('MutingPermissionSet', `<label>Hush</label>${objectGrant('Box__c', 'E')}${fieldGrant('Box__c.Secret__c', false)}`),
  'config/local-org.json': config({
    admin: persona('admin', 'System Administrator'),
    nobody: persona('nobody', 'Minimum Access - Salesforce'),
    clerk: persona('clerk', 'Standard User'),
    reader: persona('reader', 'Minimum Access - Salesforce', { permissionSets: ['Reader'] }),
    writer: persona('writer', 'Minimum Access - Salesforce', { permissionSets: ['Reader', 'Writer'] }),
    member: persona('member', 'Minimum Access - Salesforce', { permissionSetGroups: ['Team'] }),
    details: persona('details', 'Minimum Access - Salesforce', { permissionSets: ['Details'] }),
    auditor: persona('auditor', 'Minimum Access - Salesforce', { permissionSets: ['Everything'] }),
    guest: persona('guest', 'guest', { permissionSets: ['Writer', 'Everything'] }),
    customer: persona('customer', 'Customer Community User', { permissionSets: ['Everything'], contact: { externalKey: { field: 'Email', value: 'c@test.example' } } }),
  }),
};

let org: TestOrg;
const rights = (name: string) => org.security.permissionsOf(org.user(name));
beforeAll(() => {
  org = openOrg(writeProject(FILES));
});
afterAll(() => org.engine.close());

test('a user without any grant has no right on a custom object and its fields', () => {
  expect(rights('nobody').object('Box__c')).toMatchObject({ read: false, create: false, edit: false, delete: false });
  expect(rights('nobody').field('Box__c', 'Open__c')).toEqual({ read: false, edit: false });
});

test('object and field permissions of a permission set are granted as written, in any case of the names', () => {
  expect(rights('reader').object('box__C')).toMatchObject({ read: true, edit: false });
  expect(rights('reader').field('Box__c', 'open__c')).toEqual({ read: true, edit: false });
  expect(rights('reader').field('Box__c', 'Secret__c')).toEqual({ read: false, edit: false });
});

test('permission sets add up', () => {
  expect(rights('writer').object('Box__c')).toMatchObject({ create: true, read: true, edit: true, delete: false });
  expect(rights('writer').field('Box__c', 'Open__c')).toEqual({ read: true, edit: true });
});

test('required, name and system fields need no field permission; a checkbox does; a formula is never editable', () => {
  expect(rights('reader').field('Box__c', 'Needed__c').read).toBe(true);
  expect(rights('reader').field('Box__c', 'Name').read).toBe(true);
  expect(rights('reader').field('Box__c', 'CreatedDate')).toEqual({ read: true, edit: false });
  expect(rights('reader').field('Box__c', 'Done__c').read).toBe(false);
  expect(rights('writer').field('Box__c', 'Twice__c')).toEqual({ read: true, edit: false });
});

test('an administrator has all objects but no custom field that nobody granted', () => {
  expect(rights('admin').object('Box__c')).toMatchObject({ create: true, delete: true, modifyAll: true });
  expect(rights('admin').field('Box__c', 'Open__c').read).toBe(false);
  expect(rights('admin').field('Account', 'Industry')).toEqual({ read: true, edit: true });
  expect(rights('admin').system('ModifyAllData')).toBe(true);
});

test('a standard user sees standard fields of the objects of the profile; with minimum access nobody does', () => {
  expect(rights('clerk').object('Account')).toMatchObject({ create: true, read: true, edit: true, delete: true });
  expect(rights('clerk').field('Account', 'Industry').edit).toBe(true);
  expect(rights('nobody').object('Account').read).toBe(false);
});

test('details need the right to read their master', () => {
  expect(rights('details').object('Item__c').read).toBe(false);
  expect(rights('admin').object('Item__c').read).toBe(true);
});

test('view all data shows every object, and the fields only where granted', () => {
  expect(rights('auditor').object('Box__c')).toMatchObject({ read: true, viewAll: true, edit: false });
  expect(rights('auditor').field('Box__c', 'Secret__c').read).toBe(false);
});

test('what a licence rules out no permission set brings back', () => {
  expect(rights('guest').object('Box__c')).toEqual({ create: true, read: true, edit: false, delete: false, viewAll: false, modifyAll: false });
  expect(rights('guest').viewAllData).toBe(false);
  expect(rights('customer').viewAllData).toBe(false);
});

test('a muting permission set takes rights away inside its group only', () => {
  expect(rights('member').object('Box__c')).toMatchObject({ create: true, read: true, edit: false });
  expect(rights('member').field('Box__c', 'Secret__c').read).toBe(false);
  expect(rights('writer').field('Box__c', 'Secret__c').read).toBe(true);
});

test('classes, custom permissions, tabs and apps are granted by name', () => {
  expect([rights('reader').apexClass('door'), rights('nobody').apexClass('Door'), rights('admin').apexClass('Door')]).toEqual([true, false, true]);
  expect([rights('reader').custom('Open_Door'), rights('admin').custom('Open_Door')]).toEqual([true, false]);
  expect([rights('reader').tabVisible('Box__c'), rights('nobody').tabVisible('Box__c')]).toEqual([true, false]);
  expect([rights('reader').appVisible('Boxes'), rights('nobody').appVisible('Boxes')]).toEqual([true, false]);
});

test('an assignment counts at once and no more after its roll-back', () => {
  const { runningUser } = { runningUser: org.security.runningUser(org.user('nobody')) };
  const before = runningUser.permissions;
  const transaction = org.begin();
  org.add('PermissionSetAssignment', { PermissionSetId: setupIds.permissionSet('Reader'), AssigneeId: org.user('nobody') });
  expect(runningUser.permissions.object('Box__c').read).toBe(true);
  transaction.rollback();
  expect(runningUser.permissions.object('Box__c').read).toBe(false);
  expect(runningUser.permissions).toBe(before);
});

test('a permission set made of rows grants what its rows say', () => {
  const set = org.add('PermissionSet', { Name: 'Made', Label: 'Made' });
  const grant = org.add('ObjectPermissions', { ParentId: set, SobjectType: 'Box__c', PermissionsRead: true });
  org.add('FieldPermissions', { ParentId: set, SobjectType: 'Box__c', Field: 'Box__c.Secret__c', PermissionsRead: true });
  const assignment = org.add('PermissionSetAssignment', { PermissionSetId: set, AssigneeId: org.user('nobody') });
  expect(rights('nobody').field('Box__c', 'Secret__c')).toEqual({ read: true, edit: false });
  org.remove('ObjectPermissions', grant);
  expect(rights('nobody').field('Box__c', 'Secret__c').read).toBe(false);
  org.remove('PermissionSetAssignment', assignment);
});

test('the answers are the same object until something changes, so that callers may keep what they derived', () => {
  expect(rights('reader')).toBe(rights('reader'));
});

test('records of a metadata type are read by those to whom it was given and by who customizes the org, and written by nobody', () => {
  const access = (name: string) => { const { read, edit, create } = rights(name).object('Rule__mdt'); return [read, create, edit]; };
  expect([access('nobody'), access('reader'), access('admin')]).toEqual([[false, false, false], [true, false, false], [true, false, false]]);
});

test('who reads a case may comment on it, and changes no comment', () => {
  expect(rights('reader').object('CaseComment')).toMatchObject({ read: true, create: true, edit: false, delete: false });
  expect(rights('nobody').object('CaseComment')).toMatchObject({ read: false, create: false });
  expect(rights('clerk').object('CaseComment')).toMatchObject({ read: true, create: true, edit: true });
});

test('objects without permissions of their own are open to staff, not deleted by customers and only read by guests', () => {
  const access = (name: string) => { const { read, create, edit, delete: remove, viewAll } = rights(name).object('ContentDocument'); return [read, create, edit, remove, viewAll]; };
  expect([access('nobody'), access('customer'), access('guest')]).toEqual([[true, true, true, true, false], [true, true, true, false, false], [true, false, false, false, false]]);
});

test('what every activity shows needs no field permission, the rest does', () => {
  expect(rights('nobody').field('Task', 'Subject')).toEqual({ read: true, edit: true });
  expect(rights('nobody').field('Task', 'Description')).toEqual({ read: false, edit: false });
  expect(rights('clerk').field('Task', 'Description')).toEqual({ read: true, edit: true });
});
