import { errorsOf } from './support/apex-org.ts';

/** Errors of statements inside a method; line 1 is the first line of the statements. */
const inMethod = (statements: string, members = ''): string[] => errorsOf(`public class T { ${members} public static void run() {\n${statements}\n} }`).map((text) => text.replace(/^(\d+):/, (_, line: string) => `${Number(line) - 1}:`));
const messages = (statements: string, members = ''): string[] => inMethod(statements, members).map((text) => text.replace(/^\d+:\d+ /, ''));

describe('names', () => {
  test('unknown variables, types, methods and fields carry their place', () => {
    expect(inMethod('Integer a = 1;\nInteger b = a + missing;')).toEqual(['2:17 Variable does not exist: missing']);
    expect(inMethod('Nowhere n;')).toEqual(['1:1 Invalid type: Nowhere']);
    expect(inMethod('Map<String, List<Nowhere>> n;')).toEqual(['1:18 Invalid type: Nowhere']);
    expect(inMethod("go(1, 'a');")).toEqual(['1:1 Method does not exist or incorrect signature: void go(Integer, String) from the type T']);
    expect(messages("'a'.frob();")).toEqual(['Method does not exist or incorrect signature: void frob() from the type String']);
    expect(messages('Account a = new Account(); a.Nonsense__c = 1;')).toEqual(['Variable does not exist: Nonsense__c']);
    expect(messages('Account a = new Account(Nonsense__c = 1);')).toEqual(['Field does not exist: Nonsense__c on Account']);
    expect(messages("Object o = new T('x');")).toEqual(['Constructor not defined: [T].<Constructor>(String)']);
  });

  test('a variable hides a field whatever the case, and cannot be declared twice', () => {
    expect(messages('Integer a; Integer A;')).toEqual(['Duplicate variable: A']);
    expect(messages('Integer a; { String a; }')).toEqual(['Duplicate variable: a']);
    expect(messages('if (true) { Integer a; } Integer a = 1;')).toEqual([]);
    expect(messages('List<Integer> events; Boolean b = EVENTS < 3;', 'static final Integer EVENTS = 4;')[0]).toBe('Comparison arguments must be compatible types: List<Integer>, Integer');
  });

  test('private members of other classes are not visible', () => {
    const other = 'public class Other { private Integer secret; private static void hide() {} @TestVisible private static Integer shown; }';
    expect(errorsOf(other, 'public class T { void run() { Other.hide(); } }')).toEqual(['1:37 Method is not visible: void hide() from the type Other']);
    expect(errorsOf(other, 'public class T { Integer run(Other o) { return o.secret; } }')[0]).toMatch(/Variable is not visible: Other.secret/);
    expect(errorsOf(other, '@isTest private class T { static Integer run() { return Other.shown; } }')).toEqual([]);
  });

  test('instance members need an instance', () => {
    expect(messages('work();', 'void work() {}')).toEqual(['Non static method cannot be referenced from a static context: void work() from the type T']);
    expect(messages('n = 1;', 'Integer n;')).toEqual(['Variable does not exist: n']);
    expect(messages('Object o = this;')).toEqual(['Variable does not exist: this']);
  });
});

