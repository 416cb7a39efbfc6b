import { current } from '../../execution/context.ts';
import type { SObjectDef } from '../../schema/model.ts';
import { ApexBlob, ApexDate, ApexDatetime, ApexDouble, ApexTime, Decimal, SObjectRecord, toApexId } from '../../values/index.ts';
import { raise, NullPointerException, TypeException } from './exceptions.ts';
import { ApexList } from './collections/list.ts';
import { ApexMap } from './collections/map.ts';
import { ApexSet } from './collections/set.ts';
import { missing } from './missing.ts';
import { standardSignatures } from '../types/signatures/signatures.ts';
import { metaOf } from './user-class.ts';
import type { ClassView, UserClass } from './user-class.ts';

/** What a program knows of its types; set by the runtime that owns the program. */
export interface TypeWorld {
  userClass(name: string): unknown;
  userMeta(name: string): ClassView | undefined;
  /** A class of `$.std`, for standard types. */
  standardClass(key: string): unknown;
}

let world: TypeWorld = { userClass: () => undefined, userMeta: () => undefined, standardClass: () => undefined };

/** The program that types are looked up in from now on. */
export function setTypeWorld(next: TypeWorld): void {
  world = next;
}

const PRIMITIVES = new Map(['Object', 'String', 'Id', 'Integer', 'Long', 'Double', 'Decimal', 'Boolean', 'Date', 'Datetime', 'Time', 'Blob', 'SObject'].map((name) => [name.toLowerCase(), name]));

/** What a value of the type is in JavaScript, so that casts and `instanceof` need not compare names. */
type Shape = 'any' | 'text' | 'flag' | 'integer' | 'collection' | 'other';
const SHAPES: Readonly<Record<string, Shape>> = { object: 'any', string: 'text', boolean: 'flag', integer: 'integer', list: 'collection', set: 'collection', map: 'collection' };

/** A type at run time, and `System.Type` itself. Interned: equal types are the same object. */
export class ApexType {
  readonly name: string;
  /** Name without arguments, lower case: `list`, `account`, `outer.inner`. */
  readonly base: string;
  readonly args: readonly ApexType[];
  readonly shape: Shape;
  /** What the prototype of a user class carries that is one: `$is_outer_inner`. */
  readonly mark: string;
  /** Types that follow from this one, made when they are asked for. */
  keySet: ApexType | undefined;
  valueList: ApexType | undefined;

  constructor(name: string, base: string, args: readonly ApexType[]) {
    this.name = name;
    this.base = base;
    this.args = args;
    this.shape = SHAPES[base] ?? 'other';
    this.mark = `$is_${base.replaceAll('.', '_')}`;
  }

  get meta(): ClassView | undefined {
    return PRIMITIVES.has(this.base) ? undefined : world.userMeta(this.base);
  }

  /** The sObject definition of that name, unless a user class hides it. */
  get sobject(): SObjectDef | null {
    if (this.args.length > 0 || PRIMITIVES.has(this.base) || this.meta !== undefined) return null;
    return current().schema.object(this.base) ?? null;
  }

  /** The generated class or enum object behind a user type. */
  load(): unknown {
    return world.userClass(this.base);
  }

  getname(): string {
    return this.name;
  }

  tostring(): string {
    return this.name;
  }

  toString(): string {
    return this.name;
  }

  equals(other: unknown): boolean {
    return other === this;
  }

  hashcode(): number {
    let hash = 0;
    for (let i = 0; i < this.name.length; i++) hash = (Math.imul(31, hash) + this.name.charCodeAt(i)) | 0;
    return hash;
  }

  isassignablefrom(other: ApexType | null): boolean {
    if (other === null) throw raise(NullPointerException, 'Argument cannot be null.');
    return isAssignable(this, other);
  }

  newinstance(): unknown {
    switch (this.base) {
      case 'list':
        return new ApexList(this);
      case 'set':
        return new ApexSet(this);
      case 'map':
        return new ApexMap(this);
    }
    const meta = this.meta;
    if (meta !== undefined) {
      const type = this.load() as UserClass;
      if (meta.kind !== 'class' || meta.abstract === true || type.$new$ === undefined) throw raise(TypeException, `Type cannot be constructed: ${this.name}`);
      return type.$new$();
    }
    const definition = this.sobject;
    if (definition !== null) return new SObjectRecord(definition);
    const standard = world.standardClass(this.base.replaceAll('.', '_')) as { $new?: () => unknown } | undefined;
    if (standard?.$new !== undefined) return standard.$new();
    throw raise(TypeException, `Type cannot be constructed: ${this.name}`);
  }
}

