/** Golden vectors: inputs by seed, and a digest of the result line of each. What is not byte for byte the same is found, and which one it is. */
import { canonicalJson, sha256 } from '../canonical.ts';
import type { Json } from '../canonical.ts';
import type { Compiled } from '../compile.ts';
import { givenInputs, graphEngine, resultLine } from '../engines/index.ts';
import type { Engine, Hashes, RuleInput } from '../engines/index.ts';
import type { DecisionGraph } from '../graph/graph.ts';
import type { Pack } from '../pack/schema.ts';
import { goldenInputs } from './inputs.ts';

export { boundariesOf, goldenInputs } from './inputs.ts';
export { Random } from '../../seeded-random.ts';

export const goldenFile = 'ts-src/rules-build/golden/vectors.json';
const samplesFile = 'ts-src/rules-build/golden/samples.ndjson';

const VECTORS = { most: 800, usual: 450 };
const SAMPLES = 6;
const DIGEST = 12;
const PER_LINE = 10;

export interface GoldenSet {
  readonly seed: number;
  readonly digests: readonly string[];
}

export type GoldenSets = { readonly [decision: string]: GoldenSet };

export const digestOf = (line: string): string => sha256(line).slice(0, DIGEST);

/** Lines of results, one for each input. */
export function resultLines(graph: DecisionGraph, inputs: readonly RuleInput[], engine: Engine, hashes: Hashes): string[] {
  const names = graph.inputs.map(({ of }) => of.name);
  return inputs.map((input) => resultLine(engine(input), givenInputs(names, input), hashes));
}

/** Text of the golden files, by path: a digest of every result for inputs drawn by fixed seeds, and some inputs with their results in full. */
export function goldenOutputs(compiled: Compiled, pack: Pack): ReadonlyMap<string, string> {
  const hashes = { logicHash: compiled.logicHash, packHash: sha256(canonicalJson(pack)) };
  const sets = compiled.decisions.map(({ graph }, index) => {
    const seed = 1_000 + index;
    const inputs = goldenInputs(graph, pack, seed, index === 0 ? VECTORS.most : VECTORS.usual);
    const lines = resultLines(graph, inputs, graphEngine(graph, pack), hashes);
    const samples = inputs.slice(-SAMPLES).map((input, at) => canonicalJson({ input, result: JSON.parse(lines.at(at - SAMPLES)!) as Json }));
    return { name: graph.decision.name, seed, lines, samples };
  });
  const text = sets.map(({ name, seed, lines }) => `  ${JSON.stringify(name)}: { "seed": ${seed}, "digests": [\n${inRows(lines.map(digestOf))}\n  ] }`);
  return new Map([
    [goldenFile, `{\n${text.join(',\n')}\n}\n`],
    [samplesFile, sets.flatMap(({ samples }) => samples).join('\n').concat('\n')],
  ]);
}

function inRows(digests: readonly string[]): string {
  const rows = [];
  for (let at = 0; at < digests.length; at += PER_LINE) rows.push(`    ${digests.slice(at, at + PER_LINE).map((digest) => `"${digest}"`).join(', ')}`);
  return rows.join(',\n');
}
