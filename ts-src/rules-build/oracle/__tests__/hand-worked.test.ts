import { DECISIONS, DEFAULT_PACK } from '../../../rules/index.ts';
import type { Json } from '../../canonical.ts';
import { compile } from '../../compile.ts';
import { graphEngine } from '../../engines/index.ts';
import type { RuleInput } from '../../engines/index.ts';
import { asPack } from '../../pack/check.ts';
import { decimal, exact, halfUpOf } from '../exact.ts';
import { handWorked, wrongIn } from '../hand-worked.ts';
import { oracle } from '../index.ts';

const vectors = handWorked();
const named = vectors.map((vector) => [vector.title, vector] as const);
const compiled = compile(DECISIONS);
const pack = asPack(DEFAULT_PACK as unknown as Json, compiled);

test('fractions are exact, and a half goes up', () => {
  expect(halfUpOf(exact('5000 * 5353 / 10000'))).toBe(2677n);
  expect(halfUpOf(exact('(7 - 10) / 2'))).toBe(-1n);
  expect(exact('max(2, min(3, 5), floor(7 / 2)) * 2')).toEqual({ top: 6n, bottom: 1n });
  expect(decimal('-0.125')).toEqual({ top: -125n, bottom: 1000n });
  expect(() => exact('1 / 0')).toThrow('divided by zero');
  expect(() => exact('2 )')).toThrow('not understood');
});

test('a line that is not true is found', () => {
  expect(wrongIn({ name: 'a', text: 'a: 5 * 3 / 2 = 7.5 -> 7', result: 7n })).toMatch('half up it is 8');
  expect(wrongIn({ name: 'a', text: 'a: 5 * 3 = 16', result: 16n })).toMatch('it is 15/1');
  expect(wrongIn({ name: 'a', text: 'a: 1 / 3 ~ 0.3334 -> 0', result: 0n })).toMatch('not near');
});

test('at least 60 vectors are worked by hand, of every decision', () => {
  expect(vectors.length).toBeGreaterThanOrEqual(60);
  expect([...new Set(vectors.map(({ decision }) => decision))].sort()).toEqual(DECISIONS.map(({ name }) => name).sort());
  expect(new Set(vectors.map(({ title }) => title)).size).toBe(vectors.length);
});

test.each(named)('%s: each line of the arithmetic is true', (_title, { lines }) => {
  expect(lines.map(wrongIn).filter((wrong) => wrong !== null)).toEqual([]);
});

test.each(named)('%s: the oracle says the same', (_title, { decision, input, answer }) => {
  expect(oracle(decision, DEFAULT_PACK, input)).toEqual(answer);
});

test.each(named)('%s: the engine says the same', (_title, { decision, input, answer }) => {
  const { graph } = compiled.decisions.find((one) => one.graph.decision.name === decision)!;
  expect(graphEngine(graph, pack)(input as RuleInput)).toEqual(answer);
});

test('every rule of the valuation does something in some vector', () => {
  const moved = new Set(vectors.flatMap(({ answer }) => ('effects' in answer ? answer.effects.filter(({ minor }) => minor !== 0).map(({ rule }) => rule) : [])));
  expect(DECISIONS[0]!.effects.map(({ rule }) => rule).filter((rule) => !moved.has(rule))).toEqual([]);
});

test.each(DECISIONS.map((decision) => [decision.name, decision] as const))('%s: every reason is given in some vector, and withheld in another', (name, decision) => {
  const own = vectors.flatMap((vector) => (vector.decision === name && 'reasons' in vector.answer ? [vector.answer.reasons] : []));
  const codes = decision.reasons.map(({ code }) => code);
  expect(codes.filter((code) => !own.some((reasons) => reasons.includes(code)))).toEqual([]);
  expect(codes.filter((code) => own.every((reasons) => reasons.includes(code)))).toEqual([]);
});

test('the effects of every valuation sum to the offer', () => {
  for (const { answer } of vectors) {
    if (!('effects' in answer) || answer.effects.length === 0) continue;
    expect(answer.effects.reduce((sum, { minor }) => sum + minor, 0)).toBe(answer.outputs.offerMinor);
  }
});
