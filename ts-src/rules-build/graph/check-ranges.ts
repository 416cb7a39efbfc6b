/** Proves that every engine computes exactly, and finds what can never or must always happen. */
import type { Fault } from '../fault.ts';
import { LIMIT } from './check-types.ts';
import type { GraphNode } from './graph.ts';
import type { IrId } from './ir.ts';
import { liveNodes } from './lower.ts';
import type { Lowered } from './lower.ts';
import { isConstant, Ranges } from './ranges.ts';
import type { Range } from './ranges.ts';

const span = ({ min, max }: Range): string => (min === max ? String(min) : `${min} to ${max}`);

/** @param lowered of a graph whose types are right */
export function checkRanges(lowered: Lowered): Fault[] {
  const ranges = new Ranges(lowered.nodes);
  return distinct([...arithmeticFaults(lowered, ranges), ...deadFaults(lowered, ranges), ...explanationFaults(lowered)]);
}

function distinct(faults: readonly Fault[]): Fault[] {
  return [...new Map(faults.map((fault) => [`${fault.place} ${fault.message}`, fault])).values()];
}

function arithmeticFaults(lowered: Lowered, ranges: Ranges): Fault[] {
  const faults: Fault[] = [];
  for (const id of liveNodes(lowered)) {
    const node = lowered.nodes[id]!;
    const say = (message: string): number => faults.push({ place: node.place, message });
    const own = ranges.of(id);
    if (node.kind !== 'op') continue;
    if (own.max >= LIMIT || own.min <= -LIMIT) say(`The result can be ${span(own)}: engines are exact below 2^53 only.`);
    if (node.op !== 'MULDIV' && node.op !== 'DIV') continue;
    const [a, b, c] = node.args.map((arg) => ranges.of(arg));
    const divisor = node.op === 'DIV' ? b! : c!;
    if (a!.min < 0 || (node.op === 'MULDIV' && b!.min < 0)) say(`A share or a rounding of a number that can be negative (${span(a!.min < 0 ? a! : b!)}).`);
    if (divisor.min < 1) say(`Divides by ${span(divisor)}: a divisor is at least 1.`);
    if (node.op === 'MULDIV' && 2 * a!.max * b!.max + c!.max >= LIMIT) {
      say(`2ab + d can be ${2 * a!.max * b!.max + c!.max}, which is not below 2^53: a is at most ${a!.max}, b ${b!.max}, d ${c!.max}.`);
    }
  }
  return faults;
}

function deadFaults(lowered: Lowered, ranges: Ranges): Fault[] {
  const faults: Fault[] = [];
  const { graph } = lowered;
  graph.nodes.forEach((node, index) => {
    const condition = conditionOf(node, index);
    // What the author's own constants decide is no accident: a rule written for many actions, used for one.
    if (condition === null || lowered.nodes[lowered.of[condition]!]!.kind === 'constant') return;
    const found = ranges.of(lowered.of[condition]!);
    if (!isConstant(found)) return;
    const what = node.kind === 'select' ? 'This choice is always the same one: its condition' : 'This comparison';
    faults.push({ place: node.place, message: `${what} ${found.min === 1 ? 'always' : 'never'} holds, whatever the input and the pack are.` });
  });
  const verdict = (id: IrId): 'must always' | 'can never' | null => {
    const found = ranges.of(id);
    return isConstant(found) ? (found.min === 1 ? 'must always' : 'can never') : null;
  };
  graph.reasons.forEach(({ code, when }, index) => {
    const constant = verdict(lowered.reasons[index]!.when);
    if (constant !== null) faults.push({ place: graph.nodes[when]!.place, message: `Reason "${code}" ${constant} hold.` });
  });
  graph.outputs.forEach(({ name, when }, index) => {
    const holds = lowered.outputs[index]!.when;
    if (when !== null && holds !== null && verdict(holds) === 'can never') faults.push({ place: graph.nodes[when]!.place, message: `Output "${name}" can never be known.` });
  });
  return faults;
}

function conditionOf(node: GraphNode, index: number): number | null {
  if (node.kind === 'select') return node.condition;
  return node.kind === 'compare' ? index : null;
}

/** Effects sum to the output they explain, by structure: not just for the inputs that somebody tried. */
function explanationFaults(lowered: Lowered): Fault[] {
  const { decision, nodes } = lowered.graph;
  const explained = lowered.outputs.findIndex(({ name }) => name === decision.explains);
  if (explained < 0) return [];
  const sum = new Map<IrId, number>();
  for (const { amount } of lowered.effects) addTerms(lowered, amount, 1, sum);
  addTerms(lowered, lowered.outputs[explained]!.value, -1, sum);
  if ([...sum.values()].every((factor) => factor === 0)) return [];
  return [{ place: nodes[lowered.graph.outputs[explained]!.value]!.place, message: `The effects do not sum to "${decision.explains}".` }];
}

function addTerms(lowered: Lowered, id: IrId, factor: number, sum: Map<IrId, number>): void {
  const node = lowered.nodes[id]!;
  if (node.kind === 'op' && (node.op === 'ADD' || node.op === 'SUB')) {
    addTerms(lowered, node.args[0]!, factor, sum);
    addTerms(lowered, node.args[1]!, node.op === 'ADD' ? factor : -factor, sum);
  } else if (node.kind !== 'constant' || node.value !== 0) {
    sum.set(id, (sum.get(id) ?? 0) + factor);
  }
}
