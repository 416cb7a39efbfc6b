import { openLocalOrg } from '../org.ts';
import type { OpenedOrg } from '../org.ts';
import { AnonymousRunner } from './support/anonymous-runner.ts';
import { widgetProject } from './support/widget-project.ts';

/** `Approval.lock`: nobody but an administrator saves what is locked. */
let org: OpenedOrg;
let apex: AnonymousRunner;
beforeAll(() => {
  org = openLocalOrg({ projectDir: widgetProject() });
  apex = new AnonymousRunner(org);
});
afterAll(() => org.close());

const SET_UP = "Account one = new Account(Name = 'One'); Account two = new Account(Name = 'Two'); insert new List<Account>{ one, two };";
const MINE = "Account mine = [SELECT Id FROM Account WHERE Name = 'Mine'];";
const USER = "User plain = new User(Username = 'plain@locks.example', LastName = 'Plain', Alias = 'plain', Email = 'p@locks.example', ProfileId = [SELECT Id FROM Profile WHERE Name = 'Standard User'].Id, TimeZoneSidKey = 'Europe/Paris', LocaleSidKey = 'en_US', LanguageLocaleKey = 'en_US', EmailEncodingKey = 'UTF-8');";

test('locks are set, told and taken away, of ids and of records', () => {
  expect(apex.debugs(`${SET_UP}
    System.debug(Approval.lock(one.Id).isSuccess());
    System.debug(Approval.isLocked(one) + ' ' + Approval.isLocked(two.Id));
    System.debug(Approval.lock(new List<Account>{ one, two }).size());
    Map<Id, Boolean> locked = Approval.isLocked(new List<Id>{ one.Id, two.Id });
    System.debug(locked.get(one.Id) + ' ' + locked.get(two.Id));
    System.debug(Approval.unlock(new List<Id>{ one.Id }, false)[0].getId() == one.Id);
    System.debug(Approval.isLocked(one) + ' ' + Approval.isLocked(two));`)).toEqual(['true', 'true false', '2', 'true true', 'true', 'false true']);
});

test('a record that is not there cannot be locked', () => {
  const gone = `${SET_UP} delete two; `;
  expect(apex.debugs(`${gone} Approval.LockResult r = Approval.lock(two.Id, false); System.debug(r.isSuccess() + ' ' + r.getErrors()[0].getStatusCode());`)).toEqual(['false INVALID_CROSS_REFERENCE_KEY']);
  expect(apex.run(`${gone} Approval.lock(new List<Id>{ one.Id, two.Id });`).exceptionMessage).toContain('INVALID_CROSS_REFERENCE_KEY');
});

test('a lock goes with the transaction that is rolled back, and stays with the one that commits', () => {
  expect(apex.debugs(`${SET_UP} Savepoint before = Database.setSavepoint(); Approval.lock(one); Database.rollback(before); System.debug(Approval.isLocked(one));`)).toEqual(['false']);
  apex.succeeds("Account kept = new Account(Name = 'Kept'); insert kept; Approval.lock(kept);");
  expect(apex.debugs("Account kept = [SELECT Id FROM Account WHERE Name = 'Kept']; System.debug(Approval.isLocked(kept)); kept.Name = 'Renamed'; update kept; Approval.unlock(kept);")).toEqual(['true']);
});

test('users without the right to modify all are refused, in system mode too', () => {
  apex.succeeds(`${USER} insert plain;`);
  apex.succeeds("Account mine = new Account(Name = 'Mine', OwnerId = [SELECT Id FROM User WHERE LastName = 'Plain'].Id); insert mine; Approval.lock(mine);");
  const { userId } = org.findUser('plain@locks.example')!;
  const said = (source: string): string | undefined => /\|DEBUG\|(.*)$/m.exec(org.executeAnonymous(userId, `${MINE} ${source}`).debugLog)?.[1];
  expect(said("Database.SaveResult r = Database.update(mine, false); System.debug(r.getErrors()[0].getStatusCode() + ' ' + r.getErrors()[0].getMessage());")).toBe('ENTITY_IS_LOCKED the entity is locked for editing');
  expect(said('Database.DeleteResult r = Database.delete(mine, false); System.debug(r.getErrors()[0].getStatusCode());')).toBe('ENTITY_IS_LOCKED');
  apex.succeeds(`${MINE} Approval.unlock(mine);`);
  expect(said("update mine; System.debug('saved');")).toBe('saved');
});
