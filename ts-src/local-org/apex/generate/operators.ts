/** Operators -> JavaScript, by the type they work in. */
import type { Binary, Compare, Concat, Expr, Logical, Unary } from '../check/bound.ts';
import { isPrimitive } from '../types/types.ts';
import type { Type } from '../types/types.ts';
import { conditionCode, expressionCode, isRepeatable, literal, required } from './expressions.ts';
import { neverNull } from './null-safety.ts';
import type { UnitWriter } from './unit-writer.ts';

const isDate = (type: Type): boolean => type.kind === 'primitive' && (type.name === 'Date' || type.name === 'Datetime' || type.name === 'Time');

export function unary(unit: UnitWriter, expression: Unary): string {
  if (expression.operator === '!') return `!${conditionCode(unit, expression.operand)}`;
  const operand = required(unit, expression.operand);
  const { type } = expression;
  if (expression.operator === '~') return isPrimitive(type, 'Long') ? `BigInt.asIntN(64,~${operand})` : `(~${operand})`;
  switch (type.name) {
    case 'Integer': return `(-${operand}|0)`;
    case 'Long': return `BigInt.asIntN(64,-${operand})`;
    case 'Double': return `$.double(-${operand}.value)`;
    default: return `${operand}.negate()`;
  }
}

export function binary(unit: UnitWriter, expression: Binary): string {
  return sumOfThree(unit, expression) ?? arithmeticCode(expression.operator, expression.type, required(unit, expression.left), required(unit, expression.right), expression.left.type, isNonZero(expression.right));
}

/** The sign of the right operand of a sum of Decimals; undefined for what is none. */
function decimalSign({ operator, type, left }: Binary): 1 | -1 | undefined {
  if (!isPrimitive(type, 'Decimal') || isDate(left.type)) return undefined;
  return operator === '+' ? 1 : operator === '-' ? -1 : undefined;
}

/** `a + b - c` of Decimals, without the Decimal in between; undefined for what is no such sum. */
function sumOfThree(unit: UnitWriter, expression: Binary): string | undefined {
  const { left } = expression;
  const last = decimalSign(expression);
  const first = left.kind === 'binary' ? decimalSign(left) : undefined;
  if (left.kind !== 'binary' || first === undefined || last === undefined) return undefined;
  return `${required(unit, left.left)}.sumOfThree(${required(unit, left.right)},${first},${required(unit, expression.right)},${last})`;
}

const isNonZero = (expression: Expr): boolean => expression.kind === 'constant' && expression.value !== 0 && expression.value !== 0n;

/** One operation on operands that are not null. `left` type tells dates from numbers. */
export function arithmeticCode(operator: Binary['operator'], type: Type, a: string, b: string, left: Type, nonZero = false): string {
  if (isDate(left)) return operator === '+' ? `$.dateplus(${a},${b})` : `$.dateminus(${a},${b})`;
  switch (type.name) {
    case 'Boolean': return operator === '^' ? `(${a}!==${b})` : `((${a}${operator}${b})===1)`;
    case 'Integer': return integerCode(operator, a, b, nonZero);
    case 'Long': return longCode(operator, a, b);
    case 'Double': return operator === '/' ? `$.ddiv(${a},${b})` : `$.double(${a}.value${operator}${b}.value)`;
    case 'String': return `(${a}+${b})`;
    default: return `${a}.${DECIMAL[operator]}(${b})`;
  }
}

const DECIMAL: Readonly<Record<string, string>> = { '+': 'plus', '-': 'minus', '*': 'times', '/': 'dividedBy' };

function integerCode(operator: Binary['operator'], a: string, b: string, nonZero: boolean): string {
  switch (operator) {
    case '*': return `Math.imul(${a},${b})`;
    case '/': return nonZero ? `(${a}/${b}|0)` : `$.idiv(${a},${b})`;
    case '+': case '-': case '>>>': return `(${a}${operator}${b}|0)`;
    default: return `(${a}${operator}${b})`;
  }
}

function longCode(operator: Binary['operator'], a: string, b: string): string {
  switch (operator) {
    case '/': return `$.ldiv(${a},${b})`;
    case '<<': return `BigInt.asIntN(64,${a}<<(${b}&63n))`;
    case '>>': return `(${a}>>(${b}&63n))`;
    case '>>>': return `BigInt.asIntN(64,BigInt.asUintN(64,${a})>>(${b}&63n))`;
    case '&': case '|': case '^': return `(${a}${operator}${b})`;
    default: return `BigInt.asIntN(64,${a}${operator}${b})`;
  }
}

export function logical(unit: UnitWriter, expression: Logical): string {
  return `(${conditionCode(unit, expression.left)}${expression.operator}${conditionCode(unit, expression.right)})`;
}

