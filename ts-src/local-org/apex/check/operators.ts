/** Unary and binary operators, casts, `instanceof`, ternaries. */
import type { BinaryExpression, CastExpression, InstanceOfExpression, TernaryExpression, UnaryExpression } from '../syntax/ast.ts';
import { castable, conversionCost } from '../types/assign.ts';
import { isCollection, isPrimitive, isText, numericRank } from '../types/types.ts';
import type { Type } from '../types/types.ts';
import type { Binary, Expr } from './bound.ts';
import type { CheckContext, Place } from './context.ts';
import { coerce, coercionCost, commonType } from './conversions.ts';
import { checkExpression, resolveType } from './expressions.ts';

const isBoolean = (type: Type): boolean => isPrimitive(type, 'Boolean') || type.kind === 'unknown';
const isWhole = (type: Type): boolean => isPrimitive(type, 'Integer') || isPrimitive(type, 'Long');
const isDateLike = (type: Type): boolean => type.kind === 'primitive' && (type.name === 'Date' || type.name === 'Datetime' || type.name === 'Time');

/** The wider of two numeric types. */
function wider(a: Type, b: Type): Type {
  return numericRank(a) >= numericRank(b) ? a : b;
}

export function condition(ctx: CheckContext, expression: Expr, at: Place): Expr {
  if (isBoolean(expression.type) || expression.type.kind === 'null') return expression;
  return ctx.broken(at, `Condition expression must be of type Boolean: ${expression.type.name}`);
}

/** Result type and operands of an arithmetic, bit or shift operator; undefined when the operands do not fit. */
export function arithmetic(ctx: CheckContext, operator: Binary['operator'], left: Expr, right: Expr): { left: Expr; right: Expr; type: Type } | undefined {
  const { world } = ctx;
  const a = left.type.kind === 'null' ? right.type : left.type;
  const b = right.type.kind === 'null' ? left.type : right.type;
  if (a.kind === 'unknown' || b.kind === 'unknown') return { left, right, type: a };
  switch (operator) {
    case '&': case '|': case '^':
      if (isPrimitive(a, 'Boolean') && isPrimitive(b, 'Boolean')) return { left, right, type: world.boolean };
      if (!isWhole(a) || !isWhole(b)) return undefined;
      break;
    case '<<': case '>>': case '>>>':
      return isWhole(a) && isWhole(b) ? { left, right: isPrimitive(a, 'Long') ? coerce(right, world.long) : right, type: a } : undefined;
    case '+': case '-':
      // Fractions of a day make sense for a moment alone.
      if (isDateLike(a) && (isPrimitive(a, 'Datetime') ? numericRank(b) > 0 : isWhole(b))) return { left, right, type: a };
      break;
    default:
  }
  if (numericRank(a) === 0 || numericRank(b) === 0) return undefined;
  const type = wider(a, b);
  return { left: coerce(left, type), right: coerce(right, type), type };
}

export function checkBinary(ctx: CheckContext, expression: BinaryExpression): Expr {
  const { operator, line } = expression;
  const left = checkExpression(ctx, expression.left);
  const right = checkExpression(ctx, expression.right);
  switch (operator) {
    case '&&': case '||':
      return { kind: 'logical', operator, left: condition(ctx, left, expression.left), right: condition(ctx, right, expression.right), type: ctx.world.boolean, line };
    case '??': {
      const type = commonType(ctx, left, right);
      if (type === undefined) return ctx.broken(expression, `Incompatible types in '??' operator: ${left.type.name}, ${right.type.name}`);
      return { kind: 'coalesce', left: fit(ctx, left, type), right: fit(ctx, right, type), type, line };
    }
    case '==': case '!=': case '===': case '!==': case '<': case '<=': case '>': case '>=':
      return compare(ctx, operator, left, right, expression);
    case '+':
      if (left.type.kind === 'void' || right.type.kind === 'void') return ctx.broken(expression, 'Arithmetic expressions must use numeric arguments');
      if (isText(left.type) || isText(right.type)) return { kind: 'concat', left, right, type: ctx.world.string, line };
      break;
    default:
  }
  const operands = arithmetic(ctx, operator, left, right);
  if (operands === undefined) return ctx.broken(expression, arithmeticMessage(operator, left.type));
  return { kind: 'binary', operator, ...operands, line };
}

export function arithmeticMessage(operator: Binary['operator'], left: Type): string {
  if ('+-'.includes(operator) && isDateLike(left)) return `Date/time expressions must use Integer or Long${isPrimitive(left, 'Datetime') ? ' or Double or Decimal' : ''}`;
  return '+-*/'.includes(operator) ? 'Arithmetic expressions must use numeric arguments' : 'Bitwise operators must use Integer, Long or Boolean arguments';
}

function fit(ctx: CheckContext, expression: Expr, to: Type): Expr {
  return coercionCost(ctx, expression, to) === undefined ? expression : coerce(expression, to);
}

