/** Making an expression fit the type that is asked for. */
import { conversionBetween, conversionCost } from '../types/assign.ts';
import { isCollection, isGenericSObject, isList } from '../types/types.ts';
import type { Type } from '../types/types.ts';
import type { Expr } from './bound.ts';
import type { CheckContext, Place } from './context.ts';
import { illegalAssignment } from './messages.ts';
import { recordOf } from './names.ts';

/** A list of records that may stand where one record is asked for: a query, or the result of `Database.query`. */
function yieldsRecord(expression: Expr): boolean {
  if (expression.kind === 'paren') return yieldsRecord(expression.operand);
  if (expression.kind === 'soql') return expression.shape === 'list';
  return expression.kind === 'standardCall' && expression.owner.name === 'Database' && /^(query|querywithbinds)$/i.test(expression.name);
}

/** Cost of using `expression` as a `to`; undefined: it does not fit. */
export function coercionCost(ctx: CheckContext, expression: Expr, to: Type): number | undefined {
  const cost = conversionCost(ctx.world, expression.type, to);
  if (cost !== undefined) return cost;
  if (to.kind === 'sobject' && yieldsRecord(expression) && isList(expression.type)) {
    const element = expression.type.args[0]!;
    if (isGenericSObject(element)) return 5;
    const inner = conversionCost(ctx.world, element, to);
    return inner === undefined ? undefined : 4 + inner;
  }
  return undefined;
}

/** `expression` as a value of type `to`, which it is known to fit. */
export function coerce(expression: Expr, to: Type): Expr {
  if (expression.kind === 'paren') return { ...expression, operand: coerce(expression.operand, to), type: to };
  const { type, line } = expression;
  if (to.kind === 'sobject' && isList(type)) {
    return expression.kind === 'soql' ? { ...recordOf(expression, false), type: to } : { kind: 'convert', conversion: 'record', operand: expression, type: to, line };
  }
  if (expression.kind === 'newCollection' || isCollection(type)) return expression;
  const conversion = conversionBetween(type, to);
  if (conversion === 'none') return expression;
  if (expression.kind === 'constant' && typeof expression.value === 'number') {
    if (conversion === 'long') return { ...expression, value: BigInt(expression.value), type: to };
    if (conversion === 'decimal' || conversion === 'double') return { kind: conversion, text: String(expression.value), type: to, line };
  }
  if (expression.kind === 'decimal' && conversion === 'double') return { ...expression, kind: 'double', type: to };
  return { kind: 'convert', conversion, operand: expression, type: to, line };
}

/** Assignment, return value, initialiser: converts or reports. */
export function assign(ctx: CheckContext, expression: Expr, to: Type, at: Place, message: (from: Type, to: Type) => string = illegalAssignment): Expr {
  if (expression.type.kind === 'unknown' || to.kind === 'unknown') return expression;
  if (coercionCost(ctx, expression, to) === undefined) return ctx.broken(at, message(expression.type, to));
  return coerce(expression, to);
}

/** Type of `condition ? a : b` and `a ?? b`. */
export function commonType(ctx: CheckContext, a: Expr, b: Expr): Type | undefined {
  if (a.type === b.type || b.type.kind === 'null') return a.type;
  if (a.type.kind === 'null') return b.type;
  const forward = coercionCost(ctx, a, b.type);
  const back = coercionCost(ctx, b, a.type);
  if (forward !== undefined && back !== undefined) return forward <= back ? b.type : a.type;
  if (forward !== undefined) return b.type;
  if (back !== undefined) return a.type;
  if (a.type.kind === 'sobject' && b.type.kind === 'sobject') return ctx.world.sobject;
  return sharedAncestor(ctx, a.type, b.type);
}

/** Undefined when it would be Object: everything is one. */
function sharedAncestor(ctx: CheckContext, a: Type, b: Type): Type | undefined {
  if (a.kind !== 'user') return undefined;
  for (const parent of [...(a.superclass === undefined ? [] : [a.superclass]), ...a.interfaces]) {
    const shared = conversionCost(ctx.world, b, parent) === undefined ? sharedAncestor(ctx, parent, b) : parent;
    if (shared !== undefined && shared !== ctx.world.object) return shared;
  }
  return undefined;
}
