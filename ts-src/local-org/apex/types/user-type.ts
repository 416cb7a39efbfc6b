/** Classes, interfaces and enums written in Apex: their members as symbols. Filled in lazily from the syntax tree. */
import type {
  ClassDeclaration, ConstructorDeclaration, EnumDeclaration, Expression, FieldDeclaration, InterfaceDeclaration, MethodDeclaration, Modifiers,
  PropertyDeclaration, TypeDeclaration,
} from '../syntax/ast.ts';
import type { Type } from './types.ts';

export type Access = 'private' | 'protected' | 'public' | 'global';

export interface ParameterSymbol {
  readonly name: string;
  readonly type: Type;
}

interface MemberSymbol {
  readonly name: string;
  readonly owner: UserType;
  readonly static: boolean;
  readonly access: Access;
  readonly modifiers: Modifiers;
  readonly line: number;
  readonly column: number;
}

export interface FieldSymbol extends MemberSymbol {
  readonly kind: 'field';
  readonly type: Type;
  readonly final: boolean;
  readonly init: Expression | undefined;
  readonly declaration: FieldDeclaration;
  /** JavaScript property. */
  readonly key: string;
}

export interface PropertySymbol extends MemberSymbol {
  readonly kind: 'property';
  readonly type: Type;
  readonly declaration: PropertyDeclaration;
  /** True: a plain field, no accessor code. */
  readonly plain: boolean;
  readonly readable: boolean;
  readonly writable: boolean;
  readonly setAccess: Access;
  readonly getAccess: Access;
  readonly final: boolean;
  readonly key: string;
}

export interface MethodSymbol extends MemberSymbol {
  readonly kind: 'method';
  readonly parameters: readonly ParameterSymbol[];
  readonly returns: Type;
  readonly abstract: boolean;
  readonly virtual: boolean;
  readonly override: boolean;
  readonly declaration: MethodDeclaration;
  /** Mangled name. */
  readonly key: string;
}

export interface ConstructorSymbol extends MemberSymbol {
  readonly kind: 'constructor';
  readonly parameters: readonly ParameterSymbol[];
  /** Absent for the constructor that a class without one has. */
  readonly declaration: ConstructorDeclaration | undefined;
  /** What follows `$new` and `$init`. */
  readonly key: string;
}

export type VariableSymbol = FieldSymbol | PropertySymbol;

export interface UserType {
  readonly kind: 'user';
  readonly category: 'class' | 'interface' | 'enum';
  /** `Outer.Inner` */
  readonly name: string;
  readonly key: string;
  readonly simpleName: string;
  readonly outer: UserType | undefined;
  /** The file (class) this type is in. */
  readonly unit: UnitInfo;
  readonly declaration: TypeDeclaration;
  readonly access: Access;
  readonly abstract: boolean;
  readonly virtual: boolean;
  /** With the superclass's where the class itself says nothing. */
  readonly sharing: 'with' | 'without' | 'inherited' | undefined;
  readonly isTest: boolean;
  /** Declared superclass: a user class or a standard one. */
  readonly superclass: Type | undefined;
  readonly interfaces: readonly Type[];
  /** By lower-case simple name. */
  readonly inner: ReadonlyMap<string, UserType>;
  /** By lower-case name; inherited ones are not in it. */
  readonly variables: ReadonlyMap<string, VariableSymbol>;
  readonly methods: ReadonlyMap<string, readonly MethodSymbol[]>;
  readonly constructors: readonly ConstructorSymbol[];
  /** Enum constants as declared. */
  readonly values: readonly string[];
}

/** A source file with classes. */
export interface UnitInfo {
  /** Name of the top-level type. */
  readonly name: string;
  readonly fileName: string;
  readonly apiVersion: number;
  /** Triggers and anonymous blocks: their members stand inside a made-up class. */
  readonly script?: 'trigger' | 'anonymous';
}

export type { ClassDeclaration, EnumDeclaration, InterfaceDeclaration };

/** The class and its superclasses written in Apex, nearest first. */
export function* userAncestors(type: UserType): Iterable<UserType> {
  let at: Type | undefined = type;
  const seen = new Set<Type>();
  while (at !== undefined && at.kind === 'user' && !seen.has(at)) {
    yield at;
    seen.add(at);
    at = at.superclass;
  }
}

export function findVariable(type: UserType, name: string): VariableSymbol | undefined {
  const key = name.toLowerCase();
  for (const at of userAncestors(type)) {
    const found = at.variables.get(key);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The nearest standard class among the superclasses. */
export function standardAncestor(type: UserType): Type | undefined {
  let last: UserType = type;
  for (const at of userAncestors(type)) last = at;
  return last.superclass?.kind === 'standard' ? last.superclass : undefined;
}

/** Every type that a class or interface is, itself first: superclasses and interfaces, user and standard. */
export function supertypes(type: UserType): Type[] {
  const all = new Set<Type>();
  const visit = (at: Type): void => {
    if (all.has(at)) return;
    all.add(at);
    if (at.kind !== 'user') return;
    if (at.superclass !== undefined) visit(at.superclass);
    for (const parent of at.interfaces) visit(parent);
  };
  visit(type);
  return [...all];
}
