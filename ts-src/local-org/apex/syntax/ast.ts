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
import type { SoqlQuery, SoslQuery } from '../../soql/ast.ts';

export interface Node {
  readonly id: number;
  readonly line: number;
  readonly column: number;
}

// ---------------------------------------------------------------------------------------------- units

export interface CompilationUnit {
  readonly kind: 'unit';
  readonly fileName: string;
  readonly body: TypeDeclaration | TriggerDeclaration | AnonymousBlock;
  /** One more than the highest node id. */
  readonly nodeCount: number;
  /** Lines in the source. */
  readonly lineCount: number;
}

export type TypeDeclaration = ClassDeclaration | InterfaceDeclaration | EnumDeclaration;

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

// ---------------------------------------------------------------------------------------------- declarations

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

// ---------------------------------------------------------------------------------------------- statements

export type Statement =
  | Block
  | LocalVariable
  | ExpressionStatement
  | IfStatement
  | ForStatement
  | ForEachStatement
  | WhileStatement
  | DoWhileStatement
  | SwitchStatement
  | TryStatement
  | ThrowStatement
  | ReturnStatement
  | BreakStatement
  | ContinueStatement
  | DmlStatement
  | RunAsStatement
  | EmptyStatement;

export interface Block extends Node {
  readonly kind: 'block';
  readonly statements: readonly Statement[];
  readonly endLine: number;
  readonly endColumn: number;
}

export interface LocalVariable extends Node {
  readonly kind: 'local';
  readonly modifiers: Modifiers;
  readonly type: TypeRef;
  readonly declarators: readonly VariableDeclarator[];
}

export interface ExpressionStatement extends Node {
  readonly kind: 'expressionStatement';
  readonly expression: Expression;
}

export interface IfStatement extends Node {
  readonly kind: 'if';
  readonly condition: Expression;
  readonly then: Statement;
  readonly else?: Statement;
}

export interface ForStatement extends Node {
  readonly kind: 'for';
  /** A local variable, or expressions: `for (i = 0, j = 1; …)`. */
  readonly init?: LocalVariable | readonly Expression[];
  readonly condition?: Expression;
  readonly update: readonly Expression[];
  readonly body: Statement;
}

/** `for (Account a : accounts)`, `for (List<Account> chunk : [SELECT …])` */
export interface ForEachStatement extends Node {
  readonly kind: 'forEach';
  readonly modifiers: Modifiers;
  readonly type: TypeRef;
  readonly variable: VariableDeclarator;
  readonly iterable: Expression;
  readonly body: Statement;
}

export interface WhileStatement extends Node {
  readonly kind: 'while';
  readonly condition: Expression;
  readonly body: Statement;
}

export interface DoWhileStatement extends Node {
  readonly kind: 'doWhile';
  readonly body: Statement;
  readonly condition: Expression;
}

export interface SwitchStatement extends Node {
  readonly kind: 'switch';
  readonly expression: Expression;
  readonly whens: readonly WhenClause[];
  readonly otherwise?: Block;
}

export type WhenClause = WhenValues | WhenType;

/** `when 1, 2`, `when 'a', null`, `when RED, GREEN`: enum values are `name` (or `fieldAccess`) expressions. */
export interface WhenValues extends Node {
  readonly kind: 'whenValues';
  readonly values: readonly Expression[];
  readonly body: Block;
}

/** `when Account a` */
export interface WhenType extends Node {
  readonly kind: 'whenType';
  readonly type: TypeRef;
  readonly variable: VariableDeclarator;
  readonly body: Block;
}

export interface TryStatement extends Node {
  readonly kind: 'try';
  readonly body: Block;
  readonly catches: readonly CatchClause[];
  readonly finally?: Block;
}

export interface CatchClause extends Node {
  readonly kind: 'catch';
  readonly type: TypeRef;
  readonly variable: VariableDeclarator;
  readonly body: Block;
}

export interface ThrowStatement extends Node {
  readonly kind: 'throw';
  readonly expression: Expression;
}

