import { expressionOf, shape, statementOf } from './helpers.ts';

const readings: readonly (readonly [string, string])[] = [
  ['a + b * c', '(a + (b * c))'],
  ['a - b - c', '((a - b) - c)'],
  ['a == b && c != d || e', '(((a == b) && (c != d)) || e)'],
  ['a <> b', '(a != b)'],
  ['a === b !== c', '((a === b) !== c)'],
  ['a & b | c ^ d', '((a & b) | (c ^ d))'],
  ['1 << 2 >> 3 >>> 4', '(((1 << 2) >> 3) >>> 4)'],
  ['a > b', '(a > b)'],
  ['a ?? b ?? c', '((a ?? b) ?? c)'],
  ['a || b ?? c', '((a || b) ?? c)'],
  ['a ? b : c ? d : e', '(a ? b : (c ? d : e))'],
  ['a instanceof Account && b', '((a instanceof Account) && b)'],
  ['!a.b', '(!a.b)'],
  ['-a.b()', '(-a.b())'],
  ['-1 - -2', '((-1) - (-2))'],
  ['i++ + ++j', '((i++) + (++j))'],
  ['a.b.c', 'a.b.c'],
  ['a?.b?.c()', 'a?.b?.c()'],
  ['(a?.b).c', 'paren a?.b.c'],
  ['a[0].b[i + 1]', 'a[0].b[(i + 1)]'],
  ['(Account) x', '<Account>x'],
  ['(List<Account>) x.y()', '<List<Account>>x.y()'],
  ['(a) - b', '(paren a - b)'],
  ['(Integer) -1', '<Integer>(-1)'],
  ['(a) + (b)', '(paren a + paren b)'],
  ['(String) a + b', '(<String>a + b)'],
  ['(a)[0]', 'paren a[0]'],
  ['(Outer.Inner) (x)', '<Outer.Inner>paren x'],
  ['(a < b)', 'paren (a < b)'],
  ['Account.class', 'Account.class'],
  ['Outer.Inner.class.getName()', 'Outer.Inner.class.getName()'],
  ['Map<String, List<Id>>.class', 'Map<String, List<Id>>.class'],
  ['String[].class', 'String[].class'],
  ['Trigger.new', 'Trigger.new'],
  ['x.insert', 'x.insert'],
  ['new Account()', 'new Account()'],
  ["new Account(Name = 'x', Industry = y)", "new Account(Name = 'x', Industry = y)"],
  ['new List<String>{ a, b }', 'new List<String>{a, b}'],
  ['new List<String>(other)', 'new List<String>(other)'],
  ['new Set<Id>{}', 'new Set<Id>{}'],
  ['new Map<Id, List<Map<String, Object>>>{ a => b, c => d }', 'new Map<Id, List<Map<String, Object>>>{a => b, c => d}'],
  ['new String[]{ a }', 'new String[]{a}'],
  ['new Integer[5]', 'new Integer[5]'],
  ['new Foo().bar().baz', 'new Foo().bar().baz'],
  ['System.Label.Foo', 'System.Label.Foo'],
  ['a = b = c', '(a = (b = c))'],
  ['a >>>= 1', '(a >>>= 1)'],
  ['[SELECT Id FROM Account WHERE Id IN :ids AND Name = :a.b(c)].size()', '[soql ids, a.b(c)].size()'],
  ['[FIND :term RETURNING Account]', '[sosl term]'],
  ['[SELECT Id FROM Account][0].Name', '[soql ][0].Name'],
  ['(Account) [SELECT Id FROM Account]', '<Account>[soql ]'],
  ['get(set)', 'get(set)'],
  ['before.after', 'before.after'],
];

test.each(readings)('%s is read as %s', (text, expected) => {
  expect(shape(expressionOf(text))).toBe(expected);
});

test('numbers keep their type and every digit', () => {
  expect(expressionOf('2147483647')).toMatchObject({ kind: 'integer', value: 2147483647 });
  expect(expressionOf('-2147483648')).toMatchObject({ kind: 'unary', operand: { kind: 'integer', value: 2147483648 } });
  expect(expressionOf('9223372036854775807L')).toMatchObject({ kind: 'long', value: 9223372036854775807n });
  expect(expressionOf('1.50')).toMatchObject({ kind: 'decimal', text: '1.50' });
  expect(expressionOf('.5')).toMatchObject({ kind: 'decimal', text: '.5' });
  expect(expressionOf('1.5d')).toMatchObject({ kind: 'double', text: '1.5' });
  expect(expressionOf('1D')).toMatchObject({ kind: 'double', text: '1' });
});

test('escapes in strings are resolved, in any case', () => {
  expect(expressionOf(String.raw`'it\'s \"a\"\n\T\\\u00e9'`)).toMatchObject({ value: 'it\'s "a"\n\t\\é' });
});

test('a multi-line string starts behind the line break of its opening quotes', () => {
  expect(expressionOf("'''\nfirst 'quoted'\n  second'''")).toMatchObject({ value: "first 'quoted'\n  second", multiline: true });
});

test('three quotes without a line break are an empty string and the start of another', () => {
  expect(() => statementOf("x = '''a''';")).toThrow("Expecting ';' but was: ''a''");
});

test('a member knows where its own name stands', () => {
  const node = expressionOf('a\n  .bb()\n  .c');
  expect(node).toMatchObject({ line: 1, column: 5, nameLine: 3, nameColumn: 4, object: { nameLine: 2, nameColumn: 4 } });
});

test('binds number the expressions of a query in order of appearance', () => {
  const node = expressionOf('[SELECT Id FROM A WHERE B = :x.y AND C IN :z LIMIT :n + 1]');
  if (node.kind !== 'soql') throw new Error('no query');
  expect(node.binds.map(shape)).toEqual(['x.y', 'z', '(n + 1)']);
  expect(node.query.limit).toMatchObject({ kind: 'bind', index: 2, name: 'n + 1' });
});

test('a query may hold comments and lie over several lines; its places are those of the file', () => {
  const node = expressionOf("[\n  SELECT Id // the key\n  /* all */ FROM Account\n  WHERE Name = 'x'\n]");
  if (node.kind !== 'soql') throw new Error('no query');
  expect(node.query.at).toEqual({ line: 2, column: 3 });
  expect(node.query.where).toMatchObject({ at: { line: 4, column: 9 } });
  expect(node.endLine).toBe(5);
});
