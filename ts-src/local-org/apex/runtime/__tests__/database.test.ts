import { Harness } from './apex-harness.ts';

const apex = new Harness({
  apex: {
    'ContactTrigger.trigger': `trigger ContactTrigger on Contact (before insert, after insert, before update, before delete) {
  if (Trigger.isBefore && Trigger.isInsert) {
    for (Contact c : Trigger.new) {
      if (c.LastName == 'refused') { c.LastName.addError('not this name'); }
      if (c.LastName == 'row') { c.addError('not this row'); }
      if (c.LastName == 'boom') { Integer i = 1 / 0; }
      c.Title = Trigger.operationType + ' ' + Trigger.size + ' ' + (Trigger.old == null) + ' ' + (Trigger.newMap == null);
    }
  }
  if (Trigger.isAfter) { for (Contact c : Trigger.new) { if (c.LastName == 'write') { c.Title = 'x'; } } }
  if (Trigger.isUpdate) { for (Contact c : Trigger.new) { c.Department = Trigger.oldMap.get(c.Id).LastName; } }
  if (Trigger.isDelete) { for (Contact c : Trigger.old) { if (c.LastName == 'kept') { c.addError('stays'); } } }
}`,
  },
});
afterAll(() => apex.close());

describe('queries', () => {
  const setUp = "insert new List<Account>{ new Account(Name = 'A', NumberOfEmployees = 1), new Account(Name = 'B', NumberOfEmployees = 2) };";

  test('binds of variables, lists, sets and records', () => {
    expect(apex.run(`${setUp}
      Set<String> names = new Set<String>{ 'A', 'B' }; Account a = [SELECT Id FROM Account WHERE Name = 'A'];
      System.debug([SELECT COUNT() FROM Account WHERE Name IN :names]);
      System.debug([SELECT Name FROM Account WHERE Id = :a].Name);
      System.debug([SELECT Name FROM Account WHERE NumberOfEmployees > :1 + 0].Name);`)).toEqual(['2', 'A', 'B']);
  });

  test('dynamic queries see the variables of their caller, or a map', () => {
    expect(apex.run(`${setUp}
      String wanted = 'B';
      System.debug(((Account) Database.query('SELECT Name FROM Account WHERE Name = :wanted')[0]).Name);
      System.debug(Database.countQuery('SELECT COUNT() FROM Account WHERE Name = :wanted'));
      System.debug(Database.queryWithBinds('SELECT Name FROM Account WHERE Name IN :Names', new Map<String, Object>{ 'names' => new List<String>{ 'A' } }, AccessLevel.SYSTEM_MODE).size());`)).toEqual(['B', '1', '1']);
    expect(apex.failure("Database.query('SELECT Id FROM Account WHERE Name = :nowhere');")).toBe('System.QueryException: Variable does not exist: nowhere');
    expect(apex.failure("Database.query('SELECT FROM Account');")).toContain('System.QueryException');
  });

  test('a field that was not asked for cannot be read', () => {
    expect(apex.failure(`${setUp} Account a = [SELECT Id FROM Account LIMIT 1]; System.debug(a.Name);`)).toBe('System.SObjectException: SObject row was retrieved via SOQL without querying the requested field: Account.Name');
  });

  test('parents, children, aggregates and null parents', () => {
    expect(apex.run(`
      Account a = new Account(Name = 'P'); insert a; insert new List<Contact>{ new Contact(LastName = 'C', AccountId = a.Id), new Contact(LastName = 'D') };
      System.debug([SELECT Account.Name FROM Contact WHERE LastName = 'C'].Account.Name);
      System.debug([SELECT Account.Name FROM Contact WHERE LastName = 'D'].Account.Name);
      System.debug([SELECT (SELECT LastName FROM Contacts) FROM Account][0].Contacts[0].LastName);
      AggregateResult r = [SELECT AccountId owner, COUNT(Id) n FROM Contact WHERE AccountId != null GROUP BY AccountId][0];
      System.debug(r.get('n') + ' ' + (r.get('owner') == a.Id));`)).toEqual(['P', 'null', 'C', '1 true']);
  });

  test('a loop over a query gets records, or lists of them', () => {
    expect(apex.run(`${setUp}
      for (Account a : [SELECT Name FROM Account ORDER BY Name]) System.debug(a.Name);
      for (List<Account> some : [SELECT Name FROM Account]) System.debug(some.size());`)).toEqual(['A', 'B', '2']);
  });
});

