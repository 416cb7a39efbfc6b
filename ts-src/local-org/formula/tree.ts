import type { Value } from '../values/value.ts';
import type { FormulaType } from './types.ts';

/** 1-based, in the formula's text. */
export interface FormulaPlace {
  readonly line: number;
  readonly column: number;
}

export type BinaryOperator = '+' | '-' | '*' | '/' | '^' | '&' | '=' | '<>' | '<' | '<=' | '>' | '>=' | '&&' | '||';

/** Syntax tree of a formula. Names are as written. */
export type FormulaNode =
  | { readonly kind: 'literal'; readonly value: Value; readonly type: FormulaType; readonly at: FormulaPlace }
  /** `Amount__c`, `Twin__r.Name`, `Owner:User.Email`, `$User.Id`. */
  | { readonly kind: 'field'; readonly path: readonly string[]; readonly at: FormulaPlace }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly FormulaNode[]; readonly at: FormulaPlace }
  | { readonly kind: 'unary'; readonly operator: '-' | '+' | '!'; readonly operand: FormulaNode; readonly at: FormulaPlace }
  | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: FormulaNode; readonly right: FormulaNode; readonly at: FormulaPlace };

export type FieldNode = Extract<FormulaNode, { kind: 'field' }>;
