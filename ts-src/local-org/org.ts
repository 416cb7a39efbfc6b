import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ApexCompiler, FolderCache } from './apex/load/index.ts';
import type { ApexSourceFile, CompiledUnit, CompileResult } from './apex/load/index.ts';
import { OrgDeployments, baseOf, currentOverlay, loadLayered } from './deploy/index.ts';
import type { DeployCheck, DeployHost, PreparedOrg } from './deploy/index.ts';
import type { Database } from './data/index.ts';
import { automationOf } from './execution/automation.ts';
import type { RunningCode } from './execution/automation.ts';
import { MovableClock } from './execution/clock.ts';
import type { ExecutionContext } from './execution/context.ts';
import { EventBus } from './execution/event-bus.ts';
import { TextLog } from './execution/debug-log.ts';
import { EntryPoints } from './execution/entry-points.ts';
import { ApexFailure, BrokenClassError, LimitFailure, NotImplementedError } from './execution/errors.ts';
import type { AnonymousResult, LocalOrg } from './execution/local-org.ts';
import { OrgCore } from './execution/org-core.ts';
import { orgResources } from './execution/org-resources.ts';
import { Program } from './execution/program.ts';
import { knownKeyPrefixes, storedKeyPrefixes } from './execution/setup-store.ts';
import { ApexTestWorld, currentLine, testClasses } from './execution/test-world.ts';
import { Transactions } from './execution/transactions.ts';
import { FlowProgram, flowRunner } from './flow/index.ts';
import { FormulaEngine } from './formula/index.ts';
import type { Interleaving } from './execution/transactions.ts';
import { changedSince } from './metadata/index.ts';
import type { DeployProblem, ProjectMetadata } from './metadata/index.ts';
import { compileSchema, setupId } from './schema/index.ts';
import type { Schema } from './schema/model.ts';
import { checkSecurity, loadOrgConfig, setupIds } from './security/index.ts';
import type { OrgConfig } from './security/index.ts';
import { TestRuns, threadExecutor } from './testing/index.ts';
import type { TestHost } from './testing/index.ts';

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
  /** Runs jobs that wait, now. */
  runJobs(): void;
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

interface Code extends RunningCode {
  readonly units: readonly CompiledUnit[];
  readonly problems: readonly DeployProblem[];
  /** Those of Apex and flows alone. */
  readonly codeProblems: readonly DeployProblem[];
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
  readonly #options: OpenOptions;
  readonly #path: string;
  readonly #deployedDir: string;
  #live: Live;
  #code: Code;
  #runs = 0;

