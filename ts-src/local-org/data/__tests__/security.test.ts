import type { UserPermissions } from '../../execution/context.ts';
import type { SharingPolicy } from '../index.ts';
import { makeId, SObjectRecord } from '../../values/index.ts';
import { ADMIN, ALL, TestOrg, user } from './support/org.ts';

const OTHER = makeId('005', 900_001);

/** Everything but these objects and fields. */
function without(...names: string[]): UserPermissions {
  return {
    ...ALL,
    object: (name) => (names.includes(name) ? { create: false, read: false, edit: false, delete: false, viewAll: false, modifyAll: false } : ALL.object(name)),
    field: (object, name) => (names.includes(`${object}.${name}`) ? { read: false, edit: false } : { read: true, edit: true }),
  };
}

/** Owners only. */
const owners: SharingPolicy = {
  filter: (object, { id, permissions }, access) => (object.field('OwnerId') === undefined || permissions.viewAllData ? null : { key: `owner ${access}`, sql: (row) => `${row}."OwnerId" = ?`, params: [id] }),
};

let org: TestOrg;
beforeEach(() => {
  org = new TestOrg({ sharing: owners });
  const other = new SObjectRecord(org.schema.object('User')!);
  Object.assign(other.fields, { Id: OTHER, Name: 'Otto', LastName: 'Otto' });
  org.engine.seed([other]);
});
afterEach(() => org.close());

const as = (permissions: UserPermissions, id = ADMIN) => { org.view.user = user({ id, permissions }); };
const inUserMode = { mode: 'user' as const };

test('user mode: what may not be read does not exist', () => {
  org.insert('Account', { Name: 'A', Industry: 'Jeans' });
  as(without('Contact', 'Account.Industry'));
  expect(org.query('SELECT Name FROM Account', {}, inUserMode)).toHaveLength(1);
  expect(() => org.query('SELECT Industry FROM Account', {}, inUserMode)).toThrow("No such column 'Industry' on entity 'Account'.");
  expect(() => org.query("SELECT Id FROM Account WHERE Industry = 'Jeans'", {}, inUserMode)).toThrow("No such column 'Industry'");
  expect(() => org.query('SELECT Id FROM Account ORDER BY Industry', {}, inUserMode)).toThrow("No such column 'Industry'");
  expect(() => org.query('SELECT Id FROM Contact', {}, inUserMode)).toThrow("sObject type 'Contact' is not supported.");
  expect(() => org.query('SELECT Id, (SELECT Id FROM Contacts) FROM Account', {}, inUserMode)).toThrow("sObject type 'Contact' is not supported.");
  expect(() => org.query('SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact)', {}, inUserMode)).toThrow("sObject type 'Contact'");
  expect(org.query('SELECT Industry FROM Account')).toHaveLength(1);
  expect(() => org.query('SELECT Industry FROM Account WITH USER_MODE')).toThrow("No such column 'Industry'");
  expect(() => org.query('SELECT Industry FROM Account WITH SECURITY_ENFORCED')).toThrow('Insufficient permissions: secure query included inaccessible field');
  expect(Object.keys(org.query('SELECT FIELDS(ALL) FROM Account LIMIT 5', {}, inUserMode)[0]!.fields)).not.toContain('Industry');
});

test('user mode names everything that was out of reach', () => {
  as(without('Account.Industry', 'Account.Website'));
  try {
    org.query('SELECT Industry, Website FROM Account', {}, inUserMode);
    throw new Error('it went through');
  } catch (error) {
    expect([...(error as { inaccessible: Map<string, Set<string>> }).inaccessible.get('Account')!]).toEqual(['Industry', 'Website']);
  }
});

test('permissions that changed are looked at anew', () => {
  org.query('SELECT Industry FROM Account', {}, inUserMode);
  as(without('Account.Industry'));
  expect(() => org.query('SELECT Industry FROM Account', {}, inUserMode)).toThrow('No such column');
});

