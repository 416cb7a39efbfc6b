import { canonicalJson, strictJson, type Json } from '../index.ts';

test.each([
  ['{"a":1,"a":2}', '"a" at position 7'],
  ['{"a":1,"a":1}', '"a" at position 7'],
  ['{"a":{},"\\u0061":{}}', '"a" at position 8'],
  ['[{"b":[1,{"a,\\"":"{","x":1,"a,\\"":"{"}]}]', String.raw`"a,\"" at position 27`],
  ['{"__proto__":1,"__proto__":1}', '"__proto__" at position 15'],
])('a key that comes twice in %s is refused with its place, however alike the values', (text, place) => {
  expect(() => strictJson(text)).toThrow(new SyntaxError(`Duplicate key ${place}`));
});

test.each(['{"a":{"a":1},"b":[{"a":1},{"a":1}]}', '["a","a",["a","a"]]', '{"a":"a","b":"a"}', '"a"', '{"a\\\\":"\\"","b":"a\\\\"}', '{}', '{"a":[],"b":{}}'])('%s is read', (text) => {
  expect(strictJson(text)).toEqual(JSON.parse(text));
});

test('what is no JSON, or nested beyond reading, is told', () => {
  expect(() => strictJson('{"a":1')).toThrow(SyntaxError);
  expect(() => strictJson('{"a":x}')).toThrow("Object value expected after ':' at position 5");
  const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
  for (const levels of [1001, 3000, 200_000]) expect(() => strictJson(deep(levels))).toThrow('it is nested deeper than 1000 levels');
  expect(canonicalJson(strictJson(deep(1000)) as Json)).toBe(deep(1000));
});

test('what was read takes about the room of its text', () => {
  const text = JSON.stringify(Array.from({ length: 4_000 }, (_, n) => ({ n, text: `${n} `.repeat(200) })));
  const before = process.memoryUsage().heapUsed;
  const value = strictJson(text) as readonly unknown[];
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(8 * text.length);
  expect(value).toHaveLength(4_000);
});