const interned = new Map<string, ApexType>();
const byName = new Map<string, ApexType>();

/** `Schema.Account` is Account, `Schema.SObjectType` is a type of that namespace. */
function withoutSchema(name: string): string {
  return /^Schema\.\w+$/i.test(name) && standardSignatures().find(name) === undefined ? name.slice('Schema.'.length) : name;
}

function intern(base: string, args: readonly ApexType[]): ApexType {
  const plain = withoutSchema(base.replace(/^System\.(?=\w)/i, ''));
  const display = PRIMITIVES.get(plain.toLowerCase()) ?? plain;
  const name = args.length === 0 ? display : `${display}<${args.map((arg) => arg.name).join(',')}>`;
  const key = name.toLowerCase();
  let type = interned.get(key);
  if (type === undefined) interned.set(key, (type = new ApexType(name, display.toLowerCase(), args)));
  return type;
}

function parseType(text: string, start: number): { type: ApexType; end: number } {
  let at = start;
  while (at < text.length && /[\w.$]/.test(text[at]!)) at++;
  const base = text.slice(start, at);
  const args: ApexType[] = [];
  if (text[at] === '<') {
    do {
      const arg = parseType(text, at + 1);
      args.push(arg.type);
      at = arg.end;
    } while (text[at] === ',');
    at++;
  }
  let type = intern(base, args);
  while (text.startsWith('[]', at)) {
    type = intern('List', [type]);
    at += 2;
  }
  return { type, end: at };
}

/** The type of a name such as `Map<Id, List<Account>>`; `X[]` is `List<X>`, the System namespace is left out. Any name has a type: what it stands for is asked later. */
export function typeNamed(name: string): ApexType {
  let type = byName.get(name);
  if (type === undefined) byName.set(name, (type = parseType(name.replace(/\s+/g, ''), 0).type));
  return type;
}

/** `Set<K>` of a `Map<K,V>`. */
export function keySetType(map: ApexType): ApexType {
  return (map.keySet ??= typeNamed(`Set<${map.args[0]!.name}>`));
}

/** `List<V>` of a `Map<K,V>`. */
export function valueListType(map: ApexType): ApexType {
  return (map.valueList ??= typeNamed(`List<${map.args[1]!.name}>`));
}

/** Widening between numbers: Integer < Long < Double < Decimal. */
const NUMERIC = ['integer', 'long', 'double', 'decimal'];

function isAssignable(to: ApexType, from: ApexType): boolean {
  if (to === from || to.base === 'object') return true;
  const rank = NUMERIC.indexOf(to.base);
  if (rank >= 0) return NUMERIC.indexOf(from.base) >= 0 && NUMERIC.indexOf(from.base) <= rank;
  if (to.base === 'string') return from.base === 'id';
  if (to.base === 'id') return from.base === 'string';
  if (to.base === 'sobject') return from.sobject !== null;
  if (to.args.length > 0 || from.args.length > 0) return isAssignableGeneric(to, from);
  return userSupertypes(from).has(to.base);
}

function isAssignableGeneric(to: ApexType, from: ApexType): boolean {
  if (to.base !== from.base) return to.base === 'iterable' && (from.base === 'list' || from.base === 'set') ? isElementAssignable(to.args[0]!, from.args[0]!) : userSupertypes(from).has(to.base);
  return to.args.length === from.args.length && to.args.every((arg, i) => isElementAssignable(arg, from.args[i]!));
}

function isElementAssignable(to: ApexType, from: ApexType): boolean {
  // A List<SObject> also passes for a List<Account>, as on the platform.
  return isAssignable(to, from) || (from.base === 'sobject' && to.sobject !== null);
}

/** Lower-case names of a user type and all its supertypes, without type arguments. */
function userSupertypes(type: ApexType): Set<string> {
  const names = new Set<string>();
  const visit = (name: string): void => {
    const base = name.replace(/<.*$/, '').replace(/^System\./i, '').toLowerCase();
    if (names.has(base)) return;
    names.add(base);
    const meta = world.userMeta(base);
    if (meta?.superclass) visit(meta.superclass);
    for (const parent of meta?.interfaces ?? []) visit(parent);
  };
  visit(type.base);
  return names;
}