describe('types', () => {
  test('assignments, arguments and results must fit', () => {
    expect(messages("Integer i = 'a';")).toEqual(['Illegal assignment from String to Integer']);
    expect(messages('Integer i = 1.5;')).toEqual(['Illegal assignment from Decimal to Integer']);
    expect(messages('Integer i = 1L;')).toEqual(['Illegal assignment from Long to Integer']);
    expect(messages('List<Integer> l = new Set<Integer>();')).toEqual(['Illegal assignment from Set<Integer> to List<Integer>']);
    expect(messages('Account a = new Contact();')).toEqual(['Illegal assignment from Contact to Account']);
    expect(errorsOf("public class T { Integer f() { return 'a'; } }")).toEqual(['1:32 Illegal conversion from String to Integer']);
    expect(messages('take(1.5);', 'static void take(Integer i) {}')).toEqual(['Method does not exist or incorrect signature: void take(Decimal) from the type T']);
  });

  test('what Apex converts by itself is accepted', () => {
    expect(messages("Long l = 1; Double d = l; Decimal e = d; d = e; Id i = '001000000000001'; String s = i; Object o = s; Datetime t = Date.today();")).toEqual([]);
    expect(messages('List<SObject> l = new List<Account>(); List<Account> a = l; SObject s = new Account(); Map<Id, SObject> m = new Map<Id, Account>();')).toEqual([]);
    expect(messages("Integer i = 2; i += 3; Decimal d = 1; d += i; String s = 'a'; s += i; Date x = Date.today() + 1;")).toEqual([]);
  });

  test('operators ask for types that they know', () => {
    expect(messages('Boolean b = 1 && true;')).toEqual(['Condition expression must be of type Boolean: Integer']);
    expect(messages('if (1) {}')).toEqual(['Condition expression must be of type Boolean: Integer']);
    expect(messages("Integer i = 3 * 'a';")).toEqual(['Arithmetic expressions must use numeric arguments']);
    expect(messages("Boolean b = 1 == 'a';")).toEqual(['Comparison arguments must be compatible types: Integer, String']);
    expect(messages('Boolean b = new Account() < new Account();')).toEqual(['Comparison arguments must be compatible types: Account, Account']);
  });

  test('casts and instanceof that can never hold', () => {
    expect(messages("Integer i = (Integer) 'a';")).toEqual(['Incompatible types since an instance of String is never an instance of Integer']);
    expect(messages('Contact c = (Contact) new Account();')).toEqual(['Incompatible types since an instance of Account is never an instance of Contact']);
  });

  test('throw and catch take exceptions only', () => {
    expect(messages("throw 'a';")).toEqual(['Throw expression must be of type Exception: String']);
    expect(messages('try { run(); } catch (Account a) { run(); }')).toEqual(['Catch expression must be of type Exception: Account']);
  });
});

describe('flow', () => {
  test('a method with a result always returns one', () => {
    expect(errorsOf('public class T { Integer f(Boolean b) { if (b) { return 1; } } }')).toEqual(['1:62 Missing return statement required return type: Integer']);
    expect(errorsOf('public class T { Integer f(Boolean b) { if (b) { return 1; } else { throw new MathException(); } } }')).toEqual([]);
    expect(errorsOf('public class T { Integer f() { while (true) { } } }')).toEqual([]);
    expect(errorsOf('public class T { Integer f() { while (true) { break; } } }')).toHaveLength(1);
    expect(errorsOf('public class T { Integer f(Integer i) { switch on i { when 1 { return 1; } when else { return 2; } } } }')).toEqual([]);
    expect(errorsOf('public class T { Integer f() { try { return 1; } catch (Exception e) { return 2; } } }')).toEqual([]);
  });

  test('statements that cannot be reached', () => {
    expect(inMethod('return;\nInteger a = 1;\nInteger b;')).toEqual(['2:1 Unreachable statement']);
    expect(messages('while (true) { } run();')).toEqual(['Unreachable statement']);
    expect(messages('throw new MathException(); run();')).toEqual(['Unreachable statement']);
  });
});

