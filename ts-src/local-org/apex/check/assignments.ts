/** `=`, `+=` and the other compound forms, `++` and `--`. */
import type { AssignmentExpression, Expression, PostfixExpression, UnaryExpression } from '../syntax/ast.ts';
import { isText, numericRank } from '../types/types.ts';
import { checkAssignAccess } from './access.ts';
import type { Binary, Expr, Target } from './bound.ts';
import type { CheckContext } from './context.ts';
import { assign, coercionCost } from './conversions.ts';
import { checkExpression } from './expressions.ts';
import { illegalAssignment } from './messages.ts';
import { arithmetic, arithmeticMessage } from './operators.ts';

function checkTarget(ctx: CheckContext, expression: Expression): Target | undefined {
  const target = checkExpression(ctx, expression);
  switch (target.kind) {
    case 'variable':
      if (!target.backing) checkAssignAccess(ctx, target.symbol, expression);
      return target;
    case 'local':
      if (target.local.final) ctx.report(expression, `Variable is not assignable: ${target.local.name}`);
      return target;
    case 'standardStatic': case 'standardProperty': case 'sobjectField': case 'sobjectParent': case 'index':
      return target;
    case 'paren':
      return expression.kind === 'paren' ? checkTarget(ctx, expression.expression) : undefined;
    default:
      if (target.type.kind !== 'unknown') ctx.report(expression, 'Expression cannot be assigned');
      return undefined;
  }
}

export function checkAssignment(ctx: CheckContext, expression: AssignmentExpression): Expr {
  const { line } = expression;
  const target = checkTarget(ctx, expression.target);
  const value = checkExpression(ctx, expression.value);
  if (target === undefined) return ctx.broken(expression);
  if (expression.operator === '=') {
    const converted = assign(ctx, value, target.type, expression.value);
    if (target.kind === 'local') target.local.sources.push(converted);
    return { kind: 'assign', target, value: converted, type: target.type, line };
  }
  const operator = expression.operator.slice(0, -1) as Binary['operator'];
  if (operator === '+' && isText(target.type)) return { kind: 'compound', target, operator, operandType: ctx.world.string, value, type: target.type, line };
  const operands = arithmetic(ctx, operator, target, value);
  if (operands === undefined) return ctx.broken(expression, arithmeticMessage(operator, target.type));
  if (numericRank(operands.type) > 0 && coercionCost(ctx, { ...operands.left, type: operands.type } as Expr, target.type) === undefined) {
    return ctx.broken(expression, illegalAssignment(operands.type, target.type));
  }
  const compound: Expr = { kind: 'compound', target, operator, operandType: operands.type, value: operands.right, type: target.type, line };
  if (target.kind === 'local') target.local.sources.push(compound);
  return compound;
}

export function checkStep(ctx: CheckContext, expression: UnaryExpression | PostfixExpression): Expr {
  const target = checkTarget(ctx, expression.operand);
  if (target === undefined) return ctx.broken(expression);
  if (target.type.kind !== 'unknown' && numericRank(target.type) === 0) return ctx.broken(expression, 'Arithmetic expressions must use numeric arguments');
  const step: Expr = { kind: 'step', target, by: expression.operator === '++' ? 1 : -1, prefix: expression.kind === 'unary', type: target.type, line: expression.line };
  if (target.kind === 'local') target.local.sources.push(step);
  return step;
}
