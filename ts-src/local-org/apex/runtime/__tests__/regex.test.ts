import { translate } from '../regex/translate.ts';
import { Matcher, Pattern } from '../std/pattern.ts';

const all = (pattern: string, text: string): string[] => {
  const matcher = Pattern.compile(pattern).matcher(text);
  const found: string[] = [];
  while (matcher.find()) found.push(matcher.group()!);
  return found;
};

test.each([
  ['\\d+', 'a12b3', ['12', '3']],
  ['(?i)abc', 'xABCabc', ['ABC', 'abc']],
  ['a(?i)b', 'aB Ab', ['aB']],
  ['[a-z&&[^aeiou]]+', 'hello', ['h', 'll']],
  ['[^\\w\\s]', 'a-b c!', ['-', '!']],
  ['[\\[\\]{}()]', '[({', ['[', '(', '{']],
  ['\\p{Upper}\\p{Lower}+', 'Ab cD Ef', ['Ab', 'Ef']],
  ['\\p{L}+', 'Zoë Ünal', ['Zoë', 'Ünal']],
  ['\\Qa.b\\E+', 'a.bb axb', ['a.bb']],
  ['^\\w', 'ab\ncd', ['a']],
  ['(?m)^\\w', 'ab\ncd', ['a', 'c']],
  ['(?s)a.b', 'a\nb', ['a\nb']],
  ['b$', 'ab\n', ['b']],
  ['b\\z', 'ab\n', []],
  ['(?<year>\\d{4})-\\k<year>', '2020-2020 2020-2021', ['2020-2020']],
  ['x*', 'axx', ['', 'xx', '']],
  ['(?x) a b # both\n', 'ab', ['ab']],
  ['\\x41\\u0042\\0103', 'ABC', ['ABC']],
  ['a{2,3}?', 'aaaa', ['aa', 'aa']],
  ['(?<=\\$)\\d', '$5 6', ['5']],
  ['[-+]', '-+', ['-', '+']],
  ['[a\\-z]', 'a-mz', ['a', '-', 'z']],
  ['[\\p{Punct}]', 'a,b', [',']],
  ['\\R', 'a\r\nb', ['\r\n']],
])('%s in %j', (pattern, text, expected) => {
  expect(all(pattern, text)).toEqual(expected);
});

test('matches means the whole text, lookingAt its beginning', () => {
  expect(Pattern.matches('a|ab', 'ab')).toBe(true);
  expect(Pattern.matches('a', 'ab')).toBe(false);
  expect(Pattern.compile('a').matcher('ab').lookingat()).toBe(true);
  expect(Pattern.compile('b').matcher('ab').lookingat()).toBe(false);
});

test('groups have text, start and end; a group that took no part is null', () => {
  const matcher = Pattern.compile('(\\d+)(x)?-(\\w)').matcher('no 12-a');
  expect(matcher.find()).toBe(true);
  expect([matcher.group(0), matcher.group(1), matcher.group(2), matcher.group(3)]).toEqual(['12-a', '12', null, 'a']);
  expect([matcher.start(), matcher.end(1), matcher.start(2), matcher.groupcount()]).toEqual([3, 5, -1, 3]);
  expect(() => matcher.group(4)).toThrow('No group 4');
});

test('asking before a match is an error', () => {
  expect(() => Pattern.compile('a').matcher('b').group()).toThrow('No match found');
});

test('a region bounds the search and the whole match', () => {
  const matcher = Pattern.compile('\\d+').matcher('123456').region(2, 4);
  expect([matcher.matches(), matcher.group(), matcher.start(), matcher.end()]).toEqual([true, '34', 2, 4]);
});

test('replacements know groups and escapes', () => {
  const matcher = (): Matcher => Pattern.compile('(\\w)(\\d)').matcher('a1 b2');
  expect(matcher().replaceall('$2$1')).toBe('1a 2b');
  expect(matcher().replacefirst('\\$0')).toBe('$0 b2');
  expect(matcher().replaceall(Matcher.quotereplacement('$1\\'))).toBe('$1\\ $1\\');
  expect(() => matcher().replaceall('$3')).toThrow('No group 3');
});

test('a broken pattern is a StringException', () => {
  for (const pattern of ['(', '[a', 'a)', '*', '\\', '\\y']) expect(() => Pattern.compile(pattern)).toThrow(expect.objectContaining({ name: 'System.StringException' }));
});

test('what JavaScript cannot say is named', () => {
  expect(() => translate('a++')).toThrow('Not implemented in the local org: Pattern: possessive quantifiers');
  expect(() => translate('(?>a)')).toThrow('Pattern: atomic groups');
});
