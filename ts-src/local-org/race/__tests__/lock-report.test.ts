import { lockReport, requireLocks } from '../index.ts';
import { TallyOrg } from './support/tally.ts';

let tally: TallyOrg;
beforeAll(() => {
  tally = new TallyOrg();
  tally.counter('k');
});
afterAll(() => tally.org.close());

const report = (source: string) => lockReport(tally.org, () => tally.apex('rival', source));
const told = (source: string) => report(source).changes.map(({ object, operation, locked }) => `${operation} ${object} ${locked ? 'locked' : 'unlocked'}`);

test('an update behind FOR UPDATE is locked, one without is not, and its Apex stack is told', () => {
  expect(told("Tally.add('k', 1);")).toEqual(['update Counter__c locked']);
  expect(report("Tally.addCarelessly('k', 1);").unlocked('counter__c')).toEqual([
    { object: 'Counter__c', id: expect.stringMatching(/^a\w{17}$/), operation: 'update', locked: false, username: 'rob@tally.example', stack: 'Class.Tally.addCarelessly: line 8, column 1\nAnonymousBlock: line 1, column 1' },
  ]);
});

test('a row made in the same transaction needs no lock', () => {
  expect(told("Tally.createAndRename('made');")).toEqual(['update Counter__c locked']);
});

test('a lock that was rolled back, or that another transaction held, is none', () => {
  expect(told("Tally.addBehindRolledBackLock('k');")).toEqual(['update Counter__c unlocked']);
  const { changes } = lockReport(tally.org, () => {
    tally.apex('admin', "System.debug([SELECT Id FROM Counter__c FOR UPDATE]);");
    tally.apex('admin', "Tally.addCarelessly('k', 1);");
  });
  expect(changes.map(({ locked }) => locked)).toEqual([false]);
});

test('deletes count, what they take along does not', () => {
  tally.counter('gone');
  tally.apex('admin', "Tally.note('gone');");
  expect(told("delete [SELECT Id FROM Counter__c WHERE Key__c = 'gone'];")).toEqual(['delete Counter__c unlocked']);
});

test('the check fails for the objects that it names, with rows and places', () => {
  const careless = (): string => tally.apex('admin', "Tally.addCarelessly('k', 1);");
  expect(() => requireLocks(tally.org, ['Counter__c'], careless)).toThrow(/^Changed without a lock:\nupdate of Counter__c a\w{17}\n {4}Class\.Tally\.addCarelessly: line 8, column 1\n {4}AnonymousBlock: line 1, column 1$/);
  expect(() => requireLocks(tally.org, ['Entry__c'], careless)).not.toThrow();
  expect(requireLocks(tally.org, ['Counter__c'], () => 7)).toBe(7);
});
