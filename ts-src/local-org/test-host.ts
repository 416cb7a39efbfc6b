import { currentOverlay, loadLayered } from './deploy/index.ts';
import type { CompiledUnit } from './apex/load/index.ts';
import type { RowObserver } from './data/index.ts';
import { automationOf } from './execution/automation.ts';
import { Certificates } from './execution/certificates.ts';
import { MovableClock } from './execution/clock.ts';
import { OrgCore } from './execution/org-core.ts';
import { ApexTestWorld } from './execution/test-world.ts';
import { flowRunner } from './flow/index.ts';
import { changedFiles, compileCode, modelOf, opensAnew } from './project-code.ts';
import type { Code, Model } from './project-code.ts';
import { speaksOfMore } from './schema/index.ts';
import type { TestHost } from './testing/index.ts';

export interface TestHostOptions {
  readonly projectDir: string;
  readonly cacheDir?: string;
  /** Folder of deployments: what is deployed then is laid over the project. */
  readonly deployedDir?: string;
  /** Where the org keeps key pairs; absent: in memory. */
  readonly certificatesDir?: string;
  /** An overlay that is not in force. */
  readonly overlayDir?: string;
}

/**
 * Where the tests of a project run: each world is the project as its files are then, over set-up rows in memory.
 * @param observer told what the tests do to rows
 */
export function testHost(options: TestHostOptions, observer?: RowObserver): TestHost {
  const clock = new MovableClock();
  let model: Model | undefined;
  let worlds = 0;
  const certificates = new Certificates({ names: () => model?.config.certificates ?? [], clock, ...(options.certificatesDir === undefined ? {} : { dir: options.certificatesDir }) });
  return {
    now: () => clock.now(),
    openWorld() {
      const overlayDir = options.overlayDir ?? (options.deployedDir === undefined ? undefined : currentOverlay(options.deployedDir));
      const project = loadLayered(options.projectDir, overlayDir, model?.project);
      model = model && !changedFiles(model.project, project).some(opensAnew) && !speaksOfMore(project, model.schema) ? { ...model, project } : modelOf(project, options.cacheDir);
      // Data, flows and Apex need each other: what runs is looked up when it is called.
      const running = (): Code => code;
      const core = new OrgCore({ ...model, path: ':memory:', clock, automation: automationOf(running), flows: flowRunner(() => running().flows), certificates });
      if (observer) core.engine.observe(observer);
      // V8 would take functions of equal text from its compilation cache, without block counters.
      const renewed = (unit: CompiledUnit): CompiledUnit => ({ ...unit, code: `${unit.code}\n// test run ${worlds}` });
      const code: Code = compileCode(model, { renewed });
      worlds++;
      // Tests see users, but no data of the org: neither do they see the people behind portal users.
      for (const name of ['Contact', 'Account']) core.engine.parts.database.exec(`DELETE FROM "${name}"`);
      return new ApexTestWorld({ core, program: code.program, units: code.units });
    },
  };
}
