import { ApexOrg, evaluate } from './support/apex-org.ts';

describe('records', () => {
  test('fields, parents and children of queried records', () => {
    const result = evaluate(`
      Account a = new Account(Name = 'Maison');
      insert a;
      insert new List<Contact>{ new Contact(LastName = 'B', AccountId = a.Id), new Contact(LastName = 'A', AccountId = a.Id), new Contact(LastName = 'C') };
      String out = '';
      for (Contact c : [SELECT LastName, Account.Name FROM Contact ORDER BY LastName]) { out += c.LastName + c.Account.Name + ' '; }
      Account found = [SELECT Name, (SELECT LastName FROM Contacts ORDER BY LastName) FROM Account WHERE Id = :a.Id];
      for (Contact c : found.Contacts) { out += c.LastName; }
      return out + found.Contacts.size();`);
    expect(result).toBe('AMaison BMaison Cnull AB2');
  });

  test('binds, counts, aggregates, single rows, rows in lists of 200', () => {
    const result = evaluate(`
      List<Account> all = new List<Account>();
      for (Integer i = 0; i < 250; i++) { all.add(new Account(Name = 'A' + Math.mod(i, 2))); }
      insert all;
      Set<String> names = new Set<String>{ 'A0' };
      Integer n = [SELECT COUNT() FROM Account WHERE Name IN :names];
      AggregateResult[] groups = [SELECT Name, COUNT(Id) total FROM Account GROUP BY Name ORDER BY Name];
      String sizes = '';
      for (List<Account> chunk : [SELECT Id FROM Account]) { sizes += chunk.size() + ' '; }
      return n + ' ' + groups[1].get('total') + ' ' + [SELECT Name FROM Account WHERE Name = 'A1' LIMIT 1].Name + ' ' + sizes;`);
    expect(result).toBe('125 125 A1 200 50 ');
  });

  test('no row, or more than one, where one is asked for', () => {
    const caught = (query: string): string => evaluate(`insert new List<Account>{ new Account(Name = 'x'), new Account(Name = 'x') }; try { Account a = ${query}; return a; } catch (QueryException e) { return e.getMessage(); }`);
    expect(caught("[SELECT Id FROM Account WHERE Name = 'none']")).toBe('List has no rows for assignment to SObject');
    expect(caught('[SELECT Id FROM Account]')).toBe('List has more than 1 row for assignment to SObject');
  });

  test('dynamic queries see the variables around them', () => {
    const members = "static String kept = 'Maison';";
    expect(evaluate("insert new Account(Name = 'Maison'); String name = 'Maison'; return Database.countQuery('SELECT COUNT() FROM Account WHERE Name = :name') + Database.countQuery('SELECT COUNT() FROM Account WHERE Name = :kept');", members)).toBe('2');
    expect(evaluate("insert new Account(Name = 'Maison'); List<Account> l = Database.query('SELECT Name FROM Account'); Account a = Database.query('SELECT Name FROM Account'); return l.size() + a.Name;")).toBe('1Maison');
  });

  test('DML statements, partial results, and what they throw', () => {
    expect(evaluate("try { insert new Contact(); return 'in'; } catch (DmlException e) { return e.getDmlType(0) + ' ' + e.getNumDml(); }")).toBe('REQUIRED_FIELD_MISSING 1');
    expect(evaluate("Database.SaveResult[] r = Database.insert(new List<Contact>{ new Contact(LastName = 'ok'), new Contact() }, false); return r[0].isSuccess() + ' ' + r[1].isSuccess() + ' ' + r[1].getErrors()[0].getStatusCode();")).toBe('true false REQUIRED_FIELD_MISSING');
    expect(evaluate("Account a = new Account(Name = 'x'); insert a; a.Name = 'y'; update a; delete a; return [SELECT COUNT() FROM Account];")).toBe('0');
  });

  test('fields that were not queried cannot be read', () => {
    expect(evaluate("insert new Account(Name = 'x'); Account a = [SELECT Id FROM Account]; try { return a.Name; } catch (SObjectException e) { return e.getMessage(); }")).toBe('SObject row was retrieved via SOQL without querying the requested field: Account.Name');
  });

  test('tokens and describe', () => {
    expect(evaluate('return Account.SObjectType.getDescribe().getName() + Account.Name.getDescribe().getName() + Schema.SObjectType.Account.fields.Name.getName() + Schema.SObjectType.Contact.getKeyPrefix();')).toBe('AccountNameName003');
    expect(evaluate("Contact c = new Contact(); c.put('lastname', 'x'); c.put(Contact.Email, 'a@b.c'); return c.LastName + c.get(Contact.Email) + c.getSObjectType();")).toBe('xa@b.cContact');
  });
});

