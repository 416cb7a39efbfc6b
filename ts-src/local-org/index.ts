/** An embedded Salesforce org for one DX project folder. */
export { openLocalOrg } from './org.ts';
export type { OpenOptions, OpenedOrg } from './org.ts';
export { serveLocalOrg } from './serve.ts';
export type { ServeOptions, ServedOrg } from './serve.ts';
export { DatabaseInUseError, isInUse } from './data/index.ts';
export { MovableClock } from './execution/clock.ts';
export type { LocalOrg } from './execution/local-org.ts';
export type { TestRun } from './execution/apex-tests.ts';
export { checkComponents } from './lwc/index.ts';
export type { DeployProblem } from './metadata/index.ts';
