import { hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { ignoreFilter } from './forceignore.ts';
import { parseXml, XmlError, type XmlElement } from './xml.ts';
import type { DeployProblem } from './types.ts';

export interface ProjectConfig {
  readonly root: string;
  readonly name: string;
  readonly sourceApiVersion: string;
  readonly namespace: string;
  readonly packageDirectories: readonly string[];
}

/** Reads sfdx-project.json. @throws Error with one sentence when the folder is no DX project. */
export function readProjectConfig(dir: string): ProjectConfig {
  const file = join(dir, 'sfdx-project.json');
  if (!existsSync(file)) throw new Error(`${dir} is not a Salesforce DX project: sfdx-project.json was not found`);
  let json: Record<string, unknown>;
  try {
    json = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  } catch (error) {
    throw new Error(`${file} is not valid JSON: ${(error as Error).message}`);
  }
  const directories = Array.isArray(json.packageDirectories) ? (json.packageDirectories as { path?: string; default?: boolean }[]) : [];
  const paths = [...directories]
    .sort((a, b) => Number(b.default ?? false) - Number(a.default ?? false))
    .flatMap((d) => (typeof d.path === 'string' ? [d.path.replaceAll('\\', '/').replace(/^\.\//, '').replace(/\/+$/, '')] : []));
  if (paths.length === 0) throw new Error(`${file} names no packageDirectories`);
  const missing = paths.find((path) => !existsSync(join(dir, path)));
  if (missing !== undefined) throw new Error(`${file} names the package directory ${missing}, which does not exist`);
  return {
    root: realpathSync(dir),
    name: typeof json.name === 'string' ? json.name : '',
    sourceApiVersion: typeof json.sourceApiVersion === 'string' ? json.sourceApiVersion : '65.0',
    namespace: typeof json.namespace === 'string' ? json.namespace : '',
    packageDirectories: paths,
  };
}

/** A file of a package directory. */
export interface SourceFile {
  /** Relative to the project root, forward slashes. */
  readonly path: string;
  readonly segments: readonly string[];
  /** Last segment. */
  readonly base: string;
}

/** Reads files of one load: remembers hashes and problems, takes over parsed XML of unchanged files. */
export class SourceReader {
  readonly root: string;
  readonly files: readonly SourceFile[];
  readonly hashes = new Map<string, string>();
  readonly problems: DeployProblem[] = [];
  readonly parsed = new Map<string, XmlElement>();
  readonly #packages: readonly string[];
  #before: SourceReader | undefined;

  constructor(config: ProjectConfig, before?: SourceReader) {
    this.root = config.root;
    this.#packages = config.packageDirectories;
    this.#before = before;
    this.files = listFiles(config);
  }

  /** Ends the load: lets go of the former one. */
  finish(): void {
    this.#before = undefined;
  }

  /** The package directory a file lies in. */
  packageOf(path: string): string {
    return this.#packages.find((directory) => path.startsWith(`${directory}/`)) ?? '';
  }

  absolute(path: string): string {
    return join(this.root, path);
  }

  bytes(path: string): Buffer {
    const content = readFileSync(this.absolute(path));
    this.hashes.set(path, hash('sha1', content, 'hex'));
    return content;
  }

  text(path: string): string {
    const text = this.bytes(path).toString('utf8');
    return text.startsWith('\uFEFF') ? text.slice(1) : text;
  }

  /** The root element, or undefined after noting why the file cannot be read. */
  xml(path: string, componentType: string, fullName: string): XmlElement | undefined {
    const text = this.text(path);
    try {
      const same = this.#before?.hashes.get(path) === this.hashes.get(path) ? this.#before?.parsed.get(path) : undefined;
      const root = same ?? parseXml(text);
      this.parsed.set(path, root);
      return root;
    } catch (error) {
      if (!(error instanceof XmlError)) throw error;
      this.problems.push({ componentType, fullName, fileName: path, line: error.line, column: error.column, problem: `Error parsing file: ${error.message}` });
      return undefined;
    }
  }
}

function listFiles(config: ProjectConfig): SourceFile[] {
  const ignoreFile = join(config.root, '.forceignore');
  const ignored = ignoreFilter(existsSync(ignoreFile) ? readFileSync(ignoreFile, 'utf8') : '');
  const found = new Map<string, SourceFile>();
  const walk = (folder: string): void => {
    for (const entry of readdirSync(join(config.root, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      const isFolder = entry.isDirectory() || (entry.isSymbolicLink() && statSync(join(config.root, path), { throwIfNoEntry: false })?.isDirectory() === true);
      if (isFolder) {
        // Entering `node_modules` only to ignore each file in it would cost seconds.
        if (entry.name !== 'node_modules' && !entry.name.startsWith('.')) walk(path);
      } else if (!ignored(path)) {
        const normal = relative(config.root, join(config.root, path)).split(sep).join('/');
        found.set(normal, { path: normal, segments: normal.split('/'), base: entry.name });
      }
    }
  };
  // The default directory comes first, so that its variant of a component wins.
  return config.packageDirectories.flatMap((directory) => {
    const before = new Set(found.keys());
    walk(directory);
    return [...found.values()].filter((file) => !before.has(file.path)).sort((a, b) => (a.path < b.path ? -1 : 1));
  });
}
