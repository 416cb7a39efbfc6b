/** Writes what is generated from the rules; with `--check` only tells whether the files are what the rules say now. */
import path from 'node:path';
import { buildRules, rulesInDisorder } from './write.ts';
import { DecisionFaults } from './fault.ts';

const root = path.resolve(import.meta.dirname, '../..');
try {
  if (process.argv.includes('--check')) {
    for (const file of rulesInDisorder(root)) {
      process.stderr.write(`${file} differs from what the rules say: run "npx loop rules build".\n`);
      process.exitCode = 1;
    }
  } else buildRules(root);
} catch (error) {
  if (!(error instanceof DecisionFaults)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
