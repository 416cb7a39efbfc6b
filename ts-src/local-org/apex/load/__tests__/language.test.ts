import { evaluate } from './support/apex-org.ts';

describe('numbers', () => {
  test('Integers wrap at 32 bits and divide towards zero', () => {
    expect(evaluate('Integer i = 2147483647; i++; return i + 0;')).toBe('-2147483648');
    expect(evaluate('return -7 / 2;')).toBe('-3');
    expect(evaluate('Integer a = 65537; return a * a;')).toBe('131073');
  });

  test('Long arithmetic has 64 bits', () => {
    expect(evaluate('Long a = 9223372036854775807L; a++; return a;')).toBe('-9223372036854775808');
    expect(evaluate('Integer i = 3; Long a = i; return a * 4000000000L;')).toBe('12000000000');
    expect(evaluate('return 1L << 40;')).toBe('1099511627776');
    expect(evaluate('return -1L >>> 60;')).toBe('15');
  });

  test('Decimals are exact and keep their scale', () => {
    expect(evaluate('Decimal d = 0.10; return d + 0.20;')).toBe('0.30');
    expect(evaluate('Decimal d = 1; d += 2; return d * 1.50;')).toBe('4.50');
  });

  test('a sum of several Decimals takes its operands in order, with the scale of the deepest', () => {
    expect(evaluate('Decimal a = 19.75; Decimal b = 0.250; Integer c = 20; return a + b - c;')).toBe('0.000');
    expect(evaluate('Decimal a = 0.1; return a - 0.2 - 0.3 + a - (a - 1 - a);')).toBe('0.7');
    expect(evaluate('Decimal a = 2147483647; Decimal b = 9007199254740991.0; return a + a + a + b - 1 + b;')).toBe('18014404951932922.0');
    expect(evaluate('List<Decimal> all = new List<Decimal>{ 1.5, 2, null }; Integer i = 0; try { return all[i++] - all[i++] + all[i++] + all[i++]; } catch (NullPointerException e) { return i; }')).toBe('3');
    expect(evaluate('Decimal a; Integer i = 0; try { return a + i++ - i++; } catch (NullPointerException e) { return i; }')).toBe('0');
    expect(evaluate('Decimal a = 1; Decimal b; Integer i = 0; try { return a + b - i++; } catch (NullPointerException e) { return i; }')).toBe('0');
  });

  test('Doubles print with a fraction', () => {
    expect(evaluate('Double d = 1; return d / 4;')).toBe('0.25');
    expect(evaluate('Double d = 5; return d;')).toBe('5.0');
  });

  test('arithmetic on null is a NullPointerException, comparing is not', () => {
    expect(evaluate('Integer i; try { return i + 1; } catch (NullPointerException e) { return e.getMessage(); }')).toBe('Attempt to de-reference a null object');
    expect(evaluate('Integer i; return i < 1 || i > 0 || i >= 0;')).toBe('false');
    expect(evaluate('Integer i; return i == null;')).toBe('true');
  });

  test('dividing by zero can be caught', () => {
    expect(evaluate("Integer z = 0; try { return 1 / z; } catch (MathException e) { return e.getMessage(); }")).toBe('Divide by 0');
    expect(evaluate("Decimal z = 0; try { return 1.0 / z; } catch (MathException e) { return e.getMessage(); }")).toBe('Divide by 0');
  });

  test('steps before and after', () => {
    expect(evaluate("Integer i = 5; Integer a = i++; Integer b = ++i; return a + ' ' + b + ' ' + i;")).toBe('5 7 7');
    expect(evaluate("List<Integer> all = new List<Integer>{ 1 }; Integer a = all[0]++; return a + ' ' + all[0];")).toBe('1 2');
  });

  test('bits and shifts', () => {
    expect(evaluate('return (12 & 10) | (1 << 5) ^ 3;')).toBe('43');
    expect(evaluate('return -16 >>> 28;')).toBe('15');
    expect(evaluate('Boolean a = true; Boolean b = false; return a ^ b & a;')).toBe('true');
  });
});

describe('text', () => {
  test('concatenation makes text of everything, null too', () => {
    expect(evaluate("String s; Decimal d; return 'a' + s + d + 1 + true + 2.50;")).toBe('anullnull1true2.50');
    expect(evaluate("return 1 + 2 + 'x' + 1 + 2;")).toBe('3x12');
    expect(evaluate("String a; String b; return a + b;")).toBe('nullnull');
  });

  test('== ignores case, equals and switch do not', () => {
    expect(evaluate("String a = 'ABC'; return a == 'abc';")).toBe('true');
    expect(evaluate("String a = 'ABC'; return a.equals('abc');")).toBe('false');
    expect(evaluate("String a = 'ABC'; switch on a { when 'abc' { return 1; } when else { return 2; } }")).toBe('2');
    expect(evaluate("String a = 'b'; return a < 'C' && 'B' > 'a';")).toBe('true');
  });

  test('+= on text', () => {
    expect(evaluate("String s = ''; for (Integer i = 0; i < 3; i++) { s += i + ','; } return s;")).toBe('0,1,2,');
  });
});

describe('null-safe navigation', () => {
  test('ends the whole chain', () => {
    expect(evaluate("String s; return s?.trim().toUpperCase().length();")).toBe('null');
    expect(evaluate("String s = ' a '; return s?.trim().toUpperCase();")).toBe('A');
    expect(evaluate("String s; return s?.length() ?? -1;")).toBe('-1');
  });

  test('evaluates the receiver once', () => {
    expect(evaluate('next()?.length(); return calls;', 'static Integer calls = 0; static String next() { calls++; return \'x\'; }')).toBe('1');
  });
});

