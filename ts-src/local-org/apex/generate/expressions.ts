/** Checked expression -> JavaScript. */
import type { Expr, NewCollection, NewSObject, Soql, Sosl, Token } from '../check/bound.ts';
import type { Type } from '../types/types.ts';
import { assignment, compoundAssignment, step } from './assignments.ts';
import { isChain, chainExpression } from './chains.ts';
import { atLine } from './lines.ts';
import { brand, standardKey } from './names.ts';
import { constantOf, neverNull } from './null-safety.ts';
import { binary, compare, concat, logical, unary } from './operators.ts';
import type { UnitWriter } from './unit-writer.ts';

/** A JavaScript literal. */
export function literal(value: string | number | bigint | boolean | null): string {
  if (typeof value === 'bigint') return value < 0n ? `(${value}n)` : `${value}n`;
  if (typeof value === 'number') return value < 0 ? `(${value})` : String(value);
  return JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

/** The value, with a NullPointerException where it could be null. */
export function required(unit: UnitWriter, expression: Expr): string {
  const code = expressionCode(unit, expression);
  return neverNull(expression, unit.nonNull) ? code : `(${code}??$.npe())`;
}

/** A condition: null is an error, as on the platform. */
export const conditionCode = required;

export const argumentList = (unit: UnitWriter, args: readonly Expr[]): string => args.map((arg) => expressionCode(unit, arg)).join(',');

/** Expressions that can be written twice: reading them has no effect and costs little. */
export function isRepeatable(expression: Expr): boolean {
  switch (expression.kind) {
    case 'local': case 'constant': case 'this': case 'enumValue':
      return true;
    case 'variable':
      return (expression.symbol.kind === 'field' || expression.symbol.plain) && !expression.safe && (expression.object === undefined || isRepeatable(expression.object));
    default:
      return false;
  }
}

export function expressionCode(unit: UnitWriter, expression: Expr): string {
  const constant = constantOf(expression);
  if (constant !== undefined) return literal(constant);
  if (isChain(expression)) return chainExpression(unit, expression);
  switch (expression.kind) {
    case 'constant':
      return literal(expression.value);
    case 'decimal':
      return unit.constant(`$.decimal(${JSON.stringify(expression.text)})`);
    case 'double':
      return unit.constant(`$.double(${Number(expression.text)})`);
    case 'local':
      return expression.local.js;
    case 'this':
      return 'this';
    case 'enumValue':
      return `${unit.classRef(expression.owner)}.${expression.name.toLowerCase()}`;
    case 'standardStatic':
      return expression.owner.name === 'Trigger' ? `$.trigger.${expression.name.toLowerCase()}` : `$.std.${standardKey(expression.owner)}.${expression.name.toLowerCase()}`;
    case 'new':
      return `${atLine(expression.line)}${unit.classRef(expression.constructorSymbol.owner)}.$new${expression.constructorSymbol.key}(${argumentList(unit, expression.args)})`;
    case 'newStandard':
      return `${atLine(expression.line)}$.std.${standardKey(expression.owner)}.$new(${argumentList(unit, expression.args)})`;
    case 'newCollection':
      return newCollection(unit, expression);
    case 'newSObject':
      return newSObject(unit, expression);
    case 'token':
      return token(expression);
    case 'fieldsOf':
      return `$.sobjecttype(${JSON.stringify(expression.object)}).getdescribe().fields`;
    case 'fieldSetsOf':
      return `$.sobjecttype(${JSON.stringify(expression.object)}).getdescribe().fieldsets`;
    case 'classLiteral':
      return unit.typeRef(expression.of);
    case 'unary':
      return unary(unit, expression);
    case 'binary':
      return binary(unit, expression);
    case 'concat':
      return concat(unit, expression);
    case 'compare':
      return compare(unit, expression);
    case 'logical':
      return logical(unit, expression);
    case 'coalesce':
      return `(${expressionCode(unit, expression.left)}??${expressionCode(unit, expression.right)})`;
    case 'ternary':
      return `(${conditionCode(unit, expression.condition)}?${atLine(expression.then.line)}${expressionCode(unit, expression.then)}:${atLine(expression.else.line)}${expressionCode(unit, expression.else)})`;
    case 'assign':
      return assignment(unit, expression, true);
    case 'compound':
      return compoundAssignment(unit, expression, true);
    case 'step':
      return step(unit, expression, true);
    case 'convert':
      return convert(unit, expression.conversion, expression.operand, expression.type);
    case 'cast':
      return `$.cast(${expressionCode(unit, expression.operand)},${unit.typeRef(expression.type)})`;
    case 'instanceof':
      return instanceOf(unit, expression.operand, expression.of);
    case 'soql':
      return soql(unit, expression);
    case 'sosl':
      return sosl(unit, expression);
    case 'paren':
      return expressionCode(unit, expression.operand);
    case 'constructorChain':
      throw new Error('this(…) and super(…) are written by the constructor');
    default:
      throw new Error(`No code for ${(expression as Expr).kind}`);
  }
}

function newCollection(unit: UnitWriter, expression: NewCollection): string {
  const kind = expression.type.kind === 'standard' ? expression.type.signature.name.toLowerCase() : 'list';
  const type = unit.typeRef(expression.type);
  const head = `${atLine(expression.line)}$.${kind}(${type}`;
  if (expression.items !== undefined) {
    if (expression.items.length === 0) return `${head})`;
    return `${head},[${expression.items.map((item) => `${atLine(item.line)}${expressionCode(unit, item)}`).join(',')}])`;
  }
  return expression.from === undefined ? `${head})` : `${head},${expressionCode(unit, expression.from)})`;
}

function newSObject(unit: UnitWriter, expression: NewSObject): string {
  const head = `${atLine(expression.line)}$.sobject(${JSON.stringify(expression.type.name)}`;
  if (expression.fields.length === 0) return `${head})`;
  return `${head},{${expression.fields.map((field) => `${atLine(field.value.line)}${field.name}:${expressionCode(unit, field.value)}`).join(',')}})`;
}

function token(expression: Token): string {
  const args = expression.args.map((arg) => JSON.stringify(arg)).join(',');
  switch (expression.token) {
    case 'describe': return `$.sobjecttype(${args}).getdescribe()`;
    case 'describefield': return `$.sobjectfield(${args}).getdescribe()`;
    default: return `$.${expression.token}(${args})`;
  }
}

function convert(unit: UnitWriter, conversion: string, operand: Expr, to: Type): string {
  const code = expressionCode(unit, operand);
  switch (conversion) {
    case 'record':
      return `$.record(${code})`;
    case 'narrow':
      return `$.to.${to.name.toLowerCase()}(${code})`;
    case 'long':
      return operand.type.name === 'Integer' && neverNull(operand, unit.nonNull) ? `BigInt(${code})` : `$.to.long(${code})`;
    default:
      return `$.to.${conversion}(${code})`;
  }
}

function instanceOf(unit: UnitWriter, operand: Expr, of: Type): string {
  const code = expressionCode(unit, operand);
  if (of.kind === 'user') return of.category === 'enum' ? `$.isa(${code},${unit.typeRef(of)})` : `(${code}?.${brand(of)}===true)`;
  const native = of.kind === 'primitive' ? NATIVE[of.name] : undefined;
  return native === undefined ? `$.isa(${code},${unit.typeRef(of)})` : `(typeof ${code}===${JSON.stringify(native)})`;
}

/** Types that JavaScript tells apart itself. */
const NATIVE: Readonly<Record<string, string>> = { String: 'string', Boolean: 'boolean', Integer: 'number' };

const SHARING: Readonly<Record<string, string>> = { with: 'with', without: 'without', inherited: 'inherit' };

const SCRIPT_SHARING: Readonly<Record<string, string>> = { trigger: 'without', anonymous: 'with' };

/** Sharing of queries and DML in the class being written. */
export const sharingOf = (unit: UnitWriter): string => SCRIPT_SHARING[unit.type.unit.script ?? ''] ?? SHARING[unit.type.sharing ?? ''] ?? 'inherit';

function soql(unit: UnitWriter, expression: Soql): string {
  const { query } = expression;
  const mode = query.withMode === 'USER_MODE' ? 'user' : 'system';
  const type = expression.type.kind === 'sobject' ? `$.type(${JSON.stringify(`List<${expression.type.name}>`)})` : unit.typeRef(expression.type);
  const options = unit.constant(`{sharing:"${sharingOf(unit)}",mode:"${mode}",shape:"${expression.shape}",type:${type}}`);
  return `${atLine(expression.line)}$.query(${unit.query(query)},[${argumentList(unit, expression.binds)}],${options})`;
}

function sosl(unit: UnitWriter, expression: Sosl): string {
  const options = unit.constant(`{sharing:"${sharingOf(unit)}",mode:"${expression.query.withMode === 'USER_MODE' ? 'user' : 'system'}"}`);
  return `${atLine(expression.line)}$.search(${unit.query(expression.query)},[${argumentList(unit, expression.binds)}],${options})`;
}
