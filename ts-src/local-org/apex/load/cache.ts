/** Where compiled code is kept between runs. Keys are content hashes: an entry is never stale, only unused. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeUnused } from '../../unused-files.ts';

export interface CompileCache {
  get(key: string): string | undefined;
  put(key: string, value: string): void;
}

export class MemoryCache implements CompileCache {
  private readonly entries = new Map<string, string>();

  get(key: string): string | undefined {
    return this.entries.get(key);
  }

  put(key: string, value: string): void {
    this.entries.set(key, value);
  }
}

/** One file an entry. A folder that cannot be written to only costs time. */
export class FolderCache implements CompileCache {
  private readonly folder: string;
  private created = false;

  constructor(folder: string) {
    this.folder = folder;
  }

  get(key: string): string | undefined {
    try {
      return readFileSync(join(this.folder, key), 'utf8');
    } catch {
      return undefined;
    }
  }

  put(key: string, value: string): void {
    try {
      if (!this.created) {
        mkdirSync(this.folder, { recursive: true });
        removeUnused(this.folder);
        this.created = true;
      }
      const temporary = join(this.folder, `.${key}.${process.pid}`);
      writeFileSync(temporary, value);
      renameSync(temporary, join(this.folder, key));
    } catch {
      // Compiled again next time.
    }
  }
}
