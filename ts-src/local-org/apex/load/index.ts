/** Apex sources -> a program that can run. */
export { ApexCompiler } from './compiler.ts';
export type { ApexSourceFile, CompiledUnit, CompileError, CompileOptions, CompileResult, OrgNames } from './compiler.ts';
export { FolderCache, MemoryCache } from './cache.ts';
export type { CompileCache } from './cache.ts';
export { ApexCode } from './program.ts';
export { coveredLines, executableLines } from './executable-lines.ts';
export type { CoveredLines, CoverageRange } from './executable-lines.ts';
