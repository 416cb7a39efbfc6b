/**
 * Fields, calls and indexes, one behind the other. A `?.` that meets null ends the whole chain with null:
 * `a?.b().c` becomes `(($1=a)===null?null:$1.b$()._c)`.
 */
import type { DynamicScope, Expr, Index, SObjectMember, StandardCall, StandardProperty, UserCall, VariableRef } from '../check/bound.ts';
import type { VariableSymbol } from '../types/user-type.ts';
import { argumentList, expressionCode, literal } from './expressions.ts';
import { isPrimitive } from '../types/types.ts';
import { atLine } from './lines.ts';
import { outermost, PRIM, standardKey, standardMethodKey } from './names.ts';
import { neverNull } from './null-safety.ts';
import type { UnitWriter } from './unit-writer.ts';

export type ChainLink = VariableRef | StandardProperty | SObjectMember | UserCall | StandardCall | Index;

const LINKS: ReadonlySet<string> = new Set(['variable', 'standardProperty', 'sobjectField', 'sobjectParent', 'sobjectChildren', 'call', 'standardCall', 'index']);

export const isChain = (expression: Expr): expression is ChainLink => LINKS.has(expression.kind);

interface Chain {
  /** Conditions, in order; when one holds, the value is null. */
  readonly guards: string[];
  readonly code: string;
}

export function chainExpression(unit: UnitWriter, expression: ChainLink): string {
  const { guards, code } = chain(unit, expression);
  return guards.length === 0 ? code : `(${guards.join('||')}?null:${code})`;
}

function receiver(expression: ChainLink): Expr | 'super' | undefined {
  return expression.object;
}

function chain(unit: UnitWriter, expression: ChainLink): Chain {
  const object = receiver(expression);
  if (object === undefined || object === 'super') return { guards: [], code: link(unit, expression, object === 'super' ? 'super' : '') };
  const left = isChain(object) ? chain(unit, object) : { guards: [], code: receiverCode(unit, object) };
  if (expression.kind === 'index' || !expression.safe) return { guards: left.guards, code: link(unit, expression, left.code) };
  const temporary = unit.temporary();
  return { guards: [...left.guards, `(${temporary}=${left.code})===null`], code: link(unit, expression, temporary) };
}

/** JavaScript wants parentheses around some receivers. */
function receiverCode(unit: UnitWriter, object: Expr): string {
  const code = expressionCode(unit, object);
  if (object.kind === 'local' || object.kind === 'this' || code.startsWith('(') || object.kind === 'standardStatic' || object.kind === 'token') return code;
  return object.kind === 'constant' || object.kind === 'assign' ? `(${code})` : code;
}

function link(unit: UnitWriter, expression: ChainLink, object: string): string {
  switch (expression.kind) {
    case 'variable':
      return variable(unit, expression, object);
    case 'standardProperty':
      return `${object}.${expression.name.toLowerCase()}`;
    case 'sobjectField':
      return read(expression, object, `get(${JSON.stringify(expression.name)})`);
    case 'sobjectParent':
      return read(expression, object, `parent(${JSON.stringify(expression.name)})`);
    case 'sobjectChildren':
      return read(expression, object, `children(${JSON.stringify(expression.name)})`);
    case 'index':
      return `${object}.get(${expressionCode(unit, expression.index)})`;
    case 'call':
      return userCall(unit, expression, object);
    case 'standardCall':
      return standardCall(unit, expression, object);
  }
}

/** Fields of a parent that is not there read as null; a checkbox that nobody set is false. */
function read(expression: SObjectMember, object: string, call: string): string {
  if (expression.kind === 'sobjectField' && isPrimitive(expression.type, 'Boolean')) return `(${object}${expression.object.kind === 'sobjectParent' ? '?' : ''}.${call}??false)`;
  return expression.object.kind === 'sobjectParent' && !expression.safe ? `(${object}?.${call}??null)` : `${object}.${call}`;
}

/** Fields and properties of user classes; `object` is empty for statics. */
export function variable(unit: UnitWriter, expression: VariableRef, object: string): string {
  const { symbol } = expression;
  const key = expression.backing && symbol.kind === 'property' && !symbol.plain ? `${symbol.key}$b` : symbol.key;
  if (!symbol.static) return `${object}.${key}`;
  return `${staticOwner(unit, symbol, expression.backing)}.${key}`;
}

/** Statics of this file live in the holder; those of other files, and accessors, are reached through the class. */
function staticOwner(unit: UnitWriter, symbol: VariableSymbol, backing: boolean): string {
  const accessor = symbol.kind === 'property' && !symbol.plain && !backing;
  return outermost(symbol.owner) === unit.top && !accessor ? unit.holder(symbol.owner) : unit.classRef(symbol.owner);
}

