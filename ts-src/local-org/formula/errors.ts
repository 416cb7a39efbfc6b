import type { FormulaPlace } from './tree.ts';

/** A formula that cannot be deployed. The message is the platform's. */
export class FormulaError extends Error {
  readonly line: number;
  readonly column: number;

  constructor(message: string, at: FormulaPlace) {
    super(message);
    this.name = 'FormulaError';
    this.line = at.line;
    this.column = at.column;
  }
}

/** A formula that failed on a record: division by zero, VALUE of a text that is no number. A formula field shows `#Error!`. */
export class FormulaEvaluationError extends Error {
  /** `function 'VALUE()'`, `operator '/'` */
  readonly where: string;
  readonly line: number;
  readonly column: number;

  constructor(message: string, where: string, at: FormulaPlace) {
    super(`${message} (${where}, line ${at.line}, column ${at.column})`);
    this.name = 'FormulaEvaluationError';
    this.where = where;
    this.line = at.line;
    this.column = at.column;
  }
}

/** Raised inside a function; the compiler adds function and place. */
export class OperationError extends Error {}
