import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildService } from '../build/index.ts';
import { cachedPlatform } from '../build/platform-build.ts';

const cacheDir = mkdtempSync(path.join(tmpdir(), 'platform-build-'));
afterAll(() => rmSync(cacheDir, { recursive: true, force: true }));

test('the platform is built once, on a thread of its own, and found again by what it is made of', async () => {
  const service = buildService({ cacheDir, mode: 'production' });
  const [first, second] = await Promise.all([service.platform(), service.platform()]);
  service.close();
  expect(second).toBe(first);
  expect(first.entries).toMatchObject({ lwc: 'lwc.js', 'lightning/card': 'lightning/card.js', 'lightning/uiRecordApi': 'lightning/uiRecordApi.js', 'one/start': 'one/start.js', 'force/highlightsPanel': 'force/highlightsPanel.js' });
  expect(cachedPlatform(cacheDir, 'production')).toEqual(first);
  expect(cachedPlatform(cacheDir, 'development')).toBeUndefined();
  expect(readFileSync(path.join(first.directory, first.syntheticShadow), 'utf8')).not.toContain('import ');
}, 60_000);

test('what every page loads stays below 400 KB compressed', () => {
  const build = cachedPlatform(cacheDir, 'production')!;
  const files = ['synthetic-shadow.js', 'lwc.js', 'chunk/base.js', 'chunk/host.js'];
  const size = files.reduce((sum, file) => sum + gzipSync(readFileSync(path.join(build.directory, file))).length, 0);
  expect(size).toBeLessThan(400_000);
});
