import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'rolldown';
import { removeUnused } from '../../unused-files.ts';
import { defines, lwcPlugin, moduleTypes, typeScriptPlugin } from './compiler.ts';
import type { BuildMode } from './compiler.ts';
import { describeBuildFailure } from './build-error.ts';
import type { BuildProblem } from './build-error.ts';
import { toolVersions } from './packages.ts';

/** One LWC bundle of a project, ready to be compiled on its own: everything outside its folder stays an import. */
export interface BundleSource {
  /** `c/twinCard` */
  readonly specifier: string;
  /** Absolute. */
  readonly folder: string;
  /** Relative to `folder`. */
  readonly files: readonly string[];
  /** Source text of each `@salesforce/*` module that the bundle imports. */
  readonly scoped: Readonly<Record<string, string>>;
  /** Specifiers outside the bundle that a page can import; any other is an error, or a placeholder for a tag. */
  readonly known: readonly string[];
}

export interface BuiltBundle {
  /** Minified; ends with the address of its source map where there is one. */
  readonly code: string;
  /** JSON text of the source map; development only. */
  readonly map?: string;
  /** Specifiers that the code imports. */
  readonly imports: readonly string[];
}

export type BundleResult = { readonly ok: true; readonly bundle: BuiltBundle } | { readonly ok: false; readonly problems: readonly BuildProblem[] };

/** Changes whenever the compiled bundle would. */
export function bundleHash(source: BundleSource, mode: BuildMode): string {
  const hash = createHash('sha256').update(JSON.stringify([BUILD_VERSION, toolVersions(), mode, source.specifier, source.scoped]));
  for (const file of source.files) hash.update(`\0${file}\0`).update(readFileSync(path.join(source.folder, file)));
  return hash.digest('hex').slice(0, 20);
}

/** To be raised when this file changes what it emits. */
const BUILD_VERSION = 2;

export function cachedBundle(cacheDir: string, hash: string): BuiltBundle | undefined {
  const file = cacheFile(cacheDir, hash);
  try {
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as BuiltBundle) : undefined;
  } catch {
    return undefined;
  }
}

/** Compiles the bundle, or reports every fault with its place. Only successes are cached. */
export async function buildBundle(source: BundleSource, cacheDir: string, mode: BuildMode): Promise<BundleResult> {
  const hash = bundleHash(source, mode);
  const cached = cachedBundle(cacheDir, hash);
  if (cached) return { ok: true, bundle: cached };
  const entry = entryFile(source);
  if (!entry) return { ok: false, problems: [{ file: source.folder, line: 1, column: 1, message: `The bundle has no ${path.basename(source.folder)}.js` }] };
  try {
    const bundle = await compile(source, entry, mode);
    const file = cacheFile(cacheDir, hash);
    mkdirSync(path.dirname(file), { recursive: true });
    sweep(path.dirname(file));
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(bundle));
    renameSync(`${file}.${process.pid}`, file);
    return { ok: true, bundle };
  } catch (error) {
    return { ok: false, problems: describeBuildFailure(error, source.folder) };
  }
}

async function compile(source: BundleSource, entry: string, mode: BuildMode): Promise<BuiltBundle> {
  const { rolldown } = await import('rolldown');
  const bundle = await rolldown({
    input: { entry: `${path.join(source.folder, entry)}?specifier=${source.specifier}` },
    platform: 'browser',
    cwd: source.folder,
    moduleTypes,
    transform: { define: defines(mode) },
    plugins: [bundleResolver(source), typeScriptPlugin(), await lwcPlugin(source.folder)],
    onLog: () => undefined,
  });
  try {
    const { output } = await bundle.generate({ format: 'es', minify: true, codeSplitting: false, sourcemap: mode === 'development' ? 'hidden' : false });
    const [chunk] = output;
    const imports = [...chunk.imports, ...chunk.dynamicImports];
    if (!chunk.map) return { code: chunk.code, imports };
    // Beside the code, not in it: only an open debugger fetches it.
    const address = `${source.specifier.split('/')[1]}.js.map?v=${bundleHash(source, mode)}`;
    return { code: `${chunk.code}\n//# sourceMappingURL=${address}\n`, map: chunk.map.toString(), imports };
  } finally {
    await bundle.close();
  }
}

function entryFile(source: BundleSource): string | undefined {
  const name = source.specifier.split('/')[1]!;
  return ['js', 'ts', 'css'].map((extension) => `${name}.${extension}`).find((file) => source.files.includes(file));
}

const SCOPED = '\0scoped:';
const PLACEHOLDER = '\0placeholder:';

function bundleResolver(source: BundleSource): Plugin {
  const known = new Set(source.known);
  return {
    name: 'project-modules',
    resolveId(specifier, importer) {
      if (importer === undefined) return { id: specifier };
      if (specifier.startsWith('.')) return relativeModule(specifier, importer);
      if (specifier in source.scoped) return `${SCOPED}${specifier}`;
      if (known.has(specifier)) return { id: specifier, external: true };
      // A tag in a template is drawn as what it is: something missing. Code that imports it could only break later.
      if (/\.html$/.test(importer.split('?')[0]!)) return `${PLACEHOLDER}${specifier}`;
      throw Object.assign(new Error(`"${specifier}" is no module of this project and not implemented in the local org`), { importer, specifier });
    },
    load(id) {
      if (id.startsWith(SCOPED)) return { code: source.scoped[id.slice(SCOPED.length)]!, moduleType: 'js' };
      if (!id.startsWith(PLACEHOLDER)) return null;
      return { code: placeholderModule(id.slice(PLACEHOLDER.length)), moduleType: 'js' };
    },
  };
}

/** Written as the compiler would, because it is not compiled. */
function placeholderModule(specifier: string): string {
  const tag = specifier.replace('/', '-').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return `import { registerComponent } from 'lwc';
import Placeholder, { template } from 'local/placeholder';
export default registerComponent(class extends Placeholder { tag = ${JSON.stringify(tag)}; }, { tmpl: template, sel: ${JSON.stringify(tag)}, apiVersion: 65 });`;
}

/** `./util` may be a `.ts` file; everything else the compiler's own plugin resolves. */
function relativeModule(specifier: string, importer: string): string | null {
  if (path.extname(specifier) !== '' && existsSync(path.resolve(path.dirname(importer.split('?')[0]!), specifier))) return null;
  const file = `${path.resolve(path.dirname(importer.split('?')[0]!), specifier)}.ts`;
  return existsSync(file) ? file : null;
}

/** Once a process: a build is the time when an older one falls out of use. */
const swept = new Set<string>();
function sweep(folder: string): void {
  if (swept.has(folder)) return;
  swept.add(folder);
  removeUnused(folder);
}

const cacheFile = (cacheDir: string, hash: string): string => path.join(cacheDir, 'bundles', `${hash}.json`);
