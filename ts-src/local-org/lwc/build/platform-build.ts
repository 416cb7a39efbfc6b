import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'rolldown';
import { describeBuildFailure } from './build-error.ts';
import { defines, lwcPlugin, moduleTypes, typeScriptPlugin } from './compiler.ts';
import type { BuildMode } from './compiler.ts';
import { packages, toolVersions } from './packages.ts';
import { platformModules } from './platform-modules.ts';

/** The part of every page that does not depend on the project: engine, base components, platform modules, shell. */
export interface PlatformBuild {
  readonly hash: string;
  /** Folder that holds the files. */
  readonly directory: string;
  /** Specifier -> file name, for the import map. */
  readonly entries: Readonly<Record<string, string>>;
  /** A classic script, to be loaded before anything else. */
  readonly syntheticShadow: string;
  /** Files that the shell's entry needs, itself first: fetched side by side instead of one after another. */
  readonly preload: readonly string[];
}

/** Changes whenever the output would: tools, mode, and every source of this host. */
export function platformHash(mode: BuildMode): string {
  const hash = createHash('sha256').update(JSON.stringify([toolVersions(), mode]));
  for (const root of [packages.browser, packages.shell, import.meta.dirname]) {
    for (const file of sourceFiles(root)) hash.update(path.relative(root, file)).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}

export function cachedPlatform(cacheDir: string, mode: BuildMode): PlatformBuild | undefined {
  const file = path.join(cacheDir, `platform-${mode}-${platformHash(mode)}`, 'manifest.json');
  if (!existsSync(file)) return undefined;
  return { ...(JSON.parse(readFileSync(file, 'utf8')) as Omit<PlatformBuild, 'directory'>), directory: path.dirname(file) };
}

/** Builds into a fresh folder and moves it into place, so that a killed build leaves nothing that looks whole. */
export async function buildPlatform(cacheDir: string, mode: BuildMode): Promise<PlatformBuild> {
  const cached = cachedPlatform(cacheDir, mode);
  if (cached) return cached;
  const hash = platformHash(mode);
  mkdirSync(cacheDir, { recursive: true });
  const directory = path.join(cacheDir, `platform-${mode}-${hash}`);
  const draft = `${directory}.${process.pid}`;
  const { entries, preload } = await bundleEntries(draft, mode).catch((error: unknown) => {
    rmSync(draft, { recursive: true, force: true });
    const problems = describeBuildFailure(error, packages.browser).map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`);
    throw new Error(`The platform's modules do not build:\n${problems.join('\n')}`);
  });
  await bundleSyntheticShadow(draft, mode);
  const manifest = { hash, entries, preload, syntheticShadow: 'synthetic-shadow.js' };
  writeFileSync(path.join(draft, 'manifest.json'), JSON.stringify(manifest));
  moveIntoPlace(draft, directory);
  removeOlder(cacheDir, `platform-${mode}-`);
  return { ...manifest, directory };
}

function moveIntoPlace(draft: string, directory: string): void {
  try {
    renameSync(draft, directory);
  } catch (error) {
    // Another process built the same; the two are alike.
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(path.join(directory, 'manifest.json'))) throw error;
  }
}

