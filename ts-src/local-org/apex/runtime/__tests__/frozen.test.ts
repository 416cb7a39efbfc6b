import { freeze, thaw } from '../async/frozen.ts';
import { Harness } from './apex-harness.ts';

const apex = new Harness({
  apex: {
    'Shape.cls': `public virtual class Shape {
  public enum Color { RED, GREEN }
  public String name; public Color color = Color.GREEN; public transient String secret = 'x'; public Shape other; public Object held;
  public List<Account> rows = new List<Account>(); public Map<Id, Decimal> prices = new Map<Id, Decimal>(); public Set<Date> days = new Set<Date>();
  public String label { get; set; }
  private Integer made { get { return made == null ? 7 : made; } set; }
  public Integer getMade() { return made; }
  public void setMade(Integer n) { made = n; }
}`,
    'Circle.cls': 'public class Circle extends Shape { public Long radius; public Double ratio; public Datetime at; public Blob data; public Type kind; public Schema.SObjectType target; }',
    'Oops.cls': 'public class Oops extends Exception { public Integer code; }',
    'Broken.cls': 'public class Broken { public HttpRequest request = new HttpRequest(); }',
    'Walker.cls': 'public class Walker { public static Object it; }',
  },
});
afterAll(() => apex.close());

/** Freezes and thaws `Walker.it` where the block says so. */
function walk(before: string, after: string): string[] {
  apex.log.length = 0;
  const kept = { text: '' };
  return apex.inTransaction(() => {
    const statics = apex.$.statics(apex.code.load('Walker') as never) as { _it: unknown };
    apex.runHere(before);
    kept.text = freeze(statics._it);
    statics._it = thaw(kept.text);
    apex.runHere(after);
    return [...apex.log];
  });
}

test('an object comes back with all it holds, of the same types, and shares what it shared', () => {
  expect(walk(`
    Circle c = new Circle(); c.name = 'round'; c.label = 'L'; c.setMade(3); c.radius = 9007199254740993L; c.ratio = 0.5; c.at = Datetime.newInstanceGmt(2026, 1, 2, 3, 4, 5); c.data = Blob.valueOf('é'); c.kind = Shape.class; c.target = Account.SObjectType;
    Account a = new Account(Name = 'Acme', AnnualRevenue = 1.50); c.rows.add(a); c.rows.add(a); c.held = a; c.other = c; c.days.add(Date.newInstance(2026, 2, 3)); c.prices.put('001000000000001AAA', 2.20); Walker.it = c;`, `
    Circle c = (Circle) Walker.it;
    System.debug(c.name + ' ' + c.label + ' ' + c.getMade() + ' ' + c.radius + ' ' + c.ratio + ' ' + c.at.formatGmt('yyyy-MM-dd HH:mm:ss') + ' ' + c.data.toString() + ' ' + c.kind + ' ' + c.target + ' ' + c.color + ' ' + (c.color == Shape.Color.GREEN));
    System.debug(c.rows[0].Name + ' ' + c.rows[0].AnnualRevenue + ' ' + (c.rows[0] === c.rows[1]) + ' ' + (c.held === c.rows[0]) + ' ' + (c.other === c) + ' ' + c.days.contains(Date.newInstance(2026, 2, 3)) + ' ' + c.prices);`)).toEqual([
    'round L 3 9007199254740993 0.5 2026-01-02 03:04:05 é Shape Account GREEN true', 'Acme 1.50 true true true true {001000000000001AAA=2.20}',
  ]);
});

test('transient fields are lost, and rows know what was queried', () => {
  expect(walk(`
    insert new Account(Name = 'Acme'); Shape s = new Shape(); s.held = [SELECT Name, (SELECT Id FROM Contacts) FROM Account]; Walker.it = s;`, `
    Shape s = (Shape) Walker.it; List<Account> rows = (List<Account>) s.held;
    System.debug(s.secret + ' ' + rows[0].Name + ' ' + rows[0].Contacts.size());
    try { Object phone = rows[0].Phone; } catch (SObjectException e) { System.debug(e.getMessage()); }`)).toEqual(['null Acme 0', 'SObject row was retrieved via SOQL without querying the requested field: Account.Phone']);
});

test('exceptions keep their words, their cause and where they were thrown', () => {
  expect(walk(`
    try { try { Integer n = 1 / 0; } catch (MathException cause) { throw new Oops('outer', cause); } } catch (Oops e) { e.code = 7; Walker.it = e; System.debug(e.getStackTraceString()); }`, `
    Oops e = (Oops) Walker.it; System.debug(e.getStackTraceString());
    System.debug(e.getMessage() + ' ' + e.code + ' ' + e.getTypeName() + ' ' + e.getCause().getTypeName() + ' ' + e.getCause().getMessage() + ' ' + (e.getCause() instanceof MathException));`)).toEqual(['AnonymousBlock: line 2, column 1', 'AnonymousBlock: line 2, column 1', 'outer 7 Oops System.MathException Divide by 0 true']);
});

test('exceptions of saves keep their rows', () => {
  expect(walk("try { insert new Account(); } catch (DmlException e) { Walker.it = e; }", "DmlException e = (DmlException) Walker.it; System.debug(e.getNumDml() + ' ' + e.getDmlType(0) + ' ' + e.getDmlFieldNames(0) + ' ' + e.getDmlMessage(0));")).toEqual(['1 REQUIRED_FIELD_MISSING (Name) Required fields are missing: [Name]']);
});

test('what cannot be kept is named', () => {
  expect(() => walk('Walker.it = new Broken();', '')).toThrow('Not Serializable: HttpRequest');
});
