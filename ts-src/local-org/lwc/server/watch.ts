import path from 'node:path';
import type { ProjectWatcher } from '../../metadata/index.ts';
import { relativeTo } from './assets.ts';
import type { EventStream } from './events.ts';
import type { Host } from './host.ts';

const PAGE_FILE = /\.(js|ts|html|css|svg|json|md)$|-meta\.xml$|[\\/]staticresources[\\/]/;

/** Reloads open pages when a file of the project is saved; a bundle that does not compile shows its faults instead. The org has taken the files over before. */
export function reloadPages(host: Host, events: EventStream, watcher: ProjectWatcher): void {
  watcher.on((files) => {
    const shown = files.filter((file) => PAGE_FILE.test(file));
    if (shown.length > 0) void announce(host, events, shown);
  });
}

async function announce(host: Host, events: EventStream, files: readonly string[]): Promise<void> {
  try {
    const bundles = host.project().lwc.filter((bundle) => files.some((file) => file.startsWith(bundle.folder + path.sep)));
    const results = await Promise.all(bundles.map(async ({ name }) => ({ specifier: `c/${name}`, result: await host.compile(`c/${name}`) })));
    const broken = results.flatMap(({ specifier, result }) => (result && !result.ok ? [{ specifier, problems: relativeTo(host, result.problems) }] : []));
    for (const { specifier, problems } of broken) {
      for (const { file, line, column, message } of problems) console.error(`${file}:${line}:${column} ${message}`);
      events.send('problems', { specifier, problems });
    }
    if (broken.length === 0) events.send('reload', { files: files.map((file) => path.relative(host.project().root, file)) });
  } catch (error) {
    console.error(`Pages could not be reloaded: ${error instanceof Error ? error.message : String(error)}`);
  }
}
