import { config, objectFiles, objectGrant, openOrg, permissionSet, persona, writeProject, xml, type TestOrg } from './support.ts';
import { setupIds } from '../index.ts';
import { Decimal, type Value } from '../../values/index.ts';

const MODEL = (internal: string, external = 'Private'): string => `<sharingModel>${internal}</sharingModel><externalSharingModel>${external}</externalSharingModel>`;
const LOOKUP = (target: string, children: string): string => `<type>Lookup</type><referenceTo>${target}</referenceTo><relationshipName>${children}</relationshipName>`;
const DETAIL = (readOnly: boolean): string => `<type>MasterDetail</type><referenceTo>Secret__c</referenceTo><relationshipName>${readOnly ? 'Notes' : 'Lines'}</relationshipName><writeRequiresMasterRead>${readOnly}</writeRequiresMasterRead>`;
const ALL = ['Secret__c', 'Shown__c', 'Open__c', 'Line__c', 'Note__c'].map((o) => objectGrant(o, 'CRED')).join('') + objectGrant('Account', 'CRED') + objectGrant('Contact', 'CRED') + objectGrant('Case', 'CRED');
const role = (name: string, parent?: string): string => xml('Role', `<name>${name}</name>${parent === undefined ? '' : `<parentRole>${parent}</parentRole>`}`);
const rule = (name: string, level: string, to: string, body: string): string => `<fullName>${name}</fullName><accessLevel>${level}</accessLevel><sharedTo>${to}</sharedTo>${body}`;
const item = (field: string, operation: string, value: string): string => `<criteriaItems><field>${field}</field><operation>${operation}</operation><value>${value}</value></criteriaItems>`;
const worker = (name: string, roleName?: string, groups: string[] = []): object => persona(name, 'Minimum Access - Salesforce', { permissionSets: ['All'], groups, ...(roleName === undefined ? {} : { role: roleName }) });
const customer = (name: string, profile = 'Customer Community User'): object => persona(name, profile, { permissionSets: ['All'], contact: { externalKey: { field: 'Email', value: `${name}@test.example` }, account: { Name: `${name} household` } } });

