import { Workplace } from '../../journeys/loop.ts';

/** Exit codes that others script against: 0 valid, 1 invalid, 2 nothing could be checked. */
const workplace = new Workplace();
afterAll(() => workplace.close());

const loop = (args: string, stdin = '') => workplace.loop(args.split(' '), { stdin });

test.each(['proof check', 'proof check a b', 'proof check a --nothing', 'proof canonicalize', 'twin export', 'keys publish', 'epcis hash', 'rules evaluate', 'verify'])('loop %s: wrong usage ends with 2, never with the code of an invalid proof', async (args) => {
  expect(await loop(args)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/^error: /) });
});

test.each([
  ['{"b":1,"a":[2.50,"\\u20ac"]}', { code: 0, stdout: '{"a":[2.5,"€"],"b":1}', stderr: '' }],
  ['{"a":1,"a":1}', { code: 2, stdout: '', stderr: '- is no JSON: Duplicate key "a" at position 7.\n' }],
  ['[1e400]', { code: 2, stdout: '', stderr: '-: /0 is not a finite number.\n' }],
  ['', { code: 2, stdout: '', stderr: expect.stringMatching(/^- is no JSON: /) }],
])('loop proof canonicalize - of %s', async (input, expected) => {
  expect(await loop('proof canonicalize -', input)).toEqual(expected);
});

test('loop proof check: a proof, a broken one, what is no proof, what is no JSON', async () => {
  const leaf = Buffer.alloc(32, 7).toString('base64');
  const vector = { leafIdx: 0, treeSize: 1, root: leaf, leafHash: leaf, proof: null };
  expect(await loop('proof check -', JSON.stringify(vector))).toEqual({ code: 0, stdout: 'valid\n', stderr: '' });
  expect(await loop('proof check -', JSON.stringify({ ...vector, leafIdx: 1 }))).toEqual({ code: 1, stdout: 'invalid: leaf 1 is not in a tree of 1\n', stderr: '' });
  expect(await loop('proof check -', '{}')).toMatchObject({ code: 1, stdout: expect.stringMatching(/^invalid: size1: /) });
  expect(await loop('proof check -', '{')).toMatchObject({ code: 2, stdout: '' });
});
