/** A decision as a list of nodes without duplicates: equal structure is one node, and children come before those who use them. */
import type { ArithmeticOp, CompareOp, Decision, Domain, Input, LogicOp, Node, Parameter, Place, ValueType } from '../../rules/language/index.ts';

/** Index of a node in its graph. */
export type NodeId = number;

export type GraphShape =
  | { readonly kind: 'literal'; readonly value: number }
  | { readonly kind: 'choiceLiteral'; readonly value: string }
  | { readonly kind: 'input'; readonly input: Input }
  | { readonly kind: 'known'; readonly input: Input }
  | { readonly kind: 'arithmetic'; readonly op: ArithmeticOp; readonly left: NodeId; readonly right: NodeId }
  | { readonly kind: 'mulDiv'; readonly a: NodeId; readonly b: NodeId; readonly d: NodeId }
  | { readonly kind: 'floorTo'; readonly value: NodeId; readonly step: NodeId }
  | { readonly kind: 'compare'; readonly op: CompareOp; readonly left: NodeId; readonly right: NodeId }
  | { readonly kind: 'logic'; readonly op: LogicOp; readonly left: NodeId; readonly right: NodeId }
  | { readonly kind: 'not'; readonly of: NodeId }
  | { readonly kind: 'select'; readonly condition: NodeId; readonly then: NodeId; readonly otherwise: NodeId }
  | { readonly kind: 'cell'; readonly parameter: Parameter; readonly keys: readonly NodeId[] }
  | { readonly kind: 'at'; readonly parameter: Parameter; readonly keys: readonly NodeId[]; readonly x: NodeId };

export type GraphNode = GraphShape & { readonly type: ValueType; readonly place: Place };

/** Where something of the graph was first written; for complaints about two things of one name. */
export interface Declared<T> {
  readonly of: T;
  readonly place: Place;
}

export interface DecisionGraph {
  readonly decision: Decision;
  readonly nodes: readonly GraphNode[];
  readonly inputs: readonly Declared<Input>[];
  readonly parameters: readonly Declared<Parameter>[];
  readonly outputs: readonly { readonly name: string; readonly value: NodeId; readonly when: NodeId | null }[];
  readonly reasons: readonly { readonly code: string; readonly when: NodeId }[];
  readonly effects: readonly { readonly rule: string; readonly amount: NodeId }[];
}

/** The same for domains of the same values in the same order, or of the same list of a pack. */
export function domainKey(domain: Domain): string {
  return 'list' in domain ? `list:${domain.list}` : JSON.stringify(domain.values);
}

const typeKey = (type: ValueType): string =>
  type.kind === 'choice' ? domainKey(type.domain) : type.kind === 'integer' ? type.unit : 'truth';

/** Children of a shape, in order. */
export function childrenOf(shape: GraphShape): readonly NodeId[] {
  switch (shape.kind) {
    case 'literal':
    case 'choiceLiteral':
    case 'input':
    case 'known':
      return [];
    case 'arithmetic':
    case 'compare':
    case 'logic':
      return [shape.left, shape.right];
    case 'mulDiv':
      return [shape.a, shape.b, shape.d];
    case 'floorTo':
      return [shape.value, shape.step];
    case 'not':
      return [shape.of];
    case 'select':
      return [shape.condition, shape.then, shape.otherwise];
    case 'cell':
      return shape.keys;
    case 'at':
      return [...shape.keys, shape.x];
  }
}

class Collector {
  readonly nodes: GraphNode[] = [];
  readonly inputs: Declared<Input>[] = [];
  readonly parameters: Declared<Parameter>[] = [];
  readonly #seen = new Map<Node, NodeId>();
  readonly #byStructure = new Map<string, NodeId>();

  add(node: Node): NodeId {
    const known = this.#seen.get(node);
    if (known !== undefined) return known;
    const shape = this.#link(node);
    const key = structure(shape, node.type);
    let id = this.#byStructure.get(key);
    if (id === undefined) {
      id = this.nodes.push({ ...shape, type: node.type, place: node.place }) - 1;
      this.#byStructure.set(key, id);
    }
    this.#seen.set(node, id);
    return id;
  }

