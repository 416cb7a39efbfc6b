/** From decisions to checked instructions: what every target and every engine starts from. */
import type { Decision, Parameter } from '../rules/language/index.ts';
import { canonicalJson, sha256 } from './canonical.ts';
import type { Json } from './canonical.ts';
import { DecisionFaults } from './fault.ts';
import type { Fault } from './fault.ts';
import { checkRanges } from './graph/check-ranges.ts';
import { checkTypes } from './graph/check-types.ts';
import { collectGraph } from './graph/graph.ts';
import type { DecisionGraph, GraphNode } from './graph/graph.ts';
import { lower } from './graph/lower.ts';
import type { Lowered } from './graph/lower.ts';
import { parametersOf } from './pack/schema.ts';

export interface Compiled {
  /** SHA-256 of the decisions' graph: changes with the logic, not with wording, nor with the lines it stands on. */
  readonly logicHash: string;
  readonly decisions: readonly Lowered[];
  /** What a pack must give, in the order in which rules ask for it. */
  readonly parameters: readonly Parameter[];
  /** Names of the lists that a pack must give, sorted. */
  readonly lists: readonly string[];
}

/** @throws DecisionFaults with every fault that was found */
export function compile(decisions: readonly Decision[]): Compiled {
  const graphs = decisions.map(collectGraph);
  const faults = [...graphs.flatMap(checkTypes), ...acrossDecisions(graphs)];
  if (faults.length > 0) throw new DecisionFaults(faults);
  const lowered = graphs.map(lower);
  const unsafe = lowered.flatMap(checkRanges);
  if (unsafe.length > 0) throw new DecisionFaults(unsafe);
  return { logicHash: logicHash(graphs), decisions: lowered, parameters: parametersOf(graphs), lists: listsOf(graphs) };
}

function acrossDecisions(graphs: readonly DecisionGraph[]): Fault[] {
  const faults: Fault[] = [];
  const names = new Set<string>();
  const parameters = new Map<string, { content: string; place: string }>();
  for (const { decision, nodes, parameters: declared } of graphs) {
    if (names.has(decision.name)) faults.push({ place: nodes[0]?.place ?? decision.name, message: `Decision "${decision.name}" is declared twice.` });
    names.add(decision.name);
    for (const { of, place } of declared) {
      const content = JSON.stringify(of);
      const before = parameters.get(of.name);
      if (before === undefined) parameters.set(of.name, { content, place });
      else if (before.content !== content) faults.push({ place, message: `Parameter "${of.name}" is declared twice: first at ${before.place}.` });
    }
  }
  return faults;
}

function listsOf(graphs: readonly DecisionGraph[]): string[] {
  const domains = graphs.flatMap(({ inputs, parameters }) => [
    ...inputs.flatMap(({ of }) => (of.kind === 'choice' ? [of.domain] : [])),
    ...parameters.flatMap(({ of }) => of.keys),
  ]);
  return [...new Set(domains.flatMap((domain) => ('list' in domain ? [domain.list] : [])))].sort();
}

function logicHash(graphs: readonly DecisionGraph[]): string {
  const logic = graphs.map(({ decision, nodes, inputs, outputs, reasons, effects }) => ({
    name: decision.name,
    explains: decision.explains ?? null,
    inputs: inputs.map(({ of }) => of.name),
    nodes: nodes.map(withoutWords),
    outputs,
    reasons,
    effects,
  }));
  return sha256(canonicalJson(JSON.parse(JSON.stringify(logic)) as Json));
}

/** A node without its place and without what is written for people. */
function withoutWords(node: GraphNode): object {
  const { place: _place, ...rest } = node;
  if ('input' in rest) {
    const { description: _description, ...input } = rest.input;
    return { ...rest, input };
  }
  if ('parameter' in rest) {
    const { label: _label, description: _description, ...parameter } = rest.parameter;
    return { ...rest, parameter };
  }
  return rest;
}
