/** Apex test runs, results, coverage. */
export { TestRuns } from './tests.ts';
export { localExecutor, threadExecutor } from './executor.ts';
export type { TestCommand, TestExecutor, TestReport } from './executor.ts';
export type { CodeUnit, TestClass, TestHost, TestWorld } from './world.ts';