async function bundleEntries(dir: string, mode: BuildMode): Promise<Pick<PlatformBuild, 'entries' | 'preload'>> {
  const { rolldown } = await import('rolldown');
  const modules = platformModules();
  const bundle = await rolldown({
    input: Object.fromEntries(modules.entries.map((name) => [name, name])),
    platform: 'browser',
    cwd: packages.baseComponents,
    moduleTypes,
    preserveEntrySignatures: 'allow-extension',
    transform: { define: defines(mode) },
    plugins: [platformResolver(modules.resolve), typeScriptPlugin(), await lwcPlugin(packages.browser, { anyImport: true })],
    onLog: keepOwnWarnings,
  });
  const { output } = await bundle.write({
    dir,
    format: 'es',
    minify: mode === 'production',
    chunkFileNames: 'chunk/[name].js',
    entryFileNames: '[name].js',
    codeSplitting: {
      groups: [
        { name: 'engine', test: /@lwc[\\/]/, priority: 4 },
        { name: 'base', test: (id) => id.includes('lightning-base-components') && !HEAVY.test(id), priority: 3 },
        { name: 'table', test: (id) => id.includes('lightning-base-components'), priority: 2 },
        { name: 'flow', test: FLOW, priority: 2 },
        { name: 'host', test: (id) => !START.test(id), priority: 1 },
      ],
    },
  });
  await bundle.close();
  const chunks = new Map(output.flatMap((chunk) => (chunk.type === 'chunk' ? [[chunk.fileName, chunk] as const] : [])));
  const preload = new Set(['one/start.js']);
  for (const file of preload) for (const imported of chunks.get(file)?.imports ?? []) preload.add(imported);
  return { entries: Object.fromEntries([...chunks.values()].filter(({ isEntry }) => isEntry).map(({ name, fileName }) => [name, fileName])), preload: [...preload] };
}

/** Screen flows: the first one loads them. */
const FLOW = /[\\/](lightning[\\/]flow|local[\\/]flow\w+|one[\\/]flow\w+|flowruntime[\\/]\w+)[\\/]/;

/** What begins a page of its kind runs when it is loaded: in a chunk with others it would begin every page. */
const START = /[\\/](one|site)[\\/]start[\\/]/;

/** What few pages need and none should wait for. */
const HEAVY = /[\\/](datatable|treeGrid|primitiveDatatable|primitiveCell|primitiveHeader|primitiveColumn|primitiveResize|primitiveTreegrid|primitiveCustomCell|multiColumn|carousel|dualListbox|colorPicker|inputAddress|lookupAddress)/;

function platformResolver(resolve: (specifier: string) => string | undefined): Plugin {
  return {
    name: 'platform-modules',
    resolveId(specifier, importer) {
      // Styles for native shadow: under synthetic shadow the global SLDS sheet has them already.
      if (specifier.endsWith('.slds.css') || /^lightning\/slds(Utils|Common|GenAi)/.test(specifier)) return EMPTY_STYLES;
      if (specifier.startsWith('.') || path.isAbsolute(specifier)) return null;
      const file = resolve(specifier);
      if (file) return { id: file };
      throw new Error(`${importer ?? 'The page'} imports ${specifier}, which is no module of the platform`);
    },
    load: (id) => (id === EMPTY_STYLES ? { code: 'export default [];', moduleType: 'js' } : null),
  };
}

const EMPTY_STYLES = '\0no-styles.css';

/** Faults of the shipped packages are not this project's to mend, and the compiler's advice is for their authors. */
function keepOwnWarnings(level: string, log: { message: string; code?: string; id?: string }): void {
  if (level !== 'warn' || log.code === 'PLUGIN_TIMINGS' || /lightning-base-components|LWC\d+/.test(`${log.id} ${log.message}`)) return;
  console.warn(log.message);
}

async function bundleSyntheticShadow(dir: string, mode: BuildMode): Promise<void> {
  const { rolldown } = await import('rolldown');
  const bundle = await rolldown({ input: packages.syntheticShadow, platform: 'browser', transform: { define: defines(mode) } });
  await bundle.write({ file: path.join(dir, 'synthetic-shadow.js'), format: 'iife', minify: mode === 'production' });
  await bundle.close();
}

function sourceFiles(root: string): string[] {
  if (!existsSync(root)) return [];
  return readdirSync(root, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('__tests__'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

/** Builds of earlier versions go, but for a few: another process may still serve one. */
function removeOlder(cacheDir: string, prefix: string): void {
  const builds = readdirSync(cacheDir)
    .filter((name) => name.startsWith(prefix) && !name.includes('.'))
    .map((name) => ({ name, built: statSync(path.join(cacheDir, name)).mtimeMs }))
    .sort((a, b) => b.built - a.built);
  for (const { name } of builds.slice(KEPT_BUILDS)) rmSync(path.join(cacheDir, name), { recursive: true, force: true });
}

const KEPT_BUILDS = 4;
