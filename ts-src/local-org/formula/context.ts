import type { Value } from '../values/value.ts';
import type { FormulaType } from './types.ts';

/** What a formula may name, asked when it is checked. */
export interface FormulaScope {
  /** Undefined: there is no such field. `path` is as written, split at dots; globals start with `$User`, `$Label`… */
  field(path: readonly string[]): FormulaField | undefined;
}

export interface FormulaField {
  readonly type: FormulaType;
  /** The path in the case of the schema, without the `:User` of polymorphic steps; this is what contexts are asked for. */
  readonly path: readonly string[];
  /** Percent fields hold 20 for what a formula sees as 0.20. */
  readonly percent?: boolean;
}

/** Where values come from while a formula runs. */
export interface FormulaContext {
  /** Value at a path of the scope; null where a parent is missing. */
  value(path: readonly string[]): Value;
  /** Value before the save, for PRIORVALUE and ISCHANGED; absent: there was no save, the current value counts. */
  prior?(path: readonly string[]): Value;
  /** Default false. */
  readonly isNew?: boolean;
  /** Milliseconds since 1970, for NOW and TODAY. Default: the clock. */
  readonly now?: number;
  /** Of the user, for TODAY and DATEVALUE of a datetime. Default GMT. */
  readonly timeZone?: string;
}

/** Takes every name and leaves its type open. */
export const openScope: FormulaScope = { field: (path) => ({ type: 'Any', path }) };
