import path from 'node:path';
import type { Bundle, DeployProblem, ProjectMetadata, ProjectWatcher } from '../../metadata/index.ts';
import type { Schema } from '../../schema/model.ts';
import type { Session } from '../../api/http.ts';
import type { LocalOrg } from '../../execution/local-org.ts';
import { buildService, bundleHash, platformModules, resolveScoped, scopedImports } from '../build/index.ts';
import type { BuildMode, BuildProblem, BuildService, BundleResult, BundleSource } from '../build/index.ts';
import { scopedResolver } from './scoped-modules.ts';

export interface LwcHostOptions {
  /** Issues a token that the HTTP layer then finds behind the `sid` cookie. */
  readonly signIn: (userId: string) => string;
  /** The session of a token that `signIn` issued: sites have a cookie of their own. */
  readonly findSession: (token: string) => Session | undefined;
  /** Default: `.loop/cache/lwc` below the project. */
  readonly cacheDir?: string;
  /** `development` (default while watching): readable engine messages, source maps. `production`: minified. */
  readonly mode?: BuildMode;
  /** Reloads pages when a file of the project is saved; the org must have listened first. Absent: pages change when they are opened anew. */
  readonly watch?: ProjectWatcher;
}

/** What the routes share: the org, the compiler, and the project as its files are now. */
export interface Host {
  readonly org: LocalOrg;
  readonly options: LwcHostOptions;
  readonly build: BuildService;
  project(): ProjectMetadata;
  /** Specifier and content hash of every bundle, for the import map. */
  bundles(): ReadonlyMap<string, string>;
  compile(specifier: string): Promise<BundleResult | undefined>;
  /** Faults of bundles in a project that the org has not taken over. */
  check(project: ProjectMetadata, schema: Schema, bundles: readonly Bundle[]): Promise<DeployProblem[]>;
  /** Compiled size of what a page loads is measured from here too. */
  source(specifier: string): { readonly source: BundleSource; readonly problems: readonly BuildProblem[] } | undefined;
}

export function createHost(org: LocalOrg, options: LwcHostOptions): Host {
  const cacheDir = options.cacheDir ?? path.join(org.project.root, '.loop/cache/lwc');
  const mode = options.mode ?? (options.watch === undefined ? 'production' : 'development');
  const build = buildService({ cacheDir, mode });
  const platform = platformModules();
  let scoped: { readonly project: ProjectMetadata; readonly schema: Schema; readonly resolver: ReturnType<typeof scopedResolver> } | undefined;
  const resolverOf = (project: ProjectMetadata, schema: Schema): ReturnType<typeof scopedResolver> => {
    if (scoped?.project !== project || scoped.schema !== schema) scoped = { project, schema, resolver: scopedResolver(project, schema) };
    return scoped.resolver;
  };
  const sourceOf = (project: ProjectMetadata, schema: Schema, bundle: Bundle): NonNullable<ReturnType<Host['source']>> => {
    const files = bundle.files.filter((file) => /\.(js|ts|html|css)$/.test(file) && !file.endsWith('.d.ts'));
    const { sources, problems } = resolveScoped(scopedImports(bundle.folder, files), resolverOf(project, schema));
    const known = [...platform.entries, ...project.lwc.map(({ name }) => `c/${name}`)];
    return { source: { specifier: `c/${bundle.name}`, folder: bundle.folder, files, scoped: sources, known }, problems };
  };
  const source: Host['source'] = (specifier) => {
    const bundle = org.project.lwc.find(({ name }) => specifier === `c/${name}`);
    return bundle && sourceOf(org.project, org.schema, bundle);
  };
  return {
    org,
    options,
    build,
    source,
    project: () => org.project,
    bundles() {
      return new Map(org.project.lwc.flatMap(({ name }) => {
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
    async check(project, schema, bundles) {
      const found: DeployProblem[] = [];
      for (const bundle of bundles) {
        const { source: given, problems } = sourceOf(project, schema, bundle);
        const result: BundleResult = problems.length > 0 ? { ok: false, problems } : await build.bundle(given);
        if (result.ok) continue;
        for (const { file, line, column, message } of result.problems) found.push({ componentType: 'LightningComponentBundle', fullName: bundle.name, fileName: path.relative(project.root, file).split(path.sep).join('/'), line, column, problem: message });
      }
      return found;
    },
  };
}
