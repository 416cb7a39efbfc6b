/**
 * Methods under further names, so that callers which know only a supertype find them: the plain names that the runtime
 * calls (`compareto`, `iterator`, `tostring`), and interface methods whose declared parameter types differ in spelling.
 */
import { conversionCost } from '../types/assign.ts';
import { standardAncestors } from '../types/members.ts';
import type { TypeWorld } from '../types/type-world.ts';
import type { StandardType, Type } from '../types/types.ts';
import { standardAncestor, supertypes, userAncestors } from '../types/user-type.ts';
import type { MethodSymbol, UserType } from '../types/user-type.ts';
import { standardMethodKey } from './names.ts';

export interface Bridge {
  /** JavaScript method that is added to the prototype. */
  readonly key: string;
  readonly method: MethodSymbol;
}

/** The class's own and inherited methods that have code, nearest first. */
function concreteMethods(type: UserType): MethodSymbol[] {
  const all: MethodSymbol[] = [];
  for (const at of userAncestors(type)) {
    for (const methods of at.methods.values()) all.push(...methods.filter((method) => !method.abstract));
  }
  return all;
}

function closeness(world: TypeWorld, own: Type, wanted: Type): number | undefined {
  return own === wanted ? 0 : (conversionCost(world, own, wanted) ?? conversionCost(world, wanted, own));
}

function find(world: TypeWorld, methods: readonly MethodSymbol[], name: string, parameters: readonly Type[]): MethodSymbol | undefined {
  let best: { method: MethodSymbol; cost: number } | undefined;
  for (const method of methods) {
    if (method.name.toLowerCase() !== name.toLowerCase() || method.parameters.length !== parameters.length) continue;
    let cost = 0;
    for (const [i, parameter] of method.parameters.entries()) cost += closeness(world, parameter.type, parameters[i]!) ?? 1000;
    if (cost < 1000 && (best === undefined || cost < best.cost)) best = { method, cost };
  }
  return best?.method;
}

function standardParents(world: TypeWorld, type: UserType): StandardType[] {
  const base = standardAncestor(type);
  const all = new Set<StandardType>([world.object]);
  for (const parent of [...supertypes(type), ...(base === undefined ? [] : [base])]) {
    if (parent.kind === 'standard') for (const at of standardAncestors(world, parent)) if (at.kind === 'standard') all.add(at);
  }
  return [...all];
}

export function bridges(world: TypeWorld, type: UserType): Bridge[] {
  const methods = concreteMethods(type);
  const found = new Map<string, MethodSymbol>();
  const inherited = type.superclass?.kind === 'user' ? new Set(supertypes(type.superclass)) : new Set<Type>();
  const wanted = (method: MethodSymbol, parent: Type): boolean => method.owner === type || !inherited.has(parent);

  for (const parent of standardParents(world, type)) {
    for (const overloads of parent.signature.methods.values()) {
      for (const signature of overloads) {
        if (signature.static) continue;
        const method = find(world, methods, signature.name, signature.parameters.map((text) => world.signatureType(text, parent)));
        if (method !== undefined && wanted(method, parent)) found.set(standardMethodKey(signature.name, parent), method);
      }
    }
  }
  for (const parent of supertypes(type)) {
    if (parent.kind !== 'user') continue;
    for (const promised of [...parent.methods.values()].flat()) {
      if (!promised.abstract || promised.static) continue;
      const method = find(world, methods, promised.name, promised.parameters.map((parameter) => parameter.type));
      if (method !== undefined && (method.key !== promised.key || method.static) && wanted(method, parent)) found.set(promised.key, method);
    }
  }
  return [...found].map(([key, method]) => ({ key, method }));
}
