/** Decisions that nobody would write: every word of the language in any place that its type allows. */
import {
  among, and, at, atMost, bands, cell, choiceInput, choiceOf, curve, equal, flag, floorTo, greatest, integer, integerParameter, isOneOf, known, least, less, minus, not, or, plus, proportion, table, truthInput,
  value, when, whenChoice, wholeInput,
} from '../../../rules/index.ts';
import type { Choice, Decision, Truth, Whole } from '../../../rules/index.ts';
import type { Pack, Random } from '../../index.ts';
import { decisionOf } from './small-decision.ts';

const COLOURS = ['red', 'green', 'blue'] as const;
const COLOUR = among(COLOURS);
const limits = { label: 'P', description: 'P.', unit: 'minor', min: -40, max: 90 } as const;
const over = { xMin: 0, xMax: 60, xUnit: 'minor' } as const;

const amount = wholeInput('amount', { description: 'Amount.', unit: 'minor', min: 0, max: 1_000 });
const change = wholeInput('change', { description: 'Change.', unit: 'minor', min: -50, max: 70, missing: 3 });
const yes = truthInput('yes', 'Yes.');
const maybe = truthInput('maybe', 'Maybe.', 'optional');
const colour = choiceInput('colour', COLOUR, 'Colour.');
const other = choiceInput('other', COLOUR, 'Other colour.', 'optional');
const number = integerParameter('number', { ...limits, min: 1 });
const byColour = table('byColour', [COLOUR, COLOUR], limits);
const switches = table('switches', [COLOUR], { label: 'P', description: 'P.', unit: 'count', min: 0, max: 1 });
const falling = curve('falling', [COLOUR], { ...limits, ...over, slope: 'falling' });
const rising = curve('rising', [], { ...limits, ...over, slope: 'rising' });
const steps = bands('steps', [COLOUR], { ...limits, ...over });

export const randomDecisionPack: Pack = {
  format: 1,
  name: 'Random decision',
  lists: {},
  parameters: {
    number: { source: 'test', value: 7 },
    byColour: { source: 'test', value: { red: { red: 1, green: -40, blue: 90 }, green: { red: 0, green: 5, blue: 6 }, blue: { red: -7, green: 8, blue: 9 } } },
    switches: { source: 'test', value: { red: 0, green: 1, blue: 0 } },
    falling: { source: 'test', value: { red: [[0, 90], [7, 33], [20, -40]], green: [[30, 5]], blue: [[1, 50], [60, 49]] } },
    rising: { source: 'test', value: [[3, -40], [5, -39], [50, 90]] },
    steps: { source: 'test', value: { red: [[0, 1]], green: [[0, -3], [9, 4]], blue: [[0, 90], [10, -40], [59, 2]] } },
  },
};

class Writer {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  whole(depth: number): Whole<'minor'> {
    const deeper = (): Whole<'minor'> => this.whole(depth - 1);
    const pick = this.#random.between(0, depth <= 0 ? 3 : 15);
    switch (pick) {
      case 0: return amount;
      case 1: return change;
      case 2: return integer(this.#random.between(-5, 40), 'minor');
      case 3: return value(number);
      case 4: return plus(deeper(), deeper());
      case 5: return minus(deeper(), deeper());
      case 6: return least(deeper(), deeper());
      case 7: return greatest(deeper(), deeper());
      case 8: return proportion(this.natural(depth - 1), this.natural(depth - 1), this.positive(depth - 1));
      case 9: return floorTo(this.natural(depth - 1), this.positive(depth - 1));
      case 10: return cell(byColour, this.choice(depth - 1), this.choice(depth - 1));
      case 11: return at(falling, deeper(), this.choice(depth - 1));
      case 12: return at(rising, deeper());
      case 13: return at(steps, deeper(), this.choice(depth - 1));
      default: return when(this.truth(depth - 1), deeper(), deeper());
    }
  }

  natural(depth: number): Whole<'minor'> {
    return greatest(this.whole(depth), integer(0, 'minor'));
  }

  positive(depth: number): Whole<'minor'> {
    return this.#random.chance(0.5) ? integer(this.#random.between(1, 9), 'minor') : greatest(this.whole(depth), integer(1, 'minor'));
  }

  truth(depth: number): Truth {
    const deeper = (): Truth => this.truth(depth - 1);
    const compared = (): readonly [Whole<'minor'>, Whole<'minor'>] => [this.whole(depth - 1), this.whole(depth - 1)];
    switch (this.#random.between(0, depth <= 0 ? 4 : 10)) {
      case 0: return yes;
      case 1: return maybe;
      case 2: return known(change);
      case 3: return flag(switches, colour);
      case 4: return isOneOf(colour, this.#random.pick(COLOURS));
      case 5: return and(deeper(), deeper());
      case 6: return or(deeper(), deeper());
      case 7: return not(deeper());
      case 8: return less(...compared());
      case 9: return atMost(...compared());
      default: return equal(...compared());
    }
  }

  choice(depth: number): Choice<(typeof COLOURS)[number]> {
    if (depth > 0 && this.#random.chance(0.4)) return whenChoice(this.truth(depth - 1), this.choice(depth - 1), choiceOf(COLOURS, this.#random.pick(COLOURS)));
    return this.#random.pick([colour, other]);
  }
}

export function randomDecision(random: Random): Decision {
  const writer = new Writer(random);
  const reasons = ['ONE', 'TWO'].map((code) => ({ code, when: writer.truth(3) }));
  const [first, second] = [writer.whole(4), writer.whole(3)];
  return decisionOf({
    explains: 'sum',
    effects: [{ rule: 'first', amount: first }, { rule: 'second', amount: minus(second, first) }],
    outputs: [
      { name: 'sum', description: 'Sum.', value: second },
      { name: 'choice', description: 'Choice.', value: writer.choice(3), when: writer.truth(2) },
      { name: 'truth', description: 'Truth.', value: writer.truth(4) },
      // So that every input is declared, whatever chance has written.
      { name: 'all', description: 'All.', value: when(and(yes, not(maybe)), plus(amount, change), cell(byColour, colour, other)) },
    ],
    reasons,
  });
}