describe('saves', () => {
  test('results of a partial save come in the order of the rows', () => {
    expect(apex.run(`
      List<Database.SaveResult> results = Database.insert(new List<Contact>{ new Contact(LastName = 'ok'), new Contact(LastName = 'refused'), new Contact() }, false);
      for (Database.SaveResult r : results) System.debug(r.isSuccess() + ' ' + (r.getId() != null) + ' ' + (r.isSuccess() ? '' : r.getErrors()[0].getStatusCode() + ' ' + r.getErrors()[0].getMessage() + ' ' + r.getErrors()[0].getFields()));`)).toEqual([
      'true true ',
      'false false FIELD_CUSTOM_VALIDATION_EXCEPTION not this name (LastName)',
      'false false REQUIRED_FIELD_MISSING Required fields are missing: [LastName] (LastName)',
    ]);
  });

  test('triggers see their variables, and what they write is saved', () => {
    expect(apex.run(`
      Contact c = new Contact(LastName = 'first'); insert c;
      System.debug([SELECT Title FROM Contact].Title);
      c.LastName = 'second'; update c;
      System.debug([SELECT Department FROM Contact].Department);`)).toEqual(['BEFORE_INSERT 1 true true', 'first']);
  });

  test('errors and exceptions of triggers reach the caller in the words of the platform', () => {
    expect(apex.failure("insert new Contact(LastName = 'row');")).toBe('System.DmlException: Insert failed. First exception on row 0; first error: FIELD_CUSTOM_VALIDATION_EXCEPTION, not this row: []');
    expect(apex.failure("insert new Contact(LastName = 'boom');")).toBe(
      'System.DmlException: Insert failed. First exception on row 0; first error: CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY, ContactTrigger: execution of BeforeInsert\n\n' +
      'caused by: System.MathException: Divide by 0\n\nTrigger.ContactTrigger: line 6, column 1: []',
    );
    expect(apex.failure("insert new Contact(LastName = 'write');")).toContain('System.FinalException: Record is read-only');
    expect(apex.failure("Contact c = new Contact(LastName = 'kept'); insert c; delete c;")).toContain('stays');
  });

  test('upsert, delete, undelete and an insert with an Id', () => {
    expect(apex.run(`
      Account a = new Account(Name = 'A'); insert a;
      Database.UpsertResult[] results = Database.upsert(new List<Account>{ new Account(Id = a.Id, Name = 'A2'), new Account(Name = 'B') });
      System.debug(results[0].isCreated() + ' ' + results[1].isCreated());
      delete a; System.debug([SELECT COUNT() FROM Account]); undelete a; System.debug([SELECT COUNT() FROM Account]);
      System.debug(Database.delete(a.Id, false).isSuccess());`)).toEqual(['false true', '1', '2', 'true']);
    expect(apex.failure("insert new Account(Name = 'A', Id = '001000000000001AAA');")).toBe('System.DmlException: Insert failed. First exception on row 0 with id 001000000000001AAA; first error: INVALID_FIELD_FOR_INSERT_UPDATE, cannot specify Id in an insert call: [Id]'.replace(' with id 001000000000001AAA', ''));
  });

  test('rows of a query are a list for each operation, however many they are', () => {
    expect(apex.run(`
      System.debug(Database.delete([SELECT Id FROM Contact WHERE LastName = 'none'], false).size());
      insert new List<Contact>{ new Contact(LastName = 'A'), new Contact(LastName = 'B') };
      System.debug(Database.update([SELECT Id FROM Contact], false).size());
      for (Database.DeleteResult r : Database.delete([SELECT Id FROM Contact], false)) System.debug(r.isSuccess());
      System.debug(Database.undelete([SELECT Id FROM Contact ALL ROWS], false, AccessLevel.SYSTEM_MODE).size());
      System.debug(Database.delete(Database.query('SELECT Id FROM Contact'), false, AccessLevel.USER_MODE).size());`)).toEqual(['0', '2', 'true', 'true', '2', '2']);
  });

  test('a rollback takes rows back, and limits count both', () => {
    expect(apex.run(`
      Savepoint s = Database.setSavepoint(); insert new Account(Name = 'A'); System.debug([SELECT COUNT() FROM Account]);
      Database.rollback(s); System.debug([SELECT COUNT() FROM Account]); System.debug(Limits.getDmlStatements() + ' ' + Limits.getQueries());`)).toEqual(['1', '0', '3 2']);
  });

  test('nothing to save is no error, a null record is', () => {
    expect(apex.run('insert new List<Account>(); Account[] none = new Account[]{}; update none;')).toEqual([]);
    expect(apex.failure('Account a; insert a;')).toBe('System.NullPointerException: Attempt to de-reference a null object');
  });
});

describe('sObjects', () => {
  test('get and put take any case and tokens and convert numbers', () => {
    expect(apex.run(`
      Account a = new Account(); a.put('name', 'N'); a.put(Account.AnnualRevenue, 5);
      System.debug(a.get('NAME') + ' ' + a.get(Account.Name) + ' ' + a.AnnualRevenue.scale() + ' ' + a.isSet('Name') + ' ' + a.isSet('Site') + ' ' + a.getPopulatedFieldsAsMap().keySet());
      Contact c = new Contact(Account = a); System.debug(c.getSObject('Account').get('Name')); c.putSObject('Account', new Account(Name = 'M')); System.debug(c.Account.Name);`)).toEqual([
      'N N 0 true false {Name, AnnualRevenue}', 'N', 'M',
    ]);
  });

  test('a clone keeps what it was asked to keep', () => {
    expect(apex.run(`
      Account a = new Account(Name = 'A', Id = '001000000000001AAA'); Account b = a.clone(); Account c = a.clone(true, true);
      b.Name = 'B'; System.debug(a.Name + ' ' + b.Id + ' ' + c.Id + ' ' + b.isClone() + ' ' + a.isClone() + ' ' + b.getCloneSourceId());
      List<Account> deep = new List<Account>{ a }.deepClone(); deep[0].Name = 'D'; System.debug(a.Name + ' ' + deep[0].Id);`)).toEqual(['A null 001000000000001AAA true false 001000000000001AAA', 'A null']);
  });

  test('records are printed with their type', () => {
    expect(apex.run("System.debug(new Account(Name = 'A', NumberOfEmployees = 3));")).toEqual(['Account:{Name=A, NumberOfEmployees=3}']);
  });
});
