import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CompiledUnit } from './apex/load/index.ts';
import type { Database } from './data/index.ts';
import { OrgDeployments, currentOverlay, loadLayered } from './deploy/index.ts';
import type { DeployCheck, DeployHost, PreparedOrg } from './deploy/index.ts';
import { runAnonymous } from './execution/anonymous.ts';
import { Certificates } from './execution/certificates.ts';
import type { OrgCertificate } from './execution/certificates.ts';
import { automationOf } from './execution/automation.ts';
import { MovableClock } from './execution/clock.ts';
import type { Email, ExecutionContext, ScheduleRequest } from './execution/context.ts';
import { EntryPoints } from './execution/entry-points.ts';
import { EventBus } from './execution/event-bus.ts';
import type { AnonymousResult, LocalOrg } from './execution/local-org.ts';
import { OrgCore } from './execution/org-core.ts';
import { Outbox } from './execution/outbox.ts';
import type { SentEmail } from './execution/outbox.ts';
import { reviver } from './execution/revive.ts';
import { knownKeyPrefixes, storedKeyPrefixes } from './execution/setup-store.ts';
import { testClasses } from './execution/test-world.ts';
import { Transactions } from './execution/transactions.ts';
import type { Interleaving } from './execution/transactions.ts';
import { flowRunner } from './flow/index.ts';
import type { FlowProgram, SavedFlowJob } from './flow/index.ts';
import type { DeployProblem, ProjectMetadata } from './metadata/index.ts';
import { CODE, changedFiles, compileCode, compileSources, compiledFor, modelOf, opensAnew, problemKey, problemsOf, withPagesOf } from './project-code.ts';
import type { Code, Model } from './project-code.ts';
import { setupId, speaksOfMore } from './schema/index.ts';
import type { Schema } from './schema/model.ts';
import { AUTOMATED_PROCESS, setupIds } from './security/index.ts';
import type { TestHostOptions } from './test-host.ts';
import { TestRuns, threadExecutor } from './testing/index.ts';

export interface OpenOptions {
  /** Folder of a DX project. */
  readonly projectDir: string;
  /** Where the data lives; absent: in memory. One process at a time may hold a file. */
  readonly databaseFile?: string;
  readonly clock?: MovableClock;
  /** Where compiled Apex is kept; default `.loop/cache/apex` of the project. */
  readonly cacheDir?: string;
  /** Wall-clock milliseconds for each millisecond of CPU time that Apex may use; default 3. */
  readonly cpuPatience?: number;
  /** Told of jobs that failed after their request was answered. */
  readonly onJobFailure?: (name: string, error: unknown) => void;
  /** Where what is deployed is kept; default `deployed` beside the data file, without one a temporary folder that goes with the org. */
  readonly deployedDir?: string;
  /** What deployments are checked for besides. */
  readonly deployChecks?: readonly DeployCheck[];
  /** Told when a deployment has changed the org. */
  readonly onDeployed?: () => void;
  /** Told of defects in deployments. */
  readonly onDefect?: (error: unknown) => void;
}

export interface OpenedOrg extends LocalOrg {
  readonly clock: MovableClock;
  readonly schema: Schema;
  /** Faults in metadata and Apex, as a deploy would tell them. What has one is missing, the rest works. */
  readonly problems: readonly DeployProblem[];
  /** What the data file could not be brought to, in sentences. */
  readonly warnings: readonly string[];
  /** For tests of concurrency, see race/. */
  readonly interleaving: Interleaving;
  /** Runs jobs that are due, now. */
  runJobs(): void;
  /** A request has come: jobs that take long give way to it. */
  makeWay(): void;
  /** Moves the clock on. What comes due on the way runs at its time, one after the other. */
  passTime(milliseconds: number): void;
  /** E-mails of Apex and flows. */
  readonly emails: readonly Email[];
  /** Takes over what changed in the project's files. New faults keep the org as it was; pages and their components follow all the same. */
  reload(): ReloadResult;
}

export interface ReloadResult {
  /** What was added, changed or removed since the last time; relative to the project root. */
  readonly files: readonly string[];
  readonly problems: readonly DeployProblem[];
  /** False: the change has faults that were not there before, and the org kept what it had. */
  readonly applied: boolean;
}

/** Opens the org of a DX project. @throws Error one sentence for a faulty project, configuration or data file */
export function openLocalOrg(options: OpenOptions): OpenedOrg {
  return new Org(options);
}

/** What a change of the project's files replaces. */
interface Live extends Model {
  readonly core: OrgCore;
  readonly transactions: Transactions;
}

/** A project compiled beside the one that runs. */
interface Candidate extends PreparedOrg {
  readonly model: Model;
  readonly code: Code;
  /** Data, users or resources differ. */
  readonly opensAnew: boolean;
}

