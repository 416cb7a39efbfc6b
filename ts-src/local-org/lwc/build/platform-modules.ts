import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { packages } from './packages.ts';

/**
 * Where the platform's own module specifiers live on disk. Order of look-up: the engine, this host's modules
 * (which may replace a shipped one), the base components, their scoped stand-ins.
 */
export interface PlatformModules {
  resolve(specifier: string): string | undefined;
  /** Specifiers that pages may import: the keys of the import map. */
  readonly entries: readonly string[];
}

const ENGINE: Readonly<Record<string, string>> = {
  lwc: packages.engine,
  '@lwc/engine-dom': packages.engine,
  '@lwc/wire-service': packages.wireService,
};

/** Base components that this host replaces altogether: compiled icon templates give way to the SLDS sprites. */
const LEFT_OUT = /^lightning\/(iconSvgTemplates|sldsUtils|sldsCommon|sldsGenAi)/;

export function platformModules(): PlatformModules {
  const shipped = shippedAliases();
  const own = [...ownModules(packages.browser), ...ownModules(packages.shell)];
  const ownPaths = new Map(own);
  return {
    entries: ['lwc', ...new Set([...own.map(([name]) => name), ...exposedBaseComponents()])].sort(),
    resolve(specifier) {
      return ENGINE[specifier] ?? ownPaths.get(specifier) ?? scopedOverride(specifier) ?? baseComponent(specifier) ?? shipped.get(specifier);
    },
  };
}

/** `<root>/<namespace>/<name>/<name>.js` as `namespace/name`; `scoped/` holds `@salesforce/*` and is no namespace. */
function ownModules(root: string): [string, string][] {
  if (!existsSync(root)) return [];
  return folders(root)
    .filter((namespace) => namespace !== 'scoped')
    .flatMap((namespace) =>
      folders(path.join(root, namespace)).flatMap((name): [string, string][] => {
        const file = path.join(root, namespace, name, `${name}.js`);
        return existsSync(file) ? [[`${namespace}/${name}`, file]] : [];
      }),
    );
}

/** `@salesforce/i18n/timeZone` -> `browser/scoped/i18n.timeZone.js`, where the signed-in user decides the value. */
function scopedOverride(specifier: string): string | undefined {
  if (!specifier.startsWith('@salesforce/')) return undefined;
  const file = path.join(packages.browser, 'scoped', `${specifier.slice('@salesforce/'.length).replaceAll('/', '.')}.js`);
  return existsSync(file) ? file : undefined;
}

function baseComponent(specifier: string): string | undefined {
  const match = /^lightning\/(\w+)$/.exec(specifier);
  if (!match) return undefined;
  const folder = path.join(packages.baseComponents, 'src/lightning', match[1]!);
  return ['js', 'css'].map((extension) => path.join(folder, `${match[1]}.${extension}`)).find((file) => existsSync(file));
}

function exposedBaseComponents(): string[] {
  const root = path.join(packages.baseComponents, 'src/lightning');
  return folders(root).filter((name) => {
    const meta = path.join(root, name, `${name}.js-meta.xml`);
    return existsSync(meta) && /<isExposed>true</.test(readFileSync(meta, 'utf8'));
  }).map((name) => `lightning/${name}`).filter((name) => !LEFT_OUT.test(name));
}

function shippedAliases(): Map<string, string> {
  const file = path.join(packages.baseComponents, 'package.json');
  const { lwc } = JSON.parse(readFileSync(file, 'utf8')) as { lwc: { modules: { name?: string; path?: string }[] } };
  return new Map(lwc.modules.flatMap(({ name, path: target }) => (name && target ? [[name, path.join(packages.baseComponents, target)] as const] : [])));
}

const folders = (root: string): string[] => readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
