/** Types, units, names and values of one decision's graph. */
import type { Domain, Input, Parameter, ValueType } from '../../rules/language/index.ts';
import type { Fault } from '../fault.ts';
import { domainKey } from './graph.ts';
import type { DecisionGraph, GraphNode, NodeId } from './graph.ts';

/** Whole numbers that every engine holds exactly. */
export const LIMIT = 2 ** 53;

const NAME = /^[a-z][A-Za-z0-9]*$/;
const CODE = /^[A-Z][A-Z0-9_]*$/;

/** Everything in the graph that does not fit: none, and every engine can carry it out. */
export function checkTypes(graph: DecisionGraph): Fault[] {
  return new TypeCheck(graph).run();
}

const describe = (type: ValueType): string => (type.kind === 'integer' ? `a number of ${type.unit}` : type.kind === 'boolean' ? 'yes or no' : 'a choice');

class TypeCheck {
  readonly #faults: Fault[] = [];
  readonly #graph: DecisionGraph;

  constructor(graph: DecisionGraph) {
    this.#graph = graph;
  }

  run(): Fault[] {
    for (const node of this.#graph.nodes) this.#node(node);
    this.#names();
    this.#results();
    return this.#faults;
  }

  #say(place: string, message: string): void {
    this.#faults.push({ place, message });
  }

