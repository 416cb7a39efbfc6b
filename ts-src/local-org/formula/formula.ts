import type { Value } from '../values/value.ts';
import { FormulaCompiler, type CompileOptions } from './compiler.ts';
import { openScope, type FormulaContext, type FormulaScope } from './context.ts';
import { FormulaError } from './errors.ts';
import { parseFormula } from './parser.ts';
import { typeName, type FormulaType } from './types.ts';

/** A formula that was parsed and checked. */
export interface Formula {
  readonly source: string;
  readonly type: FormulaType;
  /** Field paths it reads, relative to its object, in the case of the schema; globals (`$User.Id`) are not among them. */
  readonly paths: readonly (readonly string[])[];
  /** Its value on one record: `Decimal` for every number. @throws FormulaEvaluationError, NotImplementedError */
  run(context: FormulaContext): Value;
}

export interface FormulaOptions extends CompileOptions {
  /** What the result must be. */
  readonly returns?: FormulaType;
}

/** Longest formula that the platform takes. */
const MAX_LENGTH = 3900;
const thousands = (count: number): string => count.toLocaleString('en-US');

/** @throws FormulaError when it cannot be deployed */
export function compileFormula(source: string, scope: FormulaScope = openScope, options: FormulaOptions = {}): Formula {
  if (source.length > MAX_LENGTH) throw new FormulaError(`Formula is too long (${thousands(source.length)} characters). Maximum length is ${thousands(MAX_LENGTH)} characters.`, { line: 1, column: 1 });
  const tree = parseFormula(source);
  const compiler = new FormulaCompiler(scope, options);
  const { type, run } = compiler.compile(tree);
  const { returns } = options;
  const asGiven = type === 'Picklist' || type === 'MultiPicklist' || type === 'Location';
  if (asGiven && tree.kind === 'field' && returns !== undefined) compiler.failType({ node: tree, type, run }, [returns], 'formula');
  if (returns !== undefined && type !== returns && type !== 'Any' && type !== 'Null') {
    throw new FormulaError(`Formula result is data type (${typeName(type)}), incompatible with expected data type (${typeName(returns)}).`, tree.at);
  }
  return { source, type, paths: [...compiler.paths.values()], run };
}

/** What would stop the formula from being deployed: at present the first error only. */
export function checkFormula(source: string, scope: FormulaScope, options: FormulaOptions = {}): readonly FormulaError[] {
  try {
    compileFormula(source, scope, options);
    return [];
  } catch (error) {
    if (error instanceof FormulaError) return [error];
    throw error;
  }
}

/** Parses and runs in one step, for formulas met once; field types are found out on the way. @throws FormulaError, FormulaEvaluationError */
export function evaluate(source: string, context: FormulaContext, options: CompileOptions = {}): Value {
  return compileFormula(source, openScope, options).run(context);
}