const FILES = {
  ...objectFiles('Secret__c', `${MODEL('Private')}<enableActivities>true</enableActivities>`, { Kind__c: '<type>Text</type><length>20</length>', Amount__c: '<type>Number</type><precision>18</precision><scale>2</scale>', Buyer__c: LOOKUP('Contact', 'Secrets'), House__c: LOOKUP('Account', 'Secrets') }),
  ...objectFiles('Shown__c', MODEL('Read', 'Read')),
  ...objectFiles('Open__c', MODEL('ReadWrite', 'ReadWrite')),
  ...objectFiles('Line__c', MODEL('ControlledByParent'), { Secret__c: DETAIL(false) }),
  ...objectFiles('Note__c', MODEL('ControlledByParent'), { Secret__c: DETAIL(true) }),
  'app/permissionsets/All.permissionset-meta.xml': permissionSet(ALL),
  'app/permissionsets/See.permissionset-meta.xml': permissionSet(objectGrant('Secret__c', 'RV')),
  'app/permissionsets/Rule.permissionset-meta.xml': permissionSet(objectGrant('Secret__c', 'CREDVM')),
  'app/permissionsets/Audit.permissionset-meta.xml': permissionSet(`${ALL}<userPermissions><enabled>true</enabled><name>ViewAllData</name></userPermissions>`),
  'app/permissionsets/Keep.permissionset-meta.xml': permissionSet(`${ALL}<userPermissions><enabled>true</enabled><name>ModifyAllData</name></userPermissions>`),
  'app/roles/Boss.role-meta.xml': role('Boss'),
  'app/roles/Worker.role-meta.xml': role('Worker', 'Boss'),
  'app/roles/Other.role-meta.xml': role('Other'),
  'app/groups/Friends.group-meta.xml': xml('Group', '<name>Friends</name>'),
  'app/queues/Desk.queue-meta.xml': xml('Queue', '<name>Desk</name><queueSobject><sobjectType>Secret__c</sobjectType></queueSobject>'),
  'app/sharingRules/Secret__c.sharingRules-meta.xml': xml(
    'SharingRules',
    `<sharingCriteriaRules>${rule('Public', 'Read', '<group>Friends</group>', item('Kind__c', 'equals', 'public,open'))}</sharingCriteriaRules>` +
      `<sharingCriteriaRules>${rule('Big', 'Edit', '<role>Other</role>', item('Amount__c', 'greaterOrEqual', '100.50') + item('Kind__c', 'notEqual', 'x') + item('Kind__c', 'contains', 'zz') + '<booleanFilter>(1 AND 2) OR 3</booleanFilter>')}</sharingCriteriaRules>` +
      `<sharingGuestRules>${rule('Window', 'Read', '<guestUser>Site</guestUser>', item('Kind__c', 'startsWith', 'win'))}</sharingGuestRules>` +
      `<sharingOwnerRules>${rule('Ours', 'Edit', '<roleAndSubordinates>Other</roleAndSubordinates>', '<sharedFrom><role>Worker</role></sharedFrom>')}</sharingOwnerRules>`,
  ),
  'app/sharingSets/Portal.sharingSet-meta.xml': xml(
    'SharingSet',
    `<name>Portal</name><accessMappings><accessLevel>Edit</accessLevel><object>Secret__c</object><objectField>Buyer__c</objectField><userField>Contact</userField></accessMappings>` +
      `<accessMappings><accessLevel>Read</accessLevel><object>Secret__c</object><objectField>House__r</objectField><userField>Account</userField></accessMappings>` +
      `<accessMappings><accessLevel>Read</accessLevel><object>Case</object><objectField>Contact.Account</objectField><userField>Account</userField></accessMappings><profiles>Customer Community User</profiles>`,
  ),
  'app/sharingSets/Plus.sharingSet-meta.xml': xml(
    'SharingSet',
    '<name>Plus</name><accessMappings><accessLevel>Edit</accessLevel><object>Account</object><objectField>Account</objectField><userField>Account</userField></accessMappings><profiles>Customer Community Plus User</profiles>',
  ),
  'config/local-org.json': config({
    admin: persona('admin', 'System Administrator'), boss: worker('boss', 'Boss'), ann: worker('ann', 'Worker'), bob: worker('bob', 'Worker'), other: worker('other', 'Other'), friend: worker('friend', undefined, ['Friends']), clerk: worker('clerk', undefined, ['Desk']), loner: worker('loner'),
    auditor: persona('auditor', 'Minimum Access - Salesforce', { permissionSets: ['Audit'] }), keeper: persona('keeper', 'Minimum Access - Salesforce', { permissionSets: ['Keep'] }),
    seer: persona('seer', 'Minimum Access - Salesforce', { permissionSets: ['See'] }), ruler: persona('ruler', 'Minimum Access - Salesforce', { permissionSets: ['Rule'] }),
    cora: customer('cora'), dora: customer('dora'), nora: customer('nora', 'Customer Community Plus User'), guest: persona('guest', 'guest', { permissionSets: ['All'] }),
  }),
};

let org: TestOrg;
let u: (name: string) => string;
beforeEach(() => {
  org = openOrg(writeProject(FILES));
  u = (name) => org.user(name);
});
afterEach(() => org.engine.close());
const secret = (owner: string, more: Record<string, Value> = {}): string => org.add('Secret__c', { Name: 's', OwnerId: owner.startsWith('0') ? owner : u(owner), ...more });
const contactOf = (name: string): string => org.engine.parts.database.all('SELECT "ContactId" FROM "User" WHERE "Id" = ?', [u(name)])[0]![0] as string;
const accountOf = (name: string): string => org.engine.parts.database.all('SELECT "AccountId" FROM "User" WHERE "Id" = ?', [u(name)])[0]![0] as string;