function userCall(unit: UnitWriter, expression: UserCall, object: string): string {
  const owner = expression.method.static ? unit.classRef(expression.method.owner) : object;
  return `${owner}${atLine(expression.line)}.${expression.method.key}(${argumentList(unit, expression.args)})`;
}

function standardCall(unit: UnitWriter, expression: StandardCall, object: string): string {
  const { owner, line } = expression;
  const args = locatorQuery(unit, expression) ?? argumentList(unit, expression.args);
  if (expression.object === undefined) return inlineStatic(unit, expression) ?? staticCall(unit, expression, args);
  const key = standardMethodKey(expression.name, owner);
  const more = args === '' ? '' : `,${args}`;
  if (expression.object === 'super') return `super.${key}(${args})`;
  if (isPrimitive(owner, 'String') && key === 'length') return `${object}.length`;
  if (owner.kind === 'primitive' && PRIM.has(owner.name)) return `${atLine(line)}$.prim.${owner.name.toLowerCase()}.${key}(${object}${more})`;
  if (owner.kind === 'sobject') return `${atLine(line)}$.prim.sobject.${key}(${object}${more})`;
  if (owner.kind === 'standard' && owner.name === 'Object') return `$.callobject(${object},${JSON.stringify(key)},[${args}])`;
  return `${object}${atLine(line)}.${key}(${args})`;
}

/** A query written within the call of a locator is not run before: its rows count by the limit of locators. */
function locatorQuery(unit: UnitWriter, { owner, name, args }: StandardCall): string | undefined {
  const [query, ...others] = args;
  if (owner.name !== 'Database' || name.toLowerCase() !== 'getquerylocator' || withoutParens(query)?.kind !== 'soql') return undefined;
  return [`()=>${expressionCode(unit, query!)}`, ...others.map((other) => expressionCode(unit, other))].join(',');
}

function withoutParens(expression: Expr | undefined): Expr | undefined {
  return expression?.kind === 'paren' ? withoutParens(expression.operand) : expression;
}

/** Small functions of Math on Integers, where they are hot. */
function inlineStatic(unit: UnitWriter, expression: StandardCall): string | undefined {
  if (expression.owner.name !== 'Math' || !expression.args.every((arg) => isPrimitive(arg.type, 'Integer') && neverNull(arg, unit.nonNull))) return undefined;
  const [a, b] = expression.args.map((arg) => expressionCode(unit, arg));
  switch (expression.name.toLowerCase()) {
    case 'mod': return expression.args[1]?.kind === 'constant' && expression.args[1].value !== 0 ? `(${a}%${b}|0)` : undefined;
    case 'max': case 'min': return `Math.${expression.name.toLowerCase()}(${a},${b})`;
    default: return undefined;
  }
}

function staticCall(unit: UnitWriter, expression: StandardCall, args: string): string {
  const { owner, line } = expression;
  const name = expression.name.toLowerCase();
  if (owner.kind === 'user') return `${unit.classRef(owner)}.${name}(${args})`;
  if (owner.kind === 'sobject') {
    const home = owner.definition?.kind === 'customMetadata' ? 'custommetadata' : 'customsetting';
    return `$.${home}.${name}(${JSON.stringify(owner.name)}${args === '' ? '' : `,${args}`})`;
  }
  // `Integer.valueOf(Object)` lets null pass, `Integer.valueOf(String)` refuses it.
  const lenient = name === 'valueof' && owner.name === 'Integer' && expression.args[0] !== undefined && !isPrimitive(expression.args[0].type, 'String');
  const call = `${atLine(line)}$.std.${standardKey(owner)}.${lenient ? 'valueofobject' : name}(${args})`;
  return expression.scope === undefined ? call : `$.scoped(${lookup(unit, expression.scope)},()=>${call})`;
}

/** The variables that `:name` in a dynamic query can mean. */
function lookup(unit: UnitWriter, scope: DynamicScope): string {
  const cases = [
    ...scope.locals.map((local) => `case ${literal(local.name.toLowerCase())}:return ${local.js};`),
    ...scope.variables.map((symbol) => {
      const reference: VariableRef = { kind: 'variable', symbol, object: symbol.static ? undefined : { kind: 'this', type: symbol.owner, line: 0 }, safe: false, backing: false, type: symbol.type, line: 0 };
      return `case ${literal(symbol.name.toLowerCase())}:return ${expressionCode(unit, reference)};`;
    }),
  ];
  return `$n=>{switch($n){${cases.join('')}}}`;
}
