/** What a pack holds, and what of it the logic asks for. */
import type { Parameter } from '../../rules/language/index.ts';
import type { DecisionGraph } from '../graph/graph.ts';

/** A value by the values of its keys, the first key outermost. */
export type PackValue = number | readonly (readonly [number, number])[] | { readonly [key: string]: PackValue };

export type Pack = {
  readonly format: 1;
  readonly name: string;
  readonly lists: { readonly [list: string]: readonly string[] };
  readonly parameters: { readonly [name: string]: { readonly source: string; readonly value: PackValue } };
};

/** Characters of a pack's canonical text: what the field Rule_Pack__c.Parameters__c holds. */
export const LARGEST_PACK = 131_072;

/** Parameters that any of the decisions asks for, each once. */
export function parametersOf(graphs: readonly DecisionGraph[]): readonly Parameter[] {
  const byName = new Map<string, Parameter>();
  for (const { parameters } of graphs) for (const { of } of parameters) if (!byName.has(of.name)) byName.set(of.name, of);
  return [...byName.values()];
}

/** Values of each key, with the lists as the pack has them. */
function keyValues(parameter: Parameter, lists: Pack['lists']): readonly (readonly string[])[] {
  return parameter.keys.map((key) => ('list' in key ? (lists[key.list] ?? []) : key.values));
}

/** Values of a pack's parameter, row-major: the first key outermost. */
export function cells(parameter: Parameter, pack: Pack): PackValue[] {
  let level: PackValue[] = [pack.parameters[parameter.name]!.value];
  for (const values of keyValues(parameter, pack.lists)) {
    level = level.flatMap((at) => values.map((value) => (at as { readonly [key: string]: PackValue })[value]!));
  }
  return level;
}
