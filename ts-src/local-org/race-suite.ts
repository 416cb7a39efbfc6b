import { loadLayered } from './deploy/index.ts';
import type { TestMethodResult } from './execution/apex-tests.ts';
import { testClasses } from './execution/test-world.ts';
import { compileCode, modelOf } from './project-code.ts';
import { SuiteWatch } from './race/index.ts';
import type { ServiceChange } from './race/index.ts';
import { setupIds } from './security/index.ts';
import { testHost } from './test-host.ts';
import { localExecutor } from './testing/index.ts';

export interface RaceSuiteResult {
  readonly tests: readonly TestMethodResult[];
  /** Rows of the guarded objects that code of the project changed, with and without a lock. */
  readonly changes: readonly ServiceChange[];
}

/**
 * Runs all Apex tests of a project in race mode (race/suite-watch.ts), as the persona.
 * @param objects whose rows nobody may change without a lock
 */
export async function runTestsInRaceMode(projectDir: string, persona: string, objects: readonly string[]): Promise<RaceSuiteResult> {
  const model = modelOf(loadLayered(projectDir, undefined), undefined);
  const user = model.config.personas[persona];
  if (user === undefined) throw new Error(`config/local-org.json declares no persona "${persona}".`);
  const { units } = compileCode(model, {});
  const classes = testClasses(units);
  const isTest = new Set(units.filter((unit) => unit.meta[unit.name.toLowerCase()]?.isTest).map(({ name }) => name.toLowerCase()));
  const watch = new SuiteWatch(objects, (className) => isTest.has(className.toLowerCase()));
  const tests: TestMethodResult[] = [];
  await localExecutor(testHost({ projectDir }, watch)).execute({ classes, userId: setupIds.user(user.username), coverage: false }, ({ results }) => tests.push(...results));
  return { tests, changes: watch.changes };
}
