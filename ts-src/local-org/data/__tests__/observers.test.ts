import type { SObjectDef } from '../../schema/model.ts';
import type { RowObserver } from '../index.ts';
import { TestOrg } from './support/org.ts';
import { lookup, systemFields, testSchema } from './support/schema.ts';

const note = testSchema((s) => {
  s.Note__c = { name: 'Note__c', label: 'Note', keyPrefix: 'a03', kind: 'custom', features: { undelete: true }, nameField: 'Id', fields: [...systemFields(), lookup('About__c', ['Account'], 'About__r', { deleteConstraint: 'Restrict' }), lookup('Loose__c', ['Account'], 'Loose__r')] };
});

let org: TestOrg;
let seen: string[];
beforeEach(() => {
  org = new TestOrg({ schema: note });
  seen = [];
});
afterEach(() => org.close());

const tell: RowObserver = {
  onRead: (object, ids) => { seen.push(`read ${object.name} ${ids.length}`); },
  onLock: (object, ids, by) => { seen.push(`lock ${object.name} ${ids.length} by ${by}`); },
  onWrite: (object: SObjectDef, ids, operation, by) => { seen.push(`${operation} ${object.name} ${ids.length} by ${by}`); },
  onRollback: () => { seen.push('roll-back'); },
};

test('queries that find nothing, that count and that bring children are told as reads', () => {
  const [account] = org.insert('Account', { Name: 'A' });
  org.insert('Contact', { LastName: 'C', AccountId: account!.id });
  const end = org.engine.observe(tell);
  org.query("SELECT Id FROM Account WHERE Name = 'nobody'");
  org.query('SELECT COUNT() FROM Account');
  org.query('SELECT Id, (SELECT Id FROM Contacts) FROM Account');
  end();
  org.query('SELECT Id FROM Account');
  expect(seen).toEqual(['read Account 0', 'read Account 0', 'read Account 1', 'read Contact 1']);
});

test('a child holds its parent while it is written, when its lookup would not simply be emptied', () => {
  const [a, b] = org.insert('Account', { Name: 'A' }, { Name: 'B' });
  org.engine.observe(tell);
  const [row] = org.insert('Note__c', { About__c: a!.id, Loose__c: b!.id });
  org.save('update', [org.record('Note__c', { Id: row!.id, Loose__c: a!.id })]);
  org.save('update', [org.record('Note__c', { Id: row!.id, About__c: b!.id })]);
  org.save('delete', [row!]);
  const changes = seen.filter((each) => /Account/.test(each));
  expect(changes).toEqual(['lock Account 1 by child', 'lock Account 2 by child', 'lock Account 1 by child']);
});

test('several observers are told in the order they came, and each until it ends', () => {
  const ends = ['first', 'second'].map((name) => org.engine.observe({ onRead: () => { seen.push(name); } }));
  org.query('SELECT Id FROM Account');
  ends[0]!();
  org.query('SELECT Id FROM Account');
  ends[1]!();
  org.query('SELECT Id FROM Account');
  expect(seen).toEqual(['first', 'second', 'second']);
});

test('a roll-back is told, that of a statement too', () => {
  org.engine.observe(tell);
  const savepoint = org.data.savepoint();
  savepoint.rollback();
  org.failure(() => org.insert('Account', {}));
  expect(seen).toEqual(['roll-back', 'roll-back']);
});

test('a transaction steps aside for another until it has written, and again when that is undone', () => {
  const names = (): unknown[] => org.names('SELECT Name FROM Account');
  const commit = (name: string) => (): void => {
    const other = org.engine.begin(org.view);
    other.dml({ operation: 'insert', records: [org.record('Account', { Name: name })], mode: 'system', sharing: 'without', allOrNone: true });
    other.commit();
  };
  const savepoint = org.data.savepoint();
  org.data.aside(commit('one'));
  expect([names(), org.data.hasWritten]).toEqual([['one'], false]);
  org.insert('Account', { Name: 'mine' });
  expect(org.data.hasWritten).toBe(true);
  expect(() => org.data.aside(commit('never'))).toThrow('Not implemented in the local org');
  savepoint.rollback();
  org.data.aside(commit('two'));
  expect(names()).toEqual(['one', 'two']);
});

test('a transaction comes back when what ran beside it failed', () => {
  expect(() => org.data.aside(() => { throw new Error('beside'); })).toThrow('beside');
  org.insert('Account', { Name: 'mine' });
  expect(org.names('SELECT Name FROM Account')).toEqual(['mine']);
});
