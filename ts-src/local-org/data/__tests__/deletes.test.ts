import { TestOrg } from './support/org.ts';
import { lookup, masterDetail, objectSpecs, systemFields, testSchema } from './support/schema.ts';

let org: TestOrg;
beforeEach(() => { org = new TestOrg(); });
afterEach(() => org.close());

test('a deleted row is seen with ALL ROWS only, and comes back by undelete', () => {
  const [account] = org.insert('Account', { Name: 'A' });
  org.save('delete', [account!]);
  expect(org.query('SELECT Id FROM Account')).toHaveLength(0);
  expect(org.query('SELECT Id, IsDeleted FROM Account WHERE IsDeleted = true ALL ROWS')).toHaveLength(1);
  expect(org.failure(() => org.save('delete', [account!]))).toBe('0: ENTITY_IS_DELETED, entity is deleted: []');
  org.save('undelete', [account!]);
  expect(org.names('SELECT Name FROM Account')).toEqual(['A']);
  expect(org.failure(() => org.save('undelete', [account!]))).toContain('UNDELETE_FAILED');
});

test('an emptied recycle bin gives nothing back', () => {
  const [account] = org.insert('Account', { Name: 'A' });
  org.save('delete', [account!]);
  org.data.emptyRecycleBin([account!.id!]);
  expect(org.query('SELECT Id FROM Account ALL ROWS')).toHaveLength(0);
  expect(org.failure(() => org.save('undelete', [account!]))).toBe('0: INVALID_CROSS_REFERENCE_KEY, invalid cross reference id: []');
});

test('an emptied recycle bin lets the details go, and nothing else', () => {
  const [twin, other] = org.insert('Twin__c', {}, {});
  const [before] = org.insert('Event__c', { Twin__c: twin!.id }, { Twin__c: twin!.id });
  const [elsewhere] = org.insert('Event__c', { Twin__c: other!.id });
  org.save('delete', [before!]);
  org.save('delete', [twin!, other!]);
  const [account] = org.insert('Account', { Name: 'A' });
  expect(org.data.emptyRecycleBin([twin!.id!, account!.id!]).map(({ success }) => success)).toEqual([true, false]);
  expect(org.query('SELECT Id FROM Event__c ALL ROWS').map((r) => r.id)).toEqual([elsewhere!.id]);
  expect(org.query('SELECT Id FROM Account').map((r) => r.id)).toEqual([account!.id]);
});

test('lookups are emptied', () => {
  const [account] = org.insert('Account', { Name: 'A' });
  const [task] = org.insert('Task', { Subject: 's', WhatId: account!.id });
  org.insert('Contact', { LastName: 'x', AccountId: account!.id });
  org.save('delete', [account!]);
  expect(org.query('SELECT AccountId FROM Contact')[0]!.fields.AccountId).toBeNull();
  expect(org.query('SELECT WhatId FROM Task WHERE Id = :id', { id: task!.id })[0]!.fields.WhatId).toBeNull();
});

test('a lookup that restricts keeps its parent', () => {
  const [contact] = org.insert('Contact', { LastName: 'x' });
  const [twin] = org.insert('Twin__c', { Owner_Contact__c: contact!.id });
  expect(org.failure(() => org.save('delete', [contact!]))).toMatch(/^0: DELETE_FAILED, Your attempt to delete x could not be completed because it is associated with the following twins\.: T-000001/);
  org.save('delete', [twin!]);
  org.save('delete', [contact!]);
  expect(org.count('SELECT COUNT() FROM Contact')).toBe(0);
});

test('of several rows only those that are held stay, and each names what holds it', () => {
  const [held, free, also] = org.insert('Contact', { LastName: 'held' }, { LastName: 'free' }, { LastName: 'also' });
  org.insert('Twin__c', { Owner_Contact__c: held!.id }, { Owner_Contact__c: also!.id }, { Owner_Contact__c: held!.id });
  const results = org.save('delete', [held!, free!, also!], { allOrNone: false });
  expect(results.map(({ errors }) => errors.map(({ message }) => /T-[\d, T-]*/.exec(message)?.[0]))).toEqual([['T-000001, T-000003'], [], ['T-000002']]);
  expect(org.column('SELECT LastName FROM Contact ORDER BY LastName', 'LastName')).toEqual(['also', 'held']);
});

test('details go along without their triggers, and come back with their master', () => {
  const fired: string[] = [];
  org.close();
  org = new TestOrg({ automation: { hasTriggers: () => true, runTriggers: ({ object, phase, operation }) => { fired.push(`${object.name} ${phase} ${operation}`); } } });
  const [twin] = org.insert('Twin__c', {});
  const [kept, gone] = org.insert('Event__c', { Twin__c: twin!.id }, { Twin__c: twin!.id });
  org.save('delete', [gone!]);
  fired.length = 0;
  org.save('delete', [twin!]);
  expect(fired).toEqual(['Twin__c before delete', 'Twin__c after delete']);
  expect(org.query('SELECT Id FROM Event__c')).toHaveLength(0);
  org.save('undelete', [twin!]);
  expect(org.query('SELECT Id FROM Event__c').map((r) => r.id)).toEqual([kept!.id]);
  expect(org.column('SELECT Event_Count__c FROM Twin__c', 'Event_Count__c')).toEqual(['1']);
});