test('an object that is open to all costs no filter at all', () => {
  const filter = (access: 'read' | 'edit'): unknown => org.security.filter(org.schema.object('Open__c')!, org.security.runningUser(u('loner')), access);
  expect([filter('read'), filter('edit')]).toEqual([null, null]);
});

test('a private record is seen by its owner, those above in the role hierarchy and nobody else', () => {
  const id = secret('ann');
  expect(['ann', 'boss', 'bob', 'loner'].map((name) => org.visible('Secret__c', u(name)).includes(id))).toEqual([true, true, false, false]);
  expect(org.visible('Secret__c', u('boss'), 'delete')).toEqual([id]);
});

test('public read lets all read and the owner alone edit', () => {
  const id = org.add('Shown__c', { Name: 'x', OwnerId: u('ann') });
  expect(org.visible('Shown__c', u('loner'))).toEqual([id]);
  expect(org.visible('Shown__c', u('loner'), 'edit')).toEqual([]);
  expect(org.visible('Shown__c', u('ann'), 'edit')).toEqual([id]);
});

test('public read and write still leaves deleting to the owner', () => {
  const id = org.add('Open__c', { Name: 'x', OwnerId: u('ann') });
  expect(org.visible('Open__c', u('loner'), 'delete')).toEqual([]);
  expect(org.visible('Open__c', u('ann'), 'delete')).toEqual([id]);
});

test('members of a queue own what the queue owns', () => {
  const id = secret(setupIds.group('Desk'));
  expect([org.visible('Secret__c', u('clerk'), 'edit'), org.visible('Secret__c', u('loner'))]).toEqual([[id], []]);
});

test('a share row opens a record to a user or a group, at its level, as long as it is there', () => {
  const id = secret('ann');
  const toUser = org.add('Secret__Share', { ParentId: id, UserOrGroupId: u('loner'), AccessLevel: 'Read', RowCause: 'Manual' });
  org.add('Secret__Share', { ParentId: id, UserOrGroupId: setupIds.group('Friends'), AccessLevel: 'Edit', RowCause: 'Manual' });
  expect([org.visible('Secret__c', u('loner')), org.visible('Secret__c', u('loner'), 'edit')]).toEqual([[id], []]);
  expect([org.visible('Secret__c', u('friend'), 'edit'), org.visible('Secret__c', u('friend'), 'delete')]).toEqual([[id], []]);
  org.remove('Secret__Share', toUser);
  expect(org.visible('Secret__c', u('loner'))).toEqual([]);
});

test('who joins a group receives what is shared with it', () => {
  const id = secret('ann');
  org.add('Secret__Share', { ParentId: id, UserOrGroupId: setupIds.group('Friends'), AccessLevel: 'Read', RowCause: 'Manual' });
  expect(org.visible('Secret__c', u('loner'))).toEqual([]);
  org.add('GroupMember', { GroupId: setupIds.group('Friends'), UserOrGroupId: u('loner') });
  expect(org.visible('Secret__c', u('loner'))).toEqual([id]);
});

test('a criteria rule shares the records that have one of its values, at its level', () => {
  const open = secret('bob', { Kind__c: 'OPEN' });
  secret('bob', { Kind__c: 'hidden' });
  expect(org.visible('Secret__c', u('friend'))).toEqual([open]);
  expect(org.visible('Secret__c', u('friend'), 'edit')).toEqual([]);
});

test('filter logic joins criteria over numbers, text and empty values', () => {
  const big = secret('loner', { Amount__c: Decimal.parse('100.50') });
  secret('loner', { Amount__c: Decimal.parse('100.49') });
  secret('loner', { Amount__c: Decimal.parse('500'), Kind__c: 'x' });
  const other = secret('loner', { Kind__c: 'a ZZ b' });
  expect(org.visible('Secret__c', u('other'), 'edit')).toEqual([big, other]);
});

test('an owner rule shares the records of a role with another role', () => {
  const ofAnn = secret('ann');
  secret('loner');
  expect(org.visible('Secret__c', u('other'), 'edit')).toEqual([ofAnn]);
});

