import { among, and, at, bands, Chain, choiceInput, curve, floorTo, greatest, integer, integerParameter, isOneOf, least, less, minus, not, or, plus, priced, proportion, share, truthInput, value, when, wholeInput } from '../../rules/index.ts';
import type { Node, Truth, Whole } from '../../rules/index.ts';
import { decisionOf, faultsOf, messagesOf } from './support/small-decision.ts';

const amount = (max: number, min = 0) => wholeInput('amountMinor', { description: 'Amount.', unit: 'minor', min, max });
const other = wholeInput('otherMinor', { description: 'Other amount.', unit: 'minor', min: 0, max: 1_000 });
const yes = truthInput('yes', 'Yes or no.');
const colour = choiceInput('colour', among(['red', 'green', 'blue']), 'Colour.');
const parameter = (min: number, max: number) => value(integerParameter('p', { label: 'Parameter', description: 'P.', unit: 'minor', min, max }));
const output = (node: Node) => decisionOf({ outputs: [{ name: 'out', description: 'Out.', value: node }] });
const reason = (holds: Truth) => decisionOf({ outputs: [{ name: 'out', description: 'Out.', value: yes }], reasons: [{ code: 'SO', when: holds }] });
const minor = (number: number) => integer(number, 'minor');

describe('exactness', () => {
  // 2 * a * 10,000 + 10,000 < 2^53 allows a up to 450,359,962,736.
  it('finds the last amount of which every share is exact', () => {
    const shared = (max: number) => messagesOf(output(share(amount(max), integer(10_000 - 1, 'bps'))));
    const largest = Math.floor((2 ** 53 - 1 - 10_000) / (2 * 9_999));
    expect(shared(largest)).toEqual([]);
    expect(shared(largest + 1)).toEqual([expect.stringMatching(/^2ab \+ d can be 90071\d+, which is not below 2\^53: a is at most 450405003237, b 9999, d 10000\.$/)]);
  });

  it('says where a result leaves the exact numbers', () => {
    const [fault] = faultsOf(output(plus(amount(2 ** 53 - 1), other)));
    expect(fault).toEqual({ place: expect.stringMatching(/check-ranges\.test\.ts:\d+$/), message: expect.stringMatching(/^The result can be 0 to 9007199254741\d+: engines are exact below 2\^53 only\.$/) });
  });

  it('refuses numbers between two points of a curve that are not exact', () => {
    const steep = curve('steep', [], { label: 'Parameter', description: 'Steep.', unit: 'minor', min: 0, max: 2 ** 40, xMin: 0, xMax: 2 ** 20, xUnit: 'minor' });
    expect(messagesOf(output(at(steep, other)))).toEqual(['Between two points of "steep" a number can reach 2^53.']);
  });

  it('refuses shares of what can be negative, and divisors that can be zero', () => {
    expect(messagesOf(output(share(minus(other, amount(5)), integer(1, 'bps'))))).toEqual(['A share or a rounding of a number that can be negative (-5 to 1000).']);
    expect(messagesOf(output(proportion(other, other, parameter(0, 5))))).toEqual(['Divides by 0 to 5: a divisor is at least 1.']);
    expect(messagesOf(output(floorTo(other, parameter(0, 5))))).toEqual(['Divides by 0 to 5: a divisor is at least 1.']);
    expect(messagesOf(output(priced(other, parameter(0, 5), minor(7))))).toEqual([]);
  });

  it.each<[string, () => Whole<'minor'>]>([
    ['what is above another under the condition that it is', () => when(less(other, parameter(0, 500)), minus(parameter(0, 500), other), minor(0))],
    ['what is left of the smaller of two', () => minus(other, least(other, amount(500)))],
    ['what the larger of two has more', () => minus(greatest(other, amount(500)), other)],
    ['what is left after a share', () => minus(other, share(other, integer(9_000, 'bps')))],
    ['one side of nested conditions', () => when(and(yes, less(other, minor(10))), minus(minor(9), other), minor(0))],
    ['what is not below a limit', () => when(or(yes, less(other, minor(10))), minor(0), minus(other, minor(10)))],
    ['what differs from the smallest value', () => when(not(less(other, minor(1))), minus(other, minor(1)), minor(0))],
  ])('knows that %s is not negative', (_what, node) => {
    expect(messagesOf(output(share(node(), integer(5_000, 'bps'))))).toEqual([]);
  });

  it('does not take a condition for granted outside of it', () => {
    const under = when(less(other, minor(10)), minus(minor(8), other), minor(0));
    expect(messagesOf(output(share(under, integer(1, 'bps'))))).toEqual(['A share or a rounding of a number that can be negative (-1 to 8).']);
  });
});

describe('what never or always happens', () => {
  it('finds comparisons that the ranges decide', () => {
    expect(messagesOf(output(less(minor(2_000), other)))).toEqual(['This comparison never holds, whatever the input and the pack are.']);
    expect(messagesOf(output(less(parameter(0, 9), plus(other, minor(10)))))).toEqual(['This comparison always holds, whatever the input and the pack are.']);
  });

  it('finds a rule that no input reaches', () => {
    const unreachable = when(and(less(other, minor(5)), less(minor(10), other)), minor(1), other);
    expect(messagesOf(output(unreachable))).toEqual(['This choice is always the same one: its condition never holds, whatever the input and the pack are.']);
  });

  it('finds reasons that can never or must always hold', () => {
    expect(messagesOf(reason(and(isOneOf(colour, 'red'), isOneOf(colour, 'blue'))))).toEqual(['Reason "SO" can never hold.']);
    expect(messagesOf(reason(or(less(other, minor(10)), not(less(other, minor(5))))))).toEqual(['Reason "SO" must always hold.']);
    expect(messagesOf(reason(or(isOneOf(colour, 'red'), isOneOf(colour, 'blue'))))).toEqual([]);
  });

  it('finds an output that can never be known', () => {
    const never = and(less(other, minor(5)), less(minor(10), other));
    expect(messagesOf(decisionOf({ outputs: [{ name: 'out', description: 'Out.', value: other, when: never }] }))).toEqual(['Output "out" can never be known.']);
  });

  it('leaves alone what the author wrote for many cases and used for one', () => {
    const general = (step: number) => when(less(minor(step), minor(3)), other, minus(other, minor(1)));
    expect(messagesOf(output(general(1)))).toEqual([]);
  });

  it('looks at bands by the range of their values, not of the default pack', () => {
    const steps = bands('steps', [], { label: 'Parameter', description: 'Steps.', unit: 'minor', min: 10, max: 20, xMin: 0, xMax: 1_000, xUnit: 'minor' });
    expect(messagesOf(reason(less(at(steps, other), minor(10))))).toContain('Reason "SO" can never hold.');
    expect(messagesOf(reason(less(at(steps, other), minor(11))))).toEqual([]);
  });
});

describe('explanations', () => {
  const chain = Chain.from('start', amount(1_000)).rule('less', (so) => share(so, integer(5_000, 'bps'))).rule('more', (so) => plus(so, other));

  it('proves that effects sum to what they explain', () => {
    const explained = (effects: typeof chain.effects) => messagesOf(decisionOf({ explains: 'out', effects, outputs: [{ name: 'out', description: 'Out.', value: chain.amount }] }));
    expect(explained(chain.effects)).toEqual([]);
    expect(explained(chain.effects.slice(1))).toEqual(['The effects do not sum to "out".']);
  });
});
