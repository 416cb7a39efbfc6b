import type { DeployProblem, ProjectMetadata } from '../metadata/index.ts';
import { setupId } from '../schema/index.ts';
import { inventory } from './inventory.ts';
import { keyOf, packagePath } from './items.ts';
import type { Item, Part } from './items.ts';
import { siteContents } from './merge.ts';
import { typeNamed } from './metadata-types.ts';
import type { ChangeState, DeployPlan } from './plan.ts';
import type { DeployMessage } from '../execution/deployments.ts';
import { flatten } from './xml-text.ts';

/** A fault of a component of the package, in the package's terms. */
export interface Finding {
  readonly key: string;
  readonly message: Omit<DeployMessage, 'createdDate'>;
}

const PREFIXES: Readonly<Record<string, string>> = {
  ApexClass: '01p', ApexTrigger: '01q', ApexPage: '066', ApexComponent: '099', StaticResource: '081', LightningComponentBundle: '0Rb', AuraDefinitionBundle: '0Ab', CustomField: '00N', CustomObject: '01I', CustomTab: '01r', CustomApplication: '02u',
  CustomLabel: '101', PermissionSet: '0PS', Profile: '00e', Layout: '00h', Flow: '301', FlexiPage: '0M0', ValidationRule: '03d', CustomMetadata: 'm00', RecordType: '012', ListView: '00B', CustomPermission: '0CP', Role: '00E', Group: '00G', Queue: '00G',
};

/** Id of a component; the same in every start. */
export const componentId = ({ type, fullName }: { readonly type: string; readonly fullName: string }): string => (PREFIXES[type] === undefined ? setupId('0mc', `${type} ${fullName}`) : setupId(PREFIXES[type], fullName));

const OUTCOME = { changed: false, created: false, deleted: false } as const;

/** A fault that the package shows by itself. */
export function packageFinding(problem: DeployProblem): Finding {
  const { componentType, fullName, fileName } = problem;
  return { key: keyOf({ type: componentType, fullName }), message: { ...OUTCOME, componentType, fullName, fileName, ...place(problem.line, problem.column), problem: problem.problem, problemType: problem.problemType ?? 'Error', success: false } };
}

function place(line: number, column: number): { readonly lineNumber?: number; readonly columnNumber?: number } {
  return line > 0 ? { lineNumber: line, columnNumber: Math.max(column, 1) } : {};
}

/** What the org would complain of after the deployment and does not complain of now, in the package's terms; warnings apart. */
export function orgFindings(plan: DeployPlan, after: ProjectMetadata, now: readonly DeployProblem[], then: readonly DeployProblem[]): { readonly errors: Finding[]; readonly warnings: ReadonlyMap<string, string> } {
  const given = new Map(plan.changes.map(({ item }) => [keyOf(item), item]));
  const locate = locator(after);
  const known = new Set(now.map((problem) => `${problem.componentType} ${problem.fullName} ${problem.problem}`.toLowerCase()));
  const errors: Finding[] = [];
  const warnings = new Map<string, string>();
  for (const problem of then) {
    const found = locate(problem);
    const key = found === undefined ? keyOf({ type: problem.componentType, fullName: problem.fullName }) : keyOf(found);
    const item = given.get(key);
    if (problem.problemType === 'Warning') {
      if (item) warnings.set(key, [warnings.get(key), problem.problem].filter(Boolean).join('; '));
    } else if (item !== undefined) {
      const line = found === undefined ? problem.line : lineInPackage(found, item, problem.line);
      errors.push({ key, message: { ...OUTCOME, componentType: item.type, fullName: item.fullName, fileName: fileInPackage(item, problem.fileName), ...place(line, problem.column), problem: wordsFor(item, problem), problemType: 'Error', success: false } });
    } else if (!known.has(`${problem.componentType} ${problem.fullName} ${problem.problem}`.toLowerCase())) {
      errors.push(blame(problem, plan, textOf(found)));
    }
  }
  return { errors, warnings };
}

/** Clients read the place in a component's file from the text. */
function wordsFor(item: Item, { line, column, problem }: DeployProblem): string {
  return item.type === 'LightningComponentBundle' && line > 0 ? `[Line: ${line}, Col: ${Math.max(column, 1)}] ${problem}` : problem;
}

function locator(project: ProjectMetadata): (problem: DeployProblem) => Item | undefined {
  const items = inventory(project);
  const byKey = new Map(items.map((item) => [keyOf(item), item]));
  const byFile = Map.groupBy(items, (item) => item.file);
  return (problem) => {
    const exact = byKey.get(keyOf({ type: problem.componentType, fullName: problem.fullName }));
    const inFile = byFile.get(problem.fileName);
    return exact ?? (inFile?.length === 1 ? inFile[0] : undefined);
  };
}

const rootOf = (part: Part | undefined) => (part === undefined || part.kind === 'file' ? undefined : part.kind === 'xml' ? part.root : part.xml);

