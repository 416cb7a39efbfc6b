import { watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { join } from 'node:path';
import type { OpenedOrg, ReloadResult } from './org.ts';

/** Saves come in bursts (a temporary file, a rename); one reload for all of them. */
const QUIET_MS = 80;
const CODE_FILE = /\.(?:cls|trigger)$|-meta\.xml$|[\\/]staticresources[\\/]/;

/** Reloads the org when its code or metadata is saved, and tells what came of it. */
export function watchCode(org: OpenedOrg, tell: (outcome: ReloadResult | Error) => void): { close(): void } {
  const watchers: FSWatcher[] = [];
  let timer: NodeJS.Timeout | undefined;
  const reload = (): void => {
    try {
      const result = org.reload();
      if (result.files.length > 0) tell(result);
    } catch (error) {
      tell(error instanceof Error ? error : new Error(String(error)));
    }
  };
  for (const directory of org.project.packageDirectories) {
    try {
      const watcher = watch(join(org.project.root, directory), { recursive: true, persistent: false }, (_event, name) => {
        if (name === null || !CODE_FILE.test(name)) return;
        clearTimeout(timer);
        timer = setTimeout(reload, QUIET_MS);
        timer.unref();
      });
      watcher.on('error', () => watcher.close());
      watchers.push(watcher);
    } catch {
      // A file system that cannot be watched: changes then need a new start.
    }
  }
  return {
    close() {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}
