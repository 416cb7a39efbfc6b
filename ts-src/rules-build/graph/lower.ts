import type { CompareOp, Domain, Parameter, Place } from '../../rules/language/index.ts';
import type { DecisionGraph, GraphNode, NodeId } from './graph.ts';
import { IrBuilder } from './ir.ts';
import type { IrId, IrNode, OpName } from './ir.ts';

/** A decision as instructions. `of` gives the instruction that a node of the graph became. */
export interface Lowered {
  readonly graph: DecisionGraph;
  readonly nodes: readonly IrNode[];
  readonly of: readonly IrId[];
  readonly outputs: readonly { readonly name: string; readonly value: IrId; readonly when: IrId | null }[];
  readonly reasons: readonly { readonly code: string; readonly when: IrId }[];
  readonly effects: readonly { readonly rule: string; readonly amount: IrId }[];
}

const ARITHMETIC = { add: 'ADD', subtract: 'SUB', least: 'MIN', greatest: 'MAX' } as const;
const COMPARE: Readonly<Record<CompareOp, OpName>> = { equal: 'EQ', less: 'LT', lessOrEqual: 'LE' };

const sizeOf = (domain: Domain): number => ('list' in domain ? 0 : domain.values.length);

/** The graph as straight-line instructions in the order in which they can be carried out. */
export function lower(graph: DecisionGraph): Lowered {
  const builder = new IrBuilder();
  const of: IrId[] = [];
  for (const node of graph.nodes) of.push(lowerNode(node, (id) => of[id]!, builder));
  return {
    graph,
    nodes: builder.nodes,
    of,
    outputs: graph.outputs.map(({ name, value, when }) => ({ name, value: of[value]!, when: when === null ? null : of[when]! })),
    reasons: graph.reasons.map(({ code, when }) => ({ code, when: of[when]! })),
    effects: graph.effects.map(({ rule, amount }) => ({ rule, amount: of[amount]! })),
  };
}

function lowerNode(node: GraphNode, to: (id: NodeId) => IrId, builder: IrBuilder): IrId {
  const { place } = node;
  switch (node.kind) {
    case 'literal':
      return builder.constant(node.value, place);
    case 'choiceLiteral':
      return builder.constant(node.type.kind === 'choice' && 'values' in node.type.domain ? node.type.domain.values.indexOf(node.value) : 0, place);
    case 'input':
    case 'known':
      return builder.input(node.kind, node.input, place);
    case 'arithmetic':
      return builder.op(ARITHMETIC[node.op], [to(node.left), to(node.right)], place);
    case 'mulDiv':
      return builder.op('MULDIV', [to(node.a), to(node.b), to(node.d)], place);
    case 'floorTo':
      return builder.op('MUL', [builder.op('DIV', [to(node.value), to(node.step)], place), to(node.step)], place);
    case 'compare':
      return builder.op(COMPARE[node.op], [to(node.left), to(node.right)], place);
    case 'logic':
      return builder.op(node.op === 'and' ? 'AND' : 'OR', [to(node.left), to(node.right)], place);
    case 'not':
      return builder.op('NOT', [to(node.of)], place);
    case 'select':
      return builder.op('SELECT', [to(node.condition), to(node.then), to(node.otherwise)], place);
    case 'cell':
      return builder.lookup(node.parameter, rowOf(node.parameter, node.keys.map(to), place, builder), null, place);
    case 'at':
      return builder.lookup(node.parameter, rowOf(node.parameter, node.keys.map(to), place, builder), to(node.x), place);
  }
}

/** Row-major: the first key outermost. */
function rowOf(parameter: Parameter, keys: readonly IrId[], place: Place, builder: IrBuilder): IrId {
  return keys.reduce((row, key, index) => {
    const size = builder.constant(sizeOf(parameter.keys[index]!), place);
    return index === 0 ? key : builder.op('ADD', [builder.op('MUL', [row, size], place), key], place);
  }, builder.constant(0, place));
}

/** Instructions that something depends on, in an order in which each comes after its operands. */
export function liveNodes(lowered: Lowered): readonly IrId[] {
  const live = new Set<IrId>();
  const visit = (id: IrId): void => {
    if (live.has(id)) return;
    const node = lowered.nodes[id]!;
    if (node.kind === 'op') node.args.forEach(visit);
    live.add(id);
  };
  for (const { amount } of lowered.effects) visit(amount);
  for (const { value, when } of lowered.outputs) {
    visit(value);
    if (when !== null) visit(when);
  }
  for (const { when } of lowered.reasons) visit(when);
  return [...live];
}