describe('classes', () => {
  test('interfaces and abstract classes must be honoured', () => {
    expect(errorsOf('public class T implements Comparable { }')).toEqual(['1:14 Class T must implement the method: Integer Comparable.compareTo(Object)']);
    expect(errorsOf('public class T { interface A { Integer f(String s); } class B implements A { public Integer f(Integer i) { return 1; } } }')).toEqual(['1:61 Class T.B must implement the method: Integer T.A.f(String)']);
    expect(errorsOf('public class T { abstract class A { abstract void f(); } class B extends A { } }')).toEqual(['1:64 Class T.B must implement the abstract method: void T.A.f()']);
  });

  test('overriding has to be said, and allowed', () => {
    expect(errorsOf('public class T { virtual class A { public virtual void f() {} } class B extends A { public void f() {} } }')).toEqual(['1:97 Method must use the override keyword: void f()']);
    expect(errorsOf('public class T { virtual class A { public void f() {} } class B extends A { public override void f() {} } }')).toEqual(['1:98 Non-virtual, non-abstract methods cannot be overridden: void f()']);
    const line = (override: string): string => `public class T { abstract class A { abstract void f(); } virtual class B extends A { public ${override} void f() {} } class C extends B { public override void f() {} } }`;
    expect(errorsOf(line('override'))).toEqual(['1:157 Non-virtual, non-abstract methods cannot be overridden: void f()']);
    expect(errorsOf(line('virtual override'))).toEqual([]);
    expect(errorsOf('public class T { class A { public override void f() {} } }')).toEqual(['1:49 Method does not override an ancestor method: void f()']);
    expect(errorsOf('public class T { class A {} class B extends A {} }')).toEqual(['1:45 Non-virtual and non-abstract type cannot be extended: T.A']);
  });

  test('abstract classes and interfaces cannot be made', () => {
    expect(messages('Object o = new A();', 'abstract class A {}')).toEqual(['Abstract classes cannot be constructed: T.A']);
    expect(messages('Object o = new I();', 'interface I {}')).toEqual(['Type cannot be constructed: T.I']);
  });

  test('final members keep what constructors and initialisers gave them', () => {
    expect(errorsOf('public class T { final Integer a; static final Integer B; static { B = 1; } { a = 1; } T() { a = 2; } }')).toEqual([]);
    expect(errorsOf('public virtual class T { protected final Integer a; class U extends T { U() { this.a = 1; } } }')).toEqual([]);
    expect(errorsOf('public class T { final Integer a; void f() { a = 2; } }')).toEqual(['1:46 Final members can only be assigned in their declaration, init blocks, or constructors: a']);
  });

  test('test and future methods are static and return nothing', () => {
    expect(errorsOf('@isTest class T { @isTest void f() {} }')).toEqual(['1:32 Test methods must be static: f']);
    expect(errorsOf('public class T { @future public static Integer f() { return 1; } }')).toEqual(['1:48 Future methods must return void: f']);
  });

  test('two of the same', () => {
    expect(errorsOf('public class T { Integer a; String A; }')).toEqual(['1:36 Duplicate field: A']);
    expect(errorsOf('public class T { void f(Integer i) {} void F(Integer j) {} }')[0]).toContain('Method already defined: F');
  });

});

describe('queries', () => {
  test('objects, fields and relationships exist', () => {
    expect(messages('List<Account> a = [SELECT Id, Nonsense FROM Account];')[0]).toMatch(/^No such column 'Nonsense' on entity 'Account'/);
    expect(messages('Object o = [SELECT Id FROM Nonsense];')).toEqual(["sObject type 'Nonsense' is not supported."]);
    expect(messages('Object o = [SELECT Owner2.Name FROM Account];')[0]).toMatch(/^Didn't understand relationship 'Owner2'/);
    expect(messages('Object o = [SELECT Id FROM Account WHERE Nonsense = 1];')[0]).toMatch(/^No such column/);
    expect(messages('Object o = [SELECT Id, (SELECT Id FROM Nonsense) FROM Account];')[0]).toMatch(/^Didn't understand relationship 'Nonsense'/);
  });

  test('the result is a list, one record, or a number', () => {
    expect(messages('List<Account> l = [SELECT Id FROM Account]; Account a = [SELECT Id FROM Account]; Integer n = [SELECT COUNT() FROM Account]; AggregateResult[] r = [SELECT COUNT(Id) c FROM Account]; String s = [SELECT Name FROM Account].Name;')).toEqual([]);
    expect(messages('Contact c = [SELECT Id FROM Account];')).toEqual(['Illegal assignment from List<Account> to Contact']);
    expect(messages('for (Account a : [SELECT Id FROM Account]) { } for (List<Account> l : [SELECT Id FROM Account]) { }')).toEqual([]);
    expect(messages('List<Account> l = [SELECT Id FROM Account WHERE Id = :missing];')).toEqual(['Variable does not exist: missing']);
  });
});