describe('triggers', () => {
  const trigger = `trigger Accounts on Account (before insert, after update) {
    if (Trigger.isBefore) {
      for (Account a : Trigger.new) {
        if (a.Name == 'bad') { a.addError('refused'); }
        a.Name = a.Name + suffix();
      }
    } else {
      Watch.seen = Trigger.newMap.size() + Trigger.oldMap.values()[0].Name + Trigger.operationType;
    }
    String suffix() { return '!'; }
  }`;
  const main = (body: string): string => `public class Main { public static Object run() { ${body} } }`;
  const run = (body: string): unknown => {
    const org = new ApexOrg(trigger, 'public class Watch { public static String seen; }', main(body));
    try {
      return org.call('Main', 'run');
    } finally {
      org.close();
    }
  };

  test('change the rows before they are saved', () => {
    expect(run("Account a = new Account(Name = 'x'); insert a; return [SELECT Name FROM Account].Name;")).toBe('x!');
  });

  test('see old and new rows, and share the statics of the transaction', () => {
    expect(run("Account a = new Account(Name = 'x'); insert a; update new Account(Id = a.Id, Name = 'y'); return Watch.seen;")).toBe('1x!AFTER_UPDATE');
  });

  test('refuse rows', () => {
    expect(run("try { insert new Account(Name = 'bad'); return 'in'; } catch (DmlException e) { return e.getDmlMessage(0); }")).toBe('refused');
  });
});

describe('anonymous blocks', () => {
  test('run statements with methods and classes of their own', () => {
    const org = new ApexOrg("public class Out { public static String text = ''; public static String last() { return text; } }");
    org.anonymous("Integer n = twice(4);\nOut.text = 'n' + n + new Box(2).v;\nInteger twice(Integer i) { return i * 2; }\nclass Box { Integer v; Box(Integer v) { this.v = v; } }");
    expect(org.call('Out', 'last')).toBe('n82');
    org.close();
  });
});

describe('sharing', () => {
  const classes = [
    'public class Plain { public static Integer count() { return [SELECT COUNT() FROM Account]; } }',
    'public inherited sharing class Inheriting { public Integer count() { return [SELECT COUNT() FROM Account]; } }',
    'public with sharing class Careful { public static Integer own() { return [SELECT COUNT() FROM Account]; } public static Integer plain() { return Plain.count(); } public static Integer inheriting() { return new Inheriting().count(); } public static Integer dynamic() { return Database.countQuery(\'SELECT COUNT() FROM Account\'); } public static Integer both() { Integer n = Free.plain(); return Plain.count(); } }',
    'public without sharing class Free { public static Integer own() { return [SELECT COUNT() FROM Account]; } public static Integer plain() { return Plain.count(); } }',
  ];

  test.each([
    ['Careful', 'own', ['with']],
    ['Free', 'own', ['without']],
    ['Careful', 'plain', ['with']],
    ['Free', 'plain', ['without']],
    ['Careful', 'inheriting', ['with']],
    ['Careful', 'dynamic', ['with']],
    ['Careful', 'both', ['without', 'with']],
  ])('%s.%s runs its queries %s sharing', (className, method, expected) => {
    const org = new ApexOrg(...classes);
    org.call(className, method);
    expect(org.sharingOfQueries).toEqual(expected);
    org.close();
  });
});
