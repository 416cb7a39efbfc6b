import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Remembers that the demo data went in whole, so that a warm start does not send it again. */
export function demoDataMark(folder: string): { readonly done: boolean; set(): void } {
  const file = path.join(folder, 'demo-data.json');
  return {
    done: existsSync(file),
    set() {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, JSON.stringify({ loadedAt: new Date().toISOString() }));
    },
  };
}
