import { join } from 'node:path';
import { ApexCompiler, FolderCache } from './apex/load/index.ts';
import type { ApexSourceFile, CompiledUnit, CompileResult } from './apex/load/index.ts';
import { baseOf } from './deploy/index.ts';
import type { RunningCode } from './execution/automation.ts';
import { current } from './execution/context.ts';
import { EntryPoints } from './execution/entry-points.ts';
import { orgResources } from './execution/org-resources.ts';
import { Program } from './execution/program.ts';
import { FlowProgram } from './flow/index.ts';
import { FormulaEngine } from './formula/index.ts';
import { changedSince } from './metadata/index.ts';
import type { DeployProblem, ProjectMetadata } from './metadata/index.ts';
import { compileSchema } from './schema/index.ts';
import type { Schema } from './schema/model.ts';
import { checkSecurity, loadOrgConfig } from './security/index.ts';
import type { OrgConfig } from './security/index.ts';

/** A project compiled: what an org and a test run are made of. */

export interface Code extends RunningCode {
  readonly units: readonly CompiledUnit[];
  readonly problems: readonly DeployProblem[];
  /** Those of Apex and flows alone. */
  readonly codeProblems: readonly DeployProblem[];
}

/** Files whose content differs, by their names in the project. */
export function changedFiles(before: ProjectMetadata, after: ProjectMetadata): string[] {
  const { added, changed, removed } = changedSince(before, after);
  return [...added, ...changed, ...removed];
}

/** Tells faults apart. */
export const problemKey = ({ componentType, fullName, problem }: DeployProblem): string => `${componentType} ${fullName} ${problem}`;

/** Pages of one project over the code and data of another. */
export function withPagesOf(kept: ProjectMetadata, pages: ProjectMetadata): ProjectMetadata {
  const { lwc, aura, flexipages, layouts, applications, tabs, messageChannels, quickActions } = pages;
  const hashes = new Map([...[...kept.hashes].filter(([file]) => !PAGE.test(file)), ...[...pages.hashes].filter(([file]) => PAGE.test(file))]);
  return { ...kept, lwc, aura, flexipages, layouts, applications, tabs, messageChannels, quickActions, hashes };
}
const PAGE = /\/(?:lwc|aura|flexipages|layouts|applications|tabs|messageChannels|quickActions)\//;

/** Apex and flows, which are compiled anew on their own. */
export const CODE = /\.(?:cls|trigger|flow)(?:-meta\.xml)?$/;
/** Everything but code and pages may change data, users or resources. */
export const opensAnew = (file: string): boolean => !CODE.test(file) && !PAGE.test(file);

/** A project as the org reads it, before anything is opened. */
export interface Model {
  readonly project: ProjectMetadata;
  readonly config: OrgConfig;
  readonly schema: Schema;
  readonly schemaProblems: readonly DeployProblem[];
  readonly compiler: ApexCompiler;
}

export function modelOf(project: ProjectMetadata, cacheDir: string | undefined, keyPrefixes: Readonly<Record<string, string>> = {}): Model {
  const { schema, problems } = compileSchema(project, { keyPrefixes });
  // What is deployed later changes nobody's permission sets.
  return { project, config: loadOrgConfig(baseOf(project)), schema, schemaProblems: problems, compiler: apexCompiler(project, schema, cacheDir ?? join(project.root, '.loop/cache/apex')) };
}

/** The project whose classes a compiler holds. */
export const compiledFor = new WeakMap<ApexCompiler, ProjectMetadata>();

export function compileSources(compiler: ApexCompiler, project: ProjectMetadata): CompileResult {
  compiledFor.set(compiler, project);
  return compiler.compile(apexSources(project));
}

export function problemsOf({ project, schema, schemaProblems }: Model, codeProblems: readonly DeployProblem[]): readonly DeployProblem[] {
  return [...project.problems, ...schemaProblems, ...checkSecurity(project, schema), ...codeProblems];
}

export function compileCode(model: Model, { cpuPatience, renewed = (unit) => unit }: { readonly cpuPatience?: number; readonly renewed?: (unit: CompiledUnit) => CompiledUnit } = {}): Code {
  const { project, schema, compiler } = model;
  const { units: compiled, errors } = compileSources(compiler, project);
  const units = compiled.map(renewed);
  const formulas = new FormulaEngine({ schema, resources: orgResources(project, schema) });
  const apexProblems = errors.map((error) => apexProblem(project, error));
  const program = new Program(units, { problem: (name) => compileProblem(apexProblems, name), ...(cpuPatience === undefined ? {} : { cpuPatience }) });
  // Flows call the classes that they were compiled with.
  const flows = new FlowProgram(project.flows, { schema, formulas, apex: new EntryPoints(() => program), sendEmail: (email) => current().sendEmail(email) });
  const codeProblems = [...apexProblems, ...flows.check()];
  const problems = problemsOf(model, codeProblems);
  return { units, flows, problems, codeProblems, program };
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
