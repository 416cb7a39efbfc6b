/** Checks and compiles the decisions of ts-src/rules, and evaluates them. */
export { canonicalJson, sha256 } from './canonical.ts';
export type { Json } from './canonical.ts';
export { compile } from './compile.ts';
export type { Compiled } from './compile.ts';
export { emitJavaScript } from './emit/javascript.ts';
export { emitProgram, inputField, outputField } from './emit/program.ts';
export * from './engines/index.ts';
export { DecisionFaults } from './fault.ts';
export type { Fault } from './fault.ts';
export { boundariesOf, digestOf, goldenFile, goldenInputs, Random, resultLines } from './golden/index.ts';
export type { GoldenSets } from './golden/index.ts';
export type { Lowered } from './graph/lower.ts';
export { defaultPackFile, programFile, resourceFile } from './outputs.ts';
export { asPack, checkPack, packFaultLine } from './pack/check.ts';
export type { PackFault, PackRule, PackSchema } from './pack/check.ts';
export { LARGEST_PACK } from './pack/schema.ts';
export type { Pack, PackValue } from './pack/schema.ts';
export { buildRules, rulesInDisorder } from './write.ts';
