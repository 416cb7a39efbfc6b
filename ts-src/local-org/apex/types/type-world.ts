/**
 * All types of one compilation: standard, sObject and user types by name, interned.
 * Names that are looked up are reported to `observer`, so that a compiled class knows what it depends on.
 */
import type { Schema, SObjectDef } from '../../schema/model.ts';
import type { CompilationUnit, TypeRef } from '../syntax/ast.ts';
import { declareType, declaredTypeRefs } from './declare.ts';
import type { DeclaredType } from './declare.ts';
import { splitTypes, standardSignatures } from './signatures/signatures.ts';
import type { Signatures, TypeSignature } from './signatures/signatures.ts';
import { UNKNOWN, VOID } from './types.ts';
import type { PrimitiveName, PrimitiveType, SObjectType, StandardType, Type, TypeVariable } from './types.ts';
import { userAncestors } from './user-type.ts';
import type { UserType } from './user-type.ts';

const PRIMITIVES: ReadonlySet<string> = new Set(['Boolean', 'Integer', 'Long', 'Double', 'Decimal', 'String', 'Id', 'Date', 'Datetime', 'Time', 'Blob']);

/** sObjects without fields of their own that exist whatever the schema says. */
const BARE_SOBJECTS: Readonly<Record<string, string>> = { sobject: 'SObject', aggregateresult: 'AggregateResult', name: 'Name' };

export interface ClassSourceUnit {
  readonly unit: CompilationUnit;
  readonly apiVersion: number;
}

export interface WorldOptions {
  readonly schema: Schema;
  /** The parsed file of a top-level class by lower-case name. */
  readonly findClass: (lowerName: string) => ClassSourceUnit | undefined;
  /** Namespace of the project, if it has one. */
  readonly namespace?: string;
}

/** Called with what was looked up: `class:foo`, `object:account`; also when it was not found. */
export type LookupObserver = (dependency: string) => void;

export const mangle = (name: string): string => name.toLowerCase().replace(/[^a-z0-9_]/g, '_');

export class TypeWorld {
  readonly schema: Schema;
  readonly namespace: string | undefined;
  observer: LookupObserver | undefined;
  private readonly signatures: Signatures = standardSignatures();
  private readonly findClass: WorldOptions['findClass'];
  private readonly standardTypes = new Map<string, Type>();
  private readonly sobjectTypes = new Map<string, SObjectType | null>();
  private readonly userTypes = new Map<string, UserType | null>();
  private readonly signatureTypes = new Map<string, Type>();
  private readonly declaredNames = new Map<UserType, ReadonlySet<string>>();

  readonly object: StandardType;
  readonly boolean: PrimitiveType;
  readonly integer: PrimitiveType;
  readonly long: PrimitiveType;
  readonly double: PrimitiveType;
  readonly decimal: PrimitiveType;
  readonly string: PrimitiveType;
  readonly id: PrimitiveType;
  readonly date: PrimitiveType;
  readonly datetime: PrimitiveType;
  readonly sobject: SObjectType;
  /** The methods that every sObject has. */
  readonly sobjectMethods: StandardType;

  constructor(options: WorldOptions) {
    this.schema = options.schema;
    this.namespace = options.namespace?.toLowerCase();
    this.findClass = options.findClass;
    this.object = this.standard('Object')! as StandardType;
    this.boolean = this.primitive('Boolean');
    this.integer = this.primitive('Integer');
    this.long = this.primitive('Long');
    this.double = this.primitive('Double');
    this.decimal = this.primitive('Decimal');
    this.string = this.primitive('String');
    this.id = this.primitive('Id');
    this.date = this.primitive('Date');
    this.datetime = this.primitive('Datetime');
    this.sobject = this.sobjectType('SObject')!;
    this.sobjectMethods = { kind: 'standard', name: 'SObject', key: 'sobject', signature: this.signatures.find('SObject')!, args: [] };
  }

  primitive(name: PrimitiveName): PrimitiveType {
    return this.standard(name) as PrimitiveType;
  }

  list(element: Type): StandardType {
    return this.standard('List', [element]) as StandardType;
  }

  set(element: Type): StandardType {
    return this.standard('Set', [element]) as StandardType;
  }

  map(key: Type, value: Type): StandardType {
    return this.standard('Map', [key, value]) as StandardType;
  }