describe('control flow', () => {
  test('break inside a switch leaves the loop', () => {
    expect(evaluate('Integer n = 0; for (Integer i = 0; i < 9; i++) { switch on i { when 3 { break; } when else { n++; } } } return n;')).toBe('3');
    expect(evaluate('Integer n = 0; for (Integer i = 0; i < 9; i++) { switch on i { when 3 { continue; } when else { n++; } } } return n;')).toBe('8');
  });

  test('switch on enums, several values and null', () => {
    const members = "enum Tone { SOFT, LOUD, MUTE } static String say(Tone t) { switch on t { when SOFT, LOUD { return 'sound'; } when null { return 'nothing'; } when else { return 'silence'; } } }";
    expect(evaluate('return say(Tone.LOUD) + say(null) + say(Tone.MUTE);', members)).toBe('soundnothingsilence');
  });

  test('switch on the type of a record', () => {
    expect(evaluate("SObject s = new Contact(LastName = 'x'); switch on s { when Account a { return 'account'; } when Contact c { return c.LastName; } when else { return 'other'; } }")).toBe('x');
  });

  test('finally runs, whatever happens', () => {
    expect(evaluate("List<String> l = new List<String>(); try { l.add('a'); throw new IllegalArgumentException('x'); } catch (IllegalArgumentException e) { l.add(e.getMessage()); } finally { l.add('z'); } return l;")).toBe('(a, x, z)');
  });

  test('a catch block takes its own type and subtypes', () => {
    const members = "virtual class Bad extends Exception {} class Worse extends Bad {} ";
    expect(evaluate("try { throw new Worse('w'); } catch (DmlException e) { return 1; } catch (Bad e) { return e.getMessage() + e.getTypeName(); }", members)).toMatch(/^wEvaluated\d+\.Worse$/);
  });

  test('do, while and nested loops', () => {
    expect(evaluate('Integer i = 0; do { i++; if (i == 2) { continue; } } while (i < 5); while (true) { i++; if (i > 7) { break; } } return i;')).toBe('8');
    expect(evaluate("String s = ''; for (String a : new List<String>{ 'x', 'y' }) { for (Integer i : new Set<Integer>{ 1, 2 }) { s += a + i; } } return s;")).toBe('x1x2y1y2');
  });

  test('a list that a loop walks cannot be changed, and can be again however the loop is left', () => {
    const list = 'List<Integer> l = new List<Integer>{ 1, 2, 3 };';
    expect(evaluate(`${list} try { for (Integer i : l) { l.add(i); } } catch (FinalException e) { l.add(9); } return l;`)).toBe('(1, 2, 3, 9)');
    expect(evaluate(`${list} for (Integer i : l) { for (Integer j : l) { if (j == 2) { break; } } if (i == 2) { break; } } l.add(9); return l;`)).toBe('(1, 2, 3, 9)');
    expect(evaluate(`${list} for (Integer i : l) { switch on i { when 1 { continue; } when 2 { break; } } l.clear(); } l.add(9); return l;`)).toBe('(1, 2, 3, 9)');
    expect(evaluate(`${list} firstOf(l); l.add(9); return l;`, 'static Integer firstOf(List<Integer> l) { for (Integer i : l) { return i; } return null; }')).toBe('(1, 2, 3, 9)');
    expect(evaluate(`${list} for (Integer i : l) { System.runAs(new User(Id = UserInfo.getUserId())) { if (i == 2) { break; } } } l.add(9); return l;`)).toBe('(1, 2, 3, 9)');
    expect(evaluate(`${list} Integer sum = 0; for (Integer i : l) { try { l.add(9); } catch (FinalException e) { sum += i; } } return sum;`)).toBe('6');
  });

  test('a loop over null is a NullPointerException', () => {
    expect(evaluate('List<Integer> l; try { for (Integer i : l) { return i; } } catch (NullPointerException e) { return e.getMessage(); } return null;')).toBe('Attempt to de-reference a null object');
  });

  test('runAs passes values and jumps through', () => {
    expect(evaluate("for (Integer i = 0; i < 3; i++) { System.runAs(new User(Id = UserInfo.getUserId())) { if (i == 1) { return 'at ' + i; } } } return null;")).toBe('at 1');
  });
});

describe('collections', () => {
  test('literals, copies and sizes', () => {
    expect(evaluate("Map<String, Integer> m = new Map<String, Integer>{ 'a' => 1, 'b' => 2 }; return m.values();")).toBe('(1, 2)');
    expect(evaluate('List<Integer> a = new List<Integer>{ 1, 2 }; List<Integer> b = new List<Integer>(a); b.add(3); return a.size() + b.size();')).toBe('5');
    expect(evaluate('String[] s = new String[3]; return s.size();')).toBe('3');
    expect(evaluate('Integer[] s = new Integer[]{ 4, 5 }; s[0] += 3; return s;')).toBe('(7, 5)');
  });

  test('elements take the type of the collection', () => {
    expect(evaluate('List<Decimal> d = new List<Decimal>{ 1, 2.50 }; return d[0] + d[1];')).toBe('3.50');
    expect(evaluate('Map<Long, Long> m = new Map<Long, Long>{ 1 => 2 }; return m.get(1);')).toBe('2');
  });
});
