/** Members of standard types, inherited ones included. */
import type { MethodSignature, PropertySignature } from './signatures/signatures.ts';
import type { TypeWorld } from './type-world.ts';
import { UNKNOWN } from './types.ts';
import type { PrimitiveType, StandardType, Type } from './types.ts';

export interface StandardMethod {
  readonly signature: MethodSignature;
  readonly owner: StandardType | PrimitiveType;
  readonly parameters: readonly Type[];
  readonly returns: Type;
}

export interface StandardProperty {
  readonly signature: PropertySignature;
  readonly owner: StandardType | PrimitiveType;
  readonly type: Type;
}

const ENUM_STATICS: readonly MethodSignature[] = [
  { name: 'values', static: true, returns: 'List<SELF>', parameters: [] },
  { name: 'valueOf', static: true, returns: 'SELF', parameters: ['String'] },
];
const ENUM_METHODS: readonly MethodSignature[] = [
  { name: 'name', static: false, returns: 'String', parameters: [] },
  { name: 'ordinal', static: false, returns: 'Integer', parameters: [] },
];

/** `values`, `valueOf`, `name` and `ordinal` of any enum, user enums too. */
export function enumMethods(world: TypeWorld, type: Type, name: string): { signature: MethodSignature; parameters: Type[]; returns: Type }[] {
  const key = name.toLowerCase();
  return [...ENUM_STATICS, ...ENUM_METHODS]
    .filter((signature) => signature.name.toLowerCase() === key)
    .map((signature) => ({
      signature,
      parameters: signature.parameters.map(() => world.string),
      returns: signature.returns === 'SELF' ? type : signature.returns === 'List<SELF>' ? world.list(type) : world.signatureType(signature.returns, undefined),
    }));
}

export function standardSupertypes(world: TypeWorld, type: StandardType): Type[] {
  return type.signature.supertypes.map((text) => world.signatureType(text, type));
}

/** The type and all its standard supertypes, nearest first. */
export function standardAncestors(world: TypeWorld, type: StandardType | PrimitiveType): (StandardType | PrimitiveType)[] {
  const all: (StandardType | PrimitiveType)[] = [];
  const visit = (at: Type): void => {
    if (at.kind === 'primitive') all.push(at);
    if (at.kind !== 'standard' || all.includes(at)) return;
    all.push(at);
    for (const parent of standardSupertypes(world, at)) visit(parent);
  };
  visit(type);
  return all;
}

function bind(world: TypeWorld, signature: MethodSignature, owner: StandardType | PrimitiveType): StandardMethod {
  const generic = owner.kind === 'standard' ? owner : undefined;
  return {
    signature,
    owner,
    parameters: signature.parameters.map((text) => world.signatureType(text, generic)),
    returns: signature.returns === 'SELF' ? owner : world.signatureType(signature.returns, generic),
  };
}

export function standardMethods(world: TypeWorld, type: StandardType | PrimitiveType, name: string): StandardMethod[] {
  const key = name.toLowerCase();
  const found: StandardMethod[] = [];
  for (const owner of standardAncestors(world, type)) {
    for (const signature of owner.signature.methods.get(key) ?? []) {
      const same = found.some((other) => other.signature.parameters.length === signature.parameters.length && other.signature.parameters.join() === signature.parameters.join());
      if (!same) found.push(bind(world, signature, owner));
    }
  }
  if (type.kind === 'standard' && type.signature.kind === 'enum') {
    for (const method of enumMethods(world, type, name)) found.push({ ...method, owner: type });
  }
  if (type !== world.object) {
    for (const signature of world.object.signature.methods.get(key) ?? []) {
      if (!found.some((other) => !other.signature.static && other.parameters.length === signature.parameters.length)) found.push(bind(world, signature, world.object));
    }
  }
  return found;
}

export function standardConstructors(world: TypeWorld, type: StandardType): StandardMethod[] {
  return type.signature.constructors.map((signature) => bind(world, signature, type));
}

export function standardProperty(world: TypeWorld, type: StandardType | PrimitiveType, name: string): StandardProperty | undefined {
  const key = name.toLowerCase();
  for (const owner of standardAncestors(world, type)) {
    const signature = owner.signature.properties.get(key);
    if (signature !== undefined) return { signature, owner, type: world.signatureType(signature.type, owner.kind === 'standard' ? owner : undefined) };
  }
  if (type.kind === 'standard' && type.signature.kind === 'enum') {
    const value = type.signature.values.find((constant) => constant.toLowerCase() === key);
    if (value !== undefined) return { signature: { name: value, static: true, type: type.name }, owner: type, type };
  }
  return undefined;
}

/** Element type that an enhanced for over `type` yields. */
export function iterationType(world: TypeWorld, type: Type): Type | undefined {
  if (type.kind === 'unknown') return UNKNOWN;
  if (type.kind === 'standard') {
    for (const ancestor of standardAncestors(world, type)) {
      if (ancestor.kind === 'standard' && (ancestor.signature.name === 'Iterable' || ancestor.signature.name === 'Set' || ancestor.signature.name === 'List')) return ancestor.args[0];
    }
    return undefined;
  }
  if (type.kind === 'user') {
    for (const parent of [...type.interfaces, ...(type.superclass === undefined ? [] : [type.superclass])]) {
      const found = iterationType(world, parent);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
