/** Apex test runs, results, coverage. */
export { TestRuns } from './tests.ts';
export type { CodeUnit, TestClass, TestHost, TestWorld } from './world.ts';
