import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { loadProject } from '../metadata/index.ts';
import type { DeployProblem, ProjectMetadata } from '../metadata/index.ts';
import { inventory } from './inventory.ts';
import { keyOf, packagePath } from './items.ts';
import type { Item } from './items.ts';
import { ManifestError, names, parseManifest } from './manifest.ts';
import type { Manifest } from './manifest.ts';
import { FOLDER_TYPES, parentType, typeOfDirectory } from './metadata-types.ts';
import { PACKAGE_DIRECTORY } from './source-format.ts';

/** A component that a package deletes. `file` is the manifest that names it. */
export interface Deletion {
  readonly type: string;
  readonly fullName: string;
  readonly file: string;
}

/** A package in metadata format, read. */
export interface DeployPackage {
  readonly version: string | undefined;
  /** The components that package.xml names, parents before their children. */
  readonly items: readonly Item[];
  readonly deleteBefore: readonly Deletion[];
  readonly deleteAfter: readonly Deletion[];
  /** What makes it unfit for deployment; file names are those of the package. */
  readonly problems: readonly DeployProblem[];
}

/** A package that cannot even be opened. */
export class PackageError extends Error {}

const MAX_FILES = 10_000;
const MAX_BYTES = 400 * 1024 * 1024;

export interface ReadOptions {
  /** A folder that does not exist yet; the package's contents are read from it as long as they are used. */
  readonly stagingDir: string;
  /** Members of package.xml need not have a file. */
  readonly allowMissingFiles?: boolean;
}

/** Reads a package. @throws PackageError for what is no zip archive or too large */
export function readPackage(zip: Uint8Array, options: ReadOptions): DeployPackage {
  const entries = rooted(unpack(zip));
  const problems: DeployProblem[] = [];
  const manifest = readFile(entries, 'package.xml', problems) ?? (entries.has('package.xml') ? undefined : missingManifest(problems));
  const deletions = (file: string): Deletion[] => {
    const destructive = entries.has(file) ? readFile(entries, file, problems) : undefined;
    return [...(destructive?.types ?? [])].flatMap(([type, members]) => members.flatMap((fullName) => {
      if (fullName !== '*') return [{ type, fullName, file }];
      problems.push(problemAt(file, `Wildcards are not allowed in ${file}: ${type}`));
      return [];
    }));
  };
  const deleteBefore = [...deletions('destructiveChanges.xml'), ...deletions('destructiveChangesPre.xml')];
  const deleteAfter = deletions('destructiveChangesPost.xml');
  if (manifest === undefined) return { version: undefined, items: [], deleteBefore, deleteAfter, problems };
  const project = stage(entries, options.stagingDir);
  problems.push(...project.problems.map((problem) => inPackage(problem, entries)));
  const broken = new Set(problems.map((problem) => keyOf({ type: problem.componentType, fullName: problem.fullName })));
  const all = inventory(project);
  const items = all.filter((item) => isNamed(manifest, item));
  if (options.allowMissingFiles !== true) problems.push(...missingFiles(manifest, all, broken));
  problems.push(...strangers(entries, all, manifest));
  return { version: manifest.version, items, deleteBefore, deleteAfter, problems };
}

function unpack(zip: Uint8Array): Map<string, Uint8Array> {
  let files = 0;
  let bytes = 0;
  let entries: Record<string, Uint8Array>;
  try {
    entries = unzipSync(zip, {
      filter({ originalSize }) {
        files++;
        bytes += originalSize;
        if (files > MAX_FILES || bytes > MAX_BYTES) throw new PackageError(`The package is too large: at most ${MAX_FILES} files and ${MAX_BYTES / 1024 / 1024} MB are taken`);
        return true;
      },
    });
  } catch (error) {
    if (error instanceof PackageError) throw error;
    throw new PackageError('The package is no zip archive, or a damaged one');
  }
  return new Map(Object.entries(entries).filter(([name]) => !name.endsWith('/')));
}

/** A package may lie in one folder of its archive (`unpackaged/package.xml`). @throws PackageError for names that lead out of it */
function rooted(entries: Map<string, Uint8Array>): Map<string, Uint8Array> {
  for (const name of entries.keys()) if (/^[/\\]|\\|(?:^|\/)\.\.(?:\/|$)|\0/.test(name)) throw new PackageError(`The archive holds a file with the name ${JSON.stringify(name)}, which leads out of it`);
  if (entries.has('package.xml')) return entries;
  const packages = [...entries.keys()].filter((name) => /^[^/]+\/package\.xml$/.test(name));
  if (packages.length > 1) throw new PackageError('The archive holds several packages: deploy them one by one');
  const [only] = packages;
  if (only === undefined) return entries;
  const folder = only.slice(0, -'package.xml'.length);
  return new Map([...entries].flatMap(([name, content]) => (name.startsWith(folder) ? [[name.slice(folder.length), content] as const] : [])));
}

const problemAt = (file: string, problem: string, line = 0, column = 0): DeployProblem => ({ componentType: '', fullName: file, fileName: file, line, column, problem });

function missingManifest(problems: DeployProblem[]): undefined {
  problems.push(problemAt('package.xml', 'No package.xml found'));
}

