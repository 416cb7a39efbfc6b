import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cachedBundle } from '../build/bundle-build.ts';
import { buildService, bundleHash } from '../build/index.ts';
import type { BundleResult, BundleSource } from '../build/index.ts';

const root = mkdtempSync(path.join(tmpdir(), 'bundle-build-'));
const cacheDir = path.join(root, 'cache');
const service = buildService({ cacheDir, mode: 'production' });
afterAll(() => {
  service.close();
  rmSync(root, { recursive: true, force: true });
});

let next = 1;

/** A bundle `c/sample` with these files. */
function bundle(files: Readonly<Record<string, string>>, extra: Partial<BundleSource> = {}): BundleSource {
  const folder = path.join(root, String(next++), 'lwc', 'sample');
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return { specifier: 'c/sample', folder, files: readdirSync(folder).sort(), scoped: {}, known: ['lwc', 'lightning/card', 'c/other', 'local/placeholder'], ...extra };
}

const COMPONENT = "import { LightningElement } from 'lwc';\nexport default class Sample extends LightningElement {}\n";
const build = (source: BundleSource): Promise<BundleResult> => service.bundle(source);

async function codeOf(source: BundleSource): Promise<string> {
  const result = await build(source);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.bundle.code;
}

async function problemOf(source: BundleSource): Promise<{ file: string; line: number; message: string }> {
  const result = await build(source);
  if (result.ok) throw new Error('It compiled');
  const [{ file, line, message }] = result.problems as [(typeof result.problems)[number]];
  return { file: path.basename(file), line, message };
}

test('a bundle compiles alone: what lies outside its folder stays an import', async () => {
  const source = bundle({ 'sample.js': `import { help } from 'c/other';\n${COMPONENT}export const x = help;`, 'sample.html': '<template><lightning-card title="A"></lightning-card></template>', 'sample.css': '.a { color: red; }' });
  const result = await build(source);
  expect(result.ok && [...result.bundle.imports].sort()).toEqual(['c/other', 'lightning/card', 'lwc']);
});

test('platform values are part of the bundle, so that a page needs no request for each', async () => {
  const code = await codeOf(bundle({ 'sample.js': `import title from '@salesforce/label/c.Title';\n${COMPONENT}export const t = title;` }, { scoped: { '@salesforce/label/c.Title': 'export default "Find it";' } }));
  expect(code).toContain('Find it');
  expect(code).not.toContain('@salesforce');
});

test('a bundle of plain functions keeps its named exports', async () => {
  expect(await codeOf(bundle({ 'sample.js': 'export const twice = (n) => n * 2;' }))).toMatch(/as twice|export const twice/);
});

test('types of a TypeScript bundle are stripped, decorators stay', async () => {
  const source = bundle({ 'sample.ts': "import { api, LightningElement } from 'lwc';\nimport { size } from './size';\nexport default class Sample extends LightningElement { @api recordId: string | undefined; size: number = size; }", 'size.ts': 'export const size: number = 3;' });
  expect(await codeOf(source)).toContain('recordId');
});

test('a bundle of styles alone can be imported by other styles', async () => {
  const result = await build(bundle({ 'sample.css': ':host { color: red; }' }));
  expect(result.ok).toBe(true);
});

test('a standard component that the local org lacks is drawn as a box that names it', async () => {
  const code = await codeOf(bundle({ 'sample.js': COMPONENT, 'sample.html': '<template><lightning-map></lightning-map></template>' }));
  expect(code).toContain('lightning-map');
  expect(code).toMatch(/from\s*["']local\/placeholder["']/);
});

test('a syntax error is reported with file, line and sentence', async () => {
  const problem = await problemOf(bundle({ 'sample.js': `${COMPONENT}\nconst broken = ;\n` }));
  expect(problem).toMatchObject({ file: 'sample.js', line: 4 });
  expect(problem.message).toMatch(/Unexpected token/);
});

test('a fault in a template is reported where it stands', async () => {
  const problem = await problemOf(bundle({ 'sample.js': COMPONENT, 'sample.html': '<template>\n  <p>\n  <template for:each={rows}></template>\n</template>' }));
  expect(problem.file).toBe('sample.html');
  expect(problem.line).toBeGreaterThan(1);
});

test('importing a module that nobody has is an error at the import', async () => {
  const problem = await problemOf(bundle({ 'sample.js': `// first line\nimport { gone } from 'lightning/goneForever';\n${COMPONENT}export const g = gone;` }));
  expect(problem).toEqual({ file: 'sample.js', line: 2, message: '"lightning/goneForever" is no module of this project and not implemented in the local org' });
});

test('every content has its own hash, and only what compiled is kept', async () => {
  const source = bundle({ 'sample.js': COMPONENT });
  const before = bundleHash(source, 'production');
  await build(source);
  expect(cachedBundle(cacheDir, before)?.imports).toEqual(['lwc']);
  writeFileSync(path.join(source.folder, 'sample.js'), `${COMPONENT}const = 1;`);
  const after = bundleHash(source, 'production');
  expect(after).not.toBe(before);
  await build(source);
  expect(cachedBundle(cacheDir, after)).toBeUndefined();
});

test('development code has a source map beside it, production code has none', async () => {
  const source = bundle({ 'sample.js': COMPONENT });
  const debugging = buildService({ cacheDir, mode: 'development' });
  const development = await debugging.bundle(source);
  debugging.close();
  expect(development.ok && development.bundle.code).toMatch(/sourceMappingURL=sample\.js\.map\?v=[0-9a-f]{20}\n$/);
  expect(development.ok && (JSON.parse(development.bundle.map!) as { sources: string[] }).sources).toContainEqual(expect.stringContaining('sample.js'));
  expect(await codeOf(source)).not.toContain('sourceMappingURL');
});
