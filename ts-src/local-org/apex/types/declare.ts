/** Turns the declarations of a syntax tree into symbols. Everything is resolved when first asked for. */
import { findAnnotation, hasModifier, sharingOf } from '../syntax/ast.ts';
import type { ClassDeclaration, ConstructorDeclaration, FieldDeclaration, Member, MethodDeclaration, Modifiers, Parameter, PropertyDeclaration, TypeDeclaration, TypeRef } from '../syntax/ast.ts';
import type { TypeWorld } from './type-world.ts';
import { UNKNOWN } from './types.ts';
import type { Type } from './types.ts';
import type { Access, ConstructorSymbol, MethodSymbol, ParameterSymbol, PropertySymbol, UnitInfo, UserType, VariableSymbol } from './user-type.ts';

export interface DeclaredType extends UserType {
  readonly resolvingSupertypes: boolean;
}

function accessOf(modifiers: Modifiers, fallback: Access): Access {
  for (const keyword of modifiers.keywords) {
    if (keyword === 'webservice') return 'global';
    if (keyword === 'public' || keyword === 'private' || keyword === 'protected' || keyword === 'global') return keyword;
  }
  return fallback;
}

const isVirtual = (modifiers: Modifiers): boolean => hasModifier(modifiers, 'virtual') || hasModifier(modifiers, 'override') || hasModifier(modifiers, 'abstract');

/** `save$list_account_$boolean` */
export const signatureKey = (parameters: readonly ParameterSymbol[]): string => parameters.map((parameter) => `$${parameter.type.key}`).join('');

class Declared implements DeclaredType {
  readonly kind = 'user';
  readonly category: UserType['category'];
  readonly name: string;
  readonly key: string;
  readonly simpleName: string;
  readonly outer: UserType | undefined;
  readonly unit: UnitInfo;
  readonly declaration: TypeDeclaration;
  readonly access: Access;
  readonly abstract: boolean;
  readonly virtual: boolean;
  readonly isTest: boolean;
  readonly values: readonly string[];
  readonly inner: ReadonlyMap<string, UserType>;
  resolvingSupertypes = false;
  private readonly world: TypeWorld;
  private supers: { superclass: Type | undefined; interfaces: readonly Type[] } | undefined;
  private variableTable: Map<string, VariableSymbol> | undefined;
  private methodTable: Map<string, MethodSymbol[]> | undefined;
  private constructorTable: ConstructorSymbol[] | undefined;

  constructor(world: TypeWorld, declaration: TypeDeclaration, unit: UnitInfo, outer: UserType | undefined) {
    this.world = world;
    this.declaration = declaration;
    this.unit = unit;
    this.outer = outer;
    this.category = declaration.kind;
    this.simpleName = declaration.name;
    // Types inside a script (trigger, anonymous block) are known by their simple name.
    this.name = outer === undefined || unit.script !== undefined ? declaration.name : `${outer.name}.${declaration.name}`;
    this.key = this.name.toLowerCase().replace('.', '_');
    this.access = accessOf(declaration.modifiers, 'private');
    this.abstract = hasModifier(declaration.modifiers, 'abstract') || declaration.kind === 'interface';
    this.virtual = isVirtual(declaration.modifiers);
    this.isTest = findAnnotation(declaration.modifiers, 'istest') !== undefined || outer?.isTest === true;
    this.values = declaration.kind === 'enum' ? declaration.values.map((value) => value.name) : [];
    const inner = new Map<string, UserType>();
    if (declaration.kind === 'class') {
      for (const member of declaration.members) {
        if (member.kind === 'class' || member.kind === 'interface' || member.kind === 'enum') {
          if (!inner.has(member.name.toLowerCase())) inner.set(member.name.toLowerCase(), new Declared(world, member, unit, this));
        }
      }
    }
    this.inner = inner;
  }

  get sharing(): UserType['sharing'] {
    const own = sharingOf(this.declaration.modifiers);
    if (own !== undefined) return own;
    return this.superclass?.kind === 'user' ? this.superclass.sharing : undefined;
  }

  get superclass(): Type | undefined {
    return this.supertypes().superclass;
  }

  get interfaces(): readonly Type[] {
    return this.supertypes().interfaces;
  }

