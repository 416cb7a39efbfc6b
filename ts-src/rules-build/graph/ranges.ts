/** Between which numbers each instruction stays, whatever the input and the pack are. */
import type { Input } from '../../rules/language/index.ts';
import type { IrId, IrNode } from './ir.ts';
import { mulDiv } from './ir.ts';

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** More entries than a list of a pack can have: a pack is at most 131,072 characters. */
const LONGEST_LIST = 65_536;

/** Conditions inside of conditions that are taken into account; deeper ones only make ranges wider. */
const DEEPEST = 3;

const range = (min: number, max: number): Range => ({ min, max });
const TRUTH = range(0, 1);
const hull = (a: Range, b: Range): Range => range(Math.min(a.min, b.min), Math.max(a.max, b.max));
/** `null`: there is no such number. */
const meet = (a: Range, b: Range): Range | null => {
  const met = range(Math.max(a.min, b.min), Math.min(a.max, b.max));
  return met.min > met.max ? null : met;
};
export const isConstant = ({ min, max }: Range): boolean => min === max;

type Facts = ReadonlyMap<IrId, Range>;
interface Context {
  readonly facts: Facts;
  readonly depth: number;
  readonly memo: Map<IrId, Range>;
}

/** The least and the greatest value that each instruction can have; with facts, such as a condition that holds, closer ones. */
export class Ranges {
  readonly #nodes: readonly IrNode[];
  readonly #base: Range[] = [];
  /** Everything an instruction rests on, itself included. */
  readonly #rests: ReadonlySet<IrId>[] = [];

  constructor(nodes: readonly IrNode[]) {
    this.#nodes = nodes;
    const base: Context = { facts: new Map(), depth: 0, memo: new Map() };
    nodes.forEach((node, id) => {
      const rests = new Set<IrId>([id]);
      if (node.kind === 'op') for (const arg of node.args) for (const rest of this.#rests[arg]!) rests.add(rest);
      this.#rests.push(rests);
      this.#base.push(this.#compute(id, base));
    });
  }

  /** Whatever the conditions around it. */
  of(id: IrId): Range {
    return this.#base[id]!;
  }

  #in(id: IrId, context: Context): Range {
    const given = context.facts.get(id);
    if (given !== undefined) return given;
    if (context.facts.size === 0 || !this.#touched(id, context.facts)) return this.#base[id]!;
    let found = context.memo.get(id);
    if (found === undefined) {
      found = meet(this.#compute(id, context), this.#base[id]!) ?? this.#base[id]!;
      context.memo.set(id, found);
    }
    return found;
  }

  #touched(id: IrId, facts: Facts): boolean {
    const rests = this.#rests[id]!;
    for (const fact of facts.keys()) if (rests.has(fact)) return true;
    return false;
  }

  #compute(id: IrId, context: Context): Range {
    const node = this.#nodes[id]!;
    if (node.kind === 'constant') return range(node.value, node.value);
    if (node.kind === 'known') return node.input.optional ? TRUTH : range(1, 1);
    if (node.kind === 'input') return inputRange(node.input);
    if (node.op === 'SELECT') return this.#select(node.args, context);
    if (node.op === 'AND') return this.#and(node.args, context, true);
    if (node.op === 'OR') return this.#and(node.args, context, false);
    const closer = node.op === 'SUB' ? this.#difference(node.args, context) : null;
    if (closer !== null) return closer;
    const args = node.args.map((arg) => this.#in(arg, context));
    return node.parameter === null ? operate(node.op, args) : range(node.parameter.min, node.parameter.max);
  }

  #select([condition, then, otherwise]: readonly IrId[], context: Context): Range {
    const holds = this.#in(condition!, context);
    const yes = holds.max === 0 ? null : this.#assume(condition!, true, context);
    const no = holds.min === 1 ? null : this.#assume(condition!, false, context);
    if (yes === null) return this.#in(otherwise!, no ?? context);
    if (no === null) return this.#in(then!, yes);
    return hull(this.#in(then!, yes), this.#in(otherwise!, no));
  }

  /** `and`, or `or` with both sides turned: the second side is looked at where the first one does not decide. */
  #and([left, right]: readonly IrId[], context: Context, isAnd: boolean): Range {
    const decided = isAnd ? 0 : 1;
    const constant = (value: number): Range => range(value, value);
    const first = this.#in(left!, context);
    if (isConstant(first)) return first.min === decided ? constant(decided) : this.#in(right!, context);
    const going = this.#assume(left!, isAnd, context);
    if (going === null) return constant(decided);
    const second = this.#in(right!, going);
    return isConstant(second) ? (second.min === decided ? constant(decided) : first) : TRUTH;
  }

