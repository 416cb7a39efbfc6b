import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import type { Plugin } from 'rolldown';

export type BuildMode = 'development' | 'production';

/** The LWC compiler as a rolldown plugin, with the options under which base components and DX bundles compile. */
export async function lwcPlugin(rootDir: string, options: { readonly anyImport?: boolean } = {}): Promise<Plugin> {
  // The package's types describe an ES module, Node loads its CommonJS one: there the function itself is the default.
  const { default: lwc } = (await import('@lwc/rollup-plugin')) as unknown as { default: (options: object) => LwcPlugin };
  const plugin = lwc({
    rootDir,
    defaultModules: [],
    modules: [],
    exclude: ['**/node_modules/@lwc/**', '**/node_modules/lwc/**'],
    enableDynamicComponents: true,
    enableLwcOn: true,
    enableSyntheticElementInternals: true,
    apiVersion: 65,
    // The shell loads components by the names that pages give; bundles keep the platform's rule of literal imports.
    ...(options.anyImport ? { experimentalDynamicComponent: { strictSpecifier: false } } : {}),
  });
  return {
    ...plugin,
    transform(code: string, id: string) {
      return isPlainScript(code, id) ? null : plugin.transform.call(this, code, id);
    },
  } as Plugin;
}

interface LwcPlugin extends Omit<Plugin, 'transform'> {
  transform(this: unknown, code: string, id: string): unknown;
}

/** Scripts of the base components that hold no component: half of them, and the compiler would change nothing. */
function isPlainScript(code: string, id: string): boolean {
  return id.includes('lightning-base-components') && id.split('?')[0]!.endsWith('.js') && !/\bfrom ['"]lwc['"]|export default class/.test(code);
}

/** Types in `.ts` bundles are stripped in place, so that error positions stay the source's own. */
export function typeScriptPlugin(): Plugin {
  return {
    name: 'strip-types',
    load(id) {
      const file = id.split('?')[0]!;
      return file.endsWith('.ts') ? { code: stripTypeScriptTypes(readFileSync(file, 'utf8')), moduleType: 'js' } : null;
    },
  };
}

export function defines(mode: BuildMode): Record<string, string> {
  return { 'process.env.NODE_ENV': JSON.stringify(mode), 'import.meta.env.SSR': 'false' };
}

export const moduleTypes = { '.html': 'js', '.css': 'js' } as const;
