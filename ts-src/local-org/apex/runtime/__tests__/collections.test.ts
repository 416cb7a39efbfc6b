import fc from 'fast-check';
import { ApexDate, Decimal } from '../../../values/index.ts';
import { ApexList, ApexMap, ApexSet, createRuntime } from '../index.ts';
import { Harness } from './apex-harness.ts';

const $ = createRuntime();
const list = (items: unknown[], type = 'List<Object>'): ApexList => new ApexList($.type(type), items);
const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.integer().map((n) => Decimal.of(n, 2)), fc.integer({ min: 0, max: 50 }).map((n) => ApexDate.fromDays(n)));

describe('lists', () => {
  test('say which index is out of bounds', () => {
    const three = list([1, 2, 3]);
    for (const work of [() => three.get(3), () => three.get(-1), () => three.set(3, 0), () => three.remove(7), () => three.add(5, 0)]) {
      expect(work).toThrow(expect.objectContaining({ name: 'System.ListException' }));
    }
    expect(() => three.get(3)).toThrow('List index out of bounds: 3');
  });

  test('insert, remove and find as arrays do', () => {
    fc.assert(fc.property(fc.array(fc.integer()), fc.nat(), fc.integer(), (items, at, value) => {
      const index = at % (items.length + 1);
      const apex = list([...items]);
      apex.add(index, value);
      const expected = [...items.slice(0, index), value, ...items.slice(index)];
      expect(apex.items).toEqual(expected);
      expect(apex.indexof(value)).toBe(expected.indexOf(value));
      expect(apex.remove(index)).toBe(value);
      expect(apex.items).toEqual(items);
    }));
  });

  test('sort puts null first, strings by code unit, numbers by value', () => {
    const strings = list(['b', null, 'a', 'B']);
    strings.sort();
    expect(strings.items).toEqual([null, 'B', 'a', 'b']);
    const numbers = list([Decimal.parse('10'), Decimal.parse('9.5'), Decimal.parse('-1')]);
    numbers.sort();
    expect(String(numbers)).toBe('(-1, 9.5, 10)');
  });

  test('are printed up to ten elements', () => {
    expect(String(list([1, 'x', null]))).toBe('(1, x, null)');
    expect(String(list(Array.from({ length: 12 }, (_, i) => i)))).toBe('(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, ...)');
  });

  test('a list in itself is printed once', () => {
    const outer = list([]);
    outer.add(outer);
    expect(String(outer)).toBe('((already output))');
  });
});

describe('sets and maps', () => {
  test('a set holds each value once, in the order it came', () => {
    fc.assert(fc.property(fc.array(scalar), (values) => {
      const set = new ApexSet($.type('Set<Object>'), values);
      const seen: unknown[] = [];
      for (const value of values) if (!seen.some((other) => $.same(other, value))) seen.push(value);
      expect([...set]).toEqual(seen);
      for (const value of values) expect(set.contains(value)).toBe(true);
    }));
  });

  test('a map answers with what was put last under an equal key', () => {
    fc.assert(fc.property(fc.array(fc.tuple(scalar, fc.integer())), (entries) => {
      const map = new ApexMap($.type('Map<Object,Integer>'));
      for (const [key, value] of entries) map.put(key, value);
      for (const [key] of entries) expect(map.get(key)).toBe(entries.findLast(([other]) => $.same(other, key))![1]);
      expect(map.keyset().size()).toBe(map.size());
      expect(map.values().size()).toBe(map.size());
    }));
  });

  test('keys with the same value and another scale are one key', () => {
    const map = new ApexMap($.type('Map<Decimal,String>'));
    map.put(Decimal.parse('1.50'), 'a');
    map.put(Decimal.parse('1.5'), 'b');
    expect([map.size(), map.get(Decimal.parse('1.500')), String(map)]).toEqual([1, 'b', '{1.50=b}']);
  });

  test('string keys are case-sensitive and lists are keys by content', () => {
    const map = new ApexMap($.type('Map<Object,String>'));
    map.put('a', 'lower');
    expect([map.get('A'), map.containskey('a')]).toEqual([null, true]);
    map.put(list([1, 'x']), 'list');
    expect(map.get(list([1, 'x']))).toBe('list');
    expect(map.get(list([1, 'y']))).toBeNull();
  });

  test('union, difference and intersection', () => {
    const numbers = fc.array(fc.integer({ min: 0, max: 20 }));
    fc.assert(fc.property(numbers, numbers, (a, b) => {
      const of = (items: number[]): ApexSet => new ApexSet($.type('Set<Integer>'), items);
      const union = of(a);
      expect(union.addall(of(b))).toBe(b.some((n) => !a.includes(n)));
      expect(new Set(union)).toEqual(new Set([...a, ...b]));
      const rest = of(a);
      rest.removeall(of(b));
      expect(new Set(rest)).toEqual(new Set(a.filter((n) => !b.includes(n))));
      const common = of(a);
      common.retainall(of(b));
      expect(new Set(common)).toEqual(new Set(a.filter((n) => b.includes(n))));
    }));
  });
});