  /** What a difference of related numbers cannot be. */
  #difference([left, right]: readonly IrId[], context: Context): Range | null {
    const [a, b] = [this.#nodes[left!]!, this.#nodes[right!]!];
    const most = this.#in(left!, context);
    if (left === right) return range(0, 0);
    const plain = operate('SUB', [most, this.#in(right!, context)]);
    const lead = this.#lead(left!, right!, context.facts);
    if (lead !== null) return range(Math.max(plain.min, lead), Math.max(plain.max, lead));
    const notBelow = (min: number): Range => range(Math.max(plain.min, min), Math.max(plain.max, min));
    if (b.kind === 'op') {
      if (b.op === 'MIN' && b.args.includes(left!)) return notBelow(0);
      if (b.op === 'MULDIV' && b.args[0] === left && this.#in(b.args[1]!, context).max <= this.#in(b.args[2]!, context).min) return notBelow(0);
    }
    return a.kind === 'op' && a.op === 'MAX' && a.args.includes(right!) ? notBelow(0) : null;
  }

  /** By how much `high` is at least above `low`, as a comparison that was taken for granted says; `null` when none does. */
  #lead(high: IrId, low: IrId, facts: Facts): number | null {
    for (const [id, { min, max }] of facts) {
      const node = this.#nodes[id]!;
      if (node.kind !== 'op' || (node.op !== 'LT' && node.op !== 'LE')) continue;
      const [a, b] = node.args;
      const strict = node.op === 'LT' ? 1 : 0;
      if (a === low && b === high && min === 1) return strict;
      if (a === high && b === low && max === 0) return 1 - strict;
    }
    return null;
  }

  /** The same world with one more thing known; `null` when it cannot be. */
  #assume(condition: IrId, holds: boolean, context: Context): Context | null {
    if (context.depth >= DEEPEST) return context;
    const facts = new Map(context.facts);
    return this.#learn(condition, holds, facts, context) ? { facts, depth: context.depth + 1, memo: new Map() } : null;
  }

  #learn(id: IrId, holds: boolean, facts: Map<IrId, Range>, context: Context): boolean {
    const node = this.#nodes[id]!;
    const value = holds ? 1 : 0;
    const before = facts.get(id) ?? this.#in(id, context);
    if (meet(before, range(value, value)) === null) return false;
    if (node.kind === 'constant') return true;
    facts.set(id, range(value, value));
    if (node.kind !== 'op') return true;
    const [a, b] = node.args;
    switch (node.op) {
      case 'NOT': return this.#learn(a!, !holds, facts, context);
      case 'AND': return !holds || (this.#learn(a!, true, facts, context) && this.#learn(b!, true, facts, context));
      case 'OR': return holds || (this.#learn(a!, false, facts, context) && this.#learn(b!, false, facts, context));
      case 'LT': return holds ? this.#order(a!, b!, 1, facts, context) : this.#order(b!, a!, 0, facts, context);
      case 'LE': return holds ? this.#order(a!, b!, 0, facts, context) : this.#order(b!, a!, 1, facts, context);
      case 'EQ': return holds ? this.#order(a!, b!, 0, facts, context) && this.#order(b!, a!, 0, facts, context) : this.#differ(a!, b!, facts, context);
      default: return true;
    }
  }

  /** low + gap <= high */
  #order(low: IrId, high: IrId, gap: number, facts: Map<IrId, Range>, context: Context): boolean {
    const now = (id: IrId): Range => facts.get(id) ?? this.#in(id, context);
    const [l, h] = [now(low), now(high)];
    return this.#narrow(low, range(-Infinity, h.max - gap), facts, context) && this.#narrow(high, range(l.min + gap, Infinity), facts, context);
  }

  #differ(a: IrId, b: IrId, facts: Map<IrId, Range>, context: Context): boolean {
    const now = (id: IrId): Range => facts.get(id) ?? this.#in(id, context);
    for (const [one, other] of [[a, b], [b, a]] as const) {
      const { min, max } = now(one);
      if (min !== max) continue;
      const rest = now(other);
      if (rest.min === min && !this.#narrow(other, range(min + 1, Infinity), facts, context)) return false;
      if (now(other).max === max && !this.#narrow(other, range(-Infinity, max - 1), facts, context)) return false;
    }
    return true;
  }

  #narrow(id: IrId, to: Range, facts: Map<IrId, Range>, context: Context): boolean {
    const narrowed = meet(facts.get(id) ?? this.#in(id, context), to);
    if (narrowed === null) return false;
    if (this.#nodes[id]!.kind !== 'constant') facts.set(id, narrowed);
    return true;
  }
}

function inputRange(input: Input): Range {
  if (input.kind === 'integer') return range(input.min, input.max);
  if (input.kind === 'boolean') return TRUTH;
  return range(0, ('list' in input.domain ? LONGEST_LIST : input.domain.values.length) - 1);
}

function operate(op: string, args: readonly Range[]): Range {
  const [a, b, c] = args as readonly [Range, Range, Range];
  switch (op) {
    case 'ADD': return range(a.min + b.min, a.max + b.max);
    case 'SUB': return range(a.min - b.max, a.max - b.min);
    case 'MUL': return corners(a, b, (x, y) => x * y);
    case 'DIV': return range(Math.floor(Math.max(a.min, 0) / Math.max(b.max, 1)), Math.floor(Math.max(a.max, 0) / Math.max(b.min, 1)));
    case 'MULDIV': return range(mulDiv(Math.max(a.min, 0), Math.max(b.min, 0), Math.max(c.max, 1)), mulDiv(Math.max(a.max, 0), Math.max(b.max, 0), Math.max(c.min, 1)));
    case 'MIN': return range(Math.min(a.min, b.min), Math.min(a.max, b.max));
    case 'MAX': return range(Math.max(a.min, b.min), Math.max(a.max, b.max));
    case 'EQ': return meet(a, b) === null ? range(0, 0) : isConstant(a) && isConstant(b) ? range(1, 1) : TRUTH;
    case 'LT': return a.max < b.min ? range(1, 1) : a.min >= b.max ? range(0, 0) : TRUTH;
    case 'LE': return a.max <= b.min ? range(1, 1) : a.min > b.max ? range(0, 0) : TRUTH;
    case 'NOT': return range(1 - a.max, 1 - a.min);
    default: throw new Error(`${op} has no range`);
  }
}

function corners(a: Range, b: Range, of: (x: number, y: number) => number): Range {
  const all = [of(a.min, b.min), of(a.min, b.max), of(a.max, b.min), of(a.max, b.max)];
  return range(Math.min(...all), Math.max(...all));
}