test('sharing filters rows, children and semi-joins, in user mode and in classes with sharing', () => {
  const [mine, theirs] = org.insert('Account', { Name: 'mine' }, { Name: 'theirs', OwnerId: OTHER });
  org.insert('Contact', { LastName: 'c1', AccountId: mine!.id, OwnerId: OTHER }, { LastName: 'c2', AccountId: mine!.id }, { LastName: 'c3', AccountId: theirs!.id, OwnerId: OTHER });
  as({ ...ALL, viewAllData: false });
  const text = 'SELECT Name, (SELECT LastName FROM Contacts) FROM Account';
  expect(org.query(text, {}, { sharing: 'with' }).map((r) => [r.fields.Name, r.childRows!.Contacts!.length])).toEqual([['mine', 1]]);
  expect(org.query(text, {}, inUserMode)).toHaveLength(1);
  expect(org.query(text, {}, { sharing: 'without' })).toHaveLength(2);
  expect(org.query(text, {}, { sharing: 'inherit' })).toHaveLength(2);
  org.view.sharing = 'with';
  expect(org.query(text, {}, { sharing: 'inherit' })).toHaveLength(1);
  expect(org.query("SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE LastName = 'c1')", {}, { sharing: 'with' })).toHaveLength(0);
});

test('one query text serves users with other filters', () => {
  org.insert('Account', { Name: 'mine' }, { Name: 'theirs', OwnerId: OTHER });
  const text = 'SELECT Name FROM Account';
  const names = () => org.query(text, {}, { sharing: 'with' }).map((r) => r.fields.Name);
  as({ ...ALL, viewAllData: false });
  expect(names()).toEqual(['mine']);
  as({ ...ALL, viewAllData: false }, OTHER);
  expect(names()).toEqual(['theirs']);
  as(ALL);
  expect(names()).toEqual(['mine', 'theirs']);
});

test('rows that the user may not edit are refused', () => {
  const [theirs] = org.insert('Account', { Name: 'theirs', OwnerId: OTHER });
  as({ ...ALL, viewAllData: false });
  const change = org.record('Account', { Id: theirs!.id, Name: 'x' });
  expect(org.failure(() => org.save('update', [change], { sharing: 'with' }))).toBe('0: INSUFFICIENT_ACCESS_OR_READONLY, insufficient access rights on object id: []');
  expect(org.failure(() => org.save('delete', [change], inUserMode))).toContain('INSUFFICIENT_ACCESS_OR_READONLY');
  expect(org.failure(() => org.save('insert', [org.record('Contact', { LastName: 'c', AccountId: theirs!.id })], { sharing: 'with' }))).toContain('INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY');
  org.save('update', [change]);
  expect(org.names('SELECT Name FROM Account')).toEqual(['x']);
});

test('user mode asks object and field permission of a save', () => {
  as(without('Contact', 'Account.Industry'));
  expect(() => org.save('insert', [org.record('Contact', { LastName: 'x' })], inUserMode)).toThrow("Access to entity 'Contact' denied");
  const save = () => org.save('insert', [org.record('Account', { Name: 'A', Industry: 'Jeans' })], inUserMode);
  expect(save).toThrow('Operation failed due to fields being inaccessible on Sobject Account, check errors on Exception or Result!');
  expect(org.failure(save)).toContain('[Industry]');
  org.save('insert', [org.record('Account', { Name: 'A', Industry: 'Jeans' })]);
  expect(org.count('SELECT COUNT() FROM Account')).toBe(1);
});

test('setup objects and data do not mix in one transaction, but in runAs they do', () => {
  org.insert('Account', { Name: 'A' });
  org.insert('Group', { Name: 'G' });
  const groups = org.query("SELECT Id FROM Group WHERE Name = 'G'");
  expect(() => org.save('delete', groups)).toThrow('DML operation on setup object is not permitted after you have updated a non-setup object (or vice versa): Group, original object: Account');
  org.data.isolated(() => org.save('delete', groups));
  org.insert('Account', { Name: 'B' });
  org.insert('User', { LastName: 'New' });
  expect(org.count('SELECT COUNT() FROM User')).toBe(3);
});
