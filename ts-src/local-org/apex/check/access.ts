/** May this code see that member? */
import type { Access, ConstructorSymbol, MethodSymbol, UserType, VariableSymbol } from '../types/user-type.ts';
import { findAnnotation } from '../syntax/ast.ts';
import type { Modifiers } from '../syntax/ast.ts';
import { userAncestors } from '../types/user-type.ts';
import type { CheckContext, Place } from './context.ts';
import { methodText } from './messages.ts';

function outermost(type: UserType): UserType {
  let at = type;
  while (at.outer !== undefined) at = at.outer;
  return at;
}

function visible(ctx: CheckContext, owner: UserType, access: Access, modifiers: Modifiers): boolean {
  if (access === 'public' || access === 'global') return true;
  if (outermost(ctx.type) === outermost(owner)) return true;
  if (findAnnotation(modifiers, 'testvisible') !== undefined && outermost(ctx.type).isTest) return true;
  if (access === 'private') return false;
  for (let at: UserType | undefined = ctx.type; at !== undefined; at = at.outer) {
    for (const ancestor of userAncestors(at)) if (ancestor === owner) return true;
  }
  return false;
}

export function checkVariableAccess(ctx: CheckContext, symbol: VariableSymbol, at: Place): void {
  if (!visible(ctx, symbol.owner, symbol.access, symbol.modifiers)) ctx.report(at, `Variable is not visible: ${symbol.owner.name}.${symbol.name}`);
}

export function checkAssignAccess(ctx: CheckContext, symbol: VariableSymbol, at: Place): void {
  // Constructors of subclasses may fill inherited finals too.
  const fills = ctx.code.fillsFinals && ctx.type !== undefined && [...userAncestors(ctx.type)].includes(symbol.owner);
  if (symbol.final && !fills) ctx.report(at, `Final members can only be assigned in their declaration, init blocks, or constructors: ${symbol.name}`);
  if (symbol.kind !== 'property') return;
  if (!symbol.writable && !(outermost(ctx.type) === outermost(symbol.owner))) ctx.report(at, `Property is not writeable: ${symbol.owner.name}.${symbol.name}`);
  else if (!visible(ctx, symbol.owner, symbol.setAccess, symbol.modifiers)) ctx.report(at, `Variable is not visible: ${symbol.owner.name}.${symbol.name}`);
}

export function checkMethodAccess(ctx: CheckContext, method: MethodSymbol, at: Place): void {
  if (!visible(ctx, method.owner, method.access, method.modifiers)) ctx.report(at, `Method is not visible: ${methodText(method)}`);
}

export function checkConstructorAccess(ctx: CheckContext, symbol: ConstructorSymbol, at: Place): void {
  if (!visible(ctx, symbol.owner, symbol.access, symbol.modifiers)) ctx.report(at, `Constructor is not visible: [${symbol.owner.name}].<Constructor>(${symbol.parameters.map((parameter) => parameter.type.name).join(', ')})`);
}
