/** The slot machine of the contract in few words, to run programs without an org. */
import type { Pack } from '../../index.ts';

export interface Program {
  readonly parameters: readonly { readonly name: string; readonly keys: readonly ({ readonly values: readonly string[] } | { readonly list: string })[] }[];
  readonly decisions: { readonly [name: string]: DecisionProgram };
}

interface Field {
  readonly name: string;
  readonly type: string;
  readonly values?: readonly string[];
  readonly list?: string;
  readonly slot: number;
  readonly knownSlot: number | null;
}

interface DecisionProgram {
  readonly inputs: readonly (Field & { readonly default: number })[];
  readonly slots: number;
  readonly initial: readonly (readonly [number, number])[];
  readonly code: readonly number[];
  readonly outputs: readonly Field[];
  readonly reasons: readonly (readonly [string, number])[];
  readonly effects: readonly (readonly [string, number])[];
}

type Tree = number | Points | { readonly [key: string]: Tree };
type Points = readonly (readonly [bigint | number, number])[];

const half = (a: bigint, b: bigint, c: bigint): bigint => (2n * a * b + c) / (2n * c);

/** Runs with integers without limits: a number that left 2^53 on the way would differ. */
export function runProgram(program: Program, name: string, pack: Pack, input: { readonly [name: string]: unknown }) {
  const { inputs, slots: size, initial, code, outputs, reasons, effects } = program.decisions[name]!;
  const slots = new Array<bigint>(size).fill(0n);
  for (const [slot, value] of initial) slots[slot] = BigInt(value);
  const choices = ({ values, list }: Field): readonly string[] => values ?? pack.lists[list!]!;
  for (const field of inputs) {
    const value = input[field.name] ?? null;
    if (value === null) slots[field.slot] = BigInt(field.default);
    else slots[field.slot] = typeof value === 'string' ? BigInt(choices(field).indexOf(value)) : BigInt(value as number | boolean);
    if (field.knownSlot !== null) slots[field.knownSlot] = value === null ? 0n : 1n;
  }
  for (let at = 0; at < code.length; at += 5) {
    const [op, to, i, j, k] = code.slice(at, at + 5) as [number, number, number, number, number];
    slots[to] = step(op, i, j, k, slots, (index) => rows(program.parameters[index]!, pack));
  }
  const told = (field: Field): unknown => {
    const value = slots[field.slot]!;
    return field.type === 'integer' ? Number(value) : field.type === 'boolean' ? value === 1n : choices(field)[Number(value)];
  };
  return {
    decision: name,
    outputs: Object.fromEntries(outputs.map((field) => [field.name, field.knownSlot !== null && slots[field.knownSlot] === 0n ? null : told(field)])),
    reasons: reasons.filter(([, slot]) => slots[slot] === 1n).map(([code]) => code),
    effects: effects.map(([rule, slot]) => ({ rule, minor: Number(slots[slot]) })),
  };
}

function step(op: number, i: number, j: number, k: number, slots: readonly bigint[], parameter: (index: number) => readonly Tree[]): bigint {
  const [a, b, c] = [slots[i]!, slots[j]!, slots[k]!];
  const truth = (holds: boolean): bigint => (holds ? 1n : 0n);
  switch (op) {
    case 1: return a + b;
    case 2: return a - b;
    case 3: return a * b;
    case 4: return a / b;
    case 5: return half(a, b, c);
    case 6: return a < b ? a : b;
    case 7: return a > b ? a : b;
    case 8: return truth(a === b);
    case 9: return truth(a < b);
    case 10: return truth(a <= b);
    case 11: return a & b;
    case 12: return a | b;
    case 13: return 1n - a;
    case 14: return a !== 0n ? b : c;
    case 15: return BigInt(parameter(i)[Number(b)] as number);
    case 16: return onCurve(parameter(i)[Number(b)] as Points, c);
    case 17: return BigInt(((parameter(i)[Number(b)] as Points).findLast(([from]) => BigInt(from) <= c) ?? (parameter(i)[Number(b)] as Points)[0]!)[1]);
    default: throw new Error(`There is no operation ${op}.`);
  }
}

function onCurve(points: Points, x: bigint): bigint {
  const next = points.findIndex(([from]) => BigInt(from) > x);
  if (next <= 0) return BigInt((next === 0 ? points[0]! : points.at(-1)!)[1]);
  const [x0, y0, x1, y1] = [...points[next - 1]!, ...points[next]!].map(BigInt) as [bigint, bigint, bigint, bigint];
  return y1 < y0 ? y0 - half(y0 - y1, x - x0, x1 - x0) : y0 + half(y1 - y0, x - x0, x1 - x0);
}

function rows(parameter: Program['parameters'][number], pack: Pack): readonly Tree[] {
  let level: readonly Tree[] = [pack.parameters[parameter.name]!.value as Tree];
  for (const key of parameter.keys) level = level.flatMap((tree) => ('list' in key ? pack.lists[key.list]! : key.values).map((value) => (tree as { readonly [key: string]: Tree })[value]!));
  return level;
}