test('a detail does not come back without its master', () => {
  const [twin] = org.insert('Twin__c', {});
  const [event] = org.insert('Event__c', { Twin__c: twin!.id });
  org.save('delete', [event!]);
  org.save('delete', [twin!]);
  expect(org.failure(() => org.save('undelete', [event!]))).toContain('UNDELETE_FAILED');
});

test('details of details go along too', () => {
  const schema = testSchema((s) => {
    s.Proof__c = { ...objectSpecs().Event__c!, name: 'Proof__c', label: 'Proof', keyPrefix: 'a02', fields: [...systemFields(false), masterDetail('Event__c', 'Event__c', 'Event__r')], nameField: 'Id' };
  });
  const other = new TestOrg({ schema });
  const [twin] = other.insert('Twin__c', {});
  const [event] = other.insert('Event__c', { Twin__c: twin!.id });
  other.insert('Proof__c', { Event__c: event!.id });
  other.save('delete', [twin!]);
  expect(other.count('SELECT COUNT() FROM Proof__c')).toBe(0);
  other.save('undelete', [twin!]);
  expect(other.count('SELECT COUNT() FROM Proof__c')).toBe(1);
  other.close();
});

test('objects without a recycle bin are gone at once', () => {
  const schema = testSchema((s) => { s.Group = { ...s.Group!, features: {} }; });
  const other = new TestOrg({ schema });
  const [group] = other.insert('Group', { Name: 'G' });
  other.save('delete', [group!]);
  expect(other.query('SELECT Id FROM Group ALL ROWS')).toHaveLength(0);
  other.close();
});

test('an object that cannot be deleted says so', () => {
  const [user] = org.query('SELECT Id FROM User');
  expect(() => org.save('delete', [user!])).toThrow('entity type cannot be deleted: User');
});

test('merge moves the children, deletes the losers, updates the master', () => {
  const [master, loser] = org.insert('Account', { Name: 'M' }, { Name: 'L' });
  org.insert('Contact', { LastName: 'x', AccountId: loser!.id });
  master!.put('Website', 'w');
  org.save('merge', [master!], { losers: [loser!] });
  expect(org.query('SELECT Name, Website FROM Account').map((r) => ({ ...r.fields }))).toEqual([{ Id: master!.id, Name: 'M', Website: 'w' }]);
  expect(org.column('SELECT AccountId FROM Contact', 'AccountId')).toEqual([master!.id]);
  expect(org.column('SELECT MasterRecordId FROM Account WHERE IsDeleted = true ALL ROWS', 'MasterRecordId')).toEqual([master!.id]);
  expect(() => org.save('merge', org.insert('Twin__c', {}), { losers: org.insert('Twin__c', {}) })).toThrow('Merge is not supported on Twin__c');
});

test('an observer is told what is read, locked and written', () => {
  const seen: string[] = [];
  org.close();
  org = new TestOrg({
    observer: {
      onRead: (object, ids) => { seen.push(`read ${object.name} ${ids.length}`); },
      onLock: (object, ids, by) => { seen.push(`lock ${object.name} ${ids.length} by ${by}`); },
      onWrite: (object, ids, operation) => { seen.push(`${operation} ${object.name} ${ids.length}`); },
    },
  });
  const [twin] = org.insert('Twin__c', {});
  org.query('SELECT Id FROM Twin__c FOR UPDATE');
  org.save('update', [org.record('Twin__c', { Id: twin!.id, Serial__c: 's' })]);
  org.save('delete', [twin!]);
  expect(seen).toEqual(['insert Twin__c 1', 'lock Twin__c 1 by query', 'read Twin__c 1', 'lock Twin__c 1 by save', 'update Twin__c 1', 'lock Twin__c 1 by save', 'delete Twin__c 1']);
  expect(() => org.query('SELECT Id FROM Twin__c ORDER BY Name FOR UPDATE')).toThrow();
});

test('references to several objects are emptied for the one that goes', () => {
  const schema = testSchema((s) => { s.Note__c = { name: 'Note__c', label: 'Note', keyPrefix: 'a03', kind: 'custom', features: { undelete: true }, nameField: 'Id', fields: [...systemFields(), lookup('About__c', ['Account', 'Contact'], 'About__r')] }; });
  const other = new TestOrg({ schema });
  const [a] = other.insert('Account', { Name: 'A' });
  const [c] = other.insert('Contact', { LastName: 'C' });
  other.insert('Note__c', { About__c: a!.id }, { About__c: c!.id });
  other.save('delete', [a!]);
  expect(other.column('SELECT About__c FROM Note__c', 'About__c')).toEqual([null, c!.id]);
  other.close();
});
