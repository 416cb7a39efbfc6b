import { DECISIONS, DEFAULT_PACK } from '../../rules/index.ts';
import { at, bands, cell, choiceInput, among, curve, listed, table, wholeInput } from '../../rules/index.ts';
import { asPack, checkPack, compile, LARGEST_PACK } from '../index.ts';
import type { Json } from '../index.ts';
import { decisionOf } from './support/small-decision.ts';

const age = wholeInput('ageDays', { description: 'Age.', unit: 'days', min: 0, max: 100 });
const model = choiceInput('model', listed('models'), 'Model.');
const grade = choiceInput('grade', among(['good', 'fair', 'worn']), 'Grade.');
const limits = { label: 'P', description: 'P.', unit: 'bps', min: 0, max: 100 } as const;
const over = { xMin: 0, xMax: 50, xUnit: 'days' } as const;

const schema = compile([
  decisionOf({
    outputs: [
      { name: 'a', description: 'A.', value: cell(table('byGrade', [listed('models'), among(['good', 'fair', 'worn'])], { ...limits, slope: 'falling' }), model, grade) },
      { name: 'b', description: 'B.', value: at(curve('fading', [], { ...limits, ...over, slope: 'falling' }), age) },
      { name: 'c', description: 'C.', value: at(bands('steps', [], { ...limits, ...over, slope: 'rising' }), age) },
    ],
  }),
]);

type Fields = { [name: string]: Json };
interface Parts {
  readonly lists?: Json;
  readonly byGrade?: Json;
  readonly fading?: Json;
  readonly steps?: Json;
}

const RIGHT = { good: 9, fair: 5, worn: 5 };
const source = (value: Json | undefined, otherwise: Json): Fields => ({ source: 'brand policy', value: value ?? otherwise });
const packOf = ({ lists, byGrade, fading, steps }: Parts = {}): Fields => ({
  format: 1,
  name: 'Test',
  lists: lists ?? { models: ['one', 'two'] },
  parameters: { byGrade: source(byGrade, { one: RIGHT, two: RIGHT }), fading: source(fading, [[5, 90], [10, 20]]), steps: source(steps, [[0, 1], [7, 2]]) },
});
const faultsOf = (parts: Parts) => checkPack(packOf(parts), schema);

describe('rule packs', () => {
  it('passes one that is whole, and the default pack', () => {
    expect(faultsOf({})).toEqual([]);
    expect(checkPack(DEFAULT_PACK as unknown as Json, compile(DECISIONS))).toEqual([]);
  });

  it.each<[string, Parts, { path: string; rule: string; value: Json }]>([
    ['a gap', { byGrade: { one: { good: 9, fair: 5 }, two: RIGHT } }, { path: 'parameters.byGrade.one.worn', rule: 'missing', value: null }],
    ['a row too few', { byGrade: { one: RIGHT } }, { path: 'parameters.byGrade.two', rule: 'missing', value: null }],
    ['a cell too many', { byGrade: { one: { ...RIGHT, bad: 1 }, two: RIGHT } }, { path: 'parameters.byGrade.one.bad', rule: 'unknown', value: 1 }],
    ['a model that the list does not have', { byGrade: { one: RIGHT, two: RIGHT, three: RIGHT } }, { path: 'parameters.byGrade.three', rule: 'unknown', value: null }],
    ['a value outside of its range', { byGrade: { one: { ...RIGHT, good: 101 }, two: RIGHT } }, { path: 'parameters.byGrade.one.good', rule: 'range', value: 101 }],
    ['a fraction', { byGrade: { one: { ...RIGHT, good: 9.5 }, two: RIGHT } }, { path: 'parameters.byGrade.one.good', rule: 'type', value: null }],
    ['a text for a number', { byGrade: { one: { ...RIGHT, worn: '5' }, two: RIGHT } }, { path: 'parameters.byGrade.one.worn', rule: 'type', value: '5' }],
    ['values that rise where they must fall', { byGrade: { one: { good: 9, fair: 5, worn: 6 }, two: RIGHT } }, { path: 'parameters.byGrade.one.worn', rule: 'slope', value: 6 }],
    ['a curve that rises where it must fall', { fading: [[5, 20], [10, 21]] }, { path: 'parameters.fading[1][1]', rule: 'slope', value: 21 }],
    ['x that stands still', { fading: [[5, 90], [5, 20]] }, { path: 'parameters.fading[1][0]', rule: 'order', value: 5 }],
    ['bands that overlap', { steps: [[0, 1], [7, 2], [6, 3]] }, { path: 'parameters.steps[2][0]', rule: 'order', value: 6 }],
    ['bands that begin late', { steps: [[1, 1], [7, 2]] }, { path: 'parameters.steps[0][0]', rule: 'first', value: 1 }],
    ['x outside of its range', { fading: [[5, 90], [51, 20]] }, { path: 'parameters.fading[1][0]', rule: 'range', value: 51 }],
    ['a curve without points', { fading: [] }, { path: 'parameters.fading', rule: 'empty', value: null }],
    ['a point that is none', { fading: [[5, 90], [6]] }, { path: 'parameters.fading[1]', rule: 'type', value: null }],
    ['a curve that is a number', { fading: 7 }, { path: 'parameters.fading', rule: 'type', value: 7 }],
    ['an entry twice', { lists: { models: ['one', 'two', 'one'] } }, { path: 'lists.models[2]', rule: 'duplicate', value: 'one' }],
    ['a list that is not there', { lists: {} }, { path: 'lists.models', rule: 'missing', value: null }],
    ['a list without entries', { lists: { models: [] }, byGrade: {} }, { path: 'lists.models', rule: 'empty', value: null }],
    ['a list that nothing asks for', { lists: { models: ['one', 'two'], colours: ['red'] } }, { path: 'lists.colours', rule: 'unknown', value: null }],
    ['an entry that is a name of the language', { lists: { models: ['one', 'two', '__proto__'] } }, { path: 'lists.models[2]', rule: 'range', value: '__proto__' }],
  ])('refuses %s, and tells where', (_what, parts, fault) => {
    expect(faultsOf(parts)).toContainEqual(fault);
  });

  it('tells every fault at once', () => {
    expect(faultsOf({ fading: [[5, 101], [4, 102]], steps: [] }).map(({ path, rule }) => `${path} ${rule}`)).toEqual([
      'parameters.fading[0][1] range', 'parameters.fading[1][0] order', 'parameters.fading[1][1] range', 'parameters.fading[1][1] slope', 'parameters.steps empty',
    ]);
  });

  it('wants a source for each parameter, and no parameter that nothing asks for', () => {
    const pack = packOf();
    const parameters = pack.parameters as Fields;
    expect(checkPack({ ...pack, parameters: { ...parameters, fading: { value: [[5, 9]] }, extra: source(1, 1) } }, schema)).toEqual([
      { path: 'parameters.fading.source', rule: 'missing', value: null },
      { path: 'parameters.extra', rule: 'unknown', value: null },
    ]);
  });

  it('refuses what is no pack, another format and too much text', () => {
    expect(checkPack([], schema)).toEqual([{ path: '', rule: 'type', value: null }]);
    expect(checkPack({ ...packOf(), format: 2 }, schema)).toEqual([{ path: 'format', rule: 'format', value: 2 }]);
    const [fault] = checkPack({ ...packOf(), name: 'x'.repeat(LARGEST_PACK) }, schema);
    expect(fault).toEqual({ path: '', rule: 'size', value: expect.any(Number) });
    expect(() => asPack({ ...packOf(), name: '' }, schema)).toThrow('The rule pack is refused: name: empty ("")');
  });
});
