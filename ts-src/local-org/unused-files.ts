import { readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';

const KEPT_DAYS = 30;
const DAY = 24 * 3_600_000;

/**
 * Removes the files of a folder of cached results that nobody wrote or read for a month: what a key of old content led to
 * is never asked for again. Where reading leaves no time, what is still asked for is made once more. A file that may not
 * be removed stays.
 */
export function removeUnused(folder: string): void {
  const oldest = Date.now() - KEPT_DAYS * DAY;
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    try {
      const { mtimeMs, atimeMs } = statSync(file);
      if (Math.max(mtimeMs, atimeMs) < oldest) rmSync(file);
    } catch {
      // Another process may have removed it; a cache that grows is no reason to fail.
    }
  }
}