export interface ReturnStatement extends Node {
  readonly kind: 'return';
  readonly expression?: Expression;
}

export interface BreakStatement extends Node {
  readonly kind: 'break';
}

export interface ContinueStatement extends Node {
  readonly kind: 'continue';
}

/** `insert as user accounts;`, `upsert rows My_Key__c;`, `merge master duplicates;` */
export interface DmlStatement extends Node {
  readonly kind: 'dml';
  readonly operation: 'insert' | 'update' | 'upsert' | 'delete' | 'undelete' | 'merge';
  readonly accessMode?: 'user' | 'system';
  readonly target: Expression;
  /** Upsert only: the key field as written, `My_Key__c` or `Account.My_Key__c`. */
  readonly externalIdField?: string;
  /** Merge only: the records that lose. */
  readonly merged?: Expression;
}

/** `System.runAs(user) { … }` */
export interface RunAsStatement extends Node {
  readonly kind: 'runAs';
  readonly args: readonly Expression[];
  readonly body: Block;
}

/** The body of `while (next());`. */
export interface EmptyStatement extends Node {
  readonly kind: 'empty';
}

// ---------------------------------------------------------------------------------------------- expressions

export type Expression =
  | Literal
  | NameExpression
  | FieldAccess
  | CallExpression
  | ConstructorCall
  | ThisExpression
  | SuperExpression
  | IndexExpression
  | ClassLiteral
  | NewObject
  | NewSObject
  | NewCollection
  | NewMap
  | NewArray
  | UnaryExpression
  | PostfixExpression
  | BinaryExpression
  | InstanceOfExpression
  | TernaryExpression
  | AssignmentExpression
  | CastExpression
  | ParenthesizedExpression
  | SoqlExpression
  | SoslExpression;

export type Literal =
  | IntegerLiteral
  | LongLiteral
  | DoubleLiteral
  | DecimalLiteral
  | StringLiteral
  | BooleanLiteral
  | NullLiteral;

/** 0 to 2147483648; the last only under a unary minus. */
export interface IntegerLiteral extends Node {
  readonly kind: 'integer';
  readonly value: number;
}

/** `1L` */
export interface LongLiteral extends Node {
  readonly kind: 'long';
  readonly value: bigint;
}

/** `1d`, `1.5d`: digits without the suffix. */
export interface DoubleLiteral extends Node {
  readonly kind: 'double';
  readonly text: string;
}

/** `1.50`: digits as written, so that the scale stays. */
export interface DecimalLiteral extends Node {
  readonly kind: 'decimal';
  readonly text: string;
}

/** Escapes resolved. */
export interface StringLiteral extends Node {
  readonly kind: 'string';
  readonly value: string;
  /** Written between triple quotes. */
  readonly multiline?: true;
}

export interface BooleanLiteral extends Node {
  readonly kind: 'boolean';
  readonly value: boolean;
}

export interface NullLiteral extends Node {
  readonly kind: 'null';
}

/** A variable, field, class or namespace: the checker tells. */
export interface NameExpression extends Node {
  readonly kind: 'name';
  readonly name: string;
}

/** `a.b`, `a?.b`: also static members, inner types and namespaces (`System.Label.x`): the checker tells. */
export interface FieldAccess extends Node {
  readonly kind: 'fieldAccess';
  readonly object: Expression;
  readonly name: string;
  readonly safe: boolean;
  readonly nameLine: number;
  readonly nameColumn: number;
}

/** `f(x)`, `a.f(x)`, `a?.f(x)`, `super.f(x)` */
export interface CallExpression extends Node {
  readonly kind: 'call';
  readonly object?: Expression;
  readonly name: string;
  readonly args: readonly Expression[];
  readonly safe: boolean;
  readonly nameLine: number;
  readonly nameColumn: number;
}

/** `this(…)`, `super(…)` */
export interface ConstructorCall extends Node {
  readonly kind: 'constructorCall';
  readonly target: 'this' | 'super';
  readonly args: readonly Expression[];
}

export interface ThisExpression extends Node {
  readonly kind: 'this';
}

