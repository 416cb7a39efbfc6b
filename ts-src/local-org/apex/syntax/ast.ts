/**
 * Syntax tree of Apex (classes, interfaces, enums, triggers, anonymous blocks) up to API 65.
 *
 * - Every node is an immutable plain object with a `kind`; names are as written (Apex ignores case: compare with
 *   `sameName` or in lower case).
 * - `line` and `column` (1-based) are where the node's text starts. Members reached through a dot also carry where their
 *   own name starts, which is what the platform reports.
 * - Annotations of later stages live in side tables: `id` numbers the nodes of one unit from 0 to `unit.nodeCount - 1`,
 *   so that a checker keeps plain arrays (`types[node.id] = …`) and the tree stays untouched and cacheable.
 *   Stages that make up nodes take ids from `unit.nodeCount` upwards.
 */
import type { Annotation, Member, ModifierKeyword, Modifiers, TypeDeclaration, TypeRef } from './tree/declarations.ts';
import type { Node } from './tree/node.ts';
import type { Statement } from './tree/statements.ts';

export type * from './tree/declarations.ts';
export type * from './tree/expressions.ts';
export type * from './tree/node.ts';
export type * from './tree/statements.ts';

export interface CompilationUnit {
  readonly kind: 'unit';
  readonly fileName: string;
  readonly body: TypeDeclaration | TriggerDeclaration | AnonymousBlock;
  /** One more than the highest node id. */
  readonly nodeCount: number;
  /** Lines in the source. */
  readonly lineCount: number;
}

export interface TriggerDeclaration extends Node {
  readonly kind: 'trigger';
  readonly name: string;
  readonly object: string;
  readonly events: readonly TriggerEvent[];
  readonly body: ScriptBody;
  readonly endLine: number;
}

export interface TriggerEvent {
  readonly timing: 'before' | 'after';
  readonly operation: 'insert' | 'update' | 'delete' | 'undelete';
}

export interface AnonymousBlock extends Node {
  readonly kind: 'anonymous';
  readonly body: ScriptBody;
  readonly endLine: number;
}

/** Triggers and anonymous blocks: statements in order; methods, properties and types declared among them. */
export interface ScriptBody {
  readonly statements: readonly Statement[];
  readonly members: readonly Member[];
}

export function sameName(a: string, b: string): boolean {
  return a === b || (a.length === b.length && a.toLowerCase() === b.toLowerCase());
}

export function isVoid(type: TypeRef): boolean {
  return type.arrays === 0 && type.parts.length === 1 && sameName(type.name, 'void');
}

export function hasModifier(modifiers: Modifiers, keyword: ModifierKeyword): boolean {
  return modifiers.keywords.includes(keyword);
}

export function findAnnotation(modifiers: Modifiers, name: string): Annotation | undefined {
  return modifiers.annotations.find((annotation) => sameName(annotation.name, name));
}

/** As declared; undefined where the class says nothing. */
export function sharingOf(modifiers: Modifiers): 'with' | 'without' | 'inherited' | undefined {
  for (const keyword of modifiers.keywords) {
    if (keyword === 'with sharing') return 'with';
    if (keyword === 'without sharing') return 'without';
    if (keyword === 'inherited sharing') return 'inherited';
  }
  return undefined;
}
