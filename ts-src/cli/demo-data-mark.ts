import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Remembers that a part of the demo went in whole, so that a warm start does not send it again. */
export function demoMark(folder: string, part: 'demo-data' | 'demo-story'): { readonly done: boolean; set(): void } {
  const file = path.join(folder, `${part}.json`);
  return {
    done: existsSync(file),
    set() {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, JSON.stringify({ loadedAt: new Date().toISOString() }));
    },
  };
}