describe('in Apex', () => {
  const apex = new Harness({
    apex: {
      'Money.cls': `public class Money implements Comparable {
        public Integer cents;
        public Money(Integer cents) { this.cents = cents; }
        public Boolean equals(Object other) { return other instanceof Money && ((Money) other).cents == cents; }
        public override Integer hashCode() { return Math.mod(cents, 3); }
        public Integer compareTo(Object other) { return cents - ((Money) other).cents; }
      }`,
      'ByCentsDown.cls': 'public class ByCentsDown implements Comparator<Money> { public Integer compare(Money a, Money b) { return b.cents - a.cents; } }',
      'Countdown.cls': `public class Countdown implements Iterable<Integer>, Iterator<Integer> {
        Integer n = 3;
        public Iterator<Integer> iterator() { return this; }
        public Boolean hasNext() { return n > 0; }
        public Integer next() { return n--; }
      }`,
    },
  });
  afterAll(() => apex.close());

  test('objects with equals and hashCode are one element', () => {
    expect(apex.run(`
      Set<Money> purse = new Set<Money>{ new Money(3), new Money(6), new Money(3) };
      System.debug(purse.size() + ' ' + purse.contains(new Money(6)) + ' ' + purse.contains(new Money(9)));
      Map<Money, String> names = new Map<Money, String>{ new Money(1) => 'one' };
      System.debug(names.get(new Money(1)) + ' ' + names.get(new Money(4)));`)).toEqual(['2 true false', 'one null']);
  });

  test('Comparable and Comparator decide the order', () => {
    expect(apex.run(`
      List<Money> purse = new List<Money>{ new Money(2), new Money(3), new Money(1) };
      purse.sort(); System.debug(purse);
      purse.sort(new ByCentsDown()); System.debug(purse[0].cents);`)).toEqual(['(Money:[cents=1], Money:[cents=2], Money:[cents=3])', '3']);
  });

  test('a for loop runs over a user Iterable', () => {
    expect(apex.run('for (Integer i : new Countdown()) System.debug(i);')).toEqual(['3', '2', '1']);
  });

  test('a collection cannot be changed while a loop runs over it, and can be afterwards', () => {
    expect(apex.failure('List<Integer> a = new List<Integer>{1, 2}; for (Integer i : a) a.add(i);')).toBe('System.FinalException: Cannot modify a collection while it is being iterated.');
    expect(apex.failure('Set<Integer> a = new Set<Integer>{1, 2}; for (Integer i : a) a.remove(i);')).toContain('Cannot modify a collection');
    expect(apex.run('List<Integer> a = new List<Integer>{1, 2}; for (Integer i : a) { if (i == 1) break; } a.add(3); System.debug(a);')).toEqual(['(1, 2, 3)']);
  });

  test('a map of records by Id refuses rows without one', () => {
    expect(apex.failure('new Map<Id, Account>(new List<Account>{ new Account() });')).toBe('System.ListException: Row with null Id at index: 0');
  });

  test('records are equal by their fields, and sort by name', () => {
    expect(apex.run(`
      System.debug(new Account(Name = 'A') == new Account(Name = 'A'));
      System.debug(new Set<Account>{ new Account(Name = 'A'), new Account(Name = 'A') }.size());
      List<Account> accounts = new List<Account>{ new Account(Name = 'B'), new Account(Name = 'A') };
      accounts.sort(); System.debug(accounts[0].Name);`)).toEqual(['true', '1', 'A']);
  });
});
