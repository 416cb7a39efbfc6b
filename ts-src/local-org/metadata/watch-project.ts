import { watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { join } from 'node:path';
import type { ProjectMetadata } from './types.ts';

/** Saves come in bursts (a temporary file, a rename); listeners hear of them together. */
const QUIET_MS = 60;

export interface ProjectWatcher {
  /** Calls `listener` with the files saved, added or removed, as absolute paths; listeners are called in the order they came. */
  on(listener: (files: readonly string[]) => void): void;
  close(): void;
}

/** Watches the package directories of a project. It keeps no process alive. */
export function watchProject(project: Pick<ProjectMetadata, 'root' | 'packageDirectories'>): ProjectWatcher {
  const listeners: ((files: readonly string[]) => void)[] = [];
  const watchers: FSWatcher[] = [];
  const saved = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const tell = (): void => {
    const files = [...saved];
    saved.clear();
    for (const listener of listeners) listener(files);
  };
  for (const directory of project.packageDirectories) {
    const root = join(project.root, directory);
    try {
      const watcher = watch(root, { recursive: true, persistent: false }, (_event, name) => {
        if (name === null) return;
        saved.add(join(root, name));
        clearTimeout(timer);
        timer = setTimeout(tell, QUIET_MS);
        timer.unref();
      });
      watcher.on('error', () => watcher.close());
      watchers.push(watcher);
    } catch {
      // A file system that cannot be watched: changes then need a new start.
    }
  }
  return {
    on: (listener) => void listeners.push(listener),
    close() {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}
