/** The reference engine: walks the graph as it was written, and checks at every step what the compiler has proved. */
import type { Input, Parameter } from '../../rules/language/index.ts';
import type { DecisionGraph, GraphNode, NodeId } from '../graph/graph.ts';
import { mulDiv } from '../graph/ir.ts';
import type { Pack, PackValue } from '../pack/schema.ts';
import { readInput } from './read-input.ts';
import type { ReadInput } from './read-input.ts';
import type { Engine, Outcome, Scalar } from './result.ts';

type Points = readonly (readonly [x: number, y: number])[];

/** @param pack one that the checker has passed */
export function graphEngine(graph: DecisionGraph, pack: Pack): Engine {
  const inputs = graph.inputs.map(({ of }) => of);
  return (input) => {
    const read = readInput(inputs, input, pack);
    return Array.isArray(read) ? { decision: graph.decision.name, errors: read } : evaluate(graph, pack, read as ReadInput);
  };
}

function evaluate(graph: DecisionGraph, pack: Pack, read: ReadInput): Outcome {
  const values: number[] = [];
  for (const node of graph.nodes) values.push(exact(valueOf(node, values, pack, read), node));
  const told = (id: NodeId): Scalar => tell(graph.nodes[id]!, values[id]!, pack);
  return {
    decision: graph.decision.name,
    outputs: Object.fromEntries(graph.outputs.map(({ name, value, when }) => [name, when !== null && values[when] === 0 ? null : told(value)])),
    reasons: graph.reasons.filter(({ when }) => values[when] === 1).map(({ code }) => code),
    effects: graph.effects.map(({ rule, amount }) => ({ rule, minor: values[amount]! })),
  };
}

function exact(value: number, node: GraphNode): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${node.place}: ${value} is not exact`);
  return value;
}

function tell({ type }: GraphNode, value: number, pack: Pack): Scalar {
  if (type.kind === 'integer') return value;
  if (type.kind === 'boolean') return value === 1;
  return ('list' in type.domain ? pack.lists[type.domain.list]! : type.domain.values)[value]!;
}

function valueOf(node: GraphNode, at: readonly number[], pack: Pack, read: ReadInput): number {
  const truth = (holds: boolean): number => (holds ? 1 : 0);
  switch (node.kind) {
    case 'literal': return node.value;
    case 'choiceLiteral': return node.type.kind === 'choice' && 'values' in node.type.domain ? node.type.domain.values.indexOf(node.value) : -1;
    case 'input': return read.get(node.input.name) ?? missing(node.input);
    case 'known': return truth(read.has(node.input.name));
    case 'arithmetic': {
      const [a, b] = [at[node.left]!, at[node.right]!];
      return node.op === 'add' ? a + b : node.op === 'subtract' ? a - b : node.op === 'least' ? Math.min(a, b) : Math.max(a, b);
    }
    case 'mulDiv': return share(at[node.a]!, at[node.b]!, at[node.d]!, node);
    case 'floorTo': return at[node.value]! - (at[node.value]! % at[node.step]!);
    case 'compare': {
      const [a, b] = [at[node.left]!, at[node.right]!];
      return truth(node.op === 'equal' ? a === b : node.op === 'less' ? a < b : a <= b);
    }
    case 'logic': return truth(node.op === 'and' ? at[node.left] === 1 && at[node.right] === 1 : at[node.left] === 1 || at[node.right] === 1);
    case 'not': return truth(at[node.of] === 0);
    case 'select': return at[node.condition] === 1 ? at[node.then]! : at[node.otherwise]!;
    case 'cell': return cellOf(node.parameter, node.keys, at, pack) as number;
    case 'at': {
      const points = cellOf(node.parameter, node.keys, at, pack) as Points;
      return node.parameter.kind === 'curve' ? onCurve(points, at[node.x]!) : inBands(points, at[node.x]!);
    }
  }
}

const missing = (input: Input): number => (input.kind === 'integer' ? input.missing : 0);

function share(a: number, b: number, d: number, node: GraphNode): number {
  exact(2 * a * b + d, node);
  if (a < 0 || b < 0 || d < 1) throw new RangeError(`${node.place}: ${a} * ${b} / ${d}`);
  return mulDiv(a, b, d);
}

function cellOf(parameter: Parameter, keys: readonly NodeId[], at: readonly number[], pack: Pack): PackValue {
  return keys.reduce((level: PackValue, key, index) => {
    const domain = parameter.keys[index]!;
    const name = ('list' in domain ? pack.lists[domain.list]! : domain.values)[at[key]!]!;
    return (level as { readonly [key: string]: PackValue })[name]!;
  }, pack.parameters[parameter.name]!.value);
}

function onCurve(points: Points, x: number): number {
  const next = points.findIndex(([from]) => x < from);
  if (next < 0) return points.at(-1)![1];
  if (next === 0) return points[0]![1];
  const [[x0, y0], [x1, y1]] = [points[next - 1]!, points[next]!];
  return y1 < y0 ? y0 - mulDiv(y0 - y1, x - x0, x1 - x0) : y0 + mulDiv(y1 - y0, x - x0, x1 - x0);
}

function inBands(points: Points, x: number): number {
  return (points.findLast(([from]) => from <= x) ?? points[0]!)[1];
}