  #at(id: NodeId): GraphNode {
    return this.#graph.nodes[id]!;
  }

  #node(node: GraphNode): void {
    switch (node.kind) {
      case 'literal':
        if (!Number.isSafeInteger(node.value)) this.#say(node.place, `${node.value} is not a whole number below 2^53.`);
        return;
      case 'choiceLiteral':
        this.#choiceLiteral(node);
        return;
      case 'input':
      case 'known':
        return;
      case 'arithmetic':
        this.#sameUnit(node, 'adds or compares', node.left, node.right);
        return;
      case 'mulDiv':
        for (const id of [node.a, node.b, node.d]) this.#integer(node, id);
        this.#sameUnit(node, 'divides', node.b, node.d);
        return;
      case 'floorTo':
        this.#sameUnit(node, 'rounds', node.value, node.step);
        return;
      case 'compare':
        this.#compare(node, node.op, node.left, node.right);
        return;
      case 'logic':
        for (const id of [node.left, node.right]) this.#truth(node, id);
        return;
      case 'not':
        this.#truth(node, node.of);
        return;
      case 'select':
        this.#truth(node, node.condition);
        if (!this.#same(node.then, node.otherwise)) this.#say(node.place, `One branch is ${describe(this.#at(node.then).type)}, the other ${describe(this.#at(node.otherwise).type)}.`);
        return;
      case 'cell':
      case 'at':
        this.#lookup(node, node.parameter, node.keys, node.kind === 'at' ? node.x : undefined);
    }
  }

  #choiceLiteral(node: GraphNode & { kind: 'choiceLiteral' }): void {
    const domain = node.type.kind === 'choice' ? node.type.domain : undefined;
    if (domain === undefined || 'list' in domain) this.#say(node.place, `"${node.value}" is compared with a list of the pack: only the pack knows its values.`);
    else if (!domain.values.includes(node.value)) this.#say(node.place, `"${node.value}" is not one of the values ${domain.values.join(', ')}.`);
  }

  #compare(node: GraphNode, op: string, left: NodeId, right: NodeId): void {
    const types = [this.#at(left).type, this.#at(right).type] as const;
    if (types[0].kind === 'boolean' || types[1].kind === 'boolean') this.#say(node.place, 'Yes and no are not compared: use and, or, not.');
    else if (types[0].kind === 'choice' && op !== 'equal') this.#say(node.place, 'Choices are compared by isOneOf only.');
    else if (!this.#same(left, right)) this.#say(node.place, `Compares ${describe(types[0])} with ${describe(types[1])}.`);
  }

  #lookup(node: GraphNode, parameter: Parameter, keys: readonly NodeId[], x: NodeId | undefined): void {
    const expected = x === undefined ? ['integer', 'table'] : ['curve', 'bands'];
    if (!expected.includes(parameter.kind)) this.#say(node.place, `"${parameter.name}" is not a ${expected.join(' or ')}.`);
    if (keys.length !== parameter.keys.length) {
      this.#say(node.place, `"${parameter.name}" has ${parameter.keys.length} keys, ${keys.length} are given.`);
    } else {
      keys.forEach((key, index) => this.#key(node, parameter, parameter.keys[index]!, this.#at(key).type));
    }
    if (x !== undefined && (parameter.kind === 'curve' || parameter.kind === 'bands')) {
      const type = this.#at(x).type;
      if (type.kind !== 'integer' || type.unit !== parameter.xUnit) this.#say(node.place, `"${parameter.name}" runs over ${parameter.xUnit}, and is asked at ${describe(type)}.`);
    }
  }

  #key(node: GraphNode, parameter: Parameter, domain: Domain, type: ValueType): void {
    if (type.kind === 'choice' && domainKey(type.domain) === domainKey(domain)) return;
    this.#say(node.place, `A key of "${parameter.name}" is ${type.kind === 'choice' ? 'a choice among other values' : describe(type)}.`);
  }

  #integer(node: GraphNode, id: NodeId): boolean {
    const { type } = this.#at(id);
    if (type.kind !== 'integer') this.#say(node.place, `Calculates with ${describe(type)}.`);
    return type.kind === 'integer';
  }

  #truth(node: GraphNode, id: NodeId): void {
    const { type } = this.#at(id);
    if (type.kind !== 'boolean') this.#say(node.place, `Asks whether ${describe(type)} holds.`);
  }

  #sameUnit(node: GraphNode, does: string, left: NodeId, right: NodeId): void {
    if (!this.#integer(node, left) || !this.#integer(node, right)) return;
    if (!this.#same(left, right)) this.#say(node.place, `${does[0]!.toUpperCase()}${does.slice(1)} ${describe(this.#at(left).type)} and ${describe(this.#at(right).type)}.`);
  }

  #same(left: NodeId, right: NodeId): boolean {
    const [a, b] = [this.#at(left).type, this.#at(right).type];
    if (a.kind === 'integer' && b.kind === 'integer') return a.unit === b.unit;
    if (a.kind === 'choice' && b.kind === 'choice') return domainKey(a.domain) === domainKey(b.domain);
    return a.kind === b.kind;
  }

  #names(): void {
    const { inputs, parameters, outputs, reasons, effects } = this.#graph;
    const { decision } = this.#graph;
    const own = this.#graph.nodes.at(-1)?.place ?? decision.name;
    this.#distinct('Input', inputs.map(({ of, place }) => ({ name: of.name, place })));
    this.#distinct('Parameter', distinctParameters(parameters));
    this.#distinct('Output', outputs.map(({ name, value }) => ({ name, place: this.#at(value).place })));
    this.#distinct('Reason', reasons.map(({ code, when }) => ({ name: code, place: this.#at(when).place })));
    this.#distinct('Rule', effects.map(({ rule, amount }) => ({ name: rule, place: this.#at(amount).place })));
    for (const name of [decision.name, ...outputs.map((output) => output.name), ...effects.map(({ rule }) => rule)]) this.#named(name, own);
    for (const { of, place } of inputs) this.#input(of, place);
    for (const { of, place } of parameters) this.#parameter(of, place);
    for (const { code, when } of reasons) if (!CODE.test(code)) this.#say(this.#at(when).place, `Reason "${code}" is not in upper case with underscores.`);
  }

  #named(name: string, place: string): void {
    if (!NAME.test(name)) this.#say(place, `"${name}" is not a name: a small letter, then letters and digits.`);
  }

  #distinct(what: string, names: readonly { readonly name: string; readonly place: string }[]): void {
    const seen = new Map<string, string>();
    for (const { name, place } of names) {
      const before = seen.get(name);
      if (before === undefined) seen.set(name, place);
      else this.#say(place, `${what} "${name}" is declared twice: first at ${before}.`);
    }
  }

  #input(input: Input, place: string): void {
    this.#named(input.name, place);
    if (input.kind === 'choice') this.#domain(input.domain, place);
    if (input.kind !== 'integer') return;
    this.#limits(`Input "${input.name}"`, input.min, input.max, place);
    if (input.missing < input.min || input.missing > input.max || !Number.isSafeInteger(input.missing)) {
      this.#say(place, `Input "${input.name}" is ${input.missing} when left out, outside of ${input.min} to ${input.max}.`);
    }
  }

  #parameter(parameter: Parameter, place: string): void {
    this.#named(parameter.name, place);
    this.#limits(`Parameter "${parameter.name}"`, parameter.min, parameter.max, place);
    parameter.keys.forEach((key, index) => {
      this.#domain(key, place);
      if ('list' in key && index > 0) this.#say(place, `Parameter "${parameter.name}" has the list "${key.list}" as key ${index + 1}: a list of the pack can only be the first key.`);
    });
    if (parameter.kind === 'curve' || parameter.kind === 'bands') this.#limits(`The x of parameter "${parameter.name}"`, parameter.xMin, parameter.xMax, place);
    if (parameter.kind === 'curve' && 2 * (parameter.max - parameter.min) * (parameter.xMax - parameter.xMin) + (parameter.xMax - parameter.xMin) >= LIMIT) {
      this.#say(place, `Between two points of "${parameter.name}" a number can reach 2^53.`);
    }
    if (parameter.kind === 'table' && parameter.keys.length === 0) this.#say(place, `Table "${parameter.name}" has no key.`);
  }

  #domain(domain: Domain, place: string): void {
    if ('list' in domain) this.#named(domain.list, place);
    else if (domain.values.length === 0 || new Set(domain.values).size < domain.values.length) this.#say(place, `A choice needs values, each once: ${domain.values.join(', ') || 'none'}.`);
  }

  #limits(what: string, min: number, max: number, place: string): void {
    if (!Number.isSafeInteger(min) || !Number.isSafeInteger(max)) this.#say(place, `${what} has a limit that is not a whole number below 2^53.`);
    else if (min > max) this.#say(place, `${what} runs from ${min} to ${max}.`);
  }

  #results(): void {
    const { decision, outputs, reasons, effects } = this.#graph;
    for (const { name, when } of outputs) if (when !== null && this.#at(when).type.kind !== 'boolean') this.#say(this.#at(when).place, `Output "${name}" depends on ${describe(this.#at(when).type)}.`);
    for (const { code, when } of reasons) if (this.#at(when).type.kind !== 'boolean') this.#say(this.#at(when).place, `Reason "${code}" is ${describe(this.#at(when).type)}.`);
    const explained = outputs.find(({ name }) => name === decision.explains);
    if (decision.explains === undefined ? effects.length > 0 : explained === undefined) {
      this.#say(this.#at(effects[0]?.amount ?? outputs[0]?.value ?? 0)?.place ?? decision.name, `Decision "${decision.name}" does not name the output that its effects explain.`);
    }
    for (const { rule, amount } of effects) {
      const { type, place } = this.#at(amount);
      if (type.kind !== 'integer' || type.unit !== 'minor') this.#say(place, `The effect of rule "${rule}" is ${describe(type)}, not minor units.`);
    }
  }
}

/** One entry for each definition: the same one used at several places is no duplicate. */
function distinctParameters(parameters: DecisionGraph['parameters']): { name: string; place: string }[] {
  const byContent = new Map(parameters.map(({ of, place }) => [JSON.stringify(of), { name: of.name, place }]));
  return [...byContent.values()];
}
