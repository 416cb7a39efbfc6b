import { among, choiceInput, curve, at, integer, less, minus, plus, priced, share, when, wholeInput } from '../../rules/index.ts';
import type { Node } from '../../rules/index.ts';
import { canonicalJson, compile, DecisionFaults, emitJavaScript, emitProgram, goldenInputs, graphEngine, Random, resourceEngine } from '../index.ts';
import type { Answer, Compiled, Json, Outcome, Pack } from '../index.ts';
import { Ranges } from '../graph/ranges.ts';
import { randomDecision, randomDecisionPack } from './support/random-decision.ts';
import { runProgram } from './support/slot-machine.ts';
import type { Program } from './support/slot-machine.ts';
import { decisionOf } from './support/small-decision.ts';

const price = (description = 'Price.') => wholeInput('priceMinor', { description, unit: 'minor', min: 0, max: 1_000 });
const output = (value: Node) => decisionOf({ outputs: [{ name: 'out', description: 'Out.', value }] });
const programOf = (compiled: Compiled): Program => JSON.parse(JSON.stringify(emitProgram(compiled))) as Program;
const NO_PACK: Pack = { format: 1, name: 'None', lists: {}, parameters: {} };

describe('the compiler', () => {
  it('writes what is said twice once, and works constants out', () => {
    const amount = price();
    const twice = () => share(amount, plus(integer(2_000, 'bps'), integer(3_000, 'bps')));
    const { decisions } = programOf(compile([output(plus(twice(), twice()))]));
    expect(decisions.small).toMatchObject({
      inputs: [{ name: 'priceMinor', type: 'integer', unit: 'minor', min: 0, max: 1_000, optional: false, slot: 0, default: 0, knownSlot: null }],
      initial: [[1, 5_000], [2, 10_000]],
      code: [5, 3, 0, 1, 2, 1, 4, 3, 3, 0],
      slots: 5,
      outputs: [{ name: 'out', type: 'integer', slot: 4, knownSlot: null }],
    });
  });

  it('hashes the logic: not its words, nor its lines', () => {
    const hashOf = (value: Node): string => compile([output(value)]).logicHash;
    const hash = hashOf(minus(price(), integer(1, 'minor')));
    expect(hashOf(minus(price('What it costs.'), integer(1, 'minor')))).toBe(hash);
    expect(hashOf(minus(price(), integer(2, 'minor')))).not.toBe(hash);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('declares inputs in the order in which they were written down', () => {
    const first = price();
    const second = wholeInput('ageDays', { description: 'Age.', unit: 'days', min: 0, max: 9 });
    const third = choiceInput('colour', among(['red']), 'Colour.');
    const compiled = compile([decisionOf({ outputs: [{ name: 'a', description: 'A.', value: third }, { name: 'b', description: 'B.', value: second }, { name: 'c', description: 'C.', value: first }] })]);
    expect(compiled.decisions[0]!.graph.inputs.map(({ of }) => of.name)).toEqual(['priceMinor', 'ageDays', 'colour']);
  });

  it('rounds half up, by odd divisors too', () => {
    const { evaluate } = ((): { evaluate: ReturnType<typeof resourceEngine> } => {
      const compiled = compile([output(priced(price(), integer(5, 'minor'), integer(7, 'minor')))]);
      return { evaluate: resourceEngine(emitJavaScript(compiled.decisions[0]!, compiled.logicHash), 'small', NO_PACK) };
    })();
    for (let amount = 0; amount <= 1_000; amount++) {
      expect(evaluate({ priceMinor: amount })).toMatchObject({ outputs: { out: Math.floor(amount * 5 / 7 + 0.5) } });
    }
  });

  it('rounds a curve away from its start, rising and falling', () => {
    const line = curve('line', [], { label: 'Parameter', description: 'Line.', unit: 'minor', min: 0, max: 10, xMin: 0, xMax: 4, xUnit: 'minor' });
    const compiled = compile([output(at(line, price()))]);
    const along = (points: readonly (readonly [number, number])[]): unknown[] => {
      const pack: Pack = { ...NO_PACK, parameters: { line: { source: 'test', value: points } } };
      const evaluate = resourceEngine(emitJavaScript(compiled.decisions[0]!, compiled.logicHash), 'small', pack);
      return [0, 1, 2, 3, 4, 5].map((x) => (evaluate({ priceMinor: x }) as Outcome).outputs.out);
    };
    expect(along([[0, 0], [4, 2]])).toEqual([0, 1, 1, 2, 2, 2]);
    expect(along([[0, 2], [4, 0]])).toEqual([2, 1, 1, 0, 0, 0]);
    expect(along([[1, 7]])).toEqual([7, 7, 7, 7, 7, 7]);
  });

  it('tells all faults of all decisions at once', () => {
    const amount = price();
    const wrong = (name: string) => decisionOf({ name, outputs: [{ name: 'out', description: 'Out.', value: when(less(amount, integer(-1, 'minor')), amount, integer(0, 'minor')) }] });
    expect(() => compile([wrong('one'), wrong('two')])).toThrow(DecisionFaults);
    expect(() => compile([wrong('one'), wrong('two')])).toThrow(/compile\.test\.ts:\d+: This comparison never holds[^\n]*\n(.*\n)+.*compile\.test\.ts:\d+: /);
  });
});

describe('decisions by chance', () => {
  const DECISIONS = 200;
  const INPUTS = 60;

  it('say the same in every target, and stay within the ranges that were worked out', () => {
    const differences: unknown[] = [];
    let compiledCount = 0;
    for (let seed = 0; seed < DECISIONS; seed++) {
      const compiled = tryCompile(seed);
      if (compiled === null) continue;
      compiledCount++;
      const [lowered] = compiled.decisions;
      const byGraph = graphEngine(lowered!.graph, randomDecisionPack);
      const byResource = resourceEngine(emitJavaScript(lowered!, compiled.logicHash), 'small', randomDecisionPack);
      const program = programOf(compiled);
      const isWithin = withinRanges(lowered!);
      for (const input of goldenInputs(lowered!.graph, randomDecisionPack, seed, INPUTS)) {
        const answer = byGraph(input);
        const others = [byResource(input), 'errors' in answer ? answer : runProgram(program, 'small', randomDecisionPack, input)];
        const [text, ...texts] = [answer, ...others].map((each) => canonicalJson(each as unknown as Json));
        if (texts.some((each) => each !== text) || !isWithin(answer)) differences.push({ seed, input, answer, others });
      }
    }
    expect(differences).toEqual([]);
    expect(compiledCount).toBeGreaterThan(40);
  });
});

function withinRanges(lowered: Compiled['decisions'][number]): (answer: Answer) => boolean {
  const ranges = new Ranges(lowered.nodes);
  const holds = (id: number, value: number): boolean => ranges.of(id).min <= value && value <= ranges.of(id).max;
  return (answer) =>
    'errors' in answer ||
    (lowered.effects.every(({ amount }, index) => holds(amount, answer.effects[index]!.minor)) &&
      lowered.reasons.every(({ code, when: id }) => holds(id, Number(answer.reasons.includes(code)))));
}

/** Null for a decision that the compiler refuses: chance writes much that never holds. */
function tryCompile(seed: number): Compiled | null {
  try {
    return compile([randomDecision(new Random(seed))]);
  } catch (error) {
    if (error instanceof DecisionFaults) return null;
    throw error;
  }
}
