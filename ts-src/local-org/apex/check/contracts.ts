/** What a class promises: supertypes that exist and may be extended, methods that interfaces and abstract classes ask for. */
import { hasModifier } from '../syntax/ast.ts';
import type { TypeRef } from '../syntax/ast.ts';
import { conversionCost } from '../types/assign.ts';
import { standardAncestors } from '../types/members.ts';
import type { StandardType, Type } from '../types/types.ts';
import { standardAncestor, supertypes, userAncestors } from '../types/user-type.ts';
import type { MethodSymbol, UserType } from '../types/user-type.ts';
import { userMethods } from './calls.ts';
import type { CheckContext } from './context.ts';
import { resolveType } from './expressions.ts';

export function checkContracts(ctx: CheckContext, type: UserType): void {
  const { declaration } = type;
  if (declaration.kind === 'enum') {
    const seen = new Set<string>();
    for (const value of declaration.values) {
      if (seen.has(value.name.toLowerCase())) ctx.report(value, `Duplicate enum value: ${value.name}`);
      seen.add(value.name.toLowerCase());
    }
    return;
  }
  const at = { line: declaration.nameLine, column: declaration.nameColumn };
  if (declaration.kind === 'class' && declaration.extends !== undefined) superclass(ctx, declaration.extends);
  for (const ref of declaration.kind === 'class' ? declaration.implements : declaration.extends) interfaceRef(ctx, ref);
  if (isCircular(type)) {
    ctx.report(at, `Circular definition: ${type.name}`);
    return;
  }
  duplicateMethods(ctx, type);
  if (type.category === 'class' && !type.abstract) implementsAll(ctx, type, at);
  if (type.category === 'class') overrides(ctx, type);
}

function superclass(ctx: CheckContext, ref: TypeRef): void {
  const parent = resolveType(ctx, ref);
  if (parent.kind === 'unknown' || parent.kind === 'standard') return;
  if (parent.kind !== 'user' || parent.category !== 'class') ctx.report(ref, `Class cannot extend ${parent.name}`);
  else if (!parent.virtual && !parent.abstract) ctx.report(ref, `Non-virtual and non-abstract type cannot be extended: ${parent.name}`);
}

function interfaceRef(ctx: CheckContext, ref: TypeRef): void {
  const parent = resolveType(ctx, ref);
  const ok = parent.kind === 'unknown' || (parent.kind === 'user' && parent.category === 'interface') || (parent.kind === 'standard' && parent.signature.kind === 'interface');
  if (!ok && parent.kind !== 'standard') ctx.report(ref, `Only interfaces can be implemented: ${parent.name}`);
}

function isCircular(type: UserType): boolean {
  const seen = new Set<Type>();
  for (let at: Type | undefined = type.superclass; at?.kind === 'user'; at = at.superclass) {
    if (at === type || seen.has(at)) return true;
    seen.add(at);
  }
  return false;
}

function duplicateMethods(ctx: CheckContext, type: UserType): void {
  for (const methods of type.methods.values()) {
    const seen = new Set<string>();
    for (const method of methods) {
      if (seen.has(method.key) && !method.key.includes('unknown')) ctx.report(method, `Method already defined: ${method.name} ${method.returns.name} ${type.name}.${method.name}(${parameterText(method)}) from the type ${type.name} (${method.line}:${method.column})`);
      seen.add(method.key);
    }
  }
}

const parameterText = (method: MethodSymbol): string => method.parameters.map((parameter) => parameter.type.name).join(', ');

function implementsAll(ctx: CheckContext, type: UserType, at: { line: number; column: number }): void {
  const concrete: MethodSymbol[] = [];
  for (const ancestor of userAncestors(type)) {
    for (const methods of ancestor.methods.values()) concrete.push(...methods.filter((method) => !method.abstract));
  }
  const has = (name: string, parameters: readonly Type[]): boolean =>
    concrete.some((method) => method.name.toLowerCase() === name.toLowerCase() && method.parameters.length === parameters.length && method.parameters.every((parameter, i) => fits(ctx, parameter.type, parameters[i]!)));
  for (const parent of supertypes(type)) {
    if (parent.kind === 'user') {
      for (const methods of parent.methods.values()) {
        for (const method of methods) {
          if (method.abstract && !has(method.name, method.parameters.map((parameter) => parameter.type))) {
            ctx.report(at, `Class ${type.name} must implement the ${parent.category === 'interface' ? '' : 'abstract '}method: ${method.returns.name} ${parent.name}.${method.name}(${parameterText(method)})`);
          }
        }
      }
    } else if (parent.kind === 'standard' && parent.signature.kind === 'interface' && !inheritsFromStandard(ctx, type, parent)) {
      standardInterface(ctx, type, parent, has, at);
    }
  }
}

/** Interfaces' own parameter types; Object and generic parameters take what the class says. */
function fits(ctx: CheckContext, own: Type, wanted: Type): boolean {
  return own === wanted || conversionCost(ctx.world, own, wanted) !== undefined || conversionCost(ctx.world, wanted, own) !== undefined;
}

function inheritsFromStandard(ctx: CheckContext, type: UserType, parent: StandardType): boolean {
  const base = standardAncestor(type);
  return base?.kind === 'standard' && standardAncestors(ctx.world, base).includes(parent);
}

function standardInterface(ctx: CheckContext, type: UserType, parent: StandardType, has: (name: string, parameters: readonly Type[]) => boolean, at: { line: number; column: number }): void {
  for (const overloads of parent.signature.methods.values()) {
    for (const signature of overloads) {
      const parameters = signature.parameters.map((text) => ctx.world.signatureType(text, parent));
      if (!has(signature.name, parameters)) {
        ctx.report(at, `Class ${type.name} must implement the method: ${signature.returns} ${parent.name}.${signature.name}(${parameters.map((parameter) => parameter.name).join(', ')})`);
      }
    }
  }
}

function overrides(ctx: CheckContext, type: UserType): void {
  const parent = type.superclass;
  for (const methods of type.methods.values()) {
    for (const method of methods) {
      if (method.static) continue;
      const inherited = parent?.kind === 'user' ? userMethods(parent, method.name).find((candidate) => candidate.key === method.key && candidate.owner.category === 'class' && candidate.access !== 'private') : undefined;
      if (inherited === undefined) {
        const fromStandard = parent !== undefined || type.interfaces.length > 0 || ['tostring', 'equals', 'hashcode', 'clone'].includes(method.name.toLowerCase());
        if (method.override && !fromStandard) ctx.report(method, `Method does not override an ancestor method: ${method.returns.name} ${method.name}(${parameterText(method)})`);
        continue;
      }
      if (!isOpen(inherited)) ctx.report(method, `Non-virtual, non-abstract methods cannot be overridden: ${method.returns.name} ${method.name}(${parameterText(method)})`);
      else if (!method.override) ctx.report(method, `Method must use the override keyword: ${method.returns.name} ${method.name}(${parameterText(method)})`);
    }
  }
}

/** What overrides is not open itself: `override` alone ends the line, `virtual override` goes on. */
const isOpen = (method: MethodSymbol): boolean => method.abstract || hasModifier(method.modifiers, 'virtual');