  private supertypes(): { superclass: Type | undefined; interfaces: readonly Type[] } {
    if (this.supers !== undefined) return this.supers;
    if (this.resolvingSupertypes) return { superclass: undefined, interfaces: [] };
    this.resolvingSupertypes = true;
    const { declaration } = this;
    const known = (refs: readonly TypeRef[]): Type[] => refs.map((ref) => this.world.resolve(ref, this)).filter((type) => type !== undefined);
    this.supers = {
      superclass: declaration.kind === 'class' && declaration.extends !== undefined ? this.world.resolve(declaration.extends, this) : undefined,
      interfaces: declaration.kind === 'class' ? known(declaration.implements) : declaration.kind === 'interface' ? known(declaration.extends) : [],
    };
    this.resolvingSupertypes = false;
    return this.supers;
  }

  private members(): readonly Member[] {
    if (this.declaration.kind === 'class') return this.declaration.members;
    return this.declaration.kind === 'interface' ? this.declaration.methods : [];
  }

  private type(ref: TypeRef): Type {
    return this.world.resolve(ref, this) ?? UNKNOWN;
  }

  private parameters(list: readonly Parameter[]): ParameterSymbol[] {
    return list.map((parameter) => ({ name: parameter.name, type: this.type(parameter.type) }));
  }

  /** `_name`; a field that hides one of a superclass gets a name of its own. */
  private fieldKey(name: string, isStatic: boolean): string {
    const lower = name.toLowerCase();
    if (isStatic) return `_${lower}`;
    let depth = 0;
    for (let at = this.superclass; at?.kind === 'user'; at = at.superclass) {
      const hidden = at.variables.get(lower);
      if (hidden !== undefined && !hidden.static && !isVirtual(hidden.modifiers)) depth++;
    }
    return depth === 0 ? `_${lower}` : `_${lower}$${depth}`;
  }

  get variables(): ReadonlyMap<string, VariableSymbol> {
    if (this.variableTable !== undefined) return this.variableTable;
    const table = new Map<string, VariableSymbol>();
    this.variableTable = table;
    for (const member of this.members()) {
      if (member.kind === 'field') this.declareFields(member, table);
      else if (member.kind === 'property') {
        const symbol = this.property(member);
        if (!table.has(symbol.name.toLowerCase())) table.set(symbol.name.toLowerCase(), symbol);
      }
    }
    return table;
  }

  private declareFields(declaration: FieldDeclaration, table: Map<string, VariableSymbol>): void {
    const isStatic = hasModifier(declaration.modifiers, 'static');
    for (const declarator of declaration.declarators) {
      const name = declarator.name.toLowerCase();
      if (table.has(name)) continue;
      table.set(name, {
        kind: 'field', name: declarator.name, owner: this, static: isStatic, access: accessOf(declaration.modifiers, 'private'),
        modifiers: declaration.modifiers, line: declarator.line, column: declarator.column, type: this.type(declaration.type),
        final: hasModifier(declaration.modifiers, 'final'), init: declarator.init, declaration, key: this.fieldKey(declarator.name, isStatic),
      });
    }
  }

  private property(declaration: PropertyDeclaration): PropertySymbol {
    const { modifiers, getter, setter } = declaration;
    const isStatic = hasModifier(modifiers, 'static');
    const access = accessOf(modifiers, 'private');
    const virtual = isVirtual(modifiers);
    return {
      kind: 'property', name: declaration.name, owner: this, static: isStatic, access, modifiers,
      line: declaration.nameLine, column: declaration.nameColumn, type: this.type(declaration.type), declaration,
      plain: getter?.body === undefined && setter?.body === undefined && !virtual,
      readable: getter !== undefined, writable: setter !== undefined,
      getAccess: getter === undefined ? access : accessOf(getter.modifiers, access),
      setAccess: setter === undefined ? access : accessOf(setter.modifiers, access),
      final: hasModifier(modifiers, 'final'), key: virtual ? `_${declaration.name.toLowerCase()}` : this.fieldKey(declaration.name, isStatic),
    };
  }

  get methods(): ReadonlyMap<string, readonly MethodSymbol[]> {
    if (this.methodTable !== undefined) return this.methodTable;
    const table = new Map<string, MethodSymbol[]>();
    this.methodTable = table;
    for (const member of this.members()) {
      if (member.kind !== 'method') continue;
      const symbol = this.method(member);
      const key = symbol.name.toLowerCase();
      table.set(key, [...(table.get(key) ?? []), symbol]);
    }
    return table;
  }

