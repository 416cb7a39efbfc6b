/**
 * The checked program: every name resolved, every expression typed, every implicit conversion explicit.
 * `generate/` prints it. `line` is the 1-based Apex line of the node.
 */
import type { SoqlQuery, SoslQuery } from '../../soql/ast.ts';
import type { Conversion } from '../types/assign.ts';
import type { PrimitiveType, StandardType, Type } from '../types/types.ts';
import type { ConstructorSymbol, FieldSymbol, MethodSymbol, PropertySymbol, UserType, VariableSymbol } from '../types/user-type.ts';

/** A local variable or parameter. */
export interface Local {
  readonly name: string;
  readonly type: Type;
  /** JavaScript identifier. */
  readonly js: string;
  readonly final: boolean;
  /** Everything that is assigned to it; `undefined` for values from outside (parameters, catch). */
  readonly sources: (Expr | undefined)[];
}

interface Node {
  readonly type: Type;
  readonly line: number;
}

export type Expr =
  | Constant | NumberText | LocalRef | This | VariableRef | EnumValue | StandardStatic | StandardProperty | SObjectMember | UserCall | StandardCall
  | New | NewStandard | NewCollection | NewSObject | Token | ClassLiteral | Index | Unary | Binary | Concat | Compare | Logical | Coalesce | Ternary
  | Assign | CompoundAssign | Step | Convert | Cast | InstanceOf | Soql | Sosl | Paren | ConstructorChain | FieldSets;

export interface Constant extends Node {
  readonly kind: 'constant';
  readonly value: string | number | bigint | boolean | null;
}

/** Decimal and Double literals. */
export interface NumberText extends Node {
  readonly kind: 'decimal' | 'double';
  readonly text: string;
}

export interface LocalRef extends Node {
  readonly kind: 'local';
  readonly local: Local;
}

export interface This extends Node {
  readonly kind: 'this';
}

/** A field or property of a user class; static without `object`. `backing`: inside the property's own accessor. */
export interface VariableRef extends Node {
  readonly kind: 'variable';
  readonly symbol: VariableSymbol;
  readonly object: Expr | undefined;
  readonly safe: boolean;
  readonly backing: boolean;
}

export interface EnumValue extends Node {
  readonly kind: 'enumValue';
  readonly owner: UserType;
  readonly name: string;
}

/** `RestContext.request`, `LoggingLevel.DEBUG`, `Trigger.new` */
export interface StandardStatic extends Node {
  readonly kind: 'standardStatic';
  readonly owner: StandardType | PrimitiveType;
  readonly name: string;
}

export interface StandardProperty extends Node {
  readonly kind: 'standardProperty';
  readonly object: Expr;
  readonly name: string;
  readonly safe: boolean;
}

export interface SObjectMember extends Node {
  readonly kind: 'sobjectField' | 'sobjectParent' | 'sobjectChildren';
  readonly object: Expr;
  /** Exact API name of the field or relationship. */
  readonly name: string;
  readonly safe: boolean;
}

export interface UserCall extends Node {
  readonly kind: 'call';
  readonly method: MethodSymbol;
  /** Undefined for static methods. */
  readonly object: Expr | 'super' | undefined;
  readonly args: readonly Expr[];
  readonly safe: boolean;
}

export interface StandardCall extends Node {
  readonly kind: 'standardCall';
  /** The type whose static method it is, or the type the receiver has. */
  readonly owner: Type;
  readonly name: string;
  readonly object: Expr | 'super' | undefined;
  readonly args: readonly Expr[];
  readonly safe: boolean;
  /** Variables that a dynamic query can bind, when this is one. */
  readonly scope?: DynamicScope;
  /** Integer and Boolean results of the platform's own methods. */
  readonly neverNull?: boolean;
}

export interface DynamicScope {
  readonly locals: readonly Local[];
  readonly variables: readonly VariableSymbol[];
}

export interface New extends Node {
  readonly kind: 'new';
  readonly constructorSymbol: ConstructorSymbol;
  readonly args: readonly Expr[];
}

export interface NewStandard extends Node {
  readonly kind: 'newStandard';
  readonly owner: Type;
  readonly args: readonly Expr[];
}

/** Lists, sets and maps. `items`: literal elements (maps: key, value, …); `from`: a collection to copy, or a size. */
export interface NewCollection extends Node {
  readonly kind: 'newCollection';
  readonly items: readonly Expr[] | undefined;
  readonly from: Expr | undefined;
}

