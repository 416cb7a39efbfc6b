/** The words in which decisions are written. Units are checked here by the type checker and once more by the compiler. */
import type { ArithmeticOp, Choice, CompareOp, Domain, Input, Node, Shape, Truth, Unit, ValueType, Whole } from './nodes.ts';
import type { Bands, Curve, IntegerParameter, Table } from './parameters.ts';
import { callerPlace } from './place.ts';

/** One hundred per cent in basis points. */
const WHOLE_BPS = 10_000;

const node = (shape: Shape, type: ValueType): Node => ({ ...shape, type, place: callerPlace() });
const whole = <U extends Unit>(shape: Shape, unit: U): Whole<U> => node(shape, { kind: 'integer', unit }) as Whole<U>;
const truth = (shape: Shape): Truth => node(shape, { kind: 'boolean' }) as Truth;
const choice = <V extends string>(shape: Shape, domain: Domain): Choice<V> => node(shape, { kind: 'choice', domain }) as Choice<V>;

export const integer = <U extends Unit>(value: number, unit: U): Whole<U> => whole({ kind: 'literal', value }, unit);

export const choiceOf = <V extends string>(values: readonly V[], value: V): Choice<V> =>
  choice({ kind: 'choiceLiteral', value }, { values });

interface WholeInput<U extends Unit> {
  readonly description: string;
  readonly unit: U;
  readonly min: number;
  readonly max: number;
  /** Given: the input is optional, and this stands for it. */
  readonly missing?: number;
}

export const wholeInput = <U extends Unit>(name: string, is: WholeInput<U>): Whole<U> => {
  const input: Input = { kind: 'integer', name, optional: is.missing !== undefined, ...is, missing: is.missing ?? is.min };
  return whole({ kind: 'input', input }, is.unit);
};

/** An optional yes/no that is left out means no. */
export const truthInput = (name: string, description: string, optional: 'required' | 'optional' = 'required'): Truth =>
  truth({ kind: 'input', input: { kind: 'boolean', name, description, optional: optional === 'optional' } });

/** An optional choice that is left out means the first value. */
export const choiceInput = <V extends string>(
  name: string,
  domain: { readonly values: readonly V[] } | { readonly list: string },
  description: string,
  optional: 'required' | 'optional' = 'required',
): Choice<V> =>
  choice({ kind: 'input', input: { kind: 'choice', name, description, domain, optional: optional === 'optional' } }, domain);

/** Whether an optional input was given. */
export const known = (input: Node): Truth => {
  if (input.kind !== 'input') throw new TypeError(`${input.place}: known() asks about an input`);
  return truth({ kind: 'known', input: input.input });
};

const arithmetic = <U extends Unit>(op: ArithmeticOp, left: Whole<U>, right: Whole<U>): Whole<U> =>
  whole({ kind: 'arithmetic', op, left, right }, left.type.unit);

export const plus = <U extends Unit>(left: Whole<U>, right: Whole<NoInfer<U>>): Whole<U> => arithmetic('add', left, right);
export const minus = <U extends Unit>(left: Whole<U>, right: Whole<NoInfer<U>>): Whole<U> => arithmetic('subtract', left, right);
export const least = <U extends Unit>(left: Whole<U>, right: Whole<NoInfer<U>>): Whole<U> => arithmetic('least', left, right);
export const greatest = <U extends Unit>(left: Whole<U>, right: Whole<NoInfer<U>>): Whole<U> => arithmetic('greatest', left, right);

/** value * numerator / denominator, half up. */
export const proportion = <U extends Unit, R extends Unit>(value: Whole<U>, numerator: Whole<R>, denominator: Whole<NoInfer<R>>): Whole<U> =>
  whole({ kind: 'mulDiv', a: value, b: numerator, d: denominator }, value.type.unit);

/** So many basis points of a value, half up. */
export const share = <U extends Unit>(value: Whole<U>, bps: Whole<'bps'>): Whole<U> => proportion(value, bps, integer(WHOLE_BPS, 'bps'));

/** A price for a number of units, e.g. minor units a kilogram: value * price / per. */
export const priced = <U extends Unit>(amount: Whole, price: Whole<U>, per: Whole): Whole<U> =>
  whole({ kind: 'mulDiv', a: price, b: amount, d: per }, price.type.unit);

export const floorTo = <U extends Unit>(value: Whole<U>, step: Whole<NoInfer<U>>): Whole<U> =>
  whole({ kind: 'floorTo', value, step }, value.type.unit);

const compare = (op: CompareOp, left: Node, right: Node): Truth => truth({ kind: 'compare', op, left, right });

export const equal = <U extends Unit>(left: Whole<U>, right: Whole<NoInfer<U>>): Truth => compare('equal', left, right);
export const less = <U extends Unit>(left: Whole<U>, right: Whole<NoInfer<U>>): Truth => compare('less', left, right);
export const atMost = <U extends Unit>(left: Whole<U>, right: Whole<NoInfer<U>>): Truth => compare('lessOrEqual', left, right);

export const and = (...all: readonly Truth[]): Truth => all.reduce((left, right) => truth({ kind: 'logic', op: 'and', left, right }));
export const or = (...any: readonly Truth[]): Truth => any.reduce((left, right) => truth({ kind: 'logic', op: 'or', left, right }));
export const not = (of: Truth): Truth => truth({ kind: 'not', of });

/** Whether a choice is one of the values. */
export const isOneOf = <V extends string>(asked: Choice<V>, ...values: readonly NoInfer<V>[]): Truth =>
  or(...values.map((value) => compare('equal', asked, choice({ kind: 'choiceLiteral', value }, asked.type.domain))));

export const when = <U extends Unit>(condition: Truth, then: Whole<U>, otherwise: Whole<NoInfer<U>>): Whole<U> =>
  whole({ kind: 'select', condition, then, otherwise }, then.type.unit);

export const whenChoice = <V extends string>(condition: Truth, then: Choice<V>, otherwise: Choice<V>): Choice<V> =>
  choice({ kind: 'select', condition, then, otherwise }, then.type.domain);

export const value = <U extends Unit>(parameter: IntegerParameter<U>): Whole<U> => whole({ kind: 'cell', parameter, keys: [] }, parameter.unit);

export const cell = <U extends Unit>(parameter: Table<U>, ...keys: readonly Choice[]): Whole<U> =>
  whole({ kind: 'cell', parameter, keys }, parameter.unit);

/** A yes/no kept in a table of 0 and 1. */
export const flag = (parameter: Table<'count'>, ...keys: readonly Choice[]): Truth =>
  compare('equal', cell(parameter, ...keys), integer(1, 'count'));

export const at = <U extends Unit, X extends Unit>(
  parameter: Curve<U, X> | Bands<U, X>,
  x: Whole<NoInfer<X>>,
  ...keys: readonly Choice[]
): Whole<U> => whole({ kind: 'at', parameter, keys, x }, parameter.unit);

export const among = <V extends string>(values: readonly V[]): { readonly values: readonly V[] } => ({ values });
export const listed = (list: string): Domain & { readonly list: string } => ({ list });