  private method(declaration: MethodDeclaration): MethodSymbol {
    const { modifiers } = declaration;
    const parameters = this.parameters(declaration.parameters);
    const ofInterface = this.category === 'interface';
    const isStatic = hasModifier(modifiers, 'static') || hasModifier(modifiers, 'testmethod') || hasModifier(modifiers, 'webservice');
    const access = ofInterface ? 'global' : accessOf(modifiers, 'private');
    // A private method is this class's alone: a subclass may have one of the same name.
    const own = access === 'private' && !isStatic && !isVirtual(modifiers) ? `$$${this.key}` : '';
    return {
      kind: 'method', name: declaration.name, owner: this, static: isStatic, access, modifiers, line: declaration.nameLine, column: declaration.nameColumn,
      parameters, returns: this.type(declaration.returnType), abstract: ofInterface || hasModifier(modifiers, 'abstract'),
      virtual: ofInterface || isVirtual(modifiers), override: hasModifier(modifiers, 'override'), declaration,
      key: `${declaration.name.toLowerCase()}${signatureKey(parameters) || '$'}${own}`,
    };
  }

  get constructors(): readonly ConstructorSymbol[] {
    if (this.constructorTable !== undefined) return this.constructorTable;
    if (this.category !== 'class') return [];
    const declared = (this.declaration as ClassDeclaration).members.filter((member) => member.kind === 'constructor');
    const table = declared.map((member) => this.constructorSymbol(member));
    const implied = table.length === 0 || this.isException() ? this.impliedConstructors() : [];
    table.push(...implied.filter((symbol) => !table.some((own) => own.key === symbol.key)));
    this.constructorTable = table;
    return table;
  }

  private constructorSymbol(declaration: ConstructorDeclaration): ConstructorSymbol {
    const parameters = this.parameters(declaration.parameters);
    return {
      kind: 'constructor', name: declaration.name, owner: this, static: false, access: accessOf(declaration.modifiers, 'private'),
      modifiers: declaration.modifiers, line: declaration.nameLine, column: declaration.nameColumn, parameters, declaration, key: signatureKey(parameters) || '$',
    };
  }

  /** A class without constructors has the one without arguments; an exception inherits the four of Exception. */
  private impliedConstructors(): ConstructorSymbol[] {
    const { modifiers, line, column } = this.declaration;
    const make = (...types: Type[]): ConstructorSymbol => {
      const parameters = types.map((type, i) => ({ name: `p${i}`, type }));
      return { kind: 'constructor', name: this.simpleName, owner: this, static: false, access: 'global', modifiers, line, column, parameters, declaration: undefined, key: signatureKey(parameters) || '$' };
    };
    const all = [make()];
    if (this.isException()) {
      const exception = this.world.standard('Exception') ?? UNKNOWN;
      all.push(make(this.world.string), make(exception), make(this.world.string, exception));
    }
    return all;
  }

  private isException(): boolean {
    for (let at: Type | undefined = this.superclass; at !== undefined; at = at.kind === 'user' ? at.superclass : undefined) {
      if (at.kind === 'standard' && at.name.endsWith('Exception')) return true;
    }
    return false;
  }
}

export function declareType(world: TypeWorld, declaration: TypeDeclaration, unit: UnitInfo, outer?: UserType): UserType {
  return new Declared(world, declaration, unit, outer);
}

/** The types that a declaration names outside of bodies; `inner`: lower-case name of the inner type they stand in. */
export function declaredTypeRefs(declaration: TypeDeclaration, inner?: string): { readonly type: TypeRef; readonly inner: string | undefined }[] {
  if (declaration.kind === 'enum') return [];
  const members: readonly Member[] = declaration.kind === 'class' ? declaration.members : declaration.methods;
  const own: TypeRef[] = declaration.kind === 'class' ? [...(declaration.extends === undefined ? [] : [declaration.extends]), ...declaration.implements] : [...declaration.extends];
  const nested: ReturnType<typeof declaredTypeRefs> = [];
  for (const member of members) {
    switch (member.kind) {
      case 'field': case 'property': own.push(member.type); break;
      case 'method': own.push(member.returnType, ...member.parameters.map((parameter) => parameter.type)); break;
      case 'constructor': own.push(...member.parameters.map((parameter) => parameter.type)); break;
      case 'initializer': break;
      default: nested.push(...declaredTypeRefs(member, member.name.toLowerCase()));
    }
  }
  return [...own.map((type) => ({ type, inner })), ...nested];
}
