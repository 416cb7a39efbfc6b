/** What is known of a class at run time: for JSON, describe, invocables, REST, tests, stack traces. Plain data. */
import { findAnnotation } from '../syntax/ast.ts';
import type { Annotation, Expression, Modifiers } from '../syntax/ast.ts';
import type { Type } from '../types/types.ts';
import { supertypes } from '../types/user-type.ts';
import type { Access, UserType } from '../types/user-type.ts';

export interface AnnotationMeta {
  /** Lower case. */
  readonly name: string;
  /** By lower-case name; `@RestResource(urlMapping='/x/*')`. A bare value is under `value`. */
  readonly parameters: Readonly<Record<string, string>>;
}

export interface ParameterMeta {
  readonly name: string;
  readonly type: string;
}

export interface FieldMeta {
  readonly name: string;
  /** JavaScript property. */
  readonly key: string;
  readonly type: string;
  readonly static: boolean;
  readonly final: boolean;
  readonly transient: boolean;
  readonly access: Access;
  /** False for properties whose accessor has a body: those are code, not data. */
  readonly data: boolean;
  readonly readable: boolean;
  readonly writable: boolean;
  readonly annotations: readonly AnnotationMeta[];
}

export interface MethodMeta {
  readonly name: string;
  /** JavaScript method. */
  readonly key: string;
  readonly static: boolean;
  readonly access: Access;
  readonly abstract: boolean;
  readonly returns: string;
  readonly parameters: readonly ParameterMeta[];
  readonly annotations: readonly AnnotationMeta[];
  readonly line: number;
}

export interface ConstructorMeta {
  /** The static method that constructs is `$new` and this. */
  readonly key: string;
  readonly access: Access;
  readonly parameters: readonly ParameterMeta[];
}

/** Code of these lines is shown in stack traces under that name. */
export interface FrameMeta {
  readonly line: number;
  readonly endLine: number;
  readonly name: string;
}

export interface ClassMeta {
  /** `Outer.Inner` */
  readonly name: string;
  readonly kind: 'class' | 'interface' | 'enum';
  readonly superclass: string | null;
  /** Declared ones. */
  readonly interfaces: readonly string[];
  /** All supertypes, user and standard, itself left out. */
  readonly supertypes: readonly string[];
  readonly access: Access;
  readonly abstract: boolean;
  readonly virtual: boolean;
  readonly sharing: 'with' | 'without' | 'inherited' | 'none';
  readonly isTest: boolean;
  readonly annotations: readonly AnnotationMeta[];
  readonly fields: readonly FieldMeta[];
  readonly methods: readonly MethodMeta[];
  readonly constructors: readonly ConstructorMeta[];
  readonly values: readonly string[];
  readonly frames: readonly FrameMeta[];
  readonly line: number;
}

/** A literal as text; what is no literal is left out. */
function literalText(expression: Expression): string | undefined {
  switch (expression.kind) {
    case 'string': return expression.value;
    case 'boolean': case 'integer': case 'long': return String(expression.value);
    case 'decimal': case 'double': return expression.text;
    case 'fieldAccess': case 'name': return expression.name;
    default: return undefined;
  }
}

function annotation(node: Annotation): AnnotationMeta {
  const parameters: Record<string, string> = {};
  for (const { name, value } of node.parameters) {
    const text = literalText(value);
    if (text !== undefined) parameters[name.toLowerCase()] = text;
  }
  const value = node.value === undefined ? undefined : literalText(node.value);
  if (value !== undefined) parameters.value = value;
  return { name: node.name.toLowerCase(), parameters };
}

function annotations(modifiers: Modifiers): AnnotationMeta[] {
  const all = modifiers.annotations.map(annotation);
  if (modifiers.keywords.includes('testmethod') && findAnnotation(modifiers, 'istest') === undefined) all.push({ name: 'istest', parameters: {} });
  return all;
}

const text = (type: Type): string => type.name;

function fields(type: UserType): FieldMeta[] {
  return [...type.variables.values()].map((symbol) => ({
    name: symbol.name, key: symbol.key, type: text(symbol.type), static: symbol.static, final: symbol.final, access: symbol.access,
    transient: symbol.modifiers.keywords.includes('transient'),
    data: symbol.kind === 'field' || symbol.plain,
    readable: symbol.kind === 'field' || symbol.readable,
    writable: symbol.kind === 'field' ? true : symbol.writable,
    annotations: annotations(symbol.modifiers),
  }));
}

function methods(type: UserType): MethodMeta[] {
  return [...type.methods.values()].flat().map((method) => ({
    name: method.name, key: method.key, static: method.static, access: method.access, abstract: method.abstract, returns: text(method.returns),
    parameters: method.parameters.map((parameter) => ({ name: parameter.name, type: text(parameter.type) })),
    annotations: annotations(method.modifiers), line: method.line,
  }));
}

/** Names of methods, accessors and constructors by their lines, inner types left out: those have their own. */
function frames(type: UserType): FrameMeta[] {
  const { declaration } = type;
  if (declaration.kind !== 'class') return [];
  return declaration.members.flatMap((member): FrameMeta[] => {
    switch (member.kind) {
      case 'method': return [{ line: member.line, endLine: member.endLine, name: member.name }];
      case 'constructor': return [{ line: member.line, endLine: member.endLine, name: '<init>' }];
      case 'property': return [{ line: member.line, endLine: member.endLine, name: member.name }];
      case 'initializer': return [{ line: member.line, endLine: member.body.endLine, name: member.static ? '<clinit>' : '<init>' }];
      case 'field': return [{ line: member.line, endLine: member.line, name: member.modifiers.keywords.includes('static') ? '<clinit>' : '<init>' }];
      default: return [];
    }
  });
}

export function classMeta(type: UserType): ClassMeta {
  const { declaration } = type;
  return {
    name: type.name, kind: type.category, superclass: type.superclass === undefined ? null : text(type.superclass), interfaces: type.interfaces.map(text),
    supertypes: supertypes(type).slice(1).map(text), access: type.access, abstract: type.abstract, virtual: type.virtual, sharing: type.sharing ?? 'none', isTest: type.isTest,
    annotations: annotations(declaration.modifiers), fields: fields(type), methods: methods(type),
    constructors: type.constructors.map(({ key, access, parameters }) => ({ key, access, parameters: parameters.map((parameter) => ({ name: parameter.name, type: text(parameter.type) })) })),
    values: type.values, frames: frames(type), line: declaration.line,
  };
}

/** Metadata of a type and the types in it, by lower-case name. */
export function unitMeta(type: UserType): Record<string, ClassMeta> {
  const all: Record<string, ClassMeta> = { [type.name.toLowerCase()]: classMeta(type) };
  for (const inner of type.inner.values()) all[inner.name.toLowerCase()] = classMeta(inner);
  return all;
}
