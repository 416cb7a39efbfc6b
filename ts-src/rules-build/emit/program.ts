/** The slot program that Apex runs. */
import type { Domain, Input, Parameter } from '../../rules/language/index.ts';
import type { Compiled } from '../compile.ts';
import { OP } from '../graph/ir.ts';
import type { IrId, OpName } from '../graph/ir.ts';
import { liveNodes } from '../graph/lower.ts';
import type { Lowered } from '../graph/lower.ts';

/** What an input or an output is, as programs read it. */
export interface FieldType {
  readonly type: 'integer' | 'boolean' | 'enum' | 'key';
  readonly values?: readonly string[];
  readonly list?: string;
}

const domainField = (domain: Domain): FieldType => ('list' in domain ? { type: 'key', list: domain.list } : { type: 'enum', values: domain.values });

/** The type of an input as a form and Apex know it. */
export function inputField(input: Input): FieldType {
  return input.kind === 'choice' ? domainField(input.domain) : { type: input.kind };
}

/** The type and unit of the output at this place among the decision's outputs. */
export function outputField(lowered: Lowered, index: number): FieldType & { readonly unit: string | null } {
  const { type } = lowered.graph.nodes[lowered.graph.outputs[index]!.value]!;
  if (type.kind === 'choice') return { ...domainField(type.domain), unit: null };
  return { type: type.kind, unit: type.kind === 'integer' ? type.unit : null };
}

/** Numbers of the slots: inputs, then constants, then one for each instruction. */
class Slots {
  readonly initial: [slot: number, value: number][] = [];
  readonly code: number[] = [];
  readonly #of = new Map<IrId, number>();
  readonly #inputs = new Map<string, number>();
  #count = 0;

  input(kind: 'input' | 'known', name: string): number {
    const key = `${kind} ${name}`;
    const slot = this.#inputs.get(key) ?? this.#count++;
    this.#inputs.set(key, slot);
    return slot;
  }

  assign(lowered: Lowered, parameters: ReadonlyMap<string, number>): void {
    const live = liveNodes(lowered);
    for (const id of live) {
      const node = lowered.nodes[id]!;
      if (node.kind === 'input' || node.kind === 'known') this.#of.set(id, this.input(node.kind, node.input.name));
      else if (node.kind === 'constant') this.initial.push([this.#next(id), node.value]);
    }
    for (const id of live) {
      const node = lowered.nodes[id]!;
      if (node.kind === 'op') this.#emit(node.op, this.#next(id), [...(node.parameter === null ? [] : [parameters.get(node.parameter.name)!]), ...node.args.map((arg) => this.at(arg))]);
    }
  }

  at(id: IrId): number {
    return this.#of.get(id)!;
  }

  get count(): number {
    return this.#count;
  }

  #next(id: IrId): number {
    this.#of.set(id, this.#count);
    return this.#count++;
  }

  #emit(op: OpName, to: number, [a, b, c]: readonly number[]): void {
    this.code.push(OP[op], to, a ?? 0, b ?? 0, c ?? 0);
  }
}

function parameterSchema(parameter: Parameter): object {
  const over = parameter.kind === 'curve' || parameter.kind === 'bands' ? parameter : null;
  return {
    name: parameter.name,
    kind: parameter.kind,
    unit: parameter.unit,
    min: parameter.min,
    max: parameter.max,
    ...(over === null ? {} : { xMin: over.xMin, xMax: over.xMax, xUnit: over.xUnit }),
    shape: parameter.slope,
    keys: parameter.keys.map((key) => ('list' in key ? { list: key.list } : { values: key.values })),
  };
}

function decisionProgram(lowered: Lowered, parameters: ReadonlyMap<string, number>): object {
  const slots = new Slots();
  const asked = new Set(lowered.nodes.flatMap((node) => (node.kind === 'known' ? [node.input.name] : [])));
  const inputs = lowered.graph.inputs.map(({ of }) => ({
    name: of.name,
    ...inputField(of),
    unit: of.kind === 'integer' ? of.unit : null,
    ...(of.kind === 'integer' ? { min: of.min, max: of.max } : {}),
    optional: of.optional,
    slot: slots.input('input', of.name),
    default: of.kind === 'integer' ? of.missing : 0,
    knownSlot: asked.has(of.name) ? slots.input('known', of.name) : null,
  }));
  slots.assign(lowered, parameters);
  return {
    inputs,
    slots: slots.count,
    initial: slots.initial,
    code: slots.code,
    outputs: lowered.outputs.map(({ name, value, when }, index) => {
      const { unit: _unit, ...field } = outputField(lowered, index);
      return { name, ...field, slot: slots.at(value), knownSlot: when === null ? null : slots.at(when) };
    }),
    reasons: lowered.reasons.map(({ code, when }) => [code, slots.at(when)]),
    effects: lowered.effects.map(({ rule, amount }) => [rule, slots.at(amount)]),
  };
}

/** What Apex carries out: every decision as numbered instructions, with its fields, the pack's parameters and the hash of all logic. */
export function emitProgram(compiled: Compiled): object {
  const numbers = new Map(compiled.parameters.map(({ name }, index) => [name, index]));
  return {
    format: 1,
    logicHash: compiled.logicHash,
    parameters: compiled.parameters.map(parameterSchema),
    decisions: Object.fromEntries(compiled.decisions.map((lowered) => [lowered.graph.decision.name, decisionProgram(lowered, numbers)])),
  };
}
