export { buildService, type BuildService, type BuildServiceOptions } from './service.ts';
export type { BuildMode } from './compiler.ts';
export type { BuildProblem } from './build-error.ts';
export type { BundleResult, BundleSource, BuiltBundle } from './bundle-build.ts';
export { bundleHash } from './bundle-build.ts';
export type { PlatformBuild } from './platform-build.ts';
export { packages } from './packages.ts';
export { platformModules } from './platform-modules.ts';
export { resolveScoped, scopedImports, type ScopedImport, type ScopedResolver } from './scoped-imports.ts';
