import { ApexOrg, evaluate } from './support/apex-org.ts';

const run = (...bodies: string[]): unknown => {
  const org = new ApexOrg(...bodies);
  try {
    return org.call('Main', 'run');
  } finally {
    org.close();
  }
};

describe('objects', () => {
  test('all fields are filled before any constructor runs, those of the superclass first', () => {
    const log = run(
      `public class Main { public static String trace = '';
        public static String mark(String s) { trace += s; return s; }
        public static String run() { new Sub('!'); return trace; } }`,
      "public virtual class Base { String a = Main.mark('a'); public Base() { Main.mark('B'); init(); } public virtual void init() { Main.mark('i'); } }",
      "public class Sub extends Base { String b = Main.mark('b'); String c; { Main.mark('{'); c = 'x'; } public Sub(String s) { super(); Main.mark('S' + s); } public override void init() { Main.mark('o' + b); } }",
    );
    expect(log).toBe('ab{BobS!');
  });

  test('this(…) chains without filling the fields twice', () => {
    expect(run("public class Main { static Integer n = 0; Integer x = count(); static Integer count() { return ++n; } Main() { this(7); } Main(Integer i) { x += i; } public static Integer run() { return new Main().x; } }")).toBe(8);
  });

  test('a constructor that returns early has made its object all the same', () => {
    expect(run('public class Main { Integer x = 1; Main(Boolean early) { if (early) { return; } x = 2; } public static Integer run() { return new Main(true).x * 10 + new Main(false).x; } }')).toBe(12);
  });

  test('virtual methods, super and abstract methods', () => {
    expect(
      run(
        'public abstract class Shape { public abstract Integer area(); public virtual String text() { return \'area \' + area(); } }',
        'public class Square extends Shape { Integer side; public Square(Integer s) { side = s; } public override Integer area() { return side * side; } public override String text() { return super.text() + \'!\'; } }',
        'public class Main { public static String run() { Shape s = new Square(3); return s.text(); } }',
      ),
    ).toBe('area 9!');
  });

  test('a private method is not overridden by one of the same name', () => {
    expect(
      run(
        "public virtual class Base { private String name() { return 'base'; } public String show() { return name(); } }",
        "public class Sub extends Base { private String name() { return 'sub'; } public String both() { return name() + show(); } }",
        'public class Main { public static String run() { return new Sub().both(); } }',
      ),
    ).toBe('subbase');
  });

  test('a field of a subclass hides one of the superclass', () => {
    expect(
      run(
        "public virtual class Base { private String name = 'base'; public String show() { return name; } }",
        "public class Sub extends Base { private String name = 'sub'; public String both() { return name + show(); } }",
        'public class Main { public static String run() { return new Sub().both(); } }',
      ),
    ).toBe('subbase');
  });

  test('overloads are chosen by the static types of the arguments', () => {
    expect(
      evaluate(
        "SObject s = new Account(); Object o = 'x'; return f(1) + f(1L) + f(1.5) + f('x') + f(o) + f(s) + f(new Account()) + f(new List<Account>());",
        "static String f(Integer i) { return 'i'; } static String f(Long i) { return 'l'; } static String f(Decimal i) { return 'd'; } static String f(String i) { return 's'; } static String f(Object i) { return 'o'; } static String f(SObject i) { return 'S'; } static String f(Account i) { return 'A'; } static String f(List<SObject> i) { return 'L'; }",
      ),
    ).toBe('ildsoSAL');
  });

  test('properties: plain, computed, and one whose accessor touches itself', () => {
    const box =
      "class Box { public Integer size { get; set { size = value * 10; } } public String name { get; private set; } public Integer twice { get { return size * 2; } } public String late { get { if (late == null) { late = 'made'; } return late; } private set; } }";
    expect(evaluate("Box b = new Box(); b.size = 4; b.size += 1; b.name = 'n'; return b.size + b.name + b.twice + b.late;", box)).toBe('410n820made');
    expect(evaluate('shared = 3; shared++; return shared;', 'static Integer shared { get { return shared + 1; } set; }')).toBe('6');
  });

  test('interfaces: dispatch, instanceof, casts', () => {
    const members = "interface Named { String name(); } class Cat implements Named { public String name() { return 'cat'; } } class Dog { }";
    expect(evaluate("Object o = new Cat(); return (o instanceof Named) + ((Named) o).name();", members)).toBe('truecat');
    expect(evaluate("Object o = new Dog(); try { return ((Named) o).name(); } catch (TypeException e) { return e.getMessage(); }", members)).toMatch(/^Invalid conversion from runtime type Evaluated\d+\.Dog to Evaluated\d+\.Named$/);
    expect(evaluate('Object o = null; return o instanceof Cat;', members)).toBe('false');
  });

  test('a static method may stand for an interface method', () => {
    expect(evaluate('Named n = new Cat(); return n.name();', "interface Named { String name(); } class Cat implements Named { public String name() { return make(); } } static String make() { return 'cat'; }")).toBe('cat');
  });

  test('a property and an inner class may share a name: the property wins in an expression', () => {
    expect(
      run(
        "public class Main { public static Status status { get { return new Status('ok'); } } public class Status { public String text; public Status(String t) { text = t; } } public static String run() { return status.text; } }",
      ),
    ).toBe('ok');
  });
});