  constructor(options: OpenOptions) {
    this.#options = options;
    this.#path = options.databaseFile ?? ':memory:';
    this.clock = options.clock ?? new MovableClock();
    if (options.databaseFile) mkdirSync(dirname(options.databaseFile), { recursive: true });
    this.apex = new EntryPoints(() => this.#code.program);
    this.#deployedDir = options.deployedDir ?? (options.databaseFile === undefined ? join(tmpdir(), `local-org-${randomUUID()}`) : join(dirname(options.databaseFile), 'deployed'));
    const project = loadLayered(options.projectDir, currentOverlay(this.#deployedDir));
    const model = modelOf(project, options.cacheDir, options.databaseFile === undefined ? {} : storedKeyPrefixes(options.databaseFile));
    this.#live = this.#open(model);
    this.#code = compileCode(model, this.apex, options);
    this.tests = this.#testRuns(() => this.#code.units, { deployedDir: this.#deployedDir });
    this.deployments = new OrgDeployments({ host: this.#deployHost(), dir: this.#deployedDir, production: model.config.organization.production ?? false, ...(options.deployChecks ? { checks: options.deployChecks } : {}), ...(options.onDefect ? { onDefect: options.onDefect } : {}) });
  }

  #open(model: Model, database?: Database): Live {
    const { onJobFailure } = this.#options;
    const core = new OrgCore({ ...model, path: this.#path, clock: this.clock, automation: automationOf(() => this.#code, this.events), flows: flowRunner(() => this.flows), ...(database === undefined ? {} : { database }) });
    return { ...model, core, transactions: new Transactions({ core, program: () => this.#code.program, ...(onJobFailure ? { onJobFailure } : {}) }) };
  }

  #testRuns(units: () => readonly CompiledUnit[], overlay: Pick<TestHostOptions, 'deployedDir' | 'overlayDir'>): TestRuns {
    const workerData: TestHostOptions = { projectDir: this.#options.projectDir, ...(this.#options.cacheDir === undefined ? {} : { cacheDir: this.#options.cacheDir }), ...overlay };
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
      now: () => this.clock.now(),
    };
  }

  #prepare(project: ProjectMetadata): Candidate {
    const before = this.#live;
    const files = changedFiles(before.project, project);
    const anew = files.some(opensAnew);
    const model = anew ? modelOf(project, this.#options.cacheDir, knownKeyPrefixes(before.core.engine)) : { ...before, project };
    const sameCode = !anew && !files.some((file) => CODE.test(file));
    const code = sameCode ? { ...this.#code, problems: problemsOf(model, this.#code.codeProblems) } : compileCode(model, this.apex, this.#options);
    return { project, schema: model.schema, problems: code.problems, model, code, opensAnew: anew };
  }

  /** Another project over the same data, whole or not at all. */
  #adopt({ model, code, opensAnew }: Candidate): void {
    const before = this.#live;
    if (!opensAnew) {
      this.#live = { ...before, project: model.project };
    } else {
      before.transactions.jobs.drain();
      const { database } = before.core.engine.parts;
      database.exec('BEGIN IMMEDIATE');
      try {
        this.#live = this.#open(model, database);
        database.exec('COMMIT');
      } catch (error) {
        database.exec('ROLLBACK');
        // The functions that queries call are the former org's again.
        this.#live = this.#open(before, database);
        throw error;
      }
      before.transactions.jobs.close();
    }
    this.#code = code;
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
    const { compiler, project } = this.#live;
    // A project that was compiled on trial has left the compiler with its classes.
    if (compiledFor.get(compiler) !== project) compileSources(compiler, project);
    const { units, errors } = compiler.compileAnonymous(source, Number(project.sourceApiVersion));
    const [unit] = units;
    const log = new TextLog(() => this.clock.now(), currentLine);
    const header = [`${this.project.sourceApiVersion} APEX_CODE,DEBUG`, ...source.split('\n').map((line) => `Execute Anonymous: ${line}`)];
    const result = { compiled: true, success: true, line: -1, column: -1, compileProblem: null, exceptionMessage: null, exceptionStackTrace: null };
    if (!unit) {
      const [error] = errors;
      return { ...result, compiled: false, success: false, line: error?.line ?? -1, column: error?.column ?? -1, compileProblem: error?.message ?? 'The block did not compile', debugLog: '' };
    }
    log.event('EXECUTION_STARTED');
    try {
      this.#live.transactions.run(userId, (context) => this.#code.program.runAnonymous(context, unit), log);
    } catch (error) {
      const failure = anonymousFailure(error);
      log.event('FATAL_ERROR', failure.exceptionMessage);
      return { ...result, ...failure, success: false, debugLog: log.text(header) };
    }
    log.event('EXECUTION_FINISHED');
    return { ...result, debugLog: log.text(header) };
  }

  runJobs(): void {
    this.#live.transactions.jobs.drain();
  }

  close(): void {
    this.tests.close();
    this.#live.transactions.jobs.close();
    this.#live.core.close();
    if (this.#options.databaseFile === undefined && this.#options.deployedDir === undefined) rmSync(this.#deployedDir, { recursive: true, force: true });
  }
}

function changedFiles(before: ProjectMetadata, after: ProjectMetadata): string[] {
  const { added, changed, removed } = changedSince(before, after);
  return [...added, ...changed, ...removed];
}

const problemKey = ({ componentType, fullName, problem }: DeployProblem): string => `${componentType} ${fullName} ${problem}`;

/** Pages of one project over the code and data of another. */
function withPagesOf(kept: ProjectMetadata, pages: ProjectMetadata): ProjectMetadata {
  const { lwc, aura, flexipages, layouts, applications, tabs, messageChannels, quickActions } = pages;
  const hashes = new Map([...[...kept.hashes].filter(([file]) => !PAGE.test(file)), ...[...pages.hashes].filter(([file]) => PAGE.test(file))]);
  return { ...kept, lwc, aura, flexipages, layouts, applications, tabs, messageChannels, quickActions, hashes };
}
const PAGE = /\/(?:lwc|aura|flexipages|layouts|applications|tabs|messageChannels|quickActions)\//;

/** Apex and flows, which are compiled anew on their own. */
const CODE = /\.(?:cls|trigger|flow)(?:-meta\.xml)?$/;
/** Everything but code and pages may change data, users or resources. */
const opensAnew = (file: string): boolean => !CODE.test(file) && !PAGE.test(file);

/** A project as the org reads it, before anything is opened. */
interface Model {
  readonly project: ProjectMetadata;
  readonly config: OrgConfig;
  readonly schema: Schema;
  readonly schemaProblems: readonly DeployProblem[];
  readonly compiler: ApexCompiler;
}

function modelOf(project: ProjectMetadata, cacheDir: string | undefined, keyPrefixes: Readonly<Record<string, string>> = {}): Model {
  const { schema, problems } = compileSchema(project, { keyPrefixes });
  // What is deployed later changes nobody's permission sets.
  return { project, config: loadOrgConfig(baseOf(project)), schema, schemaProblems: problems, compiler: apexCompiler(project, schema, cacheDir ?? join(project.root, '.loop/cache/apex')) };
}

/** The project whose classes a compiler holds. */
const compiledFor = new WeakMap<ApexCompiler, ProjectMetadata>();

function compileSources(compiler: ApexCompiler, project: ProjectMetadata): CompileResult {
  compiledFor.set(compiler, project);
  return compiler.compile(apexSources(project));
}

function problemsOf({ project, schema, schemaProblems }: Model, codeProblems: readonly DeployProblem[]): readonly DeployProblem[] {
  return [...project.problems, ...schemaProblems, ...checkSecurity(project, schema), ...codeProblems];
}

function compileCode(model: Model, apex: EntryPoints, { cpuPatience, renewed = (unit) => unit }: { readonly cpuPatience?: number; readonly renewed?: (unit: CompiledUnit) => CompiledUnit } = {}): Code {
  const { project, schema, compiler } = model;
  const { units: compiled, errors } = compileSources(compiler, project);
  const units = compiled.map(renewed);
  const formulas = new FormulaEngine({ schema, resources: orgResources(project, schema) });
  const flows = new FlowProgram(project.flows, { schema, formulas, apex });
  const codeProblems = [...errors.map((error) => apexProblem(project, error)), ...flows.check()];
  const problems = problemsOf(model, codeProblems);
  const program = new Program(units, { problem: (name) => compileProblem(problems, name), ...(cpuPatience === undefined ? {} : { cpuPatience }) });
  return { units, flows, problems, codeProblems, program };
}

export interface TestHostOptions {
  readonly projectDir: string;
  readonly cacheDir?: string;
  /** Folder of deployments: what is deployed then is laid over the project. */
  readonly deployedDir?: string;
  /** An overlay that is not in force. */
  readonly overlayDir?: string;
}

/** Where the tests of a project run: each world is the project as its files are then, over set-up rows in memory. */
export function testHost(options: TestHostOptions): TestHost {
  const clock = new MovableClock();
  let model: Model | undefined;
  let worlds = 0;
  return {
    now: () => clock.now(),
    openWorld() {
      const overlayDir = options.overlayDir ?? (options.deployedDir === undefined ? undefined : currentOverlay(options.deployedDir));
      const project = loadLayered(options.projectDir, overlayDir, model?.project);
      model = model && !changedFiles(model.project, project).some(opensAnew) ? { ...model, project } : modelOf(project, options.cacheDir);
      // Data, flows and Apex need each other: what runs is looked up when it is called.
      const running = (): Code => code;
      const core = new OrgCore({ ...model, path: ':memory:', clock, automation: automationOf(running), flows: flowRunner(() => running().flows) });
      // V8 would take functions of equal text from its compilation cache, without block counters.
      const renewed = (unit: CompiledUnit): CompiledUnit => ({ ...unit, code: `${unit.code}\n// test run ${worlds}` });
      const code: Code = compileCode(model, new EntryPoints(() => running().program), { renewed });
      worlds++;
      // Tests see users, but no data of the org: neither do they see the people behind portal users.
      for (const name of ['Contact', 'Account']) core.engine.parts.database.exec(`DELETE FROM "${name}"`);
      return new ApexTestWorld({ core, program: code.program, units: code.units });
    },
  };
}

function compileProblem(problems: readonly DeployProblem[], className: string): string | undefined {
  const found = problems.find((each) => each.componentType === 'ApexClass' && each.fullName.toLowerCase() === className.toLowerCase());
  return found && `${found.problem} (${found.fileName}:${found.line}:${found.column})`;
}

function apexCompiler(project: ProjectMetadata, schema: Schema, cacheDir: string): ApexCompiler {
  const labels = new Set(project.labels.map((label) => label.name.toLowerCase()));
  const pages = new Set(project.pages.map((page) => page.name.toLowerCase()));
  return new ApexCompiler({
    schema,
    namespace: project.namespace,
    names: { hasLabel: (name) => labels.has(name.toLowerCase()), hasPage: (name) => pages.has(name.toLowerCase()) },
    cache: new FolderCache(cacheDir),
  });
}

function apexSources(project: ProjectMetadata): ApexSourceFile[] {
  const source = (kind: 'class' | 'trigger') => (each: ProjectMetadata['classes'][number]): ApexSourceFile => ({ kind, name: each.name, fileName: each.file, body: each.body, apiVersion: Number(each.apiVersion) || Number(project.sourceApiVersion) });
  return [...project.classes.map(source('class')), ...project.triggers.map(source('trigger'))];
}

function apexProblem(project: ProjectMetadata, error: { readonly fileName: string; readonly line: number; readonly column: number; readonly message: string }): DeployProblem {
  const trigger = project.triggers.find((each) => each.file === error.fileName);
  const name = (trigger ?? project.classes.find((each) => each.file === error.fileName))?.name ?? error.fileName;
  return { componentType: trigger ? 'ApexTrigger' : 'ApexClass', fullName: name, fileName: error.fileName, line: error.line, column: error.column, problem: error.message };
}

function anonymousFailure(error: unknown): { readonly exceptionMessage: string; readonly exceptionStackTrace: string; readonly line: number; readonly column: number } {
  if (error instanceof ApexFailure) {
    const line = Number(/AnonymousBlock: line (\d+)/.exec(error.stackTrace)?.[1] ?? -1);
    return { exceptionMessage: `${error.typeName}: ${error.message}`, exceptionStackTrace: error.stackTrace, line, column: line < 0 ? -1 : 1 };
  }
  if (error instanceof LimitFailure) return { exceptionMessage: `System.LimitException: ${error.message}`, exceptionStackTrace: '', line: -1, column: -1 };
  if (error instanceof NotImplementedError || error instanceof BrokenClassError) return { exceptionMessage: error.message, exceptionStackTrace: '', line: -1, column: -1 };
  throw error;
}