test('view all and modify all on the object, and the administrator, see past sharing', () => {
  const id = secret('ann');
  expect([org.visible('Secret__c', u('seer')), org.visible('Secret__c', u('seer'), 'edit')]).toEqual([[id], []]);
  expect(org.visible('Secret__c', u('ruler'), 'delete')).toEqual([id]);
  expect(org.visible('Secret__c', u('admin'), 'delete')).toEqual([id]);
});

test('who may view all data reads everything and edits no more than before; who may modify all data does both', () => {
  const id = secret('ann');
  expect([org.visible('Secret__c', u('auditor')), org.visible('Secret__c', u('auditor'), 'edit'), org.visible('Secret__c', u('auditor'), 'delete')]).toEqual([[id], [], []]);
  expect([org.visible('Secret__c', u('keeper')), org.visible('Secret__c', u('keeper'), 'delete')]).toEqual([[id], [id]]);
});

test('a task is read with what it is about, and changed by its owner and those above', () => {
  const id = org.add('Task', { Subject: 't', WhatId: secret('ann'), OwnerId: u('bob') });
  const who = (access: 'read' | 'edit') => ['ann', 'bob', 'boss', 'loner'].filter((name) => org.visible('Task', u(name), access).includes(id));
  expect([who('read'), who('edit')]).toEqual([['ann', 'bob', 'boss'], ['bob', 'boss']]);
});

test('details follow their master; the setting of the field says whether reading it is enough to write', () => {
  const id = secret('ann');
  const line = org.add('Line__c', { Name: 'l', Secret__c: id });
  const note = org.add('Note__c', { Name: 'n', Secret__c: id });
  org.add('Secret__Share', { ParentId: id, UserOrGroupId: u('loner'), AccessLevel: 'Read', RowCause: 'Manual' });
  expect([org.visible('Line__c', u('loner')), org.visible('Line__c', u('loner'), 'edit')]).toEqual([[line], []]);
  expect(org.visible('Note__c', u('loner'), 'edit')).toEqual([note]);
  expect([org.visible('Line__c', u('bob')), org.visible('Line__c', u('ann'), 'edit')]).toEqual([[], [line]]);
});

test('a contact without account is its owner’s alone; with one it goes with the account', () => {
  const account = org.add('Account', { Name: 'A', OwnerId: u('ann') });
  const lone = org.add('Contact', { LastName: 'Lone', OwnerId: u('ann') });
  const placed = org.add('Contact', { LastName: 'Placed', AccountId: account, OwnerId: u('ann') });
  expect(org.visible('Contact', u('loner'))).toContain(placed);
  expect(org.visible('Contact', u('loner'))).not.toContain(lone);
  expect(org.visible('Contact', u('ann'))).toEqual(expect.arrayContaining([lone, placed]));
});

test('a customer sees the own contact and account, and what sharing sets tie to them, but not the neighbour’s', () => {
  const mine = secret('ann', { Buyer__c: contactOf('cora') });
  const ours = secret('ann', { House__c: accountOf('cora') });
  const theirs = secret('ann', { Buyer__c: contactOf('dora') });
  expect(org.visible('Secret__c', u('cora'))).toEqual([mine, ours]);
  expect(org.visible('Secret__c', u('cora'), 'edit')).toEqual([mine]);
  expect(org.visible('Secret__c', u('dora'))).toEqual([theirs]);
  expect(org.visible('Account', u('cora'))).toEqual([accountOf('cora')]);
  expect(org.visible('Contact', u('cora'))).toEqual([contactOf('cora')]);
  const related = org.add('Case', { Subject: 'x', ContactId: contactOf('cora'), OwnerId: u('ann') });
  expect([org.visible('Case', u('cora')), org.visible('Case', u('dora'))]).toEqual([[related], []]);
});

