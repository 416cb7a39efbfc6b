import { readFileSync } from 'node:fs';
import { among, at, cell, choiceInput, choiceOf, curve, equal, integer, integerParameter, isOneOf, less, listed, minus, plus, share, table, value, wholeInput } from '../../rules/index.ts';
import type { Whole } from '../../rules/index.ts';
import { decisionOf, faultsOf, messagesOf } from './support/small-decision.ts';

const age = wholeInput('ageDays', { description: 'Age.', unit: 'days', min: 0, max: 100 });
const price = wholeInput('priceMinor', { description: 'Price.', unit: 'minor', min: 0, max: 1_000 });
const colour = choiceInput('colour', among(['red', 'blue']), 'Colour.');
const model = choiceInput('model', listed('models'), 'Model.');
const limits = { label: 'Parameter', description: 'A parameter.', unit: 'minor', min: 0, max: 100 } as const;
/** What the type checker would not let through: packs of mistakes come from casts and from JavaScript. */
const as = <T>(node: unknown): T => node as T;
const output = (node: unknown) => decisionOf({ outputs: [{ name: 'out', description: 'Out.', value: as(node) }] });

describe('types and names of decisions', () => {
  it('passes a decision that is right', () => {
    expect(messagesOf(output(plus(price, price)))).toEqual([]);
  });

  it('tells file and line of the node that is wrong', () => {
    const [fault] = faultsOf(output(plus(price, as<Whole<'minor'>>(age))));
    expect(fault).toEqual({ place: expect.stringMatching(/check-types\.test\.ts:\d+$/), message: 'Adds or compares a number of minor and a number of days.' });
    const line = Number(/:(\d+)$/.exec(fault!.place)![1]);
    expect(readFileSync(import.meta.filename, 'utf8').split('\n')[line - 1]).toContain('plus(price, as<');
  });

  it.each([
    ['comparing units', less(price, as<Whole<'minor'>>(age)), 'Compares a number of minor with a number of days.'],
    ['a share of another unit', share(price, as<Whole<'bps'>>(age)), 'Divides a number of days and a number of bps.'],
    ['a choice as a number', plus(price, as<Whole<'minor'>>(colour)), 'Calculates with a choice.'],
    ['choices among other values', equal(as<Whole>(colour), as<Whole>(choiceOf(['red', 'green'], 'red'))), 'Compares a choice with a choice.'],
    ['a value that was not declared', isOneOf(colour, as<'red'>('green')), '"green" is not one of the values red, blue.'],
    ['a value of a list of the pack', isOneOf(model, 'iphone'), '"iphone" is compared with a list of the pack: only the pack knows its values.'],
    ['a key among other values', cell(table('t', [among(['a', 'b'])], limits), colour), 'A key of "t" is a choice among other values.'],
    ['a key too few', cell(table('t', [among(['red', 'blue'])], limits)), '"t" has 1 keys, 0 are given.'],
    ['a list as a second key', cell(table('t', [among(['red', 'blue']), listed('models')], limits), colour, model), 'Parameter "t" has the list "models" as key 2: a list of the pack can only be the first key.'],
    ['a curve over another unit', at(curve('c', [], { ...limits, xMin: 0, xMax: 10, xUnit: 'days' }), as<Whole<'days'>>(price)), '"c" runs over days, and is asked at a number of minor.'],
    ['a parameter from high to low', value(integerParameter('p', { ...limits, min: 5, max: 1 })), 'Parameter "p" runs from 5 to 1.'],
    ['a fraction', integer(1.5, 'minor'), '1.5 is not a whole number below 2^53.'],
    ['a default outside of the range', wholeInput('x', { description: 'X.', unit: 'days', min: 1, max: 5, missing: 0 }), 'Input "x" is 0 when left out, outside of 1 to 5.'],
    ['a name that is none', wholeInput('Big Price', { description: 'X.', unit: 'days', min: 1, max: 5 }), '"Big Price" is not a name: a small letter, then letters and digits.'],
  ])('refuses %s', (_what, node, message) => {
    expect(messagesOf(output(node))).toContain(message);
  });

  it('refuses one name for two inputs, outputs, reasons, rules or parameters', () => {
    const other = wholeInput('ageDays', { description: 'Other age.', unit: 'days', min: 0, max: 5 });
    const positive = less(integer(0, 'minor'), price);
    const messages = messagesOf(
      decisionOf({
        explains: 'sum',
        effects: [{ rule: 'one', amount: price }, { rule: 'one', amount: minus(price, value(integerParameter('p', limits))) }],
        outputs: [
          { name: 'sum', description: 'Sum.', value: plus(age, other) },
          { name: 'sum', description: 'Sum.', value: value(integerParameter('p', { ...limits, max: 7 })) },
        ],
        reasons: [{ code: 'SO', when: positive }, { code: 'SO', when: positive }],
      }),
    );
    for (const what of ['Input "ageDays"', 'Parameter "p"', 'Output "sum"', 'Reason "SO"', 'Rule "one"']) {
      expect(messages).toContainEqual(expect.stringMatching(new RegExp(`^${what} is declared twice: first at .*:\\d+\\.$`)));
    }
  });

  it('refuses one parameter name with two meanings in two decisions', () => {
    const first = decisionOf({ name: 'first', outputs: [{ name: 'out', description: 'Out.', value: value(integerParameter('p', limits)) }] });
    const second = decisionOf({ name: 'second', outputs: [{ name: 'out', description: 'Out.', value: value(integerParameter('p', { ...limits, max: 7 })) }] });
    expect(messagesOf(first, second)).toEqual([expect.stringMatching(/^Parameter "p" is declared twice/)]);
    expect(messagesOf(first, first)).toEqual(['Decision "first" is declared twice.']);
  });

  it('wants effects in minor units, and to know what they explain', () => {
    const messages = messagesOf(decisionOf({ effects: [{ rule: 'one', amount: as(age) }], outputs: [{ name: 'out', description: 'Out.', value: age }] }));
    expect(messages).toEqual(['Decision "small" does not name the output that its effects explain.', 'The effect of rule "one" is a number of days, not minor units.']);
  });
});
