import { withRace } from '../index.ts';
import { TallyOrg } from './support/tally.ts';

let tally: TallyOrg;
let outcome: string;

beforeAll(() => { tally = new TallyOrg(); });
afterAll(() => tally.org.close());
let number = 0;
let key: string;
beforeEach(() => {
  key = `k${number++}`;
  tally.counter(key);
});

const as = (persona: string, source: string) => (): void => { tally.apex(persona, source); };
const evaluate = (expression: string) => (): void => { outcome = tally.evaluate(expression); };

test('the project compiles', () => expect(tally.org.problems).toEqual([]));

test('what a competitor writes between an unlocked read and its update is lost', () => {
  const { competitor } = withRace(tally.org, { afterRead: 'Counter__c', compete: as('rival', `Tally.add('${key}', 10);`) }, as('admin', `Tally.addCarelessly('${key}', 1);`));
  expect([competitor, tally.total(key)]).toEqual(['first', 1]);
});

test('a competitor waits for a row that was read FOR UPDATE, and adds to what it finds then', () => {
  const { competitor } = withRace(tally.org, { afterRead: 'counter__C', compete: as('rival', `Tally.add('${key}', 10);`) }, as('admin', `Tally.add('${key}', 1);`));
  expect([competitor, tally.total(key)]).toEqual(['waited', 11]);
});

test('a competitor that only updates waits as well', () => {
  const { competitor } = withRace(tally.org, { afterRead: 'Counter__c', compete: as('rival', `Tally.addCarelessly('${key}', 10);`) }, as('admin', `Tally.add('${key}', 1);`));
  expect([competitor, tally.total(key)]).toEqual(['waited', 11]);
});

test('a competitor that does not wait fails with UNABLE_TO_LOCK_ROW, whether it locks or updates', () => {
  const failing = (expression: string): unknown[] => {
    const { competitor } = withRace(tally.org, { afterRead: 'Counter__c', whenLocked: 'fails', compete: evaluate(expression) }, as('admin', `Tally.add('${key}', 1);`));
    return [competitor, outcome];
  };
  const row = `new Counter__c(Id = [SELECT Id FROM Counter__c WHERE Key__c = '${key}'].Id, Total__c = 9)`;
  expect(failing(`Tally.tryToAdd('${key}', 10)`)).toEqual(['failed', 'busy']);
  expect(failing(`Database.update(${row}, false).getErrors()[0].getStatusCode()`)).toEqual(['failed', 'UNABLE_TO_LOCK_ROW']);
  expect(failing(`Database.delete(${row}, false).getErrors()[0].getMessage()`)).toEqual(['failed', expect.stringMatching(/^unable to obtain exclusive access to this record or 1 records: a\w{17}$/)]);
  expect(tally.total(key)).toBe(3);
});

test('an uncaught refusal of the competitor is part of the race, not an error of the test', () => {
  const { competitor } = withRace(tally.org, { afterRead: 'Counter__c', whenLocked: 'fails', compete: as('rival', `Tally.add('${key}', 10);`) }, as('admin', `Tally.add('${key}', 1);`));
  expect([competitor, tally.total(key)]).toEqual(['failed', 1]);
});

test('both find nothing under a key: the second to insert gets DUPLICATE_VALUE and then sees the first', () => {
  const { competitor } = withRace(tally.org, { afterRead: 'Counter__c', compete: as('rival', `Tally.claim('new ${key}');`) }, evaluate(`Tally.claim('new ${key}')`));
  expect([competitor, outcome, tally.counters(`new ${key}`)]).toEqual(['first', 'DUPLICATE_VALUE 1', 1]);
});

test('the competitor runs as its own user, and what it wrote stays when the outer transaction fails', () => {
  expect(() => withRace(tally.org, { afterRead: 'Counter__c', compete: as('rival', `Tally.add('${key}', 10);`) }, as('admin', `Tally.addCarelessly('${key}', 1); throw new IllegalArgumentException('no');`))).toThrow('no');
  expect(tally.total(key)).toBe(10);
  expect(tally.evaluate(`[SELECT LastModifiedBy.Username FROM Counter__c WHERE Key__c = '${key}'].LastModifiedBy.Username`)).toBe('rob@tally.example');
});

test('a competitor that waited still runs when the outer transaction fails', () => {
  expect(() => withRace(tally.org, { afterRead: 'Counter__c', compete: as('rival', `Tally.add('${key}', 10);`) }, as('admin', `Tally.add('${key}', 1); throw new IllegalArgumentException('no');`))).toThrow('no');
  expect(tally.total(key)).toBe(10);
});

test('a row that the competitor holds cannot be locked; it commits when the other has ended', () => {
  const { competitor } = withRace(tally.org, { afterRead: 'Counter__c', holds: true, compete: as('rival', `Tally.add('${key}', 10);`) }, evaluate(`[SELECT COUNT() FROM Counter__c WHERE Key__c = '${key}'] + ' ' + Tally.tryToAdd('${key}', 1)`));
  expect([competitor, outcome, tally.total(key)]).toEqual(['held', '1 busy', 10]);
});

