/** Inputs to try a decision with: its boundaries one by one, then at random, a few of them bad. */
import type { Input } from '../../rules/language/index.ts';
import type { Json } from '../canonical.ts';
import type { RuleInput } from '../engines/index.ts';
import type { DecisionGraph } from '../graph/graph.ts';
import { cells } from '../pack/schema.ts';
import type { Pack, PackValue } from '../pack/schema.ts';
import { Random } from '../../seeded-random.ts';

const LEFT_OUT = 0.35;
const AT_BOUNDARY = 0.4;
/** Inputs of which every value is the first or the last one: what happens at the extremes is rare otherwise. */
const EXTREME = 0.3;
const BAD = 0.06;

/** For each input the values at which something changes, first to last. */
export type Boundaries = ReadonlyMap<string, readonly Json[]>;

/** Where the decision changes its mind under this pack: its own constants, steps of curves and bands, ends of what an input may be. */
export function boundariesOf(graph: DecisionGraph, pack: Pack): Boundaries {
  const steps = new Map<string, Set<number>>();
  for (const node of graph.nodes) {
    if (node.kind === 'at') note(graph, node.x, cells(node.parameter, pack).flatMap(xs), steps);
    if (node.kind !== 'compare') continue;
    for (const [one, other] of [[node.left, node.right], [node.right, node.left]] as const) {
      const against = graph.nodes[other]!;
      if (against.kind === 'literal') note(graph, one, [against.value], steps);
      if (against.kind === 'cell') note(graph, one, cells(against.parameter, pack).flatMap((cell) => (typeof cell === 'number' ? [cell] : [])), steps);
    }
  }
  return new Map(graph.inputs.map(({ of }) => [of.name, valuesOf(of, pack, steps.get(of.name) ?? new Set())]));
}

const xs = (value: PackValue): readonly number[] => (Array.isArray(value) ? (value as readonly (readonly [number, number])[]).map(([x]) => x) : []);

function note(graph: DecisionGraph, id: number, values: readonly number[], steps: Map<string, Set<number>>): void {
  const node = graph.nodes[id]!;
  if (node.kind !== 'input') return;
  const known = steps.get(node.input.name) ?? new Set<number>();
  for (const value of values) for (const near of [value - 1, value, value + 1]) known.add(near);
  steps.set(node.input.name, known);
}

function valuesOf(input: Input, pack: Pack, steps: ReadonlySet<number>): readonly Json[] {
  if (input.kind === 'boolean') return [false, true];
  if (input.kind === 'choice') return 'list' in input.domain ? pack.lists[input.domain.list]! : input.domain.values;
  const inside = [...steps, input.min + 1, input.max - 1].filter((value) => value >= input.min && value <= input.max);
  return [...new Set([input.min, input.max, ...inside])].sort((a, b) => a - b);
}

/** So many inputs; the same for the same seed. */
export function goldenInputs(graph: DecisionGraph, pack: Pack, seed: number, count: number): RuleInput[] {
  const random = new Random(seed);
  const boundaries = boundariesOf(graph, pack);
  const inputs = graph.inputs.map(({ of }) => of);
  const any = (): RuleInput => randomInput(inputs, boundaries, random);
  const found: RuleInput[] = [];
  for (const { name, optional } of inputs) {
    for (const value of sample(boundaries.get(name)!, Math.max(4, Math.floor(count / (2 * inputs.length))))) found.push({ ...any(), [name]: value });
    const { [name]: _left, ...without } = any();
    found.push(optional ? { ...without, [name]: null } : without);
  }
  while (found.length < count) found.push(random.chance(BAD) ? spoiled(any(), inputs, random) : any());
  return found.slice(0, count);
}

/** At most so many, evenly spread, ends included. */
function sample<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, index) => all[Math.round((index * (all.length - 1)) / (most - 1))]!);
}

function randomInput(inputs: readonly Input[], boundaries: Boundaries, random: Random): RuleInput {
  const found: Record<string, Json> = {};
  const isExtreme = random.chance(EXTREME);
  for (const input of inputs) {
    if (input.optional && random.chance(LEFT_OUT)) continue;
    const values = boundaries.get(input.name)!;
    if (isExtreme) found[input.name] = random.pick([values[0]!, values.at(-1)!]);
    else found[input.name] = input.kind === 'integer' && !random.chance(AT_BOUNDARY) ? somewhere(input.min, input.max, random) : random.pick(values);
  }
  return found;
}

/** Wide ranges by their order of magnitude: most prices are not near the largest one. */
function somewhere(min: number, max: number, random: Random): number {
  if (max - min < 1_000 || random.chance(0.3)) return random.between(min, max);
  return Math.min(max, min + Math.floor(Math.exp(random.next() * Math.log(max - min + 1))));
}

function spoiled(input: RuleInput, inputs: readonly Input[], random: Random): RuleInput {
  const { name, ...declared } = random.pick(inputs);
  const wrong: Json[] = [null, 1.5, 'no such thing', true, 9_007_199_254_740_991, [1], { a: 1 }, ''];
  if (declared.kind === 'integer') wrong.push(declared.min - 1, declared.max + 1);
  const spoiledInput = { ...input, [name]: random.pick(wrong) };
  return random.chance(0.3) ? { ...spoiledInput, [random.pick(['price', 'ageDay', 'Category', 'été'])]: random.pick<Json>([1, 'x', null]) } : spoiledInput;
}