  /** A platform type by its data name (`Http`, `Database.SaveResult`), any case. Missing type arguments are Object. */
  standard(name: string, args: readonly Type[] = []): Type | undefined {
    const signature = this.signatures.find(name);
    if (signature === undefined) return undefined;
    if (signature.name === 'SObject') return this.sobjectType('SObject');
    if (PRIMITIVES.has(signature.name)) return this.intern(signature.name, () => ({ kind: 'primitive', name: signature.name as PrimitiveName, key: mangle(signature.name), signature }));
    const full = signature.typeParameters.map((_, i) => args[i] ?? this.object);
    const display = full.length === 0 ? signature.name : `${signature.name}<${full.map((arg) => arg.name).join(',')}>`;
    return this.intern(display, () => ({ kind: 'standard', name: display, key: mangle(display), signature, args: full }));
  }

  private intern(display: string, make: () => Type): Type {
    let type = this.standardTypes.get(display);
    if (type === undefined) {
      type = make();
      this.standardTypes.set(display, type);
    }
    return type;
  }

  isNamespace(name: string): boolean {
    const key = name.toLowerCase();
    return key === 'system' || key === 'schema' || this.signatures.namespaces.has(key) || key === this.namespace;
  }

  sobjectType(name: string): SObjectType | undefined {
    const key = name.toLowerCase();
    this.observer?.(`object:${key}`);
    let type = this.sobjectTypes.get(key);
    if (type === undefined) {
      const definition = this.schema.object(this.withoutNamespace(name));
      const display = definition?.name ?? BARE_SOBJECTS[key];
      type = display === undefined ? null : { kind: 'sobject', name: display, key: mangle(display), definition };
      this.sobjectTypes.set(key, type);
    }
    return type ?? undefined;
  }

  sobjectOf(definition: SObjectDef): SObjectType {
    return this.sobjectType(definition.name)!;
  }

  private withoutNamespace(name: string): string {
    const prefix = `${this.namespace}__`;
    return this.namespace !== undefined && name.toLowerCase().startsWith(prefix) ? name.slice(prefix.length) : name;
  }

  /** A top-level class of the project, any case. */
  userType(name: string): UserType | undefined {
    const key = name.toLowerCase();
    this.observer?.(`class:${key}`);
    let type = this.userTypes.get(key);
    if (type === undefined) {
      const source = this.findClass(key);
      const body = source?.unit.body;
      type =
        source === undefined || body === undefined || body.kind === 'trigger' || body.kind === 'anonymous'
          ? null
          : declareType(this, body, { name: body.name, fileName: source.unit.fileName, apiVersion: source.apiVersion });
      this.userTypes.set(key, type);
    }
    return type ?? undefined;
  }

  /**
   * What code depends on that looked these things up: also what the declarations of those classes name, and so on.
   * @param direct dependencies as reported to `observer`
   */
  closure(direct: Iterable<string>): Set<string> {
    const all = new Set(direct);
    const before = this.observer;
    for (const dependency of all) {
      if (!dependency.startsWith('class:')) continue;
      const type = this.userTypes.get(dependency.slice(6));
      if (type === undefined || type === null) continue;
      for (const named of this.namedBy(type)) all.add(named);
    }
    this.observer = before;
    return all;
  }

  /** What the declarations of a class name, bodies left out. */
  private namedBy(type: UserType): ReadonlySet<string> {
    let names = this.declaredNames.get(type);
    if (names === undefined) {
      const seen = new Set<string>();
      this.observer = (dependency) => seen.add(dependency);
      for (const ref of declaredTypeRefs(type.declaration)) this.resolve(ref.type, ref.inner === undefined ? type : (type.inner.get(ref.inner) ?? type));
      names = seen;
      this.declaredNames.set(type, names);
    }
    return names;
  }

  /** `Outer.Inner` or `Outer`. */
  userTypeByPath(path: string): UserType | undefined {
    const [outer, inner] = path.split('.');
    const type = this.userType(outer ?? '');
    return inner === undefined ? type : type?.inner.get(inner.toLowerCase());
  }

  /** Forgets a class, after its source changed. Types that others hold stay as they were: recompile dependants. */
  forget(name: string): void {
    this.userTypes.delete(name.toLowerCase());
  }

