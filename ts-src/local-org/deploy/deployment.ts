import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ApexTests } from '../execution/apex-tests.ts';
import { deployChecks } from './checks.ts';
import type { DeployCheck, DeployHost, PreparedOrg } from './host.ts';
import { keyOf } from './items.ts';
import { orgFindings, packageFinding, successMessages } from './messages.ts';
import type { Finding } from './messages.ts';
import { activateOverlay, baseOf, layerOver, nextOverlayDir, writeOverlay } from './overlay.ts';
import { PackageError, readPackage } from './package.ts';
import type { DeployPackage } from './package.ts';
import { planDeploy } from './plan.ts';
import type { DeployPlan } from './plan.ts';
import { NO_TESTS, coverageWarnings, runTestsResult, unknownTest, wantedTests } from './test-results.ts';
import type { DeployMessage, DeployOptions, DeployResult, RunTestsResult } from '../execution/deployments.ts';

export interface DeploymentOptions {
  readonly host: DeployHost;
  readonly zip: Uint8Array;
  readonly options: DeployOptions;
  /** Folder of the deployments. */
  readonly dir: string;
  readonly userId: string;
  /** A production org: tests by default, coverage is a must. */
  readonly production: boolean;
  readonly checks: readonly DeployCheck[];
  /** Tells what changed. */
  update(change: Partial<DeployResult>): void;
  isCanceled(): boolean;
  /** Resolves when somebody has asked for the state, or after a while. */
  untilSeen(): Promise<void>;
}

/** How a deployment ended. */
export type Outcome = Partial<DeployResult> & Pick<DeployResult, 'status' | 'success'>;

interface Validated {
  readonly plan: DeployPlan;
  readonly prepared: PreparedOrg;
  readonly failures: readonly Finding[];
  readonly successes: readonly Omit<DeployMessage, 'createdDate'>[];
  /** What the plan holds may be deployed. */
  readonly fit: boolean;
}

const CANCELED: Outcome = { status: 'Canceled', success: false };

/** Runs one deployment to its end. Nothing else may deploy meanwhile; requests get their turn between its steps. */
export async function runDeployment(options: DeploymentOptions): Promise<Outcome> {
  const stagingDir = join(options.dir, `package-${randomUUID()}`);
  try {
    return await new Deployment(options, stagingDir).run();
  } catch (error) {
    if (error instanceof PackageError) return { status: 'Failed', success: false, errorStatusCode: 'INVALID_FILE', errorMessage: `INVALID_FILE: ${error.message}` };
    throw error;
  } finally {
    rmSync(stagingDir, { recursive: true, force: true });
  }
}

class Deployment {
  readonly #given: DeploymentOptions;
  readonly #stagingDir: string;
  readonly #overlayDir: string;

  constructor(given: DeploymentOptions, stagingDir: string) {
    this.#given = given;
    this.#stagingDir = stagingDir;
    this.#overlayDir = nextOverlayDir(given.dir);
  }

