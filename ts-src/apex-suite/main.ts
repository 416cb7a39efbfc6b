import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TestResult } from '@salesforce/apex-node';
import { runApexSuite } from './run.ts';

/** The share of Apex lines that tests must reach; the platform itself asks for 75 %. */
const REQUIRED_COVERAGE = 90;

const projectDir = path.resolve(import.meta.dirname, '../..');
const resultsFile = process.argv.find((argument) => argument.startsWith('--results='))?.slice('--results='.length);

const started = Date.now();
const result = await runApexSuite(projectDir);
const seconds = (Date.now() - started) / 1000;
printFailures(result);
const coverage = printCoverage(result);
const passed = result.tests.filter((test) => test.outcome === 'Pass').length;
const failed = result.tests.length - passed;
process.stdout.write(`Apex: ${passed} passed, ${failed} failed in ${seconds.toFixed(1)} s; ${coverage.toFixed(1)} % of lines covered (at least ${REQUIRED_COVERAGE} %)\n`);
if (resultsFile !== undefined) {
  mkdirSync(path.dirname(resultsFile), { recursive: true });
  writeFileSync(resultsFile, JSON.stringify({ numPassedTests: passed, numFailedTests: failed, seconds, coverage }));
}
if (failed > 0 || passed === 0 || coverage < REQUIRED_COVERAGE) process.exitCode = 1;

function printFailures({ tests }: TestResult): void {
  for (const test of tests.filter(({ outcome }) => outcome !== 'Pass')) {
    process.stdout.write(`✗ ${test.apexClass.name}.${test.methodName}: ${test.message}\n    ${(test.stackTrace ?? '').replaceAll('\n', '\n    ')}\n`);
  }
}

/** Per class, least covered first; the share over all lines. */
function printCoverage({ codecoverage = [] }: TestResult): number {
  const classes = codecoverage.filter(({ numLinesCovered, numLinesUncovered }) => numLinesCovered + numLinesUncovered > 0);
  const share = (covered: number, uncovered: number): number => (100 * covered) / Math.max(covered + uncovered, 1);
  const rows = classes.map((row) => ({ ...row, percent: share(row.numLinesCovered, row.numLinesUncovered) })).sort((a, b) => a.percent - b.percent);
  for (const row of rows.filter(({ percent }) => percent < 100)) {
    process.stdout.write(`${row.percent.toFixed(0).padStart(4)} %  ${row.name}  uncovered ${row.uncoveredLines.slice(0, 12).join(', ')}${row.uncoveredLines.length > 12 ? ', …' : ''}\n`);
  }
  const covered = rows.reduce((sum, row) => sum + row.numLinesCovered, 0);
  return share(covered, rows.reduce((sum, row) => sum + row.numLinesUncovered, 0));
}
