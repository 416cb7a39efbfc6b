/** What both targets are made from: instructions of the slot machine as a graph, each once, constants folded. */
import type { Input, Parameter, Place } from '../../rules/language/index.ts';

/** Codes of the slot machine, as the Apex evaluator reads them. */
export const OP = {
  ADD: 1, SUB: 2, MUL: 3, DIV: 4, MULDIV: 5, MIN: 6, MAX: 7, EQ: 8, LT: 9, LE: 10, AND: 11, OR: 12, NOT: 13, SELECT: 14, TABLE: 15, CURVE: 16, BANDS: 17,
} as const;

export type OpName = keyof typeof OP;
export type IrId = number;

export type IrNode = { readonly place: Place; readonly isTruth: boolean } & (
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'input'; readonly input: Input }
  | { readonly kind: 'known'; readonly input: Input }
  /** `args` are nodes; a lookup's first operand is its parameter instead. */
  | { readonly kind: 'op'; readonly op: OpName; readonly parameter: Parameter | null; readonly args: readonly IrId[] }
);

const TRUTHS: ReadonlySet<OpName> = new Set<OpName>(['EQ', 'LT', 'LE', 'AND', 'OR', 'NOT']);

/** a * b / d, half up. Safe as long as 2ab + d is below 2^53. */
export const mulDiv = (a: number, b: number, d: number): number => Math.floor((2 * a * b + d) / (2 * d));

function fold(op: OpName, [a, b, c]: readonly number[]): number {
  switch (op) {
    case 'ADD': return a! + b!;
    case 'SUB': return a! - b!;
    case 'MUL': return a! * b!;
    case 'DIV': return Math.floor(a! / b!);
    case 'MULDIV': return mulDiv(a!, b!, c!);
    case 'MIN': return Math.min(a!, b!);
    case 'MAX': return Math.max(a!, b!);
    case 'EQ': return a === b ? 1 : 0;
    case 'LT': return a! < b! ? 1 : 0;
    case 'LE': return a! <= b! ? 1 : 0;
    case 'AND': return a! & b!;
    case 'OR': return a! | b!;
    case 'NOT': return 1 - a!;
    case 'SELECT': return a !== 0 ? b! : c!;
    default: throw new Error(`${op} is not folded`);
  }
}

/** Makes nodes; equal ones are made once. */
export class IrBuilder {
  readonly nodes: IrNode[] = [];
  readonly #byStructure = new Map<string, IrId>();

  constant(value: number, place: Place): IrId {
    return this.#node(`constant ${value}`, { kind: 'constant', value, place, isTruth: false });
  }

  input(kind: 'input' | 'known', input: Input, place: Place): IrId {
    return this.#node(`${kind} ${input.name}`, { kind, input, place, isTruth: kind === 'known' || input.kind === 'boolean' });
  }

  lookup(parameter: Parameter, row: IrId, x: IrId | null, place: Place): IrId {
    const op = parameter.kind === 'curve' ? 'CURVE' : parameter.kind === 'bands' ? 'BANDS' : 'TABLE';
    const args = x === null ? [row] : [row, x];
    return this.#node(`${op} ${parameter.name} ${args.join()}`, { kind: 'op', op, parameter, args, place, isTruth: false });
  }

  op(op: OpName, args: readonly IrId[], place: Place): IrId {
    const constants = args.map((id) => this.value(id));
    if (constants.every((value) => value !== null)) {
      const value = fold(op, constants);
      if (Number.isSafeInteger(value)) return this.constant(value === 0 ? 0 : value, place);
    }
    const same = this.#same(op, args, constants);
    if (same !== null) return same;
    const isTruth = TRUTHS.has(op) || (op === 'SELECT' && this.nodes[args[1]!]!.isTruth);
    return this.#node(`${op} ${args.join()}`, { kind: 'op', op, parameter: null, args, place, isTruth });
  }

  value(id: IrId): number | null {
    const node = this.nodes[id]!;
    return node.kind === 'constant' ? node.value : null;
  }

  /** The operand that the result always is. */
  #same(op: OpName, [a, b, c]: readonly IrId[], [x, y, z]: readonly (number | null)[]): IrId | null {
    switch (op) {
      case 'ADD': return x === 0 ? b! : y === 0 ? a! : null;
      case 'SUB': return y === 0 ? a! : null;
      case 'MUL': return x === 1 ? b! : y === 1 ? a! : null;
      case 'DIV': return y === 1 ? a! : null;
      case 'MULDIV': return y !== null && y === z ? a! : null;
      case 'MIN': case 'MAX': return a === b ? a! : null;
      case 'AND': return a === b || x === 0 || y === 1 ? a! : x === 1 || y === 0 ? b! : null;
      case 'OR': return a === b || x === 1 || y === 0 ? a! : x === 0 || y === 1 ? b! : null;
      case 'SELECT': return x !== null ? (x !== 0 ? b! : c!) : b === c ? b! : null;
      case 'NOT': return this.#negated(a!);
      default: return null;
    }
  }

  #negated(id: IrId): IrId | null {
    const node = this.nodes[id]!;
    return node.kind === 'op' && node.op === 'NOT' ? node.args[0]! : null;
  }

  #node(key: string, node: IrNode): IrId {
    let id = this.#byStructure.get(key);
    if (id === undefined) {
      id = this.nodes.push(node) - 1;
      this.#byStructure.set(key, id);
    }
    return id;
  }
}
