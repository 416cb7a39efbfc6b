import type { Json } from '../../../api/json.ts';
import { GraphqlFault } from './fault.ts';
import type { Arguments, Document, Operation, Selection, ValueNode } from './syntax.ts';

/** A field that is asked for: variables filled in, fragments spread, what directives leave out left out. */
export interface Field {
  /** Alias, or the name. */
  readonly key: string;
  readonly name: string;
  readonly args: Readonly<Record<string, Json>>;
  readonly fields: readonly Field[];
  /** The type of the fragment it stood in. */
  readonly on: string | undefined;
}

const MAX_FIELDS = 5000;

/** @throws GraphqlFault for an unknown operation or fragment, and for a variable without a value that needs one */
export function fieldsOf(document: Document, operationName: string | undefined, given: Readonly<Record<string, Json>>): { readonly type: Operation['type']; readonly fields: readonly Field[] } {
  const operation = chosen(document, operationName);
  return { type: operation.type, fields: new Resolver(document, variablesOf(operation, given)).fields(operation.selections) };
}

function chosen({ operations }: Document, name: string | undefined): Operation {
  const found = name === undefined ? (operations.length === 1 ? operations[0] : undefined) : operations.find((operation) => operation.name === name);
  if (found === undefined) throw new GraphqlFault('ValidationError', name === undefined ? 'Must provide operation name if query contains multiple operations.' : `Unknown operation named '${name}'.`);
  return found;
}

function variablesOf({ variables }: Operation, given: Readonly<Record<string, Json>>): ReadonlyMap<string, Json> {
  const values = new Map<string, Json>();
  for (const { name, required, fallback } of variables) {
    const value = Object.hasOwn(given, name) ? given[name] : fallback === undefined ? undefined : valueOf(fallback, values);
    if (required && (value ?? null) === null) throw new GraphqlFault('ValidationError', `Variable '${name}' has an invalid value: Variable '${name}' has coerced Null value for NonNull type`);
    if (value !== undefined) values.set(name, value);
  }
  return values;
}

/** undefined: a variable that nobody gave, which leaves its argument out. */
function valueOf(node: ValueNode, variables: ReadonlyMap<string, Json>): Json | undefined {
  switch (node.kind) {
    case 'variable':
      return variables.get(node.name);
    case 'value':
      return node.value;
    case 'list':
      return node.items.map((item) => valueOf(item, variables) ?? null);
    case 'object':
      return argumentsOf(node.fields, variables);
  }
}

function argumentsOf(args: Arguments, variables: ReadonlyMap<string, Json>): Record<string, Json> {
  return Object.fromEntries(args.flatMap(([name, node]) => {
    const value = valueOf(node, variables);
    return value === undefined ? [] : [[name, value] as const];
  }));
}

class Resolver {
  readonly #document: Document;
  readonly #variables: ReadonlyMap<string, Json>;
  readonly #spreading: string[] = [];
  #count = 0;

  constructor(document: Document, variables: ReadonlyMap<string, Json>) {
    this.#document = document;
    this.#variables = variables;
  }

  /** Fields with the same key are one. */
  fields(selections: readonly Selection[]): Field[] {
    const merged = new Map<string, Field>();
    for (const field of this.#spread(selections, undefined)) {
      const before = merged.get(field.key);
      merged.set(field.key, before === undefined ? field : { ...before, fields: [...before.fields, ...field.fields] });
    }
    return [...merged.values()];
  }

  #spread(selections: readonly Selection[], on: string | undefined): Field[] {
    return selections.flatMap((selection) => {
      if (!this.#included(selection)) return [];
      if (++this.#count > MAX_FIELDS) throw new GraphqlFault('ValidationError', `More than ${MAX_FIELDS} fields`);
      if (selection.kind === 'field') return [{ key: selection.key, name: selection.name, args: argumentsOf(selection.args, this.#variables), fields: this.fields(selection.selections), on }];
      if (selection.kind === 'inline') return this.#spread(selection.selections, selection.on ?? on);
      const fragment = this.#document.fragments.get(selection.name);
      if (fragment === undefined) throw new GraphqlFault('ValidationError', `Validation error of type UndefinedFragment: Undefined fragment '${selection.name}'`);
      if (this.#spreading.includes(selection.name)) throw new GraphqlFault('ValidationError', `Validation error of type FragmentCycle: Fragment '${selection.name}' contains itself`);
      this.#spreading.push(selection.name);
      const fields = this.#spread(fragment.selections, fragment.on);
      this.#spreading.pop();
      return fields;
    });
  }

  /** `@skip` and `@include`; others (`@category`, `@optional`) tell the server nothing. */
  #included({ directives }: Selection): boolean {
    return directives.every(({ name, args }) => (name === 'skip' ? argumentsOf(args, this.#variables).if !== true : name === 'include' ? argumentsOf(args, this.#variables).if !== false : true));
  }
}
