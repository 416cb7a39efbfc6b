/** Names that generated code and the runtime agree on (handbook, "Generated code and the runtime"). */
import type { Type } from '../types/types.ts';
import type { UserType } from '../types/user-type.ts';

/** Name of a type for `$.type(…)`. */
export const typeText = (type: Type): string => type.name;

export function outermost(type: UserType): UserType {
  let at = type;
  while (at.outer !== undefined) at = at.outer;
  return at;
}

/** `Database.SaveResult` -> `database_saveresult` */
export const standardKey = (type: Type): string => (type.kind === 'standard' || type.kind === 'primitive' ? type.signature.name : type.name).toLowerCase().replaceAll('.', '_');

/** The mark that a class and its subtypes carry on their prototypes. */
export const brand = (type: UserType): string => `$is_${type.key}`;

/** JavaScript name of a standard method; `execute` exists in several interfaces and says which. */
export function standardMethodKey(name: string, owner: Type): string {
  const key = name.toLowerCase();
  if (key !== 'execute' || owner.kind !== 'standard' || owner.signature.kind !== 'interface') return key;
  return `execute$${executeKind(owner.signature.name)}`;
}

/** `Database.Batchable` -> `batchable` */
export const executeKind = (interfaceName: string): string => interfaceName.slice(interfaceName.lastIndexOf('.') + 1).toLowerCase();

/** Primitive types that are no JavaScript class: their methods are functions of `$.prim`. */
export const PRIM: ReadonlySet<string> = new Set(['String', 'Id', 'Integer', 'Long', 'Double', 'Decimal', 'Boolean']);