function compare(ctx: CheckContext, operator: '==' | '!=' | '===' | '!==' | '<' | '<=' | '>' | '>=', leftExpr: Expr, rightExpr: Expr, at: BinaryExpression): Expr {
  let left = leftExpr;
  let right = rightExpr;
  // A query compared with a record is that record.
  if (right.type.kind === 'sobject') left = fit(ctx, left, right.type);
  if (left.type.kind === 'sobject') right = fit(ctx, right, left.type);
  const a = left.type;
  const b = right.type;
  const result = (): Expr => ({ kind: 'compare', operator, left, right, type: ctx.world.boolean, line: at.line });
  if (a.kind === 'unknown' || b.kind === 'unknown') return result();
  const wrong = (): Expr => ctx.broken(at, `Comparison arguments must be compatible types: ${a.name}, ${b.name}`);
  if ((operator === '===' || operator === '!==') && a.kind === 'primitive' && b.kind === 'primitive') return ctx.broken(at, `Exact equality operator only allowed for reference types: ${a.name}, ${b.name}`);
  if (a.kind === 'void' || b.kind === 'void') return wrong();
  if (numericRank(a) > 0 && numericRank(b) > 0) {
    const type = wider(a, b);
    left = coerce(left, type);
    right = coerce(right, type);
    return result();
  }
  if (operator === '<' || operator === '<=' || operator === '>' || operator === '>=') {
    const ordered = (type: Type): boolean => numericRank(type) > 0 || isText(type) || isDateLike(type) || type.kind === 'null';
    if (!ordered(a) || !ordered(b) || (a.kind !== 'null' && b.kind !== 'null' && conversionCost(ctx.world, a, b) === undefined && conversionCost(ctx.world, b, a) === undefined)) return wrong();
    return result();
  }
  return castable(ctx.world, a, b) || castable(ctx.world, b, a) ? result() : wrong();
}

export function checkUnary(ctx: CheckContext, expression: UnaryExpression): Expr {
  const { operator, line } = expression;
  const operand = checkExpression(ctx, expression.operand);
  const { type } = operand;
  if (type.kind === 'unknown') return operand;
  if (operator === '!') return { kind: 'unary', operator: '!', operand: condition(ctx, operand, expression.operand), type: ctx.world.boolean, line };
  if (operator === '~') return isWhole(type) ? { kind: 'unary', operator: '~', operand, type, line } : ctx.broken(expression, 'Bitwise operators must use Integer, Long or Boolean arguments');
  if (operator === '+' && isText(type)) return operand;
  if (numericRank(type) === 0) return ctx.broken(expression, 'Arithmetic expressions must use numeric arguments');
  if (operator === '+') return operand;
  if (operand.kind === 'constant' && typeof operand.value === 'number') return { ...operand, value: -operand.value | 0 };
  if (operand.kind === 'constant' && typeof operand.value === 'bigint') return { ...operand, value: BigInt.asIntN(64, -operand.value) };
  if (operand.kind === 'decimal' || operand.kind === 'double') return { ...operand, text: `-${operand.text}` };
  return { kind: 'unary', operator: '-', operand, type, line };
}

export function checkTernary(ctx: CheckContext, expression: TernaryExpression): Expr {
  const test = condition(ctx, checkExpression(ctx, expression.condition), expression.condition);
  const then = checkExpression(ctx, expression.then);
  const otherwise = checkExpression(ctx, expression.else);
  const type = commonType(ctx, then, otherwise);
  if (type === undefined || type.kind === 'void') return ctx.broken(expression, `Incompatible types in ternary operator: ${then.type.name}, ${otherwise.type.name}`);
  return { kind: 'ternary', condition: test, then: fit(ctx, then, type), else: fit(ctx, otherwise, type), type, line: expression.line };
}

export function checkCast(ctx: CheckContext, expression: CastExpression): Expr {
  const to = resolveType(ctx, expression.type);
  const operand = checkExpression(ctx, expression.expression);
  const from = operand.type;
  const { line } = expression;
  if (to.kind === 'unknown' || from.kind === 'unknown') return { ...operand, type: to };
  if (numericRank(from) > 0 && numericRank(to) > 0 && numericRank(from) > numericRank(to)) return { kind: 'convert', conversion: 'narrow', operand, type: to, line };
  if (coercionCost(ctx, operand, to) !== undefined) {
    const fitted = coerce(operand, to);
    // Keeps the static type that was asked for, for overloads and members.
    return fitted.type === to ? fitted : { kind: 'paren', operand: fitted, type: to, line };
  }
  if (!castable(ctx.world, from, to)) return ctx.broken(expression, `Incompatible types since an instance of ${from.name} is never an instance of ${to.name}`);
  // Collections of records are not checked by the platform either.
  if (isCollection(from) && isCollection(to) && from.args.some((arg) => arg.kind === 'sobject')) return { kind: 'paren', operand, type: to, line };
  return { kind: 'cast', operand, type: to, line };
}

export function checkInstanceOf(ctx: CheckContext, expression: InstanceOfExpression): Expr {
  const operand = checkExpression(ctx, expression.expression);
  const of = resolveType(ctx, expression.type);
  if (of.kind !== 'unknown' && operand.type.kind !== 'unknown' && !castable(ctx.world, operand.type, of)) {
    return ctx.broken(expression, `Operation instanceof is always false since an instance of ${operand.type.name} is never an instance of ${of.name}`);
  }
  return { kind: 'instanceof', operand, of, type: ctx.world.boolean, line: expression.line };
}
