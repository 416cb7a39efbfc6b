import { filterLogic } from '../filter-logic.ts';

const read = (logic: string): string | undefined =>
  filterLogic(logic, ['a', 'b', 'c'], { and: (terms) => `(${terms.join('&')})`, or: (terms) => `(${terms.join('|')})`, not: (term) => `!${term}` });

test.each([
  ['1', 'a'],
  ['1 AND 2 AND 3', '(a&b&c)'],
  ['1 or 2 and 3', '(a|(b&c))'],
  ['(1 OR 2) AND NOT 3', '((a|b)&!c)'],
  ['NOT (1 AND (2 OR 3))', '!(a&(b|c))'],
])('%s is read as %s', (logic, expected) => expect(read(logic)).toBe(expected));

test.each(['', '1 AND', '1 2', '(1 OR 2', '1)', '4', '1 XOR 2', 'AND 1', 'NOT'])('"%s" cannot be read', (logic) => expect(read(logic)).toBeUndefined());