describe('what the platform calls', () => {
  test('compareTo sorts, equals and hashCode find in sets and maps, toString shows', () => {
    const members =
      "class Point implements Comparable { Integer x; Point(Integer x) { this.x = x; } public Integer compareTo(Object o) { return x - ((Point) o).x; } public Boolean equals(Object o) { return o instanceof Point && ((Point) o).x == x; } public override Integer hashCode() { return x; } public override String toString() { return 'P' + x; } }";
    expect(evaluate('List<Point> l = new List<Point>{ new Point(3), new Point(1) }; l.sort(); return l;', members)).toBe('(P1, P3)');
    expect(evaluate('Set<Point> s = new Set<Point>{ new Point(3), new Point(3) }; return s.size() + (new Point(1) == new Point(1) ? 10 : 0);', members)).toBe('11');
    expect(evaluate("return 'is ' + new Point(4);", members)).toBe('is P4');
  });

  test('a Comparator of a class', () => {
    expect(
      evaluate(
        "List<String> l = new List<String>{ 'bb', 'a', 'ccc' }; l.sort(new ByLength()); return l;",
        'class ByLength implements Comparator<String> { public Integer compare(String a, String b) { return b.length() - a.length(); } }',
      ),
    ).toBe('(ccc, bb, a)');
  });

  test('Iterable and Iterator in a for loop', () => {
    expect(
      evaluate(
        "Integer sum = 0; for (Integer i : new Upto(4)) { sum += i; } return sum;",
        'class Upto implements Iterable<Integer>, Iterator<Integer> { Integer n; Integer at = 0; Upto(Integer n) { this.n = n; } public Iterator<Integer> iterator() { return this; } public Boolean hasNext() { return at < n; } public Integer next() { return ++at; } }',
      ),
    ).toBe('10');
  });

  test('execute is told apart by the interface', () => {
    const org = new ApexOrg(
      "public class Main implements Queueable, Schedulable, Database.Batchable<SObject> { public void execute(QueueableContext c) { done = 'q'; } public void execute(SchedulableContext c) { done = 's'; } public Iterable<SObject> start(Database.BatchableContext c) { return null; } public void execute(Database.BatchableContext c, List<SObject> l) { done = 'b'; } public void finish(Database.BatchableContext c) {} public static String done; public static String last() { return done; } }",
    );
    const main = org.code.load('Main') as { $new$(): Record<string, (...args: unknown[]) => unknown> };
    const call = (name: string): unknown => {
      org.within(() => main.$new$()[name]!(null, null));
      return org.call('Main', 'last');
    };
    expect([call('execute$queueable'), call('execute$schedulable'), call('execute$batchable')]).toEqual(['q', 's', 'b']);
    org.close();
  });

  test('exceptions of one own: constructors, cause, own fields', () => {
    const members = "class Broken extends Exception { public Integer code; public Broken(Integer code) { this('code ' + code); this.code = code; } }";
    expect(evaluate("try { throw new Broken(7); } catch (Broken e) { return e.getMessage() + e.code; }", members)).toBe('code 77');
    expect(evaluate("Exception cause = new Broken('in'); Exception e = new Broken('out', cause); return e.getMessage() + e.getCause().getMessage();", members)).toBe('outin');
  });

  test('Type.forName makes instances', () => {
    expect(run("public class Main { public String x = 'made'; public static String run() { return ((Main) Type.forName('Main').newInstance()).x; } }")).toBe('made');
  });
});

describe('statics', () => {
  test('are filled when first touched, across classes, in the order of the text', () => {
    expect(
      run(
        "public class Main { public static String trace = ''; public static String run() { return Other.b + Main.trace; } }",
        "public class Other { static { Main.trace += '1'; } public static String a = put('a'); public static String b = put('b'); static String put(String s) { Main.trace += s; return s; } static { Main.trace += '2'; } }",
      ),
    ).toBe('b1ab2');
  });

  test('of another class can be assigned', () => {
    expect(run("public class Main { public static Integer run() { Other.n = 4; Other.n += 2; Other.n++; return Other.n; } }", 'public class Other { public static Integer n; }')).toBe(7);
  });

  test('constants', () => {
    expect(run("public class Main { public static String run() { return Other.A + Other.B + Other.C; } }", "public class Other { public static final Integer A = 4; public static final String B = 'b'; public static final Decimal C = 1.5; }")).toBe('4b1.5');
  });

  test('enum values know their name and ordinal', () => {
    expect(evaluate("return Tone.LOUD.name() + Tone.LOUD.ordinal() + Tone.valueOf('SOFT') + Tone.values().size();", 'enum Tone { SOFT, LOUD }')).toBe('LOUD1SOFT2');
  });
});
