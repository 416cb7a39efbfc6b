import { ApexDate } from '../values/date.ts';
import { ApexDatetime } from '../values/datetime.ts';
import { ApexTime } from '../values/time.ts';
import { Decimal } from '../values/decimal.ts';
import type { Value } from '../values/value.ts';
import { failPurpose, nameOf, type FormulaCompiler, type TypedNode } from './compiler.ts';
import type { FormulaContext, FormulaField } from './context.ts';
import { FormulaError } from './errors.ts';
import { tidy } from './numbers.ts';
import { equal } from './operations.ts';
import type { FieldNode, FormulaNode } from './tree.ts';
import { commonType, type FormulaType } from './types.ts';

type Call = Extract<FormulaNode, { kind: 'call' }>;
type Form = (compiler: FormulaCompiler, node: Call) => TypedNode;

/** Functions that evaluate their arguments one by one, or look at what the arguments are. */
const forms: Readonly<Record<string, Form>> = {
  if: conditional,
  and: (compiler, node) => junction(compiler, node, true),
  or: (compiler, node) => junction(compiler, node, false),
  case: choice,
  isblank: (compiler, node) => presence(compiler, node, (value) => value === null || value === ''),
  // A text is never null here, even when it is empty.
  isnull: (compiler, node) => presence(compiler, node, (value, type) => type !== 'Text' && value === null),
  blankvalue: (compiler, node) => replacement(compiler, node, (value) => value === null || value === ''),
  nullvalue: (compiler, node) => replacement(compiler, node, (value, type) => type !== 'Text' && value === null),
  text: toText,
  ispickval: (compiler, node) => {
    const [field, wanted] = pair(compiler, node, ['Picklist']);
    return { node, type: 'Boolean', run: (context) => (field.run(context) ?? '') === (wanted.run(context) ?? '') };
  },
  includes: (compiler, node) => {
    const [field, wanted] = pair(compiler, node, ['MultiPicklist']);
    return { node, type: 'Boolean', run: (context) => chosen(field.run(context)).includes(String(wanted.run(context) ?? '')) };
  },
  picklistcount: (compiler, node) => {
    if (node.args.length !== 1) compiler.failCount(node, 1);
    const field = compiler.expect(node.args[0]!, 'MultiPicklist', nameOf(node));
    return { node, type: 'Number', run: (context) => Decimal.of(chosen(field.run(context)).length) };
  },
  isnew: (compiler, node) => {
    if (node.args.length !== 0) compiler.failCount(node, 0);
    if (compiler.options.purpose === 'field') failPurpose(node);
    return { node, type: 'Boolean', run: (context) => context.isNew === true };
  },
  ischanged: (compiler, node) => {
    const { field, typed } = ownField(compiler, node);
    const run = (context: FormulaContext): Value => {
      if (context.isNew === true || context.prior === undefined) return false;
      return !same(typed.run(context), compiler.converted(field, context.prior(field.path)));
    };
    return { node, type: 'Boolean', run };
  },
  priorvalue: (compiler, node) => {
    const { field, typed } = ownField(compiler, node);
    const run = (context: FormulaContext): Value =>
      context.isNew === true || context.prior === undefined ? typed.run(context) : compiler.converted(field, context.prior(field.path));
    return { node, type: field.type, run };
  },
};

export function specialForm(name: string): Form | undefined {
  const lower = name.toLowerCase();
  return Object.hasOwn(forms, lower) ? forms[lower] : undefined;
}

function conditional(compiler: FormulaCompiler, node: Call): TypedNode {
  if (node.args.length !== 3) compiler.failCount(node, 3);
  const condition = compiler.expect(node.args[0]!, 'Boolean', nameOf(node));
  const then = compiler.compile(node.args[1]!);
  const otherwise = compiler.compile(node.args[2]!);
  const type = joined(compiler, node, then, otherwise);
  return { node, type, run: (context) => (condition.run(context) === true ? then.run(context) : otherwise.run(context)) };
}

function junction(compiler: FormulaCompiler, node: Call, all: boolean): TypedNode {
  if (node.args.length === 0) compiler.failCount(node, 1);
  return compiler.junction(node, all, node.args);
}

/** Type of two branches, or the error that they differ. A picklist is a text here. */
function joined(compiler: FormulaCompiler, node: Call, first: TypedNode, second: TypedNode): FormulaType {
  for (const branch of [first, second]) {
    if (branch.type === 'Picklist' || branch.type === 'MultiPicklist') compiler.failType(branch, ['Text'], nameOf(node));
  }
  return commonType(first.type, second.type) ?? compiler.failType(second, [first.type], nameOf(node));
}

