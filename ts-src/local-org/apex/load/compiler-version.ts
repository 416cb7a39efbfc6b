/** Fingerprint of the compiler itself: what an older one made is not taken from the cache. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

const FOLDERS = ['../syntax/', '../types/', '../types/signatures/', '../check/', '../generate/', '../../soql/', './'];

let version: string | undefined;

/** Reads the compiler's own sources, once (some milliseconds). */
export function compilerVersion(): string {
  if (version === undefined) {
    const digest = createHash('sha256');
    for (const folder of FOLDERS) {
      const url = new URL(folder, import.meta.url);
      for (const file of readdirSync(url).sort()) if (/\.(ts|txt|gz)$/.test(file)) digest.update(readFileSync(new URL(file, url)));
    }
    version = digest.digest('base64url').slice(0, 12);
  }
  return version;
}
