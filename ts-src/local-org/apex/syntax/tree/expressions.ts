import type { SoqlQuery, SoslQuery } from '../../../soql/ast.ts';
import type { TypeRef } from './declarations.ts';
import type { Node } from './node.ts';

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
