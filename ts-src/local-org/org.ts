import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ApexCompiler, FolderCache } from './apex/load/index.ts';
import type { ApexSourceFile, CompiledUnit } from './apex/load/index.ts';
import { MovableClock } from './execution/clock.ts';
import type { ExecutionContext } from './execution/context.ts';
import { TextLog } from './execution/debug-log.ts';
import { EntryPoints } from './execution/entry-points.ts';
import { ApexFailure, BrokenClassError, LimitFailure, NotImplementedError } from './execution/errors.ts';
import type { AnonymousResult, LocalOrg } from './execution/local-org.ts';
import { OrgCore } from './execution/org-core.ts';
import { Program } from './execution/program.ts';
import { storedKeyPrefixes } from './execution/setup-store.ts';
import { ApexTestWorld, currentLine, testClasses } from './execution/test-world.ts';
import { Transactions, publishEvents } from './execution/transactions.ts';
import { loadProject } from './metadata/index.ts';
import type { DeployProblem, ProjectMetadata } from './metadata/index.ts';
import { compileSchema, setupId } from './schema/index.ts';
import type { Schema } from './schema/model.ts';
import { loadOrgConfig, setupIds } from './security/index.ts';
import type { OrgConfig } from './security/index.ts';
import { TestRuns } from './testing/index.ts';

export interface OpenOptions {
  /** Folder of a DX project. */
  readonly projectDir: string;
  /** Where the data lives; absent: in memory. One process at a time may hold a file. */
  readonly databaseFile?: string;
  readonly clock?: MovableClock;
  /** Where compiled Apex is kept; default `.loop/cache/apex` of the project. */
  readonly cacheDir?: string;
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
  /** Runs jobs that wait, now. */
  runJobs(): void;
}

/** Opens the org of a DX project. @throws Error one sentence for a faulty project, configuration or data file */
export function openLocalOrg(options: OpenOptions): OpenedOrg {
  const project = loadProject(options.projectDir);
  const config = loadOrgConfig(project);
  const path = options.databaseFile ?? ':memory:';
  if (options.databaseFile) mkdirSync(dirname(options.databaseFile), { recursive: true });
  const { schema, problems } = compileSchema(project, options.databaseFile ? { keyPrefixes: storedKeyPrefixes(options.databaseFile) } : {});
  return new Org({ options, project, config, schema, path, problems });
}

interface OrgParts {
  readonly options: OpenOptions;
  readonly project: ProjectMetadata;
  readonly config: OrgConfig;
  readonly schema: Schema;
  readonly path: string;
  readonly problems: readonly DeployProblem[];
}

class Org implements OpenedOrg {
  readonly project: ProjectMetadata;
  readonly schema: Schema;
  readonly clock: MovableClock;
  readonly apex: EntryPoints;
  readonly tests: TestRuns;
  readonly problems: readonly DeployProblem[];
  readonly #config: OrgConfig;
  readonly #compiler: ApexCompiler;
  readonly #core: OrgCore;
  readonly #transactions: Transactions;
  readonly #units: readonly CompiledUnit[];
  readonly #program: Program;
  #worlds = 0;

  constructor({ options, project, config, schema, path, problems }: OrgParts) {
    this.project = project;
    this.schema = schema;
    this.clock = options.clock ?? new MovableClock();
    this.#config = config;
    this.#compiler = apexCompiler(project, schema, options.cacheDir ?? join(project.root, '.loop/cache/apex'));
    const { units, errors } = this.#compiler.compile(apexSources(project));
    this.problems = [...project.problems, ...problems, ...errors.map((error) => apexProblem(project, error))];
    this.#units = units;
    this.#program = new Program(units, (name) => this.#compileProblem(name));
    const program = (): Program => this.#program;
    this.#program.onPublish = (events) => publishEvents(program, events);
    this.#core = new OrgCore({ project, schema, config, path, clock: this.clock, program });
    this.#transactions = new Transactions({ core: this.#core, program, ...(options.onJobFailure ? { onJobFailure: options.onJobFailure } : {}) });
    this.apex = new EntryPoints(program);
    this.tests = new TestRuns({
      testClasses: () => testClasses(this.#units),
      openWorld: () => this.#openTestWorld(),
      now: () => this.clock.now(),
      newRunId: () => setupId('707', `test run ${process.pid} ${this.clock.now()} ${this.#worlds++}`),
    });
  }

  get organizationId(): string {
    return setupIds.organization();
  }

  get personas(): readonly string[] {
    return Object.keys(this.#config.personas);
  }

  get warnings(): readonly string[] {
    return this.#core.engine.warnings;
  }

  persona(alias: string): { readonly userId: string; readonly username: string } | undefined {
    const persona = this.#config.personas[alias];
    return persona && { userId: setupIds.user(persona.username), username: persona.username };
  }

  findUser(username: string): { readonly userId: string; readonly username: string } | undefined {
    return this.#core.findUser(username);
  }

  transaction<T>(userId: string, work: (context: ExecutionContext) => T): T {
    return this.#transactions.run(userId, work);
  }

  executeAnonymous(userId: string, source: string): AnonymousResult {
    const { units, errors } = this.#compiler.compileAnonymous(source, Number(this.project.sourceApiVersion));
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
      this.#transactions.run(userId, (context) => this.#program.runAnonymous(context, unit), log);
    } catch (error) {
      const failure = anonymousFailure(error);
      log.event('FATAL_ERROR', failure.exceptionMessage);
      return { ...result, ...failure, success: false, debugLog: log.text(header) };
    }
    log.event('EXECUTION_FINISHED');
    return { ...result, debugLog: log.text(header) };
  }

  runJobs(): void {
    this.#transactions.jobs.drain();
  }

  close(): void {
    this.#transactions.jobs.close();
    this.#core.close();
  }

  #compileProblem(className: string): string | undefined {
    const found = this.problems.find((each) => each.componentType === 'ApexClass' && each.fullName.toLowerCase() === className.toLowerCase());
    return found && `${found.problem} (${found.fileName}:${found.line}:${found.column})`;
  }

  /** The program loaded anew, over set-up rows in memory. */
  #openTestWorld(): ApexTestWorld {
    const world = this.#worlds++;
    // V8 would take functions of equal text from its compilation cache, without block counters.
    const units = this.#units.map((unit) => ({ ...unit, code: `${unit.code}\n// test run ${world}` }));
    const program = new Program(units, (name) => this.#compileProblem(name));
    const late = (): Program => program;
    program.onPublish = (events) => publishEvents(late, events);
    const core = new OrgCore({ project: this.project, schema: this.schema, config: this.#config, path: ':memory:', clock: this.clock, program: late });
    // Tests see users, but no data of the org: neither do they see the people behind portal users.
    for (const name of ['Contact', 'Account']) core.engine.parts.database.exec(`DELETE FROM "${name}"`);
    return new ApexTestWorld({ core, program, units });
  }
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