function choice(compiler: FormulaCompiler, node: Call): TypedNode {
  const { args } = node;
  if (args.length < 4 || args.length % 2 !== 0) compiler.failCount(node, Math.max(args.length + 1, 4));
  const subject = compiler.compile(args[0]!);
  const wanted: FormulaType = subject.type === 'Picklist' ? 'Text' : subject.type;
  const whens: TypedNode[] = [];
  const results: TypedNode[] = [];
  for (let n = 1; n < args.length - 1; n += 2) {
    whens.push(compiler.expect(args[n]!, wanted === 'Null' ? 'Any' : wanted, nameOf(node)));
    results.push(compiler.compile(args[n + 1]!));
  }
  const otherwise = compiler.compile(args.at(-1)!);
  let { type } = otherwise;
  for (const result of results) type = joined(compiler, node, { ...otherwise, type }, result);
  const table = literalTable(whens);
  if (table !== undefined && (wanted === 'Text' || wanted === 'Any')) {
    const byText = (context: FormulaContext): Value => {
      const value = subject.run(context);
      const index = value === null || typeof value === 'string' ? table.get(value ?? '') : undefined;
      return (index === undefined ? otherwise : results[index]!).run(context);
    };
    return { node, type, run: byText };
  }
  const asText = wanted === 'Text';
  const run = (context: FormulaContext): Value => {
    const value = subject.run(context);
    const index = whens.findIndex((when) => equal(value, when.run(context), asText) === true);
    return (index < 0 ? otherwise : results[index]!).run(context);
  };
  return { node, type, run };
}

/** Position of each text, the first of equals, when all cases are literal texts. */
function literalTable(whens: readonly TypedNode[]): Map<string, number> | undefined {
  const table = new Map<string, number>();
  for (const [n, { node }] of whens.entries()) {
    if (node.kind !== 'literal' || typeof node.value !== 'string') return undefined;
    if (!table.has(node.value)) table.set(node.value, n);
  }
  return table;
}

function presence(compiler: FormulaCompiler, node: Call, test: (value: Value, type: FormulaType) => boolean): TypedNode {
  if (node.args.length !== 1) compiler.failCount(node, 1);
  const arg = compiler.compile(node.args[0]!);
  return { node, type: 'Boolean', run: (context) => test(arg.run(context), arg.type) };
}

function replacement(compiler: FormulaCompiler, node: Call, test: (value: Value, type: FormulaType) => boolean): TypedNode {
  if (node.args.length !== 2) compiler.failCount(node, 2);
  const first = compiler.compile(node.args[0]!);
  const second = compiler.compile(node.args[1]!);
  const type = joined(compiler, node, first, second);
  const run = (context: FormulaContext): Value => {
    const value = first.run(context);
    return test(value, first.type) ? second.run(context) : value;
  };
  return { node, type, run };
}

function toText(compiler: FormulaCompiler, node: Call): TypedNode {
  if (node.args.length !== 1) compiler.failCount(node, 1);
  const arg = compiler.expect(node.args[0]!, ['Number', 'Date', 'DateTime', 'Time', 'Picklist'], nameOf(node));
  return { node, type: 'Text', run: (context) => textOf(arg.run(context)) };
}

function textOf(value: Value): Value {
  if (value instanceof Decimal) return tidy(value).toPlainString();
  if (value instanceof ApexDate) return value.toString();
  if (value instanceof ApexDatetime) return `${value.toWallString()}Z`;
  if (value instanceof ApexTime) return value.toString().replace('Z', '');
  return typeof value === 'boolean' ? String(value) : value;
}

/** A picklist field and a literal text. */
function pair(compiler: FormulaCompiler, node: Call, types: readonly FormulaType[]): readonly [TypedNode, TypedNode] {
  if (node.args.length !== 2) compiler.failCount(node, 2);
  const field = compiler.expect(node.args[0]!, types, nameOf(node));
  const wanted = compiler.expect(node.args[1]!, 'Text', nameOf(node));
  if (wanted.node.kind !== 'literal') {
    throw new FormulaError(`Incorrect parameter type for ${nameOf(node)}. Expected Text Literal, received ${wanted.type}`, wanted.node.at);
  }
  return [field, wanted];
}

function chosen(value: Value): readonly string[] {
  return typeof value === 'string' && value !== '' ? value.split(';').map((part) => part.trim()) : [];
}

/** The one argument, which must be a field of the record itself. */
function ownField(compiler: FormulaCompiler, node: Call): { field: FormulaField; typed: TypedNode } {
  if (node.args.length !== 1) compiler.failCount(node, 1);
  if (compiler.options.purpose === 'field' || compiler.options.purpose === 'default') failPurpose(node);
  const arg = node.args[0]!;
  if (arg.kind !== 'field') throw new FormulaError(`Incorrect parameter for ${nameOf(node)}. Expected field reference.`, arg.at);
  const field = compiler.lookup(arg as FieldNode);
  if (field.path.length !== 1) {
    throw new FormulaError(`The ${node.name.toUpperCase()} function cannot reference the ${arg.path.join('.')} field.`, arg.at);
  }
  return { field, typed: compiler.field(arg) };
}

function same(a: Value, b: Value): boolean {
  if (a === null || b === null || a === '' || b === '') return (a ?? '') === (b ?? '');
  return equal(a, b, false) === true;
}
