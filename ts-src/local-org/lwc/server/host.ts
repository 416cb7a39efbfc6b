import path from 'node:path';
import { loadProject } from '../../metadata/index.ts';
import type { Bundle, ProjectMetadata } from '../../metadata/index.ts';
import type { LocalOrg } from '../../execution/local-org.ts';
import { buildService, bundleHash, platformModules, resolveScoped, scopedImports } from '../build/index.ts';
import type { BuildMode, BuildProblem, BuildService, BundleResult, BundleSource } from '../build/index.ts';
import { scopedResolver } from './scoped-modules.ts';

export interface LwcHostOptions {
  /** Issues a token that the HTTP layer then finds behind the `sid` cookie. */
  readonly signIn: (userId: string) => string;
  /** Default: `.loop/cache/lwc` below the project. */
  readonly cacheDir?: string;
  /** `development` (default while watching): readable engine messages, source maps. `production`: minified. */
  readonly mode?: BuildMode;
  /** Who opens a page without a session; default `agent` where it is declared, else `admin`, else the first persona. */
  readonly defaultPersona?: string;
  /** Watch the project's files and reload pages on save; default true. */
  readonly watch?: boolean;
}

/** What the routes share: the org, the compiler, and the project as its files are now. */
export interface Host {
  readonly org: LocalOrg;
  readonly options: LwcHostOptions;
  readonly build: BuildService;
  project(): ProjectMetadata;
  /** Reads the project's files again. */
  reload(): void;
  /** Specifier and content hash of every bundle, for the import map. */
  bundles(): ReadonlyMap<string, string>;
  compile(specifier: string): Promise<BundleResult | undefined>;
  /** Compiled size of what a page loads is measured from here too. */
  source(specifier: string): { readonly source: BundleSource; readonly problems: readonly BuildProblem[] } | undefined;
}

export function createHost(org: LocalOrg, options: LwcHostOptions): Host {
  const cacheDir = options.cacheDir ?? path.join(org.project.root, '.loop/cache/lwc');
  const mode = options.mode ?? (options.watch === false ? 'production' : 'development');
  const build = buildService({ cacheDir, mode });
  const platform = platformModules();
  let project: ProjectMetadata = org.project;
  const bundleOf = (specifier: string): Bundle | undefined => project.lwc.find((bundle) => specifier === `c/${bundle.name}`);
  const source: Host['source'] = (specifier) => {
    const bundle = bundleOf(specifier);
    if (!bundle) return undefined;
    const files = bundle.files.filter((file) => /\.(js|ts|html|css)$/.test(file) && !file.endsWith('.d.ts'));
    const { sources, problems } = resolveScoped(scopedImports(bundle.folder, files), scopedResolver(project, org.schema));
    const known = [...platform.entries, ...project.lwc.map(({ name }) => `c/${name}`)];
    return { source: { specifier, folder: bundle.folder, files, scoped: sources, known }, problems };
  };
  return {
    org,
    options,
    build,
    source,
    project: () => project,
    reload() {
      project = loadProject(project.root, project);
    },
    bundles() {
      return new Map(project.lwc.flatMap(({ name }) => {
        const found = source(`c/${name}`);
        return found ? [[`c/${name}`, bundleHash(found.source, mode)] as const] : [];
      }));
    },
    async compile(specifier) {
      const found = source(specifier);
      if (!found) return undefined;
      if (found.problems.length > 0) return { ok: false, problems: found.problems };
      return build.bundle(found.source);
    },
  };
}