export interface NewSObject extends Node {
  readonly kind: 'newSObject';
  readonly fields: readonly { readonly name: string; readonly value: Expr }[];
}

/** `$.sobjecttype('Account')` and the like: a runtime function of constant texts. */
export interface Token extends Node {
  readonly kind: 'token';
  readonly token: 'sobjecttype' | 'sobjectfield' | 'describe' | 'describefield' | 'fieldset' | 'label' | 'page';
  readonly args: readonly string[];
}

/** `Schema.SObjectType.Account.fields` and `.fieldSets`: only steps on a path. */
export interface FieldSets extends Node {
  readonly kind: 'fieldsOf' | 'fieldSetsOf';
  readonly object: string;
  /** `Account.SObjectType.fields.Name` is an SObjectField, `SObjectType.Account.fields.Name` a DescribeFieldResult. */
  readonly ofToken?: boolean;
}

export interface ClassLiteral extends Node {
  readonly kind: 'classLiteral';
  readonly of: Type;
}

export interface Index extends Node {
  readonly kind: 'index';
  readonly object: Expr;
  readonly index: Expr;
}

export interface Unary extends Node {
  readonly kind: 'unary';
  readonly operator: '!' | '-' | '~';
  readonly operand: Expr;
}

/** Both operands have type `type`; shifts keep their own right operand. Dates: `left` is the date. */
export interface Binary extends Node {
  readonly kind: 'binary';
  readonly operator: '+' | '-' | '*' | '/' | '<<' | '>>' | '>>>' | '&' | '|' | '^';
  readonly left: Expr;
  readonly right: Expr;
}

export interface Concat extends Node {
  readonly kind: 'concat';
  readonly left: Expr;
  readonly right: Expr;
}

export interface Compare extends Node {
  readonly kind: 'compare';
  readonly operator: '==' | '!=' | '===' | '!==' | '<' | '<=' | '>' | '>=';
  readonly left: Expr;
  readonly right: Expr;
}

export interface Logical extends Node {
  readonly kind: 'logical';
  readonly operator: '&&' | '||';
  readonly left: Expr;
  readonly right: Expr;
}

export interface Coalesce extends Node {
  readonly kind: 'coalesce';
  readonly left: Expr;
  readonly right: Expr;
}

export interface Ternary extends Node {
  readonly kind: 'ternary';
  readonly condition: Expr;
  readonly then: Expr;
  readonly else: Expr;
}

/** What can stand left of `=`. */
export type Target = LocalRef | VariableRef | StandardStatic | StandardProperty | SObjectMember | Index;

export interface Assign extends Node {
  readonly kind: 'assign';
  readonly target: Target;
  readonly value: Expr;
}

/** `target = convert(target op value)`; `operandType` is the type the operation is done in, `string` for concatenation. */
export interface CompoundAssign extends Node {
  readonly kind: 'compound';
  readonly target: Target;
  readonly operator: Binary['operator'];
  readonly operandType: Type;
  readonly value: Expr;
}

/** `++` and `--` */
export interface Step extends Node {
  readonly kind: 'step';
  readonly target: Target;
  readonly by: 1 | -1;
  readonly prefix: boolean;
}

export interface Convert extends Node {
  readonly kind: 'convert';
  /** `record`: the one row of a list; `narrow`: a numeric cast to the smaller type. */
  readonly conversion: Exclude<Conversion, 'none'> | 'record' | 'narrow';
  readonly operand: Expr;
}

export interface Cast extends Node {
  readonly kind: 'cast';
  readonly operand: Expr;
}

export interface InstanceOf extends Node {
  readonly kind: 'instanceof';
  readonly operand: Expr;
  readonly of: Type;
}

export type QueryShape = 'list' | 'record' | 'optional' | 'count' | 'iterate' | 'chunks';

export interface Soql extends Node {
  readonly kind: 'soql';
  readonly query: SoqlQuery;
  readonly binds: readonly Expr[];
  readonly shape: QueryShape;
}

export interface Sosl extends Node {
  readonly kind: 'sosl';
  readonly query: SoslQuery;
  readonly binds: readonly Expr[];
}

/** Ends a chain of `?.`. */
export interface Paren extends Node {
  readonly kind: 'paren';
  readonly operand: Expr;
}

/** `this(…)`, `super(…)`; `constructorSymbol` is undefined when the superclass is a standard class. */
export interface ConstructorChain extends Node {
  readonly kind: 'constructorChain';
  readonly target: 'this' | 'super';
  readonly constructorSymbol: ConstructorSymbol | undefined;
  readonly args: readonly Expr[];
}

