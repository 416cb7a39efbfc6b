import fc from 'fast-check';
import { GRADES } from '../../rules/index.ts';
import { asPack, canonicalJson, graphEngine, Random, resourceEngine, resourceFile } from '../index.ts';
import type { Engine, Json, Outcome, RuleInput } from '../index.ts';
import { arbitraryInput } from './support/arbitrary-input.ts';
import { committed, compiled, decisionNames, lowered, pack } from './support/project.ts';
import { randomPack } from './support/random-pack.ts';

/** 100,000 random inputs in all: 17,000 for each of four laws, 6,400 for each of five decisions between engines. */
const PER_LAW = 17_000;
const PER_DECISION = 6_400;

const sources = new Map(decisionNames.map((name) => [name, committed(resourceFile(name))]));
const packs = [pack, ...Array.from({ length: 15 }, (_, index) => asPack(randomPack(new Random(index)) as unknown as Json, compiled))];
const valuations = packs.map((each) => resourceEngine(sources.get('tradeInValuation')!, 'tradeInValuation', each));
const anyPack = fc.integer({ min: 0, max: packs.length - 1 });
const anyValuation = arbitraryInput(lowered('tradeInValuation'), pack);

const under = (index: number, input: RuleInput): Outcome => outcomeOf(valuations[index]!, input);
const amount = (outcome: Outcome, name: string): number => outcome.outputs[name] as number;

function outcomeOf(engine: Engine, input: RuleInput): Outcome {
  const answer = engine(input);
  if ('errors' in answer) throw new Error(`refused: ${JSON.stringify(answer.errors)}`);
  return answer;
}

/** The same input with one thing better and one thing worse. */
function pairOf(name: string, better: Json, worse: Json) {
  return (input: RuleInput): readonly [RuleInput, RuleInput] => [{ ...input, [name]: better }, { ...input, [name]: worse }];
}

describe('laws of the valuation, under the default pack and random ones', () => {
  it('the value never rises with a worse condition', () => {
    fc.assert(
      fc.property(anyValuation, anyPack, fc.integer({ min: 0, max: GRADES.length - 2 }), fc.integer({ min: 1, max: GRADES.length - 1 }), (input, index, grade, step) => {
        const [better, worse] = pairOf('conditionGrade', GRADES[grade]!, GRADES[Math.min(grade + step, GRADES.length - 1)]!)(input).map((each) => under(index, each));
        return amount(worse!, 'offerMinor') <= amount(better!, 'offerMinor') && amount(worse!, 'marketValueMinor') <= amount(better!, 'marketValueMinor');
      }),
      { numRuns: PER_LAW },
    );
  });

  it('the value never falls with a longer warranty', () => {
    fc.assert(
      fc.property(anyValuation, anyPack, fc.integer({ min: 0, max: 3_650 }), fc.integer({ min: 0, max: 3_650 }), (input, index, one, other) => {
        const [longer, shorter] = pairOf('warrantyDaysLeft', Math.max(one, other), Math.min(one, other))(input).map((each) => under(index, each));
        return amount(longer!, 'offerMinor') >= amount(shorter!, 'offerMinor') && amount(longer!, 'marketValueMinor') >= amount(shorter!, 'marketValueMinor');
      }),
      { numRuns: PER_LAW },
    );
  });

  it('the offer never exceeds the cap', () => {
    fc.assert(
      fc.property(anyValuation, anyPack, (input, index) => {
        const share = (packs[index]!.parameters.capShare!.value as Readonly<Record<string, number>>)[input.category as string]!;
        const cap = (BigInt(input.referencePriceMinor as number) * BigInt(share) * 2n + 10_000n) / 20_000n;
        return BigInt(amount(under(index, input), 'offerMinor')) <= cap;
      }),
      { numRuns: PER_LAW },
    );
  });

  it('the effects of the rules sum to the offer', () => {
    fc.assert(
      fc.property(anyValuation, anyPack, (input, index) => {
        const outcome = under(index, input);
        return outcome.effects.reduce((sum, { minor }) => sum + BigInt(minor), 0n) === BigInt(amount(outcome, 'offerMinor'));
      }),
      { numRuns: PER_LAW },
    );
  });
});

describe('engines', () => {
  it.each(decisionNames)('agree on %s, under the default pack and random ones', (name) => {
    const { graph } = lowered(name);
    const pairs = packs.map((each) => [graphEngine(graph, each), resourceEngine(sources.get(name)!, name, each)] as const);
    fc.assert(
      fc.property(arbitraryInput(lowered(name), pack), anyPack, (input, index) => {
        const [byGraph, byResource] = pairs[index]!;
        expect(canonicalJson(byResource(input) as unknown as Json)).toBe(canonicalJson(outcomeOf(byGraph, input) as unknown as Json));
      }),
      { numRuns: PER_DECISION },
    );
  });
});