  async run(): Promise<Outcome> {
    const { host, options, zip } = this.#given;
    const pkg = readPackage(zip, { stagingDir: this.#stagingDir, allowMissingFiles: options.allowMissingFiles });
    await turn();
    if (this.#given.isCanceled()) return CANCELED;
    const before = host.project;
    const validated = await this.#validate(pkg);
    const counts = this.#tell(validated);
    if (this.#given.isCanceled()) return CANCELED;
    if (!validated.fit) return { ...counts, status: 'Failed', success: false };
    const tests = await this.#test(validated, counts.details);
    if (this.#given.isCanceled()) return { ...counts, ...CANCELED };
    const ended = tests === undefined ? counts : { ...counts, ...testCounts(tests.result), details: { ...counts.details, runTestResult: tests.result } };
    if (tests?.passed === false && options.rollbackOnError) return { ...ended, status: 'Failed', success: false };
    if (!options.checkOnly) {
      await turn();
      // Files of the folder were saved meanwhile: the package meets another org.
      const current = host.project === before ? validated : await this.#validate(pkg);
      if (!current.fit) return { ...this.#tell(current), status: 'Failed', success: false };
      this.#apply(current.prepared);
    }
    const whole = validated.failures.length === 0 && tests?.passed !== false;
    return { ...ended, status: whole ? 'Succeeded' : 'SucceededPartial', success: whole };
  }

  /** Leaves out what is faulty until the rest stands, when a part may be deployed. */
  async #validate(pkg: DeployPackage): Promise<Validated> {
    const { host, options } = this.#given;
    const failures = pkg.problems.map(packageFinding);
    const without = new Set(failures.map(({ key }) => key));
    const unusable = pkg.problems.some(({ componentType, fileName }) => componentType === '' && fileName.endsWith('.xml'));
    const known = [...host.problems, ...deployChecks(host.project, host.schema)];
    for (;;) {
      const plan = planDeploy(host.project, pkg, without);
      const prepared = this.#prepare(plan);
      await turn();
      const problems = [...prepared.problems, ...deployChecks(prepared.project, prepared.schema), ...(await this.#check(plan, prepared))];
      const { errors, warnings } = orgFindings(plan, prepared.project, known, problems);
      failures.push(...errors);
      const done = (fit: boolean): Validated => ({ plan, prepared, failures, successes: successMessages(plan, new Set(failures.map(({ key }) => key)), warnings), fit });
      if (failures.length === 0) return done(true);
      if (options.rollbackOnError || unusable) return done(false);
      if (errors.length === 0) return done(plan.changes.length + plan.deletions.length > 0);
      const left = without.size;
      for (const { key } of errors) without.add(key);
      if (without.size === left) return done(false);
    }
  }

  #prepare(plan: DeployPlan): PreparedOrg {
    const { host } = this.#given;
    writeOverlay(this.#overlayDir, plan.items, plan.entries, host.project.sourceApiVersion);
    return host.prepare(layerOver(baseOf(host.project), this.#overlayDir));
  }

  async #check(plan: DeployPlan, prepared: PreparedOrg) {
    const changed = new Set(plan.changes.filter(({ state }) => state !== 'unchanged').map(({ item }) => keyOf(item)));
    const found = await Promise.all(this.#given.checks.map((check) => check(prepared, { has: (type, fullName) => changed.has(keyOf({ type, fullName })) })));
    return found.flat();
  }

  #tell({ failures, successes }: Validated) {
    const createdDate = new Date(this.#given.host.now()).toISOString();
    const manifest: DeployMessage = { changed: true, componentType: '', created: false, createdDate, deleted: false, fileName: 'package.xml', fullName: 'package.xml', success: true };
    const failed = new Set(failures.map(({ key }) => key));
    const details = {
      componentFailures: failures.map(({ message }): DeployMessage => ({ ...message, createdDate })),
      componentSuccesses: [manifest, ...successes.map((message): DeployMessage => ({ ...message, createdDate }))],
      runTestResult: NO_TESTS,
    };
    const counts = { numberComponentErrors: failed.size, numberComponentsDeployed: successes.length, numberComponentsTotal: successes.length + failed.size, details };
    this.#given.update(counts);
    return counts;
  }

  async #test({ plan, prepared }: Validated, details: DeployResult['details']): Promise<{ readonly passed: boolean; readonly result: RunTestsResult } | undefined> {
    const { host, options, production } = this.#given;
    const tests = host.tests(prepared, this.#overlayDir);
    try {
      const hasApex = plan.changes.some(({ item }) => item.type === 'ApexClass' || item.type === 'ApexTrigger');
      const wanted = wantedTests(options, tests.catalogue, production && hasApex);
      if (wanted === undefined) return undefined;
      if (wanted.tests !== 'all' && wanted.tests.length === 0) {
        const failures = wanted.unknown.map(unknownTest);
        return { passed: false, result: { ...NO_TESTS, failures, numFailures: failures.length } };
      }
      return await this.#runTests(tests, wanted, plan, details);
    } finally {
      tests.close();
    }
  }

  async #runTests(tests: ApexTests, { tests: selection, unknown }: NonNullable<ReturnType<typeof wantedTests>>, plan: DeployPlan, details: DeployResult['details']) {
    const { production, update, isCanceled, userId } = this.#given;
    const run = tests.start({ tests: selection, coverage: true, userId });
    const numberTestsTotal = run.classes.reduce((sum, { methods }) => sum + methods, 0);
    for (let aborted = false; run.endedAt === null; ) {
      update({ ...testCounts(runTestsResult(run, unknown, [])), numberTestsTotal });
      if (isCanceled() && !aborted) {
        aborted = true;
        tests.abort(run.id);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const warnings = coverageWarnings(run.coverage, new Set(plan.changes.map(({ item }) => keyOf(item))), selection !== 'all');
    const result = runTestsResult(run, unknown, warnings);
    const passed = result.numFailures === 0 && run.status === 'Completed' && !(production && warnings.length > 0);
    if (!passed && !isCanceled()) {
      // Clients in CI print failing tests only from a state that is not the last.
      update({ ...testCounts(result), details: { ...details, runTestResult: result } });
      await this.#given.untilSeen();
    }
    return { passed, result };
  }

  /** The org first, then what a restart finds: a stop in between leaves the org as it was. */
  #apply(prepared: PreparedOrg): void {
    const { host, dir } = this.#given;
    const before = host.project;
    host.adopt(prepared);
    try {
      activateOverlay(dir, this.#overlayDir);
    } catch (error) {
      host.adopt(host.prepare(before));
      throw error;
    }
  }
}

const testCounts = (result: RunTestsResult) => ({ numberTestErrors: result.numFailures, numberTestsCompleted: result.successes.length, numberTestsTotal: result.successes.length + result.numFailures, runTestsEnabled: true });

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
