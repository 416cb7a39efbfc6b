import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkComponents, openLocalOrg } from '../local-org/index.ts';
import type { DeployProblem, OpenedOrg, TestRun } from '../local-org/index.ts';
import { figures } from './report.ts';
import type { ConformanceReport, Failure, Problem, Skips } from './report.ts';
import { openWorkspace } from './workspace.ts';
import type { Workspace } from './workspace.ts';

/** A project in an org in memory, its tests under way. */
export interface Conformance {
  /** What is known now. */
  report(): ConformanceReport;
  readonly done: number;
  readonly total: number;
  /** Resolves when everything was tried. */
  finish(): Promise<void>;
  close(): void;
}

/** Loads the folders as one project and starts its tests. @throws Error one sentence when they are no project that can be opened */
export function startConformance(folders: readonly string[], skips: Skips = new Map()): Conformance {
  const workspace = openWorkspace(folders);
  try {
    return new Measurement(workspace, skips);
  } catch (error) {
    workspace.remove();
    throw error;
  }
}

const TURN_MS = 50;

class Measurement implements Conformance {
  readonly #workspace: Workspace;
  readonly #skips: Skips;
  readonly #org: OpenedOrg;
  readonly #run: TestRun | undefined;
  /** Tests of classes that do not compile. */
  readonly #broken: readonly Failure[];
  readonly #loadSeconds: number;
  readonly #started = performance.now();
  #testSeconds = 0;
  #components: readonly DeployProblem[] = [];
  #finished = false;

  constructor(workspace: Workspace, skips: Skips) {
    this.#skips = skips;
    this.#workspace = workspace;
    this.#org = openLocalOrg({ projectDir: workspace.projectDir, cacheDir: path.join(workspace.cacheDir, 'apex') });
    this.#loadSeconds = (performance.now() - this.#started) / 1000;
    this.#broken = brokenTests(this.#org);
    const { tests } = this.#org;
    const userId = this.#org.persona(this.#org.personas[0] ?? '')?.userId ?? '';
    this.#run = tests.catalogue.length === 0 ? undefined : tests.start({ tests: 'all', userId, coverage: false });
  }

  get total(): number {
    return this.#broken.length + this.#org.tests.catalogue.reduce((sum, each) => sum + each.methods.length, 0);
  }

  get done(): number {
    return this.#broken.length + this.#results().length;
  }

  #results(): TestRun['results'] {
    return (this.#run?.results ?? []).filter((result) => !result.isTestSetup);
  }

  async finish(): Promise<void> {
    const components = checkComponents(this.#org, path.join(this.#workspace.cacheDir, 'lwc')).then((problems) => void (this.#components = problems));
    while (this.#run && this.#run.endedAt === null) {
      await sleep(TURN_MS);
      this.#testSeconds = (performance.now() - this.#started) / 1000 - this.#loadSeconds;
    }
    await components;
    this.#finished = true;
  }

  report(): ConformanceReport {
    const results = this.#results();
    const failures = [...this.#broken, ...results.filter(({ outcome }) => outcome !== 'Pass').map(({ className, methodName, message }) => ({ test: `${className}.${methodName}`, message: message ?? '' }))];
    const { project, problems } = this.#org;
    const faults = problems.filter(({ problemType }) => problemType !== 'Warning');
    return {
      project: project.name,
      finished: this.#finished,
      tests: this.total,
      passed: results.filter(({ outcome }) => outcome === 'Pass').length,
      ...figures(failures, this.#skips),
      problems: [...this.#workspace.missing.map((folder) => ({ place: 'sfdx-project.json', message: `The package directory ${folder} does not exist` })), ...faults.filter(({ componentType }) => componentType !== 'Flow').map(problemOf)],
      flows: { total: project.flows.length, problems: faults.filter(({ componentType }) => componentType === 'Flow').map(problemOf) },
      components: { total: project.lwc.length, problems: this.#components.map(problemOf) },
      seconds: { load: rounded(this.#loadSeconds), tests: rounded(this.#testSeconds) },
    };
  }

  close(): void {
    this.#org.close();
    this.#workspace.remove();
  }
}

const rounded = (seconds: number): number => Math.round(seconds * 100) / 100;

const problemOf = ({ fileName, line, column, problem }: DeployProblem): Problem => ({ place: `${fileName}${line > 0 ? `:${line}:${column}` : ''}`, message: problem });

/** Test methods of classes with faults: they are no part of the program, and count all the same. */
function brokenTests({ project, problems, tests }: OpenedOrg): Failure[] {
  const running = new Set(tests.catalogue.map(({ className }) => className.toLowerCase()));
  const faults = new Map(problems.filter(({ componentType, problemType }) => componentType === 'ApexClass' && problemType !== 'Warning').map((each) => [each.fullName.toLowerCase(), each]));
  return project.classes.flatMap(({ name, body }) => {
    const fault = faults.get(name.toLowerCase());
    if (!fault || running.has(name.toLowerCase())) return [];
    return testMethods(body).map((method) => ({ test: `${name}.${method}`, message: `${name} does not compile: ${fault.problem}` }));
  });
}

/** Names of test methods by their text: the class may be one that no parser reads. */
function testMethods(body: string): string[] {
  const code = body.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'/g, ' ');
  return [...code.matchAll(/(?:@istest\b|\btestmethod\b)[^{};]*?\b(\w+)\s*\(\s*\)\s*\{/gi)].map((match) => match[1]!);
}
