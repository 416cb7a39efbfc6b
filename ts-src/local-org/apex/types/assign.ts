/** Which type can be assigned to which, at what cost, and what has to happen to the value on the way. */
import { standardAncestors } from './members.ts';
import type { TypeWorld } from './type-world.ts';
import { isCollection, isGenericSObject, isObject, isPrimitive, isText, numericRank } from './types.ts';
import type { StandardType, Type } from './types.ts';
import { supertypes } from './user-type.ts';

/** Runtime conversion of a value that changes its static type. */
export type Conversion = 'none' | 'long' | 'double' | 'decimal' | 'id' | 'datetime';

export function conversionBetween(from: Type, to: Type): Conversion {
  if (from === to || from.kind !== 'primitive' || to.kind !== 'primitive') return 'none';
  switch (to.name) {
    case 'Long': return 'long';
    case 'Double': return 'double';
    case 'Decimal': return 'decimal';
    case 'Id': return 'id';
    case 'Datetime': return from.name === 'Date' ? 'datetime' : 'none';
    default: return 'none';
  }
}

/** Steps from a class to one of its supertypes; undefined when it is none. */
function inheritanceSteps(world: TypeWorld, from: Type, to: Type): number | undefined {
  let level: Type[] = [from];
  const seen = new Set<Type>();
  for (let steps = 0; level.length > 0; steps++) {
    const next: Type[] = [];
    for (const at of level) {
      if (at === to || sameGeneric(world, at, to)) return steps;
      if (seen.has(at)) continue;
      seen.add(at);
      if (at.kind === 'user') {
        if (at.superclass !== undefined) next.push(at.superclass);
        next.push(...at.interfaces);
      } else if (at.kind === 'standard') {
        next.push(...at.signature.supertypes.map((text) => world.signatureType(text, at)));
      }
    }
    level = next;
  }
  return undefined;
}

/** `Iterator<Account>` where `Iterator<SObject>` is asked for, and the like: arguments may differ in known directions. */
function sameGeneric(world: TypeWorld, from: Type, to: Type): boolean {
  if (from.kind !== 'standard' || to.kind !== 'standard' || from.signature !== to.signature || from.args.length === 0) return false;
  return from.args.every((arg, i) => conversionCost(world, arg, to.args[i]!) !== undefined || conversionCost(world, to.args[i]!, arg) !== undefined);
}

function collectionCost(world: TypeWorld, from: StandardType, to: StandardType): number | undefined {
  const pairs = from.args.map((arg, i) => [arg, to.args[i]!] as const);
  let total = 0;
  for (const [own, wanted] of pairs) {
    if (own === wanted) continue;
    const cost = conversionCost(world, own, wanted);
    // List<SObject> into List<Account> is checked nowhere on the platform; Integer into Decimal is no list covariance.
    // A list of anything is still nearer to a list than one record or an Object is.
    if (cost !== undefined && (own.kind !== 'primitive' || isText(own) || wanted.kind !== 'primitive')) total += 1 + Math.min(cost, 2);
    else if (isGenericSObject(own) && wanted.kind === 'sobject') total += 3;
    else return undefined;
  }
  return total;
}

/** 0: the same type; higher: further away; undefined: not assignable without a cast. */
export function conversionCost(world: TypeWorld, from: Type, to: Type): number | undefined {
  if (from === to || from.kind === 'unknown' || to.kind === 'unknown') return 0;
  if (from.kind === 'void' || to.kind === 'void') return undefined;
  if (from.kind === 'null') return 1;
  if (isObject(to)) return 20;
  if (from.kind === 'primitive' && to.kind === 'primitive') {
    const low = numericRank(from);
    const high = numericRank(to);
    if (low > 0 && high > 0) return high > low ? high - low : low === 4 && high === 3 ? 1 : undefined;
    if (isText(from) && isText(to)) return from.name === 'Id' ? 1 : 2;
    if (isPrimitive(from, 'Date') && isPrimitive(to, 'Datetime')) return 2;
    return undefined;
  }
  if (from.kind === 'sobject' && to.kind === 'sobject') return isGenericSObject(to) ? 1 : to.name === 'Name' || from.name === 'Name' ? 3 : undefined;
  if (isCollection(from) && to.kind === 'standard') {
    if (to.signature === from.signature) return collectionCost(world, from, to);
    if (to.signature.name === 'Iterable' && from.signature.name !== 'Map') {
      const inner = conversionCost(world, from.args[0]!, to.args[0]!) ?? (isGenericSObject(from.args[0]!) ? 1 : undefined);
      return inner === undefined ? undefined : 2 + inner;
    }
    return undefined;
  }
  if (from.kind === 'user' || from.kind === 'standard') {
    const steps = inheritanceSteps(world, from, to);
    return steps === undefined ? undefined : steps;
  }
  return undefined;
}

/** Could a value of static type `from` be a `to` at run time? What a cast and `instanceof` may ask. */
export function castable(world: TypeWorld, from: Type, to: Type): boolean {
  if (conversionCost(world, from, to) !== undefined || conversionCost(world, to, from) !== undefined || isObject(from)) return true;
  if (numericRank(from) > 0 && numericRank(to) > 0) return true;
  if (from.kind === 'sobject' || to.kind === 'sobject') return from.kind === to.kind && (isGenericSObject(from) || isGenericSObject(to));
  if (isCollection(from) && isCollection(to)) {
    return from.signature === to.signature && from.args.every((arg, i) => castable(world, arg, to.args[i]!));
  }
  if (from.kind === 'user' && to.kind === 'user') return from.category === 'interface' || to.category === 'interface' || supertypes(from).includes(to) || supertypes(to).includes(from);
  const abstract = (type: Type): boolean => type.kind === 'standard' && type.signature.kind === 'interface';
  if ((from.kind === 'user' && abstract(to)) || (to.kind === 'user' && abstract(from))) return true;
  if (from.kind === 'standard' && to.kind === 'standard') {
    return standardAncestors(world, from).includes(to) || standardAncestors(world, to).includes(from) || abstract(from) || abstract(to) || from.signature === to.signature;
  }
  return false;
}
