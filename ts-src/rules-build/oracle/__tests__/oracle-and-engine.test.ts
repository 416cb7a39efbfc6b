/** Two readings of the rules, the hand-written one and the compiled one, on inputs by seed and under packs by seed. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DECISIONS, DEFAULT_PACK } from '../../../rules/index.ts';
import type { Json } from '../../canonical.ts';
import { canonicalJson } from '../../canonical.ts';
import { compile } from '../../compile.ts';
import { graphEngine, resourceEngine } from '../../engines/index.ts';
import type { Engine, RuleInput } from '../../engines/index.ts';
import { goldenInputs, Random } from '../../golden/index.ts';
import { resourceFile } from '../../outputs.ts';
import { asPack, checkPack } from '../../pack/check.ts';
import type { Pack } from '../../pack/schema.ts';
import { oracle } from '../index.ts';
import type { OraclePack } from '../index.ts';
import { otherPack } from './other-pack.ts';

const compiled = compile(DECISIONS);
const defaultPack = asPack(DEFAULT_PACK as unknown as Json, compiled);

type Graph = (typeof compiled.decisions)[number]['graph'];

const decisions = compiled.decisions.map(({ graph }) => [graph.decision.name, graph] as const);
const builtResource = (name: string): string => readFileSync(path.resolve(import.meta.dirname, '../../../..', resourceFile(name)), 'utf8');

/** Inputs whose answers differ, with both; none is what we want. */
function differences({ decision }: Graph, pack: Pack, engine: Engine, inputs: readonly RuleInput[]): readonly string[] {
  return inputs.flatMap((input) => {
    const [byEngine, byHand] = [engine(input), oracle(decision.name, pack as unknown as OraclePack, input)].map((answer) => canonicalJson(answer as unknown as Json));
    return byEngine === byHand ? [] : [`${canonicalJson(input)}\n  engine ${byEngine}\n  oracle ${byHand}`];
  });
}

test.each(decisions)('%s: oracle, engine and built resource agree on inputs by seed', (name, graph) => {
  for (const [seed, engine] of [[7, graphEngine(graph, defaultPack)], [77, resourceEngine(builtResource(name), name, defaultPack)]] as const) {
    expect(differences(graph, defaultPack, engine, goldenInputs(graph, defaultPack, seed, 3_000)).slice(0, 3)).toEqual([]);
  }
});

test.each(decisions)('%s: they agree under other packs too', (name, graph) => {
  for (const seed of [1, 2, 3, 4]) {
    const pack = otherPack(defaultPack, compiled.parameters, new Random(seed));
    expect(checkPack(pack as unknown as Json, compiled)).toEqual([]);
    const engine = seed % 2 === 0 ? graphEngine(graph, pack) : resourceEngine(builtResource(name), name, pack);
    expect(differences(graph, pack, engine, goldenInputs(graph, pack, seed, 800)).slice(0, 3)).toEqual([]);
  }
});

test('the other packs are other packs: their answers differ from those of the default pack', () => {
  const { graph } = compiled.decisions[0]!;
  const pack = otherPack(defaultPack, compiled.parameters, new Random(1));
  const engines = [graphEngine(graph, defaultPack), graphEngine(graph, pack)];
  const inputs = goldenInputs(graph, defaultPack, 5, 100);
  const same = inputs.filter((input) => {
    const [one, other] = engines.map((engine) => canonicalJson(engine(input) as unknown as Json));
    return one === other;
  });
  expect(same.length).toBeLessThan(inputs.length / 2);
});