/** `value instanceof T`; null is an instance of nothing. */
export function isInstance(value: unknown, type: ApexType): boolean {
  if (value === null || value === undefined) return false;
  switch (type.shape) {
    case 'any':
      return true;
    case 'text':
      return typeof value === 'string';
    case 'flag':
      return typeof value === 'boolean';
    case 'integer':
      return typeof value === 'number';
    case 'collection':
      return typeof value === 'object' && isCollection(value) && (value.type === type || isAssignable(type, value.type));
    default:
      return isOther(value, type);
  }
}

/** By the constructor first: the prototype chains of library classes end in a proxy, where a failing `instanceof` is slow. */
function isCollection(value: object): value is ApexList | ApexSet | ApexMap {
  const { constructor } = value;
  if (constructor === ApexMap || constructor === ApexList || constructor === ApexSet) return true;
  return value instanceof ApexMap || value instanceof ApexList || value instanceof ApexSet;
}

function isOther(value: unknown, type: ApexType): boolean {
  switch (type.base) {
    case 'id':
      return typeof value === 'string' && value.length === 18 && toApexId(value) !== null;
    case 'long':
      return typeof value === 'bigint' || typeof value === 'number';
    case 'double':
    case 'decimal':
      return value instanceof Decimal || value instanceof ApexDouble || typeof value === 'number' || typeof value === 'bigint';
    case 'date':
      return value instanceof ApexDate;
    case 'datetime':
      return value instanceof ApexDatetime || value instanceof ApexDate;
    case 'time':
      return value instanceof ApexTime;
    case 'blob':
      return value instanceof ApexBlob;
    case 'sobject':
      return value instanceof SObjectRecord;
  }
  if (typeof value !== 'object' || value === null) return false;
  if (value instanceof SObjectRecord) return value.definition.name.toLowerCase() === type.base;
  if (isCollection(value)) return isAssignable(type, value.type);
  if (type.mark in value) return (value as Record<string, unknown>)[type.mark] === true;
  if (metaOf(value) !== undefined && type.meta !== undefined) return false;
  const enumType = (value as { $enum?: { $display: string } }).$enum;
  if (enumType !== undefined) return enumType.$display.replace(/^System\./, '').toLowerCase() === type.base;
  const standard = world.standardClass(type.base.replaceAll('.', '_'));
  if (typeof standard === 'function') return value instanceof standard;
  if (typeof standard === 'object' && standard !== null && Symbol.hasInstance in standard) return (standard as { [Symbol.hasInstance](v: unknown): boolean })[Symbol.hasInstance](value);
  return false;
}

/** `(T) value`. Numbers held by an Object widen. @throws TypeException */
export function castTo(value: unknown, type: ApexType): unknown {
  if (value === null || value === undefined) return null;
  if (type.shape !== 'other') {
    if (isInstance(value, type)) return value;
  } else if (isOther(value, type)) {
    if (type.base === 'long') return typeof value === 'number' ? BigInt(value) : value;
    if (type.base === 'double') return value instanceof ApexDouble ? value : new ApexDouble(value instanceof Decimal ? value.toNumber() : Number(value));
    if (type.base === 'datetime') return value instanceof ApexDate ? ApexDatetime.fromMs(value.days * 86_400_000) : value;
    if (type.base === 'decimal') return value instanceof ApexDouble ? value.toDecimal() : typeof value === 'number' ? Decimal.of(value) : typeof value === 'bigint' ? Decimal.fromBigInt(value) : value;
    return value;
  }
  if (type.base === 'id' && typeof value === 'string') throw raise(TypeException, `Invalid conversion from runtime type String to Id`);
  throw raise(TypeException, `Invalid conversion from runtime type ${typeNameOf(value)} to ${type.name}`);
}

/** The Apex name of a value's type, for messages. */
export function typeNameOf(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return 'String';
    case 'number':
      return 'Integer';
    case 'bigint':
      return 'Long';
    case 'boolean':
      return 'Boolean';
  }
  if (value === null || value === undefined) return 'null';
  if (value instanceof Decimal) return 'Decimal';
  if (value instanceof ApexDouble) return 'Double';
  if (value instanceof SObjectRecord) return value.definition.name;
  if (value instanceof ApexDate) return 'Date';
  if (value instanceof ApexDatetime) return 'Datetime';
  if (value instanceof ApexTime) return 'Time';
  if (value instanceof ApexBlob) return 'Blob';
  if (value instanceof ApexList || value instanceof ApexSet || value instanceof ApexMap) return value.type.name;
  const object = value as object & { $enum?: { $display: string } };
  if (object.$enum !== undefined) return object.$enum.$display;
  return metaOf(object)?.name ?? (object.constructor as { $typeName?: string }).$typeName ?? missing(`the type name of ${object.constructor.name}`);
}