  /** An inner type visible by its simple name inside `context`. */
  private innerType(name: string, context: UserType | undefined): UserType | undefined {
    const key = name.toLowerCase();
    for (let at = context; at !== undefined; at = at.outer) {
      if (at.simpleName.toLowerCase() === key && at.outer !== undefined) return at;
      const own = at.inner.get(key);
      if (own !== undefined) return own;
      // While supertypes are being resolved they cannot be searched.
      if ((at as DeclaredType).resolvingSupertypes === true) continue;
      for (const ancestor of userAncestors(at)) {
        const found = ancestor.inner.get(key);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  private simpleType(name: string, args: readonly Type[], context: UserType | undefined): Type | undefined {
    const found = this.innerType(name, context) ?? (context?.unit.script !== undefined ? this.scriptType(name, context) : undefined) ?? this.userType(name);
    if (found !== undefined) return found;
    const standard = this.standard(name, args) ?? this.standard(`Schema.${name}`, args);
    if (standard === undefined || isStaticOnly(standard)) return this.sobjectType(name) ?? standard;
    return standard;
  }

  private scriptType(name: string, context: UserType): UserType | undefined {
    return context.inner.get(name.toLowerCase());
  }

  /** A type by dotted name, as seen from inside `context`. */
  named(parts: readonly string[], args: readonly Type[], context: UserType | undefined): Type | undefined {
    const [first = '', second, ...rest] = parts;
    if (second === undefined) return this.simpleType(first, args, context);
    const outer = this.innerType(first, context) ?? this.userType(first);
    if (outer !== undefined && rest.length === 0) {
      for (const ancestor of userAncestors(outer)) {
        const inner = ancestor.inner.get(second.toLowerCase());
        if (inner !== undefined) return inner;
      }
    }
    const space = first.toLowerCase();
    if (space === 'system') return this.standard(parts.slice(1).join('.'), args) ?? this.standard(parts.join('.'), args);
    if (space === 'flow' && second.toLowerCase() === 'interview') return this.standard('Flow.Interview');
    if (space === 'dataweavescriptresource') return this.standard('DataWeave.Script');
    const standard = this.standard(parts.join('.'), args);
    if (standard !== undefined) return standard;
    if (space === 'schema' && rest.length === 0) return this.sobjectType(second);
    if (second.toLowerCase() === 'sobjecttype' && rest.length === 0 && this.sobjectType(first) !== undefined) return this.standard('Schema.SObjectType');
    if (space === 'apexpages' && rest.length === 0) return this.standard(second, args);
    if (space === this.namespace) return this.named(parts.slice(1), args, undefined);
    return undefined;
  }

  /** @returns undefined for an unknown name (the caller reports it) */
  resolve(ref: TypeRef, context: UserType | undefined): Type | undefined {
    if (ref.parts.length === 1 && ref.arrays === 0 && ref.name.toLowerCase() === 'void') return VOID;
    const args: Type[] = [];
    for (const arg of ref.parts[ref.parts.length - 1]?.args ?? []) {
      const type = this.resolve(arg, context);
      if (type === undefined) return undefined;
      args.push(type);
    }
    let type = this.named(ref.parts.map((part) => part.name), args, context);
    for (let n = ref.arrays; n > 0 && type !== undefined; n--) type = this.list(type);
    return type;
  }

  /** A type as signature data writes it, with the type parameters of `owner` replaced by its arguments. */
  signatureType(text: string, owner: StandardType | undefined): Type {
    const parameters = owner?.signature.typeParameters ?? [];
    if (parameters.length > 0) {
      const at = parameters.indexOf(text);
      if (at >= 0) return owner!.args[at] ?? this.object;
    }
    const plain = !text.includes('<') || parameters.length === 0;
    const known = plain ? this.signatureTypes.get(text) : undefined;
    if (known !== undefined) return known;
    const type = this.readSignatureType(text, owner);
    if (plain) this.signatureTypes.set(text, type);
    return type;
  }

  private readSignatureType(text: string, owner: StandardType | undefined): Type {
    if (text === 'void') return VOID;
    const open = text.indexOf('<');
    const name = open < 0 ? text : text.slice(0, open);
    const args = open < 0 ? [] : splitTypes(text.slice(open + 1, -1)).map((arg) => this.signatureType(arg, owner));
    return this.standard(name, args) ?? this.sobjectType(name) ?? (/^[A-Z]$/.test(name) ? this.object : UNKNOWN);
  }

  variable(name: string): TypeVariable {
    return { kind: 'variable', name, key: mangle(name) };
  }
}

/** Classes of static methods only, whose name an sObject may share (`BusinessHours`, `Network`, `Site`). */
function isStaticOnly(type: Type): boolean {
  if (type.kind !== 'standard') return false;
  const { kind, methods, properties, supertypes } = type.signature as TypeSignature;
  if (kind !== 'class' || supertypes.length > 0) return false;
  for (const overloads of methods.values()) if (overloads.some((method) => !method.static)) return false;
  for (const property of properties.values()) if (!property.static) return false;
  return type.signature.name !== 'Object';
}
