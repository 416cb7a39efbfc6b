/** Syntax of an expression -> checked expression. */
import type { Expression, IndexExpression, Literal, TypeRef } from '../syntax/ast.ts';
import { isList, isPrimitive, NULL, UNKNOWN } from '../types/types.ts';
import type { Type } from '../types/types.ts';
import { checkAssignment, checkStep } from './assignments.ts';
import type { Expr } from './bound.ts';
import { checkCall, checkConstructorCall } from './calls.ts';
import type { CheckContext } from './context.ts';
import { checkNewArray, checkNewCollection, checkNewMap, checkNewObject, checkNewSObject } from './creation.ts';
import { checkPath } from './names.ts';
import { checkBinary, checkCast, checkInstanceOf, checkTernary, checkUnary } from './operators.ts';
import { checkSoql, checkSosl } from './queries.ts';

/** Expressions that can hold `?.`; parentheses around others mean nothing once the tree is built. */
const CHAINS: ReadonlySet<Expr['kind']> = new Set(['variable', 'standardProperty', 'sobjectField', 'sobjectParent', 'sobjectChildren', 'call', 'standardCall', 'index']);

export function resolveType(ctx: CheckContext, ref: TypeRef): Type {
  const type = ctx.world.resolve(ref, ctx.type);
  if (type !== undefined) return type;
  const unknown = unknownPart(ctx, ref);
  ctx.report(unknown, `Invalid type: ${unknown.name}`);
  return UNKNOWN;
}

/** The name inside a generic type that is the unknown one. */
function unknownPart(ctx: CheckContext, ref: TypeRef): TypeRef {
  for (const arg of ref.parts[ref.parts.length - 1]?.args ?? []) {
    if (ctx.world.resolve(arg, ctx.type) === undefined) return unknownPart(ctx, arg);
  }
  return ref;
}

function literal(ctx: CheckContext, expression: Literal): Expr {
  const { world } = ctx;
  const { line } = expression;
  switch (expression.kind) {
    case 'integer': return { kind: 'constant', value: expression.value, type: world.integer, line };
    case 'long': return { kind: 'constant', value: expression.value, type: world.long, line };
    case 'double': return { kind: 'double', text: expression.text, type: world.double, line };
    case 'decimal': return { kind: 'decimal', text: expression.text, type: world.decimal, line };
    case 'string': return { kind: 'constant', value: expression.value, type: world.string, line };
    case 'boolean': return { kind: 'constant', value: expression.value, type: world.boolean, line };
    case 'null': return { kind: 'constant', value: null, type: NULL, line };
  }
}

function index(ctx: CheckContext, expression: IndexExpression): Expr {
  const object = checkExpression(ctx, expression.object);
  const at = checkExpression(ctx, expression.index);
  if (object.type.kind === 'unknown') return ctx.broken(expression);
  if (!isList(object.type)) return ctx.broken(expression, `Expression must be a list type: ${object.type.name}`);
  if (!isPrimitive(at.type, 'Integer') && at.type.kind !== 'unknown' && at.type.kind !== 'null') return ctx.broken(expression.index, `List index must be of type Integer: ${at.type.name}`);
  return { kind: 'index', object, index: at, type: object.type.args[0] ?? UNKNOWN, line: expression.line };
}

export function checkExpression(ctx: CheckContext, expression: Expression): Expr {
  switch (expression.kind) {
    case 'integer': case 'long': case 'double': case 'decimal': case 'string': case 'boolean': case 'null':
      return literal(ctx, expression);
    case 'name': case 'fieldAccess':
      return checkPath(ctx, expression);
    case 'call':
      return checkCall(ctx, expression);
    case 'constructorCall':
      return checkConstructorCall(ctx, expression);
    case 'this':
      if (ctx.code.static) return ctx.broken(expression, 'Variable does not exist: this');
      return { kind: 'this', type: ctx.type, line: expression.line };
    case 'super':
      return ctx.broken(expression, 'Unexpected token: super');
    case 'index':
      return index(ctx, expression);
    case 'classLiteral':
      return { kind: 'classLiteral', of: resolveType(ctx, expression.type), type: ctx.world.standard('Type')!, line: expression.line };
    case 'new':
      return checkNewObject(ctx, expression);
    case 'newSObject':
      return checkNewSObject(ctx, expression);
    case 'newCollection':
      return checkNewCollection(ctx, expression);
    case 'newMap':
      return checkNewMap(ctx, expression);
    case 'newArray':
      return checkNewArray(ctx, expression);
    case 'unary':
      return expression.operator === '++' || expression.operator === '--' ? checkStep(ctx, expression) : checkUnary(ctx, expression);
    case 'postfix':
      return checkStep(ctx, expression);
    case 'binary':
      return checkBinary(ctx, expression);
    case 'instanceof':
      return checkInstanceOf(ctx, expression);
    case 'ternary':
      return checkTernary(ctx, expression);
    case 'assignment':
      return checkAssignment(ctx, expression);
    case 'cast':
      return checkCast(ctx, expression);
    case 'paren': {
      const operand = checkExpression(ctx, expression.expression);
      return CHAINS.has(operand.kind) ? { kind: 'paren', operand, type: operand.type, line: expression.line } : operand;
    }
    case 'soql':
      return checkSoql(ctx, expression);
    case 'sosl':
      return checkSosl(ctx, expression);
  }
}