/** Metadata was written anew: the same element of the package's file tells the line. */
function lineInPackage(written: Item, given: Item, line: number): number {
  const [after, before] = [rootOf(written.parts[0]), rootOf(given.parts[0])];
  if (after === undefined || before === undefined || line === 0) return line;
  const index = flatten(after).findLastIndex((element) => element.line <= line);
  return (flatten(before)[index] ?? before).line;
}

/** Faults of bundles name one of their files. */
function fileInPackage(item: Item, fileName: string): string {
  const base = fileName.slice(fileName.lastIndexOf('/') + 1);
  return item.parts.find((part) => part.path.endsWith(`/${base}`))?.path ?? packagePath(item);
}

function textOf(item: Item | undefined): string {
  return (item?.parts ?? []).map((part) => (part.kind === 'file' ? Buffer.from(part.read()).toString('utf8') : flatten(part.kind === 'xml' ? part.root : part.xml).map((element) => element.value).join(' '))).join(' ');
}

/** A component outside the package would break: the component of the package that it names is to blame. */
function blame(problem: DeployProblem, plan: DeployPlan, text: string): Finding {
  const words = new Set(text.toLowerCase().match(/\w+/g) ?? []);
  const named = ({ fullName }: { readonly fullName: string }): boolean => words.has(fullName.slice(fullName.lastIndexOf('.') + 1).toLowerCase());
  const where = `${problem.componentType} ${problem.fullName}${problem.line > 0 ? `, line ${problem.line}, column ${Math.max(problem.column, 1)}` : ''}: ${problem.problem}`;
  const { deletions } = plan;
  const deleted = deletions.find(({ deletion }) => named(deletion))?.deletion ?? (plan.changes.length === 0 ? deletions[0]?.deletion : undefined);
  if (deleted !== undefined) {
    const message = { ...OUTCOME, componentType: deleted.type, fullName: deleted.fullName, fileName: deleted.file, problem: `This ${wordsOf(deleted.type)} is referenced elsewhere in salesforce.com. Remove the usage and try again. : ${where}`, problemType: 'Error' as const, success: false };
    return { key: keyOf(deleted), message };
  }
  const item = (plan.changes.find((change) => change.state !== 'unchanged' && named(change.item)) ?? plan.changes.find((change) => change.state !== 'unchanged') ?? plan.changes[0])?.item;
  const text2 = /^Apex/.test(problem.componentType) ? `Dependent class is invalid and needs recompilation: ${where}` : where;
  if (item === undefined) return packageFinding({ ...problem, problem: text2 });
  return { key: keyOf(item), message: { ...OUTCOME, componentType: item.type, fullName: item.fullName, fileName: packagePath(item), problem: text2, problemType: 'Error', success: false } };
}

const wordsOf = (type: string): string => type.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();

/** Messages of everything that is in order. */
export function successMessages(plan: DeployPlan, failed: ReadonlySet<string>, warnings: ReadonlyMap<string, string>): Omit<DeployMessage, 'createdDate'>[] {
  const fine = plan.changes.filter(({ item }) => !failed.has(keyOf(item)));
  const messages = fine.map(({ item, state }) => success(item.type, item.fullName, packagePath(item), state, [warnings.get(keyOf(item)), typeNamed(item.type)?.inert ? `The local org keeps components of the type ${item.type} and does nothing with them` : undefined]));
  // Files of several components are a component too.
  const labels = fine.filter(({ item }) => item.parent?.type === 'CustomLabels');
  if (labels.length > 0) messages.push(success('CustomLabels', 'CustomLabels', packagePath(labels[0]!.item), labels.some(({ state }) => state !== 'unchanged') ? 'changed' : 'unchanged', []));
  for (const { item, state } of fine) {
    if (item.type === 'DigitalExperienceBundle') for (const content of siteContents(item)) messages.push(success('DigitalExperience', content, `digitalExperiences/${content.replace('.', '/')}`, state, []));
  }
  for (const { deletion, found } of plan.deletions) {
    if (failed.has(keyOf(deletion))) continue;
    const { type, fullName, file } = deletion;
    if (found) messages.push({ ...OUTCOME, componentType: type, deleted: true, fileName: file, fullName, id: componentId({ type, fullName }), success: true });
    else messages.push({ ...OUTCOME, componentType: type, fileName: file, fullName: file, problem: `No ${type} named: ${fullName} found`, problemType: 'Warning', success: true });
  }
  return messages;
}

function success(componentType: string, fullName: string, fileName: string, state: ChangeState, notes: readonly (string | undefined)[]): Omit<DeployMessage, 'createdDate'> {
  const problem = notes.filter((note) => note !== undefined && note !== '').join('; ');
  return {
    componentType, fullName, fileName, changed: state === 'changed', created: state === 'created', deleted: false, id: componentId({ type: componentType, fullName }),
    ...(problem === '' ? {} : { problem, problemType: 'Warning' as const }), success: true,
  };
}
