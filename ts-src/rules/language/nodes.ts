/** What a decision is made of: a graph of small typed nodes. Pure data; nothing here computes. */
import type { Parameter } from './parameters.ts';

/** What a whole number counts. Numbers of different units are never added or compared. */
export type Unit = 'minor' | 'bps' | 'days' | 'percent' | 'count' | 'gb' | 'cycles' | 'grams' | 'points' | 'months';

/** What a choice is made among: fixed values (index is the ordinal) or a list that the pack gives. */
export type Domain = { readonly values: readonly string[] } | { readonly list: string };

export type ValueType =
  | { readonly kind: 'integer'; readonly unit: Unit }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'choice'; readonly domain: Domain };

/** Where a node was written: `file:line`, for the compiler's complaints. */
export type Place = string;

export type ArithmeticOp = 'add' | 'subtract' | 'least' | 'greatest';
export type CompareOp = 'equal' | 'less' | 'lessOrEqual';
export type LogicOp = 'and' | 'or';

export type Shape =
  | { readonly kind: 'literal'; readonly value: number }
  | { readonly kind: 'choiceLiteral'; readonly value: string }
  | { readonly kind: 'input'; readonly input: Input }
  /** Whether an optional input was given. */
  | { readonly kind: 'known'; readonly input: Input }
  | { readonly kind: 'arithmetic'; readonly op: ArithmeticOp; readonly left: Node; readonly right: Node }
  /** a * b / d, half up. */
  | { readonly kind: 'mulDiv'; readonly a: Node; readonly b: Node; readonly d: Node }
  /** The largest multiple of `step` that is not above `value`. */
  | { readonly kind: 'floorTo'; readonly value: Node; readonly step: Node }
  | { readonly kind: 'compare'; readonly op: CompareOp; readonly left: Node; readonly right: Node }
  | { readonly kind: 'logic'; readonly op: LogicOp; readonly left: Node; readonly right: Node }
  | { readonly kind: 'not'; readonly of: Node }
  | { readonly kind: 'select'; readonly condition: Node; readonly then: Node; readonly otherwise: Node }
  /** A cell of a table; of an integer parameter `keys` is empty. */
  | { readonly kind: 'cell'; readonly parameter: Parameter; readonly keys: readonly Node[] }
  /** A point of a curve or the value of a band. */
  | { readonly kind: 'at'; readonly parameter: Parameter; readonly keys: readonly Node[]; readonly x: Node };

export type Node = Shape & { readonly type: ValueType; readonly place: Place };

export type Whole<U extends Unit = Unit> = Node & { readonly type: { readonly kind: 'integer'; readonly unit: U } };
export type Truth = Node & { readonly type: { readonly kind: 'boolean' } };
export type Choice<V extends string = string> = Node & {
  readonly type: { readonly kind: 'choice'; readonly domain: Domain };
  /** For the type checker only: which values the choice can have. */
  readonly among?: V;
};

interface InputBase {
  readonly name: string;
  /** One sentence for whoever fills it in. */
  readonly description: string;
  /** May be left out; `known` tells. */
  readonly optional: boolean;
}

export type Input =
  | (InputBase & {
      readonly kind: 'integer';
      readonly unit: Unit;
      readonly min: number;
      readonly max: number;
      /** Value when left out. */
      readonly missing: number;
    })
  | (InputBase & { readonly kind: 'boolean' })
  | (InputBase & { readonly kind: 'choice'; readonly domain: Domain });
