/** Writes docs/calibration.md; with `--check` only tells whether it is what the figures say now. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { calibrationFile, calibrationText } from './index.ts';

const file = path.resolve(import.meta.dirname, '../../..', calibrationFile);
const text = calibrationText();
if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (readFileSync(file, 'utf8') !== text) {
  process.stderr.write(`${calibrationFile} differs from what the figures say: run "npx loop rules backtest --write".\n`);
  process.exitCode = 1;
}
