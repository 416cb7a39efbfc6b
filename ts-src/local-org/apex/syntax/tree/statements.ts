import type { Modifiers, TypeRef, VariableDeclarator } from './declarations.ts';
import type { Expression } from './expressions.ts';
import type { Node } from './node.ts';

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
