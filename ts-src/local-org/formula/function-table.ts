import type { Value } from '../values/value.ts';
import type { FormulaContext } from './context.ts';
import type { FormulaType } from './types.ts';

/** A function that takes the values of all its arguments. */
export interface FunctionSpec {
  /** Types of the parameters; several where a parameter takes more than one. The last repeats when `more` is set. */
  readonly parameters: readonly (FormulaType | readonly FormulaType[])[];
  /** How many of them must be given; default all. */
  readonly required?: number;
  /** Any number of further arguments of the last type. */
  readonly more?: boolean;
  readonly returns: FormulaType | ((types: readonly FormulaType[]) => FormulaType);
  /** With `nulls` it is also called when an argument is null; otherwise its result is null then. */
  readonly nulls?: boolean;
  readonly run: (args: readonly Value[], context: FormulaContext) => Value;
}

export type FunctionTable = Readonly<Record<string, FunctionSpec>>;