class Org implements OpenedOrg {
  readonly clock: MovableClock;
  readonly apex: EntryPoints;
  readonly tests: TestRuns;
  readonly deployments: OrgDeployments;
  readonly events = new EventBus();
  readonly #outbox: Outbox;
  readonly #options: OpenOptions;
  readonly #path: string;
  readonly #deployedDir: string;
  readonly #certificatesDir: string | undefined;
  readonly #certificates: Certificates;
  #live: Live;
  #code: Code;
  #runs = 0;
  readonly #forgetClock: () => void;

  constructor(options: OpenOptions) {
    this.#options = options;
    this.#path = options.databaseFile ?? ':memory:';
    this.clock = options.clock ?? new MovableClock();
    this.#outbox = new Outbox(this.clock);
    this.apex = new EntryPoints(() => this.#code.program);
    this.#deployedDir = options.deployedDir ?? (options.databaseFile === undefined ? join(tmpdir(), `local-org-${randomUUID()}`) : join(dirname(options.databaseFile), 'deployed'));
    this.#certificatesDir = options.databaseFile === undefined ? undefined : join(dirname(options.databaseFile), 'certificates');
    this.#certificates = new Certificates({ names: () => this.#live.config.certificates, clock: this.clock, ...(this.#certificatesDir === undefined ? {} : { dir: this.#certificatesDir }) });
    const project = loadLayered(options.projectDir, currentOverlay(this.#deployedDir));
    const model = modelOf(project, options.cacheDir, options.databaseFile === undefined ? {} : storedKeyPrefixes(options.databaseFile));
    this.#live = this.#open(model);
    this.#code = compileCode(model, options);
    this.#live.transactions.resume();
    this.#scheduleFlows();
    this.#forgetClock = this.clock.onMoved(() => this.#live.transactions.jobs.look());
    this.tests = this.#testRuns(() => this.#code.units, { deployedDir: this.#deployedDir });
    this.deployments = new OrgDeployments({ host: this.#deployHost(), dir: this.#deployedDir, production: model.config.organization.production ?? false, ...(options.deployChecks ? { checks: options.deployChecks } : {}), ...(options.onDeployed ? { onApplied: options.onDeployed } : {}), ...(options.onDefect ? { onDefect: options.onDefect } : {}) });
  }

  #open(model: Model, database?: Database): Live {
    const { onJobFailure } = this.#options;
    const core = new OrgCore({ ...model, path: this.#path, clock: this.clock, automation: automationOf(() => this.#code, this.events), flows: flowRunner(() => this.flows), certificates: this.#certificates, outbox: this.#outbox, ...(database === undefined ? {} : { database }) });
    return { ...model, core, transactions: new Transactions({ core, program: () => this.#code.program, revive: reviver(() => this.#code, this.#outbox, this.events), ...(onJobFailure ? { onJobFailure } : {}) }) };
  }

  #testRuns(units: () => readonly CompiledUnit[], overlay: Pick<TestHostOptions, 'deployedDir' | 'overlayDir'>): TestRuns {
    const workerData: TestHostOptions = { projectDir: this.#options.projectDir, ...(this.#options.cacheDir === undefined ? {} : { cacheDir: this.#options.cacheDir }), ...(this.#certificatesDir === undefined ? {} : { certificatesDir: this.#certificatesDir }), ...overlay };
    return new TestRuns({
      testClasses: () => testClasses(units()),
      executor: threadExecutor(() => new Worker(new URL('./test-thread.ts', import.meta.url), { workerData })),
      now: () => this.clock.now(),
      newRunId: () => setupId('707', `test run ${process.pid} ${this.clock.now()} ${this.#runs++}`),
    });
  }

  #deployHost(): DeployHost {
    const live = (): Live => this.#live;
    const problems = (): readonly DeployProblem[] => this.problems;
    return {
      get project() { return live().project; },
      get schema() { return live().schema; },
      get problems() { return problems(); },
      prepare: (project) => this.#prepare(project),
      adopt: (prepared) => this.#adopt(prepared as Candidate),
      tests: (prepared, overlayDir) => this.#testRuns(() => (prepared as Candidate).code.units, { overlayDir }),
      user: (id) => this.transaction(id, ({ user }) => ({ name: user.name, mayDeploy: user.permissions.modifyAllData || user.permissions.system('ModifyMetadata') })),
      certificates: () => this.#certificates.all(),
      now: () => this.clock.now(),
    };
  }

  #prepare(project: ProjectMetadata): Candidate {
    const before = this.#live;
    const files = changedFiles(before.project, project);
    const anew = files.some(opensAnew) || speaksOfMore(project, before.schema);
    const model = anew ? modelOf(project, this.#options.cacheDir, knownKeyPrefixes(before.core.engine)) : { ...before, project };
    const sameCode = !anew && !files.some((file) => CODE.test(file));
    const code = sameCode ? { ...this.#code, problems: problemsOf(model, this.#code.codeProblems) } : compileCode(model, this.#options);
    return { project, schema: model.schema, problems: code.problems, model, code, opensAnew: anew };
  }

  /** Another project over the same data, whole or not at all. */
  #adopt({ model, code, opensAnew }: Candidate): void {
    const before = this.#live;
    if (!opensAnew) {
      this.#live = { ...before, project: model.project };
    } else {
      before.transactions.jobs.drain();
      const waiting = before.transactions.jobs.take();
      const { database } = before.core.engine.parts;
      try {
        database.whole(() => (this.#live = this.#open(model, database)));
      } catch (error) {
        // The functions that queries call are the former org's again.
        this.#live = this.#open(before, database);
        throw error;
      } finally {
        before.transactions.jobs.close();
        // Those that wait for their time.
        this.#live.transactions.takeOver(waiting);
      }
    }
    this.#code = code;
    this.#scheduleFlows();
  }

  /** The calendar holds the active flows that have a schedule. */
  #scheduleFlows(): void {
    const { config, core, transactions } = this.#live;
    const zone = config.organization.timeZone ?? 'GMT';
    const requests = this.flows.schedules(zone).map(({ name, cron, startsAt }): ScheduleRequest => ({
      name, cron, zone, startsAt, jobType: '6', className: null, run: () => this.flows.runSchedule(name),
      saved: () => ({ by: 'flow', data: JSON.stringify({ type: 'schedule', flow: name } satisfies SavedFlowJob) }),
    }));
    transactions.jobs.add(core.book.align('6', requests, setupIds.user(AUTOMATED_PROCESS)));
  }

  get project(): ProjectMetadata {
    return this.#live.project;
  }

  get schema(): Schema {
    return this.#live.schema;
  }

  get flows(): FlowProgram {
    return this.#code.flows;
  }

  get problems(): readonly DeployProblem[] {
    return this.#code.problems;
  }

  reload(): ReloadResult {
    const before = this.#live.project;
    const project = loadLayered(this.#options.projectDir, currentOverlay(this.#deployedDir), before);
    const files = changedFiles(before, project);
    if (files.length === 0) return { files, problems: this.problems, applied: true };
    const candidate = this.#prepare(project);
    const known = new Set(this.problems.map(problemKey));
    const applied = candidate.problems.every((problem) => problem.problemType === 'Warning' || known.has(problemKey(problem)));
    if (applied) this.#adopt(candidate);
    else this.#live = { ...this.#live, project: withPagesOf(before, project) };
    return { files, problems: candidate.problems, applied };
  }

  get organizationId(): string {
    return setupIds.organization();
  }

  get personas(): readonly string[] {
    return Object.keys(this.#live.config.personas);
  }

  certificates(): readonly OrgCertificate[] {
    return this.#certificates.all();
  }

  get interleaving(): Interleaving {
    return this.#live.transactions;
  }

  get warnings(): readonly string[] {
    return this.#live.core.engine.warnings;
  }

  persona(alias: string): { readonly userId: string; readonly username: string } | undefined {
    const persona = this.#live.config.personas[alias];
    return persona && { userId: setupIds.user(persona.username), username: persona.username };
  }

  findUser(username: string): { readonly userId: string; readonly username: string } | undefined {
    return this.#live.core.findUser(username);
  }

  transaction<T>(userId: string, work: (context: ExecutionContext) => T): T {
    return this.#live.transactions.run(userId, work);
  }

  executeAnonymous(userId: string, source: string): AnonymousResult {
    const { compiler, project, transactions } = this.#live;
    // A project that was compiled on trial has left the compiler with its classes.
    if (compiledFor.get(compiler) !== project) compileSources(compiler, project);
    return runAnonymous({ compiler, transactions, program: this.#code.program, clock: this.clock, apiVersion: project.sourceApiVersion }, userId, source);
  }

  runJobs(): void {
    this.#live.transactions.jobs.drain();
  }

  makeWay(): void {
    this.#live.transactions.jobs.makeWay();
  }

  passTime(milliseconds: number): void {
    this.#live.transactions.jobs.pass(this.clock, milliseconds);
  }

  get emails(): readonly Email[] {
    return this.sentEmails().map(({ email }) => email);
  }

  sentEmails(): readonly SentEmail[] {
    return this.#outbox.sent;
  }

  close(): void {
    this.#forgetClock();
    this.deployments.close();
    this.tests.close();
    this.#live.transactions.jobs.close();
    this.#live.core.close();
    if (this.#options.databaseFile === undefined && this.#options.deployedDir === undefined) rmSync(this.#deployedDir, { recursive: true, force: true });
  }
}
