/** Instructions as JavaScript: what is used once is written where it is used, what is used again is a variable. */
import type { Input, Parameter } from '../../rules/language/index.ts';
import type { IrId, IrNode } from '../graph/ir.ts';
import type { Lowered } from '../graph/lower.ts';

export interface Lookup {
  readonly name: string;
  readonly parameter: Parameter;
  /** Only one cell or row is ever asked for: the first. */
  readonly isSingle: boolean;
}

/** Writes instructions as JavaScript, and gathers which cells of the pack they look up. */
export class Expressions {
  readonly #nodes: readonly IrNode[];
  readonly #live: readonly IrId[];
  readonly #uses = new Map<IrId, number>();
  readonly #variables = new Map<IrId, string>();
  readonly #inputs = new Map<string, string>();
  readonly #asked = new Set<string>();
  readonly #lookups = new Map<string, Lookup>();

  constructor(lowered: Lowered, live: readonly IrId[]) {
    this.#nodes = lowered.nodes;
    this.#live = live;
    const use = (id: IrId): Map<IrId, number> => this.#uses.set(id, (this.#uses.get(id) ?? 0) + 1);
    for (const id of live) {
      const node = this.#nodes[id]!;
      if (node.kind === 'op') node.args.forEach(use);
      if (node.kind === 'known') this.#asked.add(node.input.name);
    }
    for (const { value, when } of lowered.outputs) [value, ...(when === null ? [] : [when])].forEach(use);
    for (const { when } of lowered.reasons) use(when);
    for (const { amount } of lowered.effects) use(amount);
    lowered.graph.inputs.forEach(({ of }, index) => this.#inputs.set(of.name, String(index)));
    for (const id of live) this.#lookup(this.#nodes[id]!);
  }

  input(input: Input): string {
    return `i${this.#inputs.get(input.name)!}`;
  }

  /** Variable that tells whether an input was given; null when nothing asks. */
  known(input: Input): string | null {
    return this.#asked.has(input.name) ? `k${this.#inputs.get(input.name)!}` : null;
  }

  lookups(): readonly Lookup[] {
    return [...this.#lookups.values()];
  }

  /** Values that are used more than once, in order. */
  statements(): string[] {
    const lines: string[] = [];
    for (const id of this.#live) {
      const node = this.#nodes[id]!;
      if (node.kind !== 'op' || this.#uses.get(id) === 1) continue;
      const text = this.#text(node);
      const name = `v${this.#variables.size}`;
      this.#variables.set(id, name);
      lines.push(`var ${name}=${text};`);
    }
    return lines;
  }

  of(id: IrId): string {
    return this.#variables.get(id) ?? this.#text(this.#nodes[id]!);
  }

  #lookup(node: IrNode): void {
    if (node.kind !== 'op' || node.parameter === null) return;
    const { parameter } = node;
    const isSingle = parameter.keys.length === 0;
    if (!this.#lookups.has(parameter.name)) this.#lookups.set(parameter.name, { name: `p${this.#lookups.size}`, parameter, isSingle });
  }

  #text(node: IrNode): string {
    if (node.kind === 'constant') return node.value < 0 ? `(${node.value})` : String(node.value);
    if (node.kind === 'input') return this.input(node.input);
    if (node.kind === 'known') return node.input.optional ? this.known(node.input)! : 'true';
    if (node.parameter !== null) return this.#looked(node.parameter, node.args.map((arg) => this.of(arg)));
    if (node.op === 'MULDIV') return this.#share(node.args);
    const [a, b, c] = node.args.map((arg) => this.of(arg));
    switch (node.op) {
      case 'ADD': return `(${a}+${b})`;
      case 'SUB': return `(${a}-${b})`;
      case 'MUL': return `${a}*${b}`;
      case 'DIV': return `M(${a}/${b})`;
      case 'MIN': return `Math.min(${a},${b})`;
      case 'MAX': return `Math.max(${a},${b})`;
      case 'EQ': return `(${a}===${b})`;
      case 'LT': return `(${a}<${b})`;
      case 'LE': return `(${a}<=${b})`;
      case 'AND': return `(${a}&&${b})`;
      case 'OR': return `(${a}||${b})`;
      case 'NOT': return `!${a}`;
      case 'SELECT': return `(${a}?${b}:${c})`;
      default: throw new Error(`${node.op} is no expression`);
    }
  }

  #looked(parameter: Parameter, [row, x]: readonly string[]): string {
    const { name, isSingle } = this.#lookups.get(parameter.name)!;
    const at = isSingle ? name : `${name}[${row!}]`;
    if (x === undefined) return at;
    return `${parameter.kind === 'curve' ? 'C' : 'B'}(${at},${x})`;
  }

  /** a * b / d, half up; with a constant even d, floor((2ab + d) / 2d) is floor((ab + d/2) / d). */
  #share(args: readonly IrId[]): string {
    const [a, b, d] = args.map((arg) => this.of(arg));
    const divisor = this.#nodes[args[2]!]!;
    if (divisor.kind === 'constant') {
      return divisor.value % 2 === 0 ? `M((${a}*${b}+${divisor.value / 2})/${divisor.value})` : `M((2*${a}*${b}+${divisor.value})/${2 * divisor.value})`;
    }
    return `M((2*${a}*${b}+${d})/(2*${d}))`;
  }
}
