import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** One DX project made of the given folders; what it takes lies in a temporary folder. */
export interface Workspace {
  readonly projectDir: string;
  /** For compiled code: nothing is written into the given folders. */
  readonly cacheDir: string;
  /** Package directories that are named and not there. */
  readonly missing: readonly string[];
  remove(): void;
}

interface Source {
  /** Absolute. */
  readonly folder: string;
  /** Relative to the folder; '' is the folder itself. */
  readonly directories: readonly string[];
  readonly apiVersion: string | undefined;
  readonly namespace: string | undefined;
  readonly ignored: string;
}

/**
 * Folders are DX projects (their package directories count) or bare folders of metadata. Where two hold a component of one name,
 * the first folder's wins. @throws Error one sentence for a folder that is not there or is no project
 * @param hold `copy`: the files may be changed
 */
export function openWorkspace(folders: readonly string[], hold: 'link' | 'copy' = 'link'): Workspace {
  const sources = folders.map(readSource);
  const dir = mkdtempSync(path.join(tmpdir(), 'conformance-'));
  const missing: string[] = [];
  const packageDirectories: { path: string }[] = [];
  for (const { folder, directories } of sources) {
    for (const directory of directories) {
      const target = path.join(folder, directory);
      if (!existsSync(target)) missing.push(target);
      else packageDirectories.push({ path: place(dir, target, directory === '' ? path.basename(folder) : directory, hold) });
    }
  }
  const apiVersion = sources.map((source) => source.apiVersion).find((version) => version !== undefined);
  const namespace = sources.map((source) => source.namespace).find((name) => name !== undefined);
  writeFileSync(path.join(dir, 'sfdx-project.json'), JSON.stringify({
    name: sources.map(({ folder }) => path.basename(folder)).join(' + '), packageDirectories,
    ...(apiVersion === undefined ? {} : { sourceApiVersion: apiVersion }), ...(namespace === undefined ? {} : { namespace }),
  }));
  writeFileSync(path.join(dir, '.forceignore'), sources.map(({ ignored }) => ignored).join('\n'));
  return { projectDir: dir, cacheDir: path.join(dir, '.cache'), missing, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

function readSource(given: string): Source {
  const folder = path.resolve(given);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new Error(`There is no folder ${folder}`);
  const file = path.join(folder, 'sfdx-project.json');
  if (!existsSync(file)) return { folder, directories: [''], apiVersion: undefined, namespace: undefined, ignored: '' };
  const ignoreFile = path.join(folder, '.forceignore');
  const json = readJson(file);
  const named = Array.isArray(json.packageDirectories) ? (json.packageDirectories as { path?: unknown; default?: unknown }[]) : [];
  const directories = [...named].sort((a, b) => Number(b.default === true) - Number(a.default === true)).flatMap((each) => (typeof each.path === 'string' ? [path.posix.normalize(each.path.replaceAll('\\', '/')).replace(/\/$/, '')] : []));
  if (directories.length === 0) throw new Error(`${file} names no packageDirectories`);
  const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
  return { folder, directories: [...new Set(directories)], apiVersion: text(json.sourceApiVersion), namespace: text(json.namespace), ignored: existsSync(ignoreFile) ? readFileSync(ignoreFile, 'utf8') : '' };
}

function readJson(file: string): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  } catch (error) {
    throw new Error(`${file} is not valid JSON: ${(error as Error).message}`, { cause: error });
  }
}

/** The target under the name it has in its own project, so that faults tell a place people know; numbered when it is taken. */
function place(dir: string, target: string, wanted: string, hold: 'link' | 'copy'): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted}-${number}`;
    if (existsSync(path.join(dir, name))) continue;
    mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
    if (hold === 'copy') cpSync(target, path.join(dir, name), { recursive: true });
    else symlinkSync(target, path.join(dir, name), 'junction');
    return name;
  }
}
