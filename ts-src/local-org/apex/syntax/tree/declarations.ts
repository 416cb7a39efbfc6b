import type { Expression } from './expressions.ts';
import type { Node } from './node.ts';
import type { Block } from './statements.ts';

export type TypeDeclaration = ClassDeclaration | InterfaceDeclaration | EnumDeclaration;

export interface ClassDeclaration extends Node {
  readonly kind: 'class';
  readonly modifiers: Modifiers;
  readonly name: string;
  readonly extends?: TypeRef;
  readonly implements: readonly TypeRef[];
  readonly members: readonly Member[];
  readonly nameLine: number;
  readonly nameColumn: number;
  readonly endLine: number;
}

export interface InterfaceDeclaration extends Node {
  readonly kind: 'interface';
  readonly modifiers: Modifiers;
  readonly name: string;
  readonly extends: readonly TypeRef[];
  readonly methods: readonly MethodDeclaration[];
  readonly nameLine: number;
  readonly nameColumn: number;
  readonly endLine: number;
}

export interface EnumDeclaration extends Node {
  readonly kind: 'enum';
  readonly modifiers: Modifiers;
  readonly name: string;
  readonly values: readonly EnumValue[];
  readonly nameLine: number;
  readonly nameColumn: number;
  readonly endLine: number;
}

export interface EnumValue extends Node {
  readonly kind: 'enumValue';
  readonly name: string;
}

export type Member =
  | TypeDeclaration
  | FieldDeclaration
  | PropertyDeclaration
  | MethodDeclaration
  | ConstructorDeclaration
  | InitializerBlock;

/** `private static final Integer A = 1, B = 2;` */
export interface FieldDeclaration extends Node {
  readonly kind: 'field';
  readonly modifiers: Modifiers;
  readonly type: TypeRef;
  readonly declarators: readonly VariableDeclarator[];
}

/** `public String name { get; private set { … } }` */
export interface PropertyDeclaration extends Node {
  readonly kind: 'property';
  readonly modifiers: Modifiers;
  readonly type: TypeRef;
  readonly name: string;
  readonly getter?: Accessor;
  readonly setter?: Accessor;
  readonly nameLine: number;
  readonly nameColumn: number;
  readonly endLine: number;
}

export interface Accessor extends Node {
  readonly kind: 'accessor';
  readonly modifiers: Modifiers;
  /** Absent for `get;` and `set;`. */
  readonly body?: Block;
}

export interface MethodDeclaration extends Node {
  readonly kind: 'method';
  readonly modifiers: Modifiers;
  /** `void` is a type whose name is `void` (see `isVoid`). */
  readonly returnType: TypeRef;
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** Absent for abstract and interface methods. */
  readonly body?: Block;
  readonly nameLine: number;
  readonly nameColumn: number;
  readonly endLine: number;
}

export interface ConstructorDeclaration extends Node {
  readonly kind: 'constructor';
  readonly modifiers: Modifiers;
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** `this(…)` or `super(…)`, if there is one, is the first statement: an expression statement of a `constructorCall`. */
  readonly body: Block;
  readonly nameLine: number;
  readonly nameColumn: number;
  readonly endLine: number;
}

/** `static { … }` and `{ … }` among the members. */
export interface InitializerBlock extends Node {
  readonly kind: 'initializer';
  readonly static: boolean;
  readonly body: Block;
}

export interface Parameter extends Node {
  readonly kind: 'parameter';
  readonly modifiers: Modifiers;
  readonly type: TypeRef;
  readonly name: string;
}

export interface VariableDeclarator extends Node {
  readonly kind: 'declarator';
  readonly name: string;
  readonly init?: Expression;
}

export type ModifierKeyword =
  | 'public' | 'private' | 'protected' | 'global'
  | 'static' | 'final' | 'abstract' | 'virtual' | 'override' | 'transient' | 'testmethod' | 'webservice'
  | 'with sharing' | 'without sharing' | 'inherited sharing';

export interface Modifiers {
  readonly annotations: readonly Annotation[];
  /** In the order written, lower case, the sharing modes as one word pair. */
  readonly keywords: readonly ModifierKeyword[];
}

export interface Annotation extends Node {
  readonly kind: 'annotation';
  readonly name: string;
  /** `@future(callout=true)`, `@InvocableMethod(label='x' description='y')` */
  readonly parameters: readonly { readonly name: string; readonly value: Expression }[];
  /** `@SuppressWarnings('PMD')` */
  readonly value?: Expression;
}

/** `Map<String, List<Account>>`, `Outer.Inner[]`, `void` */
export interface TypeRef extends Node {
  readonly kind: 'type';
  /** The dotted name without type arguments, as written: `Outer.Inner`. */
  readonly name: string;
  readonly parts: readonly TypePart[];
  /** How many `[]` follow: `String[]` is 1, and means List<String>. */
  readonly arrays: number;
}

export interface TypePart {
  readonly name: string;
  readonly args: readonly TypeRef[];
}
