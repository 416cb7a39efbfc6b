import fc from 'fast-check';
import type { Input } from '../../../rules/index.ts';
import { boundariesOf } from '../../index.ts';
import type { Lowered, Pack, RuleInput } from '../../index.ts';

/** Inputs that a decision accepts: any value inside of the ranges, its boundaries as likely as all the others. */
export function arbitraryInput({ graph }: Lowered, pack: Pack): fc.Arbitrary<RuleInput> {
  const boundaries = boundariesOf(graph, pack);
  const valueOf = (input: Input): fc.Arbitrary<unknown> => {
    const atBoundary = fc.constantFrom(...boundaries.get(input.name)!);
    return input.kind === 'integer' ? fc.oneof(fc.integer({ min: input.min, max: input.max }), atBoundary) : atBoundary;
  };
  const fields = Object.fromEntries(graph.inputs.map(({ of }) => [of.name, valueOf(of)]));
  return fc.record(fields, { requiredKeys: graph.inputs.filter(({ of }) => !of.optional).map(({ of }) => of.name) }) as fc.Arbitrary<RuleInput>;
}