function readFile(entries: ReadonlyMap<string, Uint8Array>, file: string, problems: DeployProblem[]): Manifest | undefined {
  const content = entries.get(file);
  if (content === undefined) return undefined;
  try {
    return parseManifest(new TextDecoder().decode(content));
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    problems.push(problemAt(file, error.message, error.line, error.column));
    return undefined;
  }
}

/** Lays the package out as a project that the loader reads. */
function stage(entries: ReadonlyMap<string, Uint8Array>, dir: string): ProjectMetadata {
  mkdirSync(join(dir, PACKAGE_DIRECTORY), { recursive: true });
  writeFileSync(join(dir, 'sfdx-project.json'), JSON.stringify({ packageDirectories: [{ path: PACKAGE_DIRECTORY, default: true }] }));
  for (const [name, content] of entries) {
    const path = stagedName(name);
    if (path === undefined) continue;
    const file = join(dir, PACKAGE_DIRECTORY, path);
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    } catch (error) {
      // A name that is a file and a folder, or too long.
      throw new PackageError(`The archive's file ${JSON.stringify(name)} cannot be kept: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
    }
  }
  return loadProject(dir);
}

/** The file's name in a project: metadata files end in `-meta.xml` there. Undefined for what belongs to no type. */
function stagedName(name: string): string | undefined {
  const [directory, ...rest] = name.split('/') as [string, ...string[]];
  const type = typeOfDirectory(directory);
  if (type === undefined || rest.length === 0) return undefined;
  if (name.endsWith('-meta.xml')) {
    const folder = Object.values(FOLDER_TYPES).find((each) => each.directory === type.directory);
    return folder !== undefined && rest.length === 1 && !rest[0]!.slice(0, -'-meta.xml'.length).includes('.') ? name.replace(/-meta\.xml$/, `.${folder.suffix}-meta.xml`) : name;
  }
  return type.metaFile || type.suffix === '' || !name.endsWith(`.${type.suffix}`) ? name : `${name}-meta.xml`;
}

/** A fault of the laid-out package with the names of the package itself. */
function inPackage(problem: DeployProblem, entries: ReadonlyMap<string, Uint8Array>): DeployProblem {
  const path = problem.fileName.slice(PACKAGE_DIRECTORY.length + 1);
  const fileName = entries.has(path) ? path : path.replace(/-meta\.xml$/, '');
  const type = typeOfDirectory(path.split('/')[0]!);
  // The loader names a file that it cannot parse by its extension.
  const componentType = problem.componentType === type?.suffix ? type.name : problem.componentType;
  return { ...problem, componentType, fileName };
}

/** Children come with their parent; files of several components come when any of these is named. */
function isNamed(manifest: Manifest, { type, fullName, parent }: Item): boolean {
  if (names(manifest, type, fullName) || (parent !== undefined && names(manifest, parent.type, parent.fullName))) return true;
  const folder = FOLDER_TYPES[type];
  if (folder !== undefined) return names(manifest, folder.of, fullName) || names(manifest, type, fullName);
  return [...manifest.types].some(([child, members]) => parentType(child)?.name === type && type !== 'CustomObject' && members.some((member) => member.toLowerCase().startsWith(`${fullName.toLowerCase()}.`)));
}

function missingFiles(manifest: Manifest, items: readonly Item[], broken: ReadonlySet<string>): DeployProblem[] {
  const present = new Set(items.flatMap((item) => [keyOf(item), ...(item.parent === undefined ? [] : [keyOf(item.parent)]), ...(FOLDER_TYPES[item.type] === undefined ? [] : [keyOf({ type: FOLDER_TYPES[item.type]!.of, fullName: item.fullName })])]));
  return [...manifest.types].flatMap(([type, members]) => members.flatMap((fullName): DeployProblem[] => {
    const key = keyOf({ type, fullName });
    const parent = parentType(type);
    const inFile = parent !== undefined && !['CustomObject', 'CustomLabels'].includes(parent.name) && present.has(keyOf({ type: parent.name, fullName: fullName.split('.')[0]! }));
    if (fullName === '*' || present.has(key) || broken.has(key) || inFile) return [];
    return [{ componentType: type, fullName, fileName: 'package.xml', line: 0, column: 0, problem: `An object '${fullName}' of type ${type} was named in package.xml, but was not found in zipped directory` }];
  }));
}

const MANIFESTS = new Set(['package.xml', 'destructiveChanges.xml', 'destructiveChangesPre.xml', 'destructiveChangesPost.xml']);

/** Files that belong to nothing that package.xml names. */
function strangers(entries: ReadonlyMap<string, Uint8Array>, items: readonly Item[], manifest: Manifest): DeployProblem[] {
  const unknown = [...entries.keys()].filter((name) => !MANIFESTS.has(name) && typeOfDirectory(name.split('/')[0]!) === undefined);
  const files = new Map<string, Item[]>();
  for (const item of items) files.set(packagePath(item), [...(files.get(packagePath(item)) ?? []), item]);
  const unnamed = [...files].filter(([, inside]) => !inside.some((item) => isNamed(manifest, item))).map(([path]) => path);
  return [...unknown, ...unnamed].map((name) => problemAt(name, 'Not in package.xml'));
}
