import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generateDemoData } from './generate.ts';

/** Writes `data/`; with `--check` only tells whether what is committed is what the generator writes. */
const folder = path.resolve(import.meta.dirname, '../../data');
const check = process.argv.includes('--check');
for (const [name, content] of generateDemoData()) {
  const file = path.join(folder, name);
  if (!check) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  } else if (readFileSync(file, 'utf8') !== content) {
    process.stderr.write(`data/${name} differs from what the generator writes: run "node ts-src/demo-data/main.ts".\n`);
    process.exitCode = 1;
  }
}
