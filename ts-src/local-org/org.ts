import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ApexCompiler, FolderCache } from './apex/load/index.ts';
import type { ApexSourceFile, CompiledUnit } from './apex/load/index.ts';
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
import { Program } from './execution/program.ts';
import { storedKeyPrefixes } from './execution/setup-store.ts';
import { ApexTestWorld, currentLine, testClasses } from './execution/test-world.ts';
import { Transactions } from './execution/transactions.ts';
import { FlowProgram } from './flow/index.ts';
import type { Interleaving } from './execution/transactions.ts';
import { changedSince, loadProject } from './metadata/index.ts';
import type { DeployProblem, ProjectMetadata } from './metadata/index.ts';
import { compileSchema, setupId } from './schema/index.ts';
import type { Schema } from './schema/model.ts';
import { loadOrgConfig, setupIds } from './security/index.ts';
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
  /** Takes over what changed in the project's files: Apex at once, other metadata by opening the data anew. */
  reload(): ReloadResult;
}

export interface ReloadResult {
  /** What was added, changed or removed since the last time; relative to the project root. */
  readonly files: readonly string[];
  readonly problems: readonly DeployProblem[];
  /** The change needs a new start: the org kept what it had. */
  readonly restart: boolean;
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
}

class Org implements OpenedOrg {
  readonly clock: MovableClock;
  readonly apex: EntryPoints;
  readonly tests: TestRuns;
  readonly events = new EventBus();
  readonly #options: OpenOptions;
  readonly #path: string;
  #live: Live;
  #code: Code;
  #runs = 0;

  constructor(options: OpenOptions) {
    this.#options = options;
    this.#path = options.databaseFile ?? ':memory:';
    this.clock = options.clock ?? new MovableClock();
    if (options.databaseFile) mkdirSync(dirname(options.databaseFile), { recursive: true });
    this.apex = new EntryPoints(() => this.#code.program);
    const project = loadProject(options.projectDir);
    this.#live = this.#open(project);
    this.#code = this.#compile(project);
    this.tests = new TestRuns({
      testClasses: () => testClasses(this.#code.units),
      executor: threadExecutor(() => new Worker(new URL('./test-thread.ts', import.meta.url), { workerData: { projectDir: project.root, cacheDir: options.cacheDir } })),
      now: () => this.clock.now(),
      newRunId: () => setupId('707', `test run ${process.pid} ${this.clock.now()} ${this.#runs++}`),
    });
  }

  #open(project: ProjectMetadata): Live {
    const { databaseFile, cacheDir, onJobFailure } = this.#options;
    const model = modelOf(project, cacheDir, databaseFile);
    const core = new OrgCore({ ...model, path: this.#path, clock: this.clock, automation: automationOf(() => this.#code, this.events) });
    return { ...model, core, transactions: new Transactions({ core, program: () => this.#code.program, ...(onJobFailure ? { onJobFailure } : {}) }) };
  }

  #compile(project: ProjectMetadata): Code {
    return compileCode({ ...this.#live, project }, this.#live.core, this.apex, this.#options);
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
    const project = loadProject(before.root, before);
    const { added, changed, removed } = changedSince(before, project);
    const files = [...added, ...changed, ...removed];
    if (files.length === 0) return { files, problems: this.problems, restart: false };
    if (!files.some((file) => OPENS_ANEW.test(file))) {
      this.#live = { ...this.#live, project };
      if (files.some((file) => CODE.test(file))) this.#code = this.#compile(project);
      return { files, problems: this.problems, restart: false };
    }
    // Data in memory would be lost.
    if (!this.#options.databaseFile) return { files, problems: this.problems, restart: true };
    this.#reopen(project);
    return { files, problems: this.problems, restart: false };
  }

  /** Another schema over the same data file. When the project is faulty the org stays as it was. */
  #reopen(project: ProjectMetadata): void {
    const before = this.#live;
    before.transactions.jobs.drain();
    before.core.close();
    try {
      this.#live = this.#open(project);
    } catch (error) {
      this.#live = this.#open(before.project);
      throw error;
    }
    this.#code = this.#compile(project);
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
    const { units, errors } = this.#live.compiler.compileAnonymous(source, Number(this.project.sourceApiVersion));
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
  }
}

/** Apex and flows, which are compiled anew on their own. */
const CODE = /\.(?:cls|trigger|flow)(?:-meta\.xml)?$/;
/** Metadata that data, users or resources are built from. */
const OPENS_ANEW = /\/(?:objects|permissionsets|permissionsetgroups|mutingpermissionsets|profiles|roles|groups|queues|sharingRules|sharingSets|settings|customMetadata|globalValueSets|standardValueSets|customPermissions|labels|staticresources|networks|sites)\//i;

/** A project as the org reads it, before anything is opened. */
interface Model {
  readonly project: ProjectMetadata;
  readonly config: OrgConfig;
  readonly schema: Schema;
  readonly schemaProblems: readonly DeployProblem[];
  readonly compiler: ApexCompiler;
}

function modelOf(project: ProjectMetadata, cacheDir: string | undefined, databaseFile?: string): Model {
  const { schema, problems } = compileSchema(project, databaseFile ? { keyPrefixes: storedKeyPrefixes(databaseFile) } : {});
  return { project, config: loadOrgConfig(project), schema, schemaProblems: problems, compiler: apexCompiler(project, schema, cacheDir ?? join(project.root, '.loop/cache/apex')) };
}

function compileCode({ project, schema, compiler, schemaProblems }: Model, core: OrgCore, apex: EntryPoints, { cpuPatience, renewed = (unit) => unit }: { readonly cpuPatience?: number; readonly renewed?: (unit: CompiledUnit) => CompiledUnit } = {}): Code {
  const { units: compiled, errors } = compiler.compile(apexSources(project));
  const units = compiled.map(renewed);
  const flows = new FlowProgram(project.flows, { schema, formulas: core.formulas, apex });
  const problems = [...project.problems, ...schemaProblems, ...errors.map((error) => apexProblem(project, error)), ...flows.check()];
  const program = new Program(units, { problem: (name) => compileProblem(problems, name), ...(cpuPatience === undefined ? {} : { cpuPatience }) });
  return { units, flows, problems, program };
}

/** Where the tests of a project run: each world is the project as its files are then, over set-up rows in memory. */
export function testHost(options: { readonly projectDir: string; readonly cacheDir?: string }): TestHost {
  const clock = new MovableClock();
  let model: Model | undefined;
  let worlds = 0;
  return {
    now: () => clock.now(),
    openWorld() {
      const project = loadProject(options.projectDir, model?.project);
      const changes = model && changedSince(model.project, project);
      const files = changes && [...changes.added, ...changes.changed, ...changes.removed];
      model = model && !files!.some((file) => OPENS_ANEW.test(file)) ? { ...model, project } : modelOf(project, options.cacheDir);
      // Data, flows and Apex need each other: what runs is looked up when it is called.
      const running = (): Code => code;
      const core = new OrgCore({ ...model, path: ':memory:', clock, automation: automationOf(running) });
      // V8 would take functions of equal text from its compilation cache, without block counters.
      const renewed = (unit: CompiledUnit): CompiledUnit => ({ ...unit, code: `${unit.code}\n// test run ${worlds}` });
      const code: Code = compileCode(model, core, new EntryPoints(() => running().program), { renewed });
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
