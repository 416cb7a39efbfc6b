import { NotImplementedError, OrgError } from '../../../execution/errors.ts';
import { createRuntime, toApexException } from '../index.ts';
import { Harness } from './apex-harness.ts';

const apex = new Harness({
  apex: {
    'Trouble.cls': `public class Trouble {
  public class Own extends Exception {}
  public virtual class Base extends Exception { public virtual override String getMessage() { return 'always this'; } }
  public static void deep(Integer n) {
    if (n == 0) {
      throw new Own('deep');
    }
    deep(n - 1);
  }
  public static Integer forever(Integer n) { return forever(n + 1) + 1; }
}`,
  },
});
afterAll(() => apex.close());

test.each([
  ['Integer i = 1 / 0;', 'System.MathException: Divide by 0'],
  ['Decimal d = 1.0 / 0;', 'System.MathException: Divide by 0'],
  ['String s; s.length();', 'System.NullPointerException: Attempt to de-reference a null object'],
  ['Account a; System.debug(a.Name);', 'System.NullPointerException: Attempt to de-reference a null object'],
  ["Integer i = Integer.valueOf('x');", 'System.TypeException: Invalid integer: x'],
  ["Date d = Date.valueOf('x');", 'System.TypeException: Invalid date: x'],
  ["Object o = 'x'; Integer i = (Integer) o;", 'System.TypeException: Invalid conversion from runtime type String to Integer'],
  ["Id i = 'nope';", 'System.StringException: Invalid id: nope'],
  ["new Account().get('Nope__c');", 'System.SObjectException: Invalid field Nope__c for Account'],
  ["new Account().put('Name', 5);", 'System.SObjectException: Illegal assignment from Integer to String'],
  ['Account a = [SELECT Id FROM Account LIMIT 1];', 'System.QueryException: List has no rows for assignment to SObject'],
  ["System.LoggingLevel.valueOf('NOPE');", 'System.NoSuchElementException: No enum constant System.LoggingLevel.NOPE'],
  ["throw new Trouble.Own('m', new Trouble.Own('cause'));", 'Trouble.Own: m'],
  ['throw new Trouble.Own();', 'Trouble.Own: Script-thrown exception'],
  ["throw new AuraHandledException('shown');", 'System.AuraHandledException: Script-thrown exception'],
  ['Exception e; throw e;', 'System.NullPointerException: Attempt to de-reference a null object'],
  ['throw new Trouble.Base();', 'Trouble.Base: always this'],
])('%s ends with %s', (code, text) => {
  expect(apex.failure(code)).toBe(text);
});

test('what is caught knows its type, cause, line and stack', () => {
  expect(apex.run(`
    try { Trouble.deep(2); } catch (Trouble.Own e) {
      System.debug(e.getTypeName() + ' ' + e.getLineNumber());
      System.debug(e.getStackTraceString());
    }
    Exception whole = new Trouble.Own('outer', new Trouble.Own('inner'));
    System.debug(whole.getCause().getMessage());
    Exception e = new Trouble.Own(); e.setMessage('set'); e.initCause(whole);
    System.debug(e + ' / ' + e.getCause());`)).toEqual([
    'Trouble.Own 6',
    'Class.Trouble.deep: line 6, column 1\nClass.Trouble.deep: line 8, column 1\nClass.Trouble.deep: line 8, column 1\nAnonymousBlock: line 2, column 1',
    'inner',
    'Trouble.Own: set / Trouble.Own: outer',
  ]);
});

test('the first clause that fits catches, finally runs', () => {
  expect(apex.run(`
    try { List<Integer> l = new List<Integer>(); l.get(0); }
    catch (DmlException e) { System.debug('dml'); }
    catch (ListException e) { System.debug('list'); }
    catch (Exception e) { System.debug('any'); }
    finally { System.debug('finally'); }`)).toEqual(['list', 'finally']);
});

test('a failed assertion and a passed limit cannot be caught', () => {
  expect(apex.failure('try { System.assert(false, \'no\'); } catch (Exception e) { System.debug(e); }')).toBe('System.AssertException: Assertion Failed: no');
  expect(apex.failure('try { Trouble.forever(0); } catch (Exception e) { System.debug(e); }')).toBe('System.LimitException: Maximum stack depth reached: 1001');
  expect(apex.failure('try { for (Integer i = 0; i < 101; i++) { List<Account> a = [SELECT Id FROM Account]; } } catch (Exception e) { System.debug(e); }')).toBe('System.LimitException: Too many SOQL queries: 101');
});

test('a gap of the library cannot be caught either, and says its name', () => {
  expect(() => apex.run("try { Database.convertLead(new Database.LeadConvert()); } catch (Exception e) { System.debug(e); }")).toThrow(NotImplementedError);
});

test('an error of the host is no Apex exception, an error of the org is one', () => {
  createRuntime();
  expect(toApexException(new Error('boom'))).toBeUndefined();
  expect(toApexException(new OrgError('INVALID_FIELD', 'No such column'))!.tostring()).toBe('System.QueryException: No such column');
});

test('a failed save tells row, code, fields and message', () => {
  expect(apex.run(`
    try { insert new List<Contact>{ new Contact(LastName = 'ok'), new Contact() }; }
    catch (DmlException e) {
      System.debug(e.getNumDml() + ' ' + e.getDmlIndex(0) + ' ' + e.getDmlStatusCode(0) + ' ' + e.getDmlType(0) + ' ' + e.getDmlFieldNames(0) + ' ' + e.getDmlMessage(0) + ' ' + e.getDmlId(0));
    }`)).toEqual(['1 1 REQUIRED_FIELD_MISSING REQUIRED_FIELD_MISSING (LastName) Required fields are missing: [LastName] null']);
});

test('assertions say what they expected', () => {
  expect(apex.failure("System.assertEquals(1, 2, 'count');")).toBe('System.AssertException: Assertion Failed: count: Expected: 1, Actual: 2');
  expect(apex.failure("System.assertNotEquals('a', 'a');")).toBe('System.AssertException: Assertion Failed: Same value: a');
  expect(apex.failure('Assert.isNull(5);')).toBe('System.AssertException: Assertion Failed: Expected: null, Actual: 5');
  expect(apex.failure("Assert.fail('here');")).toBe('System.AssertException: Assertion Failed: here');
  expect(apex.failure("System.assertEquals('a', 'A');")).toContain('Expected: a, Actual: A');
  expect(apex.run("System.assertEquals(5, 5.0); System.assertEquals(null, null); Assert.areEqual(new List<Integer>{1}, new List<Integer>{1}); Assert.isInstanceOfType('x', String.class);")).toEqual([]);
});

test('the fields of a failed row are tokens, for rows without an Id too', () => {
  expect(apex.run(`
    try { insert new List<Contact>{ new Contact(LastName = 'ok'), new Contact(FirstName = 'no last name') }; }
    catch (DmlException e) {
      List<Schema.SObjectField> fields = e.getDmlFields(0);
      System.debug(fields.size() + ' ' + (fields[0] == Contact.LastName) + ' ' + fields[0].getDescribe().getName() + ' ' + e.getDmlFieldNames(0));
    }`)).toEqual(['1 true LastName (LastName)']);
});