export interface SuperExpression extends Node {
  readonly kind: 'super';
}

export interface IndexExpression extends Node {
  readonly kind: 'index';
  readonly object: Expression;
  readonly index: Expression;
}

/** `Account.class`, `List<String>.class`, `String[].class` */
export interface ClassLiteral extends Node {
  readonly kind: 'classLiteral';
  readonly type: TypeRef;
}

/** `new Foo(a, b)`; also `new Account()` and `new List<String>(other)`. */
export interface NewObject extends Node {
  readonly kind: 'new';
  readonly type: TypeRef;
  readonly args: readonly Expression[];
}

/** `new Account(Name = 'x', Industry = y)`: at least one field. */
export interface NewSObject extends Node {
  readonly kind: 'newSObject';
  readonly type: TypeRef;
  readonly fields: readonly FieldInit[];
}

export interface FieldInit extends Node {
  readonly kind: 'fieldInit';
  readonly name: string;
  readonly value: Expression;
}

/** `new List<X>{ a, b }`, `new Set<X>{}`; an empty `new Map<K, V>{}` is this too. */
export interface NewCollection extends Node {
  readonly kind: 'newCollection';
  readonly type: TypeRef;
  readonly elements: readonly Expression[];
}

/** `new Map<K, V>{ k => v }`: at least one entry. */
export interface NewMap extends Node {
  readonly kind: 'newMap';
  readonly type: TypeRef;
  readonly entries: readonly { readonly key: Expression; readonly value: Expression }[];
}

/** `new X[n]` has a size, `new X[]{ a, b }` has elements. `type` is the element type. */
export interface NewArray extends Node {
  readonly kind: 'newArray';
  readonly type: TypeRef;
  readonly size?: Expression;
  readonly elements?: readonly Expression[];
}

export type UnaryOperator = '!' | '-' | '+' | '~' | '++' | '--';

export interface UnaryExpression extends Node {
  readonly kind: 'unary';
  readonly operator: UnaryOperator;
  readonly operand: Expression;
}

export interface PostfixExpression extends Node {
  readonly kind: 'postfix';
  readonly operator: '++' | '--';
  readonly operand: Expression;
}

/** `<>` is given as `!=`. */
export type BinaryOperator =
  | '+' | '-' | '*' | '/' | '<<' | '>>' | '>>>' | '&' | '|' | '^'
  | '&&' | '||' | '??' | '==' | '!=' | '===' | '!==' | '<' | '<=' | '>' | '>=';

export interface BinaryExpression extends Node {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface InstanceOfExpression extends Node {
  readonly kind: 'instanceof';
  readonly expression: Expression;
  readonly type: TypeRef;
}

export interface TernaryExpression extends Node {
  readonly kind: 'ternary';
  readonly condition: Expression;
  readonly then: Expression;
  readonly else: Expression;
}

export type AssignmentOperator = '=' | '+=' | '-=' | '*=' | '/=' | '&=' | '|=' | '^=' | '<<=' | '>>=' | '>>>=';

export interface AssignmentExpression extends Node {
  readonly kind: 'assignment';
  readonly operator: AssignmentOperator;
  readonly target: Expression;
  readonly value: Expression;
}

export interface CastExpression extends Node {
  readonly kind: 'cast';
  readonly type: TypeRef;
  readonly expression: Expression;
}

/** Kept because `(a?.b).c` is not `a?.b.c`: a null `a` ends the whole chain in the second only. */
export interface ParenthesizedExpression extends Node {
  readonly kind: 'paren';
  readonly expression: Expression;
}

/** `[SELECT …]`: `bind` operands of the query index into `binds`. */
export interface SoqlExpression extends Node {
  readonly kind: 'soql';
  readonly query: SoqlQuery;
  readonly binds: readonly Expression[];
  readonly endLine: number;
}

/** `[FIND …]` */
export interface SoslExpression extends Node {
  readonly kind: 'sosl';
  readonly query: SoslQuery;
  readonly binds: readonly Expression[];
  readonly endLine: number;
}

// ---------------------------------------------------------------------------------------------- small helpers

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