/** Types whose JavaScript text is their Apex text. */
const PLAIN_TEXT: ReadonlySet<string> = new Set(['String', 'Id', 'Integer', 'Long', 'Boolean']);

/** A part of a concatenation; null becomes 'null'. */
export function textCode(unit: UnitWriter, expression: Expr): string {
  const code = expressionCode(unit, expression);
  const { type } = expression;
  if (expression.kind === 'constant') return literal(String(expression.value));
  return type.kind === 'null' || (type.kind === 'primitive' && PLAIN_TEXT.has(type.name)) ? code : `$.str(${code})`;
}

export function concat(unit: UnitWriter, expression: Concat): string {
  const parts: Expr[] = [];
  const flatten = (part: Expr): void => {
    if (part.kind === 'concat') {
      flatten(part.left);
      flatten(part.right);
    } else parts.push(part);
  };
  flatten(expression);
  const codes = parts.map((part) => textCode(unit, part));
  // JavaScript adds numbers and nulls unless the first operand is a string for sure.
  const first = parts[0]!;
  const startsAsText = first.kind === 'constant' || codes[0]!.startsWith('$.str(') || (first.type.kind === 'primitive' && (first.type.name === 'String' || first.type.name === 'Id') && neverNull(first, unit.nonNull));
  return `(${startsAsText ? '' : '""+'}${codes.join('+')})`;
}

/** Types whose values are equal exactly when JavaScript says so. */
const IDENTITY: ReadonlySet<string> = new Set(['Integer', 'Long', 'Boolean', 'Id']);

const isNull = (expression: Expr): boolean => expression.type.kind === 'null';
const isEnum = (type: Type): boolean => (type.kind === 'user' && type.category === 'enum') || (type.kind === 'standard' && type.signature.kind === 'enum');

function sameByIdentity(a: Type, b: Type): boolean {
  if (isEnum(a) || isEnum(b)) return true;
  return a === b && a.kind === 'primitive' && IDENTITY.has(a.name);
}

export function compare(unit: UnitWriter, expression: Compare): string {
  const { operator, left, right } = expression;
  if (operator === '==' || operator === '!=') return equality(unit, operator === '!=', left, right);
  const a = expressionCode(unit, left);
  const b = expressionCode(unit, right);
  if (operator === '===' || operator === '!==') {
    const boxed = left.type.kind === 'primitive' && !IDENTITY.has(left.type.name) && left.type.name !== 'String' && !isNull(right);
    return boxed ? `${operator === '!==' ? '!' : ''}$.same(${a},${b})` : `(${a}${operator}${b})`;
  }
  return ordering(unit, operator, left, right, a, b);
}

function equality(unit: UnitWriter, negated: boolean, left: Expr, right: Expr): string {
  const a = expressionCode(unit, left);
  const b = expressionCode(unit, right);
  if (isNull(left) || isNull(right) || sameByIdentity(left.type, right.type)) return `(${a}${negated ? '!==' : '==='}${b})`;
  const text = isPrimitive(left.type, 'String') && isPrimitive(right.type, 'String');
  if (text && isRepeatable(left) && isRepeatable(right)) return negated ? `(${a}!==${b}&&!$.eq(${a},${b}))` : `(${a}===${b}||$.eq(${a},${b}))`;
  return `${negated ? '!' : ''}$.eq(${a},${b})`;
}

const ORDER: Readonly<Record<string, string>> = { '<': 'lt', '<=': 'le', '>': 'gt', '>=': 'ge' };

function ordering(unit: UnitWriter, operator: '<' | '<=' | '>' | '>=', left: Expr, right: Expr, a: string, b: string): string {
  const type = left.type.kind === 'null' ? right.type : left.type;
  if (type.kind === 'primitive') {
    if (type.name === 'String' || type.name === 'Id') return `($.compare(${a},${b})${operator}0)`;
    const sure = neverNull(left, unit.nonNull) && neverNull(right, unit.nonNull);
    if (type.name === 'Integer' || type.name === 'Long') {
      if (sure) return `(${a}${operator}${b})`;
      // Null is neither less nor greater.
      if (isRepeatable(left) && isRepeatable(right)) {
        const checks = [left, right].filter((side) => !neverNull(side, unit.nonNull)).map((side) => `${expressionCode(unit, side)}!==null`);
        return `(${checks.join('&&')}&&${a}${operator}${b})`;
      }
    }
    if (sure && type.name === 'Decimal') return `(${a}.compareTo(${b})${operator}0)`;
    if (sure && type.name === 'Double') return `(${a}.value${operator}${b}.value)`;
  }
  return `$.${ORDER[operator]}(${a},${b})`;
}