// ---------------------------------------------------------------------------------------------- statements

export type Stmt =
  | { readonly kind: 'block'; readonly statements: readonly Stmt[]; readonly line: number; readonly endLine: number }
  | { readonly kind: 'declare'; readonly local: Local; readonly init: Expr | undefined; readonly line: number }
  | { readonly kind: 'expression'; readonly expression: Expr; readonly line: number }
  | { readonly kind: 'if'; readonly condition: Expr; readonly then: Stmt; readonly else: Stmt | undefined; readonly line: number }
  | { readonly kind: 'for'; readonly init: readonly Stmt[]; readonly condition: Expr | undefined; readonly update: readonly Expr[]; readonly body: Stmt; readonly line: number }
  | { readonly kind: 'forEach'; readonly local: Local; readonly iterable: Expr; readonly body: Stmt; readonly line: number }
  | { readonly kind: 'while'; readonly condition: Expr; readonly body: Stmt; readonly line: number }
  | { readonly kind: 'doWhile'; readonly condition: Expr; readonly body: Stmt; readonly line: number }
  | { readonly kind: 'switch'; readonly subject: Expr; readonly cases: readonly SwitchCase[]; readonly otherwise: Block | undefined; readonly line: number }
  | { readonly kind: 'try'; readonly body: Block; readonly catches: readonly Catch[]; readonly finally: Block | undefined; readonly line: number }
  | { readonly kind: 'throw'; readonly expression: Expr; readonly line: number }
  | { readonly kind: 'return'; readonly expression: Expr | undefined; readonly line: number }
  | { readonly kind: 'break' | 'continue' | 'empty'; readonly line: number }
  | Dml
  | { readonly kind: 'runAs'; readonly user: Expr; readonly body: Block; readonly line: number };

export type Block = Extract<Stmt, { kind: 'block' }>;

export type SwitchCase =
  | { readonly kind: 'values'; readonly values: readonly Expr[]; readonly body: Block; readonly line: number }
  | { readonly kind: 'type'; readonly of: Type; readonly local: Local; readonly body: Block; readonly line: number };

export interface Catch {
  readonly of: Type;
  readonly local: Local;
  readonly body: Block;
  readonly line: number;
}

export interface Dml {
  readonly kind: 'dml';
  readonly operation: 'insert' | 'update' | 'upsert' | 'delete' | 'undelete' | 'merge';
  readonly mode: 'user' | 'system';
  readonly target: Expr;
  readonly externalIdField: string | undefined;
  readonly losers: Expr | undefined;
  readonly line: number;
}

// ---------------------------------------------------------------------------------------------- declarations

/** Code with parameters: a method, a constructor, an accessor, an initialiser. */
export interface Code {
  readonly parameters: readonly Local[];
  readonly body: Block;
  readonly locals: readonly Local[];
  /** True: it may reach code or queries whose sharing is that of the caller. */
  readonly callsOut: boolean;
}

export type BoundMember =
  | { readonly kind: 'field'; readonly symbol: FieldSymbol; readonly init: Expr | undefined; readonly code: Code | undefined; readonly line: number }
  | { readonly kind: 'property'; readonly symbol: PropertySymbol; readonly getter: AccessorCode | undefined; readonly setter: AccessorCode | undefined; readonly line: number; readonly endLine: number }
  | { readonly kind: 'method'; readonly symbol: MethodSymbol; readonly code: Code | undefined; readonly line: number; readonly endLine: number }
  | { readonly kind: 'constructor'; readonly symbol: ConstructorSymbol; readonly chain: ConstructorChain | undefined; readonly code: Code; readonly line: number; readonly endLine: number }
  | { readonly kind: 'initializer'; readonly static: boolean; readonly code: Code; readonly line: number }
  | { readonly kind: 'type'; readonly type: BoundType };

export interface AccessorCode {
  readonly code: Code | undefined;
  readonly line: number;
}

export interface BoundType {
  readonly type: UserType;
  readonly members: readonly BoundMember[];
  readonly line: number;
  readonly endLine: number;
}

/** A trigger or an anonymous block. Its members stand in `holder`, a class made up for them. */
export interface BoundScript {
  readonly kind: 'trigger' | 'anonymous';
  readonly name: string;
  readonly holder: BoundType;
  readonly code: Code;
  readonly line: number;
  readonly endLine: number;
}
