import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FolderCache } from '../apex/load/index.ts';
import { removeUnused } from '../unused-files.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'unused-files-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A file that was read and written so many days ago. */
function file(name: string, read: number, written: number): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, name), name);
  const before = (days: number): number => Date.now() / 1000 - days * 86_400;
  utimesSync(path.join(folder, name), before(read), before(written));
}

test('what nobody wrote or read for a month goes', () => {
  file('used', 1, 90);
  file('new', 40, 1);
  file('unused', 31, 90);
  mkdirSync(path.join(folder, 'folder'));
  removeUnused(folder);
  expect(readdirSync(folder).sort()).toEqual(['folder', 'new', 'used']);
});

test('compiled Apex that fell out of use goes when something new is compiled', () => {
  file('unused', 31, 90);
  const cache = new FolderCache(folder);
  expect(cache.get('unused')).toBe('unused');
  file('unused', 31, 90);
  cache.put('other', 'compiled');
  expect([cache.get('unused'), cache.get('other')]).toEqual([undefined, 'compiled']);
});
