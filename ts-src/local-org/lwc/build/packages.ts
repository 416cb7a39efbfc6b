import { createRequire } from 'node:module';
import path from 'node:path';
import { existsSync, readFileSync } from 'node:fs';

const require = createRequire(import.meta.url);
const lwcRequire = createRequire(require.resolve('lwc'));

/** Folders of the npm packages and of this host that pages are built from; all absolute. */
export const packages = {
  engine: path.join(path.dirname(lwcRequire.resolve('@lwc/engine-dom')), 'index.js'),
  wireService: path.join(path.dirname(lwcRequire.resolve('@lwc/wire-service')), 'index.js'),
  syntheticShadow: path.join(path.dirname(lwcRequire.resolve('@lwc/synthetic-shadow')), 'index.js'),
  baseComponents: path.dirname(require.resolve('lightning-base-components/package.json')),
  designSystem: path.dirname(require.resolve('@salesforce-ux/design-system/package.json')),
  /** Modules of this host: `browser/` the platform's modules, `shell/` the chrome and the standard components. */
  browser: path.resolve(import.meta.dirname, '../browser'),
  shell: path.resolve(import.meta.dirname, '../shell'),
} as const;

/** Versions that decide what a build looks like; they stay while this process runs. */
export function toolVersions(): readonly string[] {
  versions ??= ['lwc', 'rolldown', 'lightning-base-components'].map((name) => `${name}@${versionOf(name)}`);
  return versions;
}
let versions: readonly string[] | undefined;

/** Read beside the package's files: not every package exports its package.json. */
function versionOf(name: string): string {
  const folder = (require.resolve.paths(name) ?? []).map((candidate) => path.join(candidate, name)).find((candidate) => existsSync(candidate));
  return (JSON.parse(readFileSync(path.join(folder ?? '', 'package.json'), 'utf8')) as { version: string }).version;
}
