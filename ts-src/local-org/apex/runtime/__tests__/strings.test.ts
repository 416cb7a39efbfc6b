import { createRuntime } from '../index.ts';

const $ = createRuntime();
const s = $.prim.string as unknown as Record<string, (...args: unknown[]) => unknown>;
const call = (method: string, ...args: unknown[]): unknown => {
  const result = s[method]!(...args);
  return typeof result === 'object' && result !== null ? String(result) : result;
};

test.each([
  ['abbreviate', ['Hello Maximillian', 8], 'Hello...'],
  ['capitalize', ['hello max'], 'Hello max'],
  ['center', ['hello', 9, '-'], '--hello--'],
  ['charat', ['Ohana', 1], 104],
  ['containsany', ['hello', 'hx'], true],
  ['containsignorecase', ['heLLo', 'HELL'], true],
  ['containsnone', ['abcde', 'fg'], true],
  ['containsonly', ['abba', 'abcd'], true],
  ['countmatches', ['Hello Jane', 'Hello'], 1],
  ['deletewhitespace', [' a  b '], 'ab'],
  ['difference', ['Hello Jane', 'Hello Max'], 'Max'],
  ['endswithignorecase', ['Ohana', 'NA'], true],
  ['equalsignorecase', ['abcd', 'ABCD'], true],
  ['escapecsv', ['Max1, "Max2"'], '"Max1, ""Max2"""'],
  ['escapehtml4', ['"Zoë & <Max>"'], '&quot;Zo&euml; &amp; &lt;Max&gt;&quot;'],
  ['escapexml', ["<Max's>"], '&lt;Max&apos;s&gt;'],
  ['escapejava', ['Say "é"\n'], 'Say \\"\\u00E9\\"\\n'],
  ['escapeecmascript', ['"a/b\'s"'], '\\"a\\/b\\\'s\\"'],
  ['getlevenshteindistance', ['Hello Joe', 'Hello Max'], 3],
  ['getlevenshteindistance', ['Hello Joe', 'Hello Max', 2], -1],
  ['hashcode', ['Hello'], 69609650],
  ['indexof', ['abcde', 'cd'], 2],
  ['indexofany', ['abcd', 'xc'], 2],
  ['indexofdifference', ['abcd', 'abxc'], 2],
  ['isalpha', ['Letters'], true],
  ['isalpha', ['Letters1'], false],
  ['isalphanumericspace', ['AE 86'], true],
  ['isnumeric', ['123'], true],
  ['isnumeric', ['1.5'], false],
  ['iswhitespace', [' \t'], true],
  ['lastindexof', ['abcdc', 'c'], 4],
  ['left', ['abcdaacd', 3], 'abc'],
  ['leftpad', ['ab', 4], '  ab'],
  ['mid', ['abcde', 2, 3], 'cde'],
  ['normalizespace', [' a \n b '], 'a b'],
  ['overlay', ['abcdef', 'zzzz', 2, 4], 'abzzzzef'],
  ['remove', ['Salesforce and force.com', 'force'], 'Sales and .com'],
  ['removeendignorecase', ['Salesforce', 'FORCE'], 'Sales'],
  ['removestart', ['Salesforce', 'Sales'], 'force'],
  ['repeat', ['ab', ',', 3], 'ab,ab,ab'],
  ['replace', ['a.b.c', '.', '$1'], 'a$1b$1c'],
  ['replaceall', ['a1b22', '[0-9]+', '#'], 'a#b#'],
  ['replacefirst', ['a1b22', '([0-9])', '<$1>'], 'a<1>b22'],
  ['reverse', ['Hello'], 'olleH'],
  ['right', ['Hello Max', 3], 'Max'],
  ['splitbycharactertypecamelcase', ['ASFRules2Go!'], '(ASF, Rules, 2, Go, !)'],
  ['splitbycharactertype', ['ab de fg'], '(ab,  , de,  , fg)'],
  ['striphtmltags', ['<b>hello</b> world'], 'hello world'],
  ['substringafterlast', ['Salesforce.com.org', '.'], 'org'],
  ['substringbefore', ['a.b.c', '.'], 'a'],
  ['substringbetween', ['tagYellowtag', 'tag'], 'Yellow'],
  ['substringbetween', ['xYellowy', 'x', 'y'], 'Yellow'],
  ['substringbetween', ['none', '[', ']'], null],
  ['swapcase', ['Force.com'], 'fORCE.COM'],
  ['touppercase', ['ab'], 'AB'],
  ['trim', ['  ab\n'], 'ab'],
  ['uncapitalize', ['Hello'], 'hello'],
  ['unescapehtml4', ['&quot;&lt;Zo&euml;&gt;&#33;'], '"<Zoë>!'],
])('%s%j is %j', (method, args, expected) => {
  expect(call(method, ...args)).toBe(expected);
});

test.each([
  ['a,b,,c,,', ',', undefined, '(a, b, , c)'],
  ['a,b,,c,,', ',', -1, '(a, b, , c, , )'],
  ['a,b,,c', ',', 2, '(a, b,,c)'],
  ['boo:and:foo', 'o', 0, '(b, , :and:f)'],
  ['', ',', undefined, '()'],
  ['abc', '', undefined, '(a, b, c)'],
  ['a.b', '\\.', undefined, '(a, b)'],
])('splitting %j at %j with limit %s gives %s', (text, pattern, limit, expected) => {
  const expectedEmpty = text === '' ? [''] : null;
  const pieces = s.split!(text, pattern, limit ?? 0) as { items: unknown[] };
  if (expectedEmpty !== null) expect(pieces.items).toEqual(expectedEmpty);
  else expect(String(pieces)).toBe(expected);
});

test('positions out of bounds are StringExceptions', () => {
  expect(() => call('substring', 'abc', 4)).toThrow('Starting position out of bounds: 4');
  expect(() => call('substring', 'abc', 1, 9)).toThrow('Ending position out of bounds: 9');
  expect(() => call('charat', 'abc', 3)).toThrow('String index out of range: 3');
});

test('a null receiver is a null pointer, a null argument is named', () => {
  expect(() => call('trim', null)).toThrow('Attempt to de-reference a null object');
  expect(() => call('contains', 'a', null)).toThrow('Argument cannot be null.');
});

test('static members', () => {
  const string = $.std.string as Record<string, (...args: unknown[]) => unknown>;
  expect([string.isblank!(' '), string.isblank!(null), string.isempty!(' '), string.isnotblank!('a')]).toEqual([true, true, false, true]);
  expect(string.join!($.list($.type('List<Object>'), [1, 'b', true]), '-')).toBe('1-b-true');
  expect(string.format!("It''s {0}, {1} '{2}' {9}", $.list($.type('List<Object>'), ['a', 5]))).toBe("It's a, 5 {2} {9}");
  expect(string.escapesinglequotes!("it's")).toBe("it\\'s");
  expect(string.fromchararray!($.list($.type('List<Integer>'), [65, 112]))).toBe('Ap');
  expect(string.getcommonprefix!($.list($.type('List<String>'), ['SFDCApex', 'SFDCVisual']))).toBe('SFDC');
});

test('what is not there says its name', () => {
  expect(() => (s.nothere as () => unknown)()).toThrow('Not implemented in the local org: String.nothere');
  expect(() => ($.std.flow_interview as Record<string, () => unknown>).resume!()).toThrow('Not implemented in the local org: Flow.Interview.resume');
});
