/** Formula text -> typed tree -> value. */
export type { CompileOptions, FormulaPurpose } from './compiler.ts';
export type { FormulaContext, FormulaField, FormulaScope } from './context.ts';
export { FormulaEngine } from './engine.ts';
export type { FormulaEngineOptions, RecordFormula, RecordFormulaOptions, RecordFormulaScope } from './engine.ts';
export { FormulaError, FormulaEvaluationError } from './errors.ts';
export { checkFormula, compileFormula, evaluate } from './formula.ts';
export type { Formula, FormulaOptions } from './formula.ts';
export { parseFormula } from './parser.ts';
export { schemaScope } from './schema-scope.ts';
export type { FormulaNode } from './tree.ts';
export type { FormulaType } from './types.ts';
