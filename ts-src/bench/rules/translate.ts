/** A decision in the words of another rule engine: the same graph, shared parts once. */
import type { Input, Parameter } from '../../rules/index.ts';
import type { Lowered } from '../../rules-build/index.ts';

type Graph = Lowered['graph'];
type GraphNode = Graph['nodes'][number];

/** How an engine says what the language of the rules says. */
export interface Dialect<T> {
  number(value: number): T;
  text(value: string): T;
  /** A value that was worked out before, by name. */
  step(name: string): T;
  /** `otherwise` stands for an input that was left out. */
  input(input: Input, otherwise: number | boolean | string): T;
  known(input: Input): T;
  binary(op: BinaryOp, left: T, right: T): T;
  not(of: T): T;
  select(condition: T, then: T, otherwise: T): T;
  mulDiv(a: T, b: T, d: T): T;
  floorTo(value: T, step: T): T;
  cell(parameter: Parameter, keys: readonly T[]): T;
  at(parameter: Parameter, keys: readonly T[], x: T): T;
}

export type BinaryOp = 'add' | 'subtract' | 'least' | 'greatest' | 'equal' | 'less' | 'lessOrEqual' | 'and' | 'or';

export interface Translated<T> {
  /** In order: each may name those before it. */
  readonly steps: readonly { readonly name: string; readonly is: T }[];
  readonly outputs: readonly { readonly name: string; readonly value: T }[];
  readonly reasons: readonly { readonly code: string; readonly when: T }[];
  readonly effects: readonly { readonly rule: string; readonly amount: T }[];
}

/** @param graph a decision whose outputs are always known */
export function translate<T>(graph: Graph, dialect: Dialect<T>): Translated<T> {
  const uses = countUses(graph);
  const steps: { name: string; is: T }[] = [];
  const said: T[] = [];
  graph.nodes.forEach((node, id) => {
    const is = sayNode(node, (child) => said[child]!, dialect);
    const isLeaf = ['literal', 'choiceLiteral', 'input', 'known'].includes(node.kind);
    if (isLeaf || uses[id]! < 2) said.push(is);
    else {
      const name = `s${steps.length}`;
      steps.push({ name, is });
      said.push(dialect.step(name));
    }
  });
  return {
    steps,
    outputs: graph.outputs.map(({ name, value }) => ({ name, value: said[value]! })),
    reasons: graph.reasons.map(({ code, when }) => ({ code, when: said[when]! })),
    effects: graph.effects.map(({ rule, amount }) => ({ rule, amount: said[amount]! })),
  };
}

function countUses({ nodes, outputs, reasons, effects }: Graph): number[] {
  const uses = nodes.map(() => 0);
  const use = (id: number): void => {
    uses[id]! += 1;
  };
  for (const node of nodes) childrenOf(node).forEach(use);
  for (const { value } of outputs) use(value);
  for (const { when } of reasons) use(when);
  for (const { amount } of effects) use(amount);
  return uses;
}

function childrenOf(node: GraphNode): readonly number[] {
  return Object.entries(node).flatMap(([name, value]) => (name === 'keys' ? (value as readonly number[]) : typeof value === 'number' && name !== 'value' ? [value] : node.kind === 'floorTo' && name === 'value' ? [value as number] : []));
}

function sayNode<T>(node: GraphNode, at: (id: number) => T, say: Dialect<T>): T {
  switch (node.kind) {
    case 'literal': return say.number(node.value);
    case 'choiceLiteral': return say.text(node.value);
    case 'input': return say.input(node.input, missing(node.input));
    case 'known': return say.known(node.input);
    case 'arithmetic':
    case 'compare':
    case 'logic': return say.binary(node.op, at(node.left), at(node.right));
    case 'mulDiv': return say.mulDiv(at(node.a), at(node.b), at(node.d));
    case 'floorTo': return say.floorTo(at(node.value), at(node.step));
    case 'not': return say.not(at(node.of));
    case 'select': return say.select(at(node.condition), at(node.then), at(node.otherwise));
    case 'cell': return say.cell(node.parameter, node.keys.map(at));
    case 'at': return say.at(node.parameter, node.keys.map(at), at(node.x));
  }
}

function missing(input: Input): number | boolean | string {
  if (input.kind === 'integer') return input.missing;
  return input.kind === 'boolean' ? false : 'list' in input.domain ? '' : input.domain.values[0]!;
}

type Points = readonly (readonly [x: number, y: number])[];

/** What the other engines are given as functions where their own words do not go that far. */
export const share = (a: number, b: number, d: number): number => Math.floor((2 * a * b + d) / (2 * d));

export function onCurve(points: Points, x: number): number {
  const next = points.findIndex((point) => x < point[0]);
  if (next <= 0) return points.at(next)![1];
  const [before, after] = [points[next - 1]!, points[next]!];
  const rise = after[1] - before[1];
  const part = share(Math.abs(rise), x - before[0], after[0] - before[0]);
  return before[1] + (rise < 0 ? -part : part);
}

export function inBands(points: Points, x: number): number {
  return (points.findLast((point) => point[0] <= x) ?? points[0]!)[1];
}
