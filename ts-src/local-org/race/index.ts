/** Concurrency that tests can see: competitors between two statements of a transaction, and which rows a service locks. See README.md. */
export { withRace } from './with-race.ts';
export type { Competitor, Race, RaceResult } from './with-race.ts';
export { LockReport, lockReport, requireLocks } from './lock-report.ts';
export type { RowChange } from './lock-report.ts';
export { SuiteWatch } from './suite-watch.ts';
export type { ServiceChange } from './suite-watch.ts';