  #link(node: Node): GraphShape {
    switch (node.kind) {
      case 'literal':
        return { kind: 'literal', value: node.value };
      case 'choiceLiteral':
        return { kind: 'choiceLiteral', value: node.value };
      case 'input':
      case 'known':
        this.#declareInput(node.input, node.place, node.kind === 'input');
        return { kind: node.kind, input: node.input };
      case 'arithmetic':
        return { kind: 'arithmetic', op: node.op, left: this.add(node.left), right: this.add(node.right) };
      case 'mulDiv':
        return { kind: 'mulDiv', a: this.add(node.a), b: this.add(node.b), d: this.add(node.d) };
      case 'floorTo':
        return { kind: 'floorTo', value: this.add(node.value), step: this.add(node.step) };
      case 'compare':
        return { kind: 'compare', op: node.op, left: this.add(node.left), right: this.add(node.right) };
      case 'logic':
        return { kind: 'logic', op: node.op, left: this.add(node.left), right: this.add(node.right) };
      case 'not':
        return { kind: 'not', of: this.add(node.of) };
      case 'select':
        return { kind: 'select', condition: this.add(node.condition), then: this.add(node.then), otherwise: this.add(node.otherwise) };
      case 'cell':
        this.#declare(this.parameters, node.parameter, node.place);
        return { kind: 'cell', parameter: node.parameter, keys: node.keys.map((key) => this.add(key)) };
      case 'at':
        this.#declare(this.parameters, node.parameter, node.place);
        return { kind: 'at', parameter: node.parameter, keys: node.keys.map((key) => this.add(key)), x: this.add(node.x) };
    }
  }

  #declare<T>(list: Declared<T>[], of: T, place: Place): void {
    if (!list.some((declared) => declared.of === of)) list.push({ of, place });
  }

  /** The place where an input is made goes before one where somebody asks whether it is known. */
  #declareInput(of: Input, place: Place, made: boolean): void {
    const at = this.inputs.findIndex((declared) => declared.of === of);
    if (at < 0) this.inputs.push({ of, place });
    else if (made) this.inputs[at] = { of, place };
  }
}

function structure(shape: GraphShape, type: ValueType): string {
  switch (shape.kind) {
    case 'literal':
    case 'choiceLiteral':
      return `${shape.kind} ${JSON.stringify(shape.value)} ${typeKey(type)}`;
    case 'input':
    case 'known':
      return `${shape.kind} ${JSON.stringify(shape.input)}`;
    case 'cell':
    case 'at':
      return `${shape.kind} ${JSON.stringify(shape.parameter)} ${childrenOf(shape).join()}`;
    default:
      return `${shape.kind} ${'op' in shape ? shape.op : ''} ${childrenOf(shape).join()} ${typeKey(type)}`;
  }
}

/** A decision's expressions as a graph in which the same expression stands once; what a node rests on stands before it. */
export function collectGraph(decision: Decision): DecisionGraph {
  const collector = new Collector();
  const effects = decision.effects.map(({ rule, amount }) => ({ rule, amount: collector.add(amount) }));
  const outputs = decision.outputs.map(({ name, value, when }) => ({ name, value: collector.add(value), when: when === undefined ? null : collector.add(when) }));
  const reasons = decision.reasons.map(({ code, when }) => ({ code, when: collector.add(when) }));
  return { decision, nodes: collector.nodes, inputs: inSourceOrder(collector.inputs), parameters: collector.parameters, outputs, reasons, effects };
}

/** Inputs as the author wrote them down: files as they are met, lines from top to bottom. */
function inSourceOrder(inputs: readonly Declared<Input>[]): readonly Declared<Input>[] {
  const split = inputs.map((input) => ({ input, file: input.place.replace(/:\d+$/, ''), line: Number(/:(\d+)$/.exec(input.place)?.[1] ?? 0) }));
  const files = [...new Set(split.map(({ file }) => file))];
  return split.sort((a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line).map(({ input }) => input);
}