test('a detail that is written holds its master', () => {
  const holding = withRace(tally.org, { afterRead: 'Counter__c', nth: 1, holds: true, compete: as('rival', `Tally.note('${key}');`) }, evaluate(`[SELECT COUNT() FROM Counter__c] + Tally.tryToAdd('${key}', 1)`));
  expect([holding.competitor, outcome]).toEqual(['held', expect.stringMatching(/busy$/)]);
  const waiting = withRace(tally.org, { afterRead: 'Counter__c', compete: as('rival', `Tally.note('${key}');`) }, as('admin', `Tally.add('${key}', 1);`));
  expect(waiting.competitor).toBe('waited');
});

test('two that wait for each other end: the outer one is refused the row that the waiting one holds', () => {
  tally.counter(`${key} b`);
  const { competitor } = withRace(
    tally.org,
    { afterRead: 'Counter__c', compete: as('rival', `Tally.add('${key} b', 10); Tally.add('${key}', 10);`) },
    as('admin', `Tally.add('${key}', 1); if (Tally.tryToAdd('${key} b', 1) != 'busy') { throw new IllegalArgumentException('not busy'); }`),
  );
  expect([competitor, tally.total(key), tally.total(`${key} b`)]).toEqual(['waited', 11, 10]);
});

test('two that insert into an object with unique fields while neither has committed are refused as not implemented', () => {
  expect(() => withRace(tally.org, { afterRead: 'Counter__c', holds: true, compete: as('rival', `Tally.claim('u ${key}');`) }, as('admin', `Tally.claim('v ${key}');`))).toThrow('Not implemented in the local org: an insert of Counter__c beside one that is not committed');
});

test('a competitor is let in after the read that is named; savepoints set before stay good', () => {
  const source = `Savepoint s = Database.setSavepoint(); Tally.look('${key}'); Database.rollback(s); Tally.add('${key}', 100);`;
  const { competitor } = withRace(tally.org, { afterRead: 'Counter__c', nth: 1, compete: as('rival', `Tally.add('${key}', 10);`) }, as('admin', source));
  expect([competitor, tally.total(key)]).toEqual(['first', 110]);
  expect(withRace(tally.org, { afterRead: 'Counter__c', nth: 2, compete: as('rival', `Tally.add('${key}', 10);`) }, as('admin', source)).competitor).toBe('waited');
});

test('a transaction that has written cannot be interrupted; one whose writes were rolled back can', () => {
  const compete = as('rival', `Tally.add('${key}', 10);`);
  expect(() => withRace(tally.org, { afterRead: 'Counter__c', compete }, as('admin', `insert new Counter__c(Name = 'w'); Tally.add('${key}', 1);`))).toThrow('Not implemented in the local org: a transaction between the statements of one that has written');
  expect(tally.total(key)).toBe(0);
  expect(withRace(tally.org, { afterRead: 'Counter__c', compete }, as('admin', `Tally.addAfterRollback('${key}');`)).competitor).toBe('waited');
  expect([tally.total(key), tally.counters('tried')]).toEqual([11, 0]);
});

test('statics and limits of the two transactions are their own', () => {
  const outer = `for (Integer i = 0; i < 20; i++) { Tally.look('${key}'); } Tally.calls += Tally.calls;`;
  const inner = `for (Integer i = 0; i < 90; i++) { Tally.add('${key}', 1); } if (Tally.calls != 90) { throw new IllegalArgumentException('' + Tally.calls); }`;
  withRace(tally.org, { afterRead: 'Counter__c', compete: as('rival', inner) }, as('admin', outer));
  expect(tally.total(key)).toBe(110);
});

test.each([
  ['an object that is not read', { afterRead: 'Entry__c' }, "There was no race: Entry__c was read 0 time(s), not 1"],
  ['a read that does not come', { afterRead: 'Counter__c', nth: 9 }, 'There was no race: Counter__c was read 1 time(s), not 9'],
])('%s is no race and fails the test', (_, race, message) => {
  expect(() => withRace(tally.org, { ...race, compete: () => undefined }, as('admin', `Tally.add('${key}', 1);`))).toThrow(message);
});

test('a competitor that writes nothing, fails by itself or is several transactions fails the test', () => {
  const race = (compete: () => void) => () => withRace(tally.org, { afterRead: 'Counter__c', compete }, as('admin', `Tally.addCarelessly('${key}', 1);`));
  expect(race(() => undefined)).toThrow('There was no race: the competitor wrote nothing');
  expect(race(as('rival', "throw new IllegalArgumentException('own fault');"))).toThrow('own fault');
  expect(race(() => { as('rival', `Tally.add('${key}', 1);`)(); as('rival', `Tally.add('${key}', 1);`)(); })).toThrow('The competitor is one transaction, not several');
});