test('the external default holds for customers, the internal one for staff', () => {
  const id = org.add('Shown__c', { Name: 'x', OwnerId: u('ann') });
  expect(org.visible('Shown__c', u('cora'))).toEqual([id]);
  expect(org.visible('Open__c', u('cora'))).toEqual([]);
  expect(org.visible('Account', u('loner')).length).toBeGreaterThan(0);
});

test('a guest sees what a guest rule opens, owns nothing and edits nothing', () => {
  const shown = secret('ann', { Kind__c: 'window' });
  secret('guest');
  org.add('Shown__c', { Name: 'x', OwnerId: u('ann') });
  expect(org.visible('Secret__c', u('guest'))).toEqual([shown]);
  expect(org.visible('Secret__c', u('guest'), 'edit')).toEqual([]);
  expect(org.visible('Shown__c', u('guest'))).toEqual([]);
});

test('a file is seen with a record it is attached to, by a customer only where the link says all users', () => {
  const record = secret('ann', { Buyer__c: contactOf('cora') });
  const document = org.add('ContentDocument', { Title: 'f', OwnerId: u('ann') });
  const link = (visibility: string): string => org.add('ContentDocumentLink', { ContentDocumentId: document, LinkedEntityId: record, ShareType: 'V', Visibility: visibility });
  const inside = link('InternalUsers');
  expect([org.visible('ContentDocument', u('boss')), org.visible('ContentDocument', u('loner')), org.visible('ContentDocument', u('cora'))]).toEqual([[document], [], []]);
  org.remove('ContentDocumentLink', inside);
  link('AllUsers');
  expect(org.visible('ContentDocument', u('cora'))).toEqual([document]);
});

test('a link to a file is read with the record, and changed by the owner of the file alone', () => {
  const record = secret('ann', { Buyer__c: contactOf('cora') });
  const document = org.add('ContentDocument', { Title: 'f', OwnerId: u('bob') });
  const link = (visibility: string): string => org.add('ContentDocumentLink', { ContentDocumentId: document, LinkedEntityId: record, ShareType: 'V', Visibility: visibility });
  const inside = link('InternalUsers');
  const who = (id: string, access: 'read' | 'edit' | 'delete') => ['ann', 'bob', 'loner', 'cora'].filter((name) => org.visible('ContentDocumentLink', u(name), access).includes(id));
  expect([who(inside, 'read'), who(inside, 'edit'), who(inside, 'delete')]).toEqual([['ann', 'bob'], ['bob'], ['bob']]);
  expect(who(link('AllUsers'), 'read')).toEqual(['ann', 'bob', 'cora']);
  expect(['ann', 'bob'].map((name) => org.visible('ContentDocument', u(name), 'edit'))).toEqual([[], [document]]);
});

test('a sharing set on accounts opens the own account for changes, and no other', () => {
  expect([org.visible('Account', u('nora'), 'edit'), org.visible('Account', u('cora'), 'edit')]).toEqual([[accountOf('nora')], []]);
  expect(org.visible('Account', u('nora'), 'delete')).toEqual([]);
});

test('share rows are as visible as their record, and written by those who may edit it', () => {
  const id = secret('ann');
  const share = org.add('Secret__Share', { ParentId: id, UserOrGroupId: u('loner'), AccessLevel: 'Read', RowCause: 'Manual' });
  expect([org.visible('Secret__Share', u('loner')), org.visible('Secret__Share', u('loner'), 'edit'), org.visible('Secret__Share', u('ann'), 'edit'), org.visible('Secret__Share', u('bob'))]).toEqual([[share], [], [share], []]);
});

test('record access is told in one call', () => {
  const id = secret('ann');
  org.add('Secret__Share', { ParentId: id, UserOrGroupId: u('loner'), AccessLevel: 'Edit', RowCause: 'Manual' });
  const access = (name: string): unknown => org.security.recordAccess(u(name), org.schema.object('Secret__c')!, [id]).get(id);
  expect([access('loner'), access('bob')]).toEqual([{ read: true, edit: true, delete: false }, { read: false, edit: false, delete: false }]);
});
