/** Two readings of the rules, the hand-written one and the graph's, on inputs by seed and under packs by seed. */
import { DECISIONS, DEFAULT_PACK } from '../../../rules/index.ts';
import type { Json } from '../../canonical.ts';
import { canonicalJson } from '../../canonical.ts';
import { compile } from '../../compile.ts';
import { graphEngine } from '../../engines/index.ts';
import type { RuleInput } from '../../engines/index.ts';
import { goldenInputs, Random } from '../../golden/index.ts';
import { asPack, checkPack } from '../../pack/check.ts';
import type { Pack } from '../../pack/schema.ts';
import { oracle } from '../index.ts';
import type { OraclePack } from '../index.ts';
import { otherPack } from './other-pack.ts';

const compiled = compile(DECISIONS);
const defaultPack = asPack(DEFAULT_PACK as unknown as Json, compiled);

/** Inputs whose answers differ, with both; none is what we want. */
function differences(graph: (typeof compiled.decisions)[number]['graph'], pack: Pack, inputs: readonly RuleInput[]): readonly string[] {
  const engine = graphEngine(graph, pack);
  return inputs.flatMap((input) => {
    const [byEngine, byHand] = [engine(input), oracle(graph.decision.name, pack as unknown as OraclePack, input)].map((answer) => canonicalJson(answer as unknown as Json));
    return byEngine === byHand ? [] : [`${canonicalJson(input)}\n  engine ${byEngine}\n  oracle ${byHand}`];
  });
}

test.each(compiled.decisions.map(({ graph }) => [graph.decision.name, graph] as const))('%s: oracle and engine agree on inputs by seed', (_name, graph) => {
  for (const seed of [7, 77]) expect(differences(graph, defaultPack, goldenInputs(graph, defaultPack, seed, 3_000)).slice(0, 3)).toEqual([]);
});

test.each(compiled.decisions.map(({ graph }) => [graph.decision.name, graph] as const))('%s: they agree under other packs too', (_name, graph) => {
  for (const seed of [1, 2, 3, 4]) {
    const pack = otherPack(defaultPack, compiled.parameters, new Random(seed));
    expect(checkPack(pack as unknown as Json, compiled)).toEqual([]);
    expect(differences(graph, pack, goldenInputs(graph, pack, seed, 800)).slice(0, 3)).toEqual([]);
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
