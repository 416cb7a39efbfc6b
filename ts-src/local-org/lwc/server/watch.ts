import { watch as watchFolder } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import path from 'node:path';
import type { EventStream } from './events.ts';
import { relativeTo } from './assets.ts';
import type { Host } from './host.ts';

/** Saves come in bursts (a temporary file, a rename); one reload for all of them. */
const QUIET_MS = 60;
const PAGE_FILE = /\.(js|ts|html|css|svg|json|md)$|-meta\.xml$/;

/** Reloads open pages when a file of the project is saved; a bundle that does not compile shows its faults instead. */
export function watchProject(host: Host, events: EventStream): { close(): void } {
  const watchers: FSWatcher[] = [];
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const apply = (): void => {
    const files = [...changed];
    changed.clear();
    void announce(host, events, files);
  };
  for (const directory of host.project().packageDirectories) {
    const root = path.join(host.project().root, directory);
    try {
      const watcher = watchFolder(root, { recursive: true, persistent: false }, (_event, name) => {
        if (name === null || !(PAGE_FILE.test(name) || name.includes('staticresources'))) return;
        changed.add(path.join(root, name));
        clearTimeout(timer);
        timer = setTimeout(apply, QUIET_MS);
        timer.unref();
      });
      watcher.on('error', () => watcher.close());
      watchers.push(watcher);
    } catch {
      // No watching on this file system: pages then show changes when they are reloaded by hand.
    }
  }
  return {
    close() {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}

async function announce(host: Host, events: EventStream, files: readonly string[]): Promise<void> {
  try {
    host.reload();
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
