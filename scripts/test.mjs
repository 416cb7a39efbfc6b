/**
 * `npm test`: everything, in one run. `npm test -- <step> …` runs single steps by name.
 * Ends with a line `tests: N passed, N failed`.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { ensureInstalled, main, projectNode, root, runStep } from './lib/setup.mjs';

const results = path.join(root, '.loop', 'test-results');

await main(async () => {
  await ensureInstalled({ dev: true });
  const node = projectNode();
  const env = {
    PATH: [path.join(root, 'node_modules', '.bin'), path.dirname(node), process.env.PATH].join(path.delimiter),
    LOOP_HOME: path.join(root, '.loop', 'test'),
    // The Salesforce CLI and its libraries: no telemetry, no updates, keys in a file.
    SF_DISABLE_TELEMETRY: 'true', SF_DISABLE_AUTOUPDATE: 'true', SF_SKIP_NEW_VERSION_CHECK: 'true', SF_USE_GENERIC_UNIX_KEYCHAIN: 'true', SF_DISABLE_LOG_FILE: 'true',
  };
  const bin = (name) => path.join(root, 'node_modules', name);
  const jest = (project, nodeOptions, extra) => [
    [...nodeOptions, bin('jest/bin/jest.js'), '--selectProjects', project, '--json', `--outputFile=${path.join(results, `${project}.json`)}`, ...extra],
  ];
  const coverage = (name, provider, ...from) => [
    '--coverage', `--coverageProvider=${provider}`, '--coverageReporters=text-summary', '--coverageReporters=lcovonly',
    `--coverageDirectory=coverage/${name}`, ...from.map((pattern) => `--collectCoverageFrom=${pattern}`),
  ];
  const esm = ['--experimental-vm-modules', '--no-warnings'];
  // Suites in processes of their own, which start anew when they have grown: one process for all would collect garbage half of its time.
  const workers = [`--maxWorkers=${Math.max(2, Math.min(availableParallelism(), 6))}`, '--workerIdleMemoryLimit=1500MB'];
  const steps = {
    types: [[bin('typescript/bin/tsc'), '-p', 'tsconfig.json']],
    lint: [[bin('eslint/bin/eslint.js'), '.']],
    generated: [['ts-src/generated/check.ts']],
    typescript: jest('typescript', esm, [...workers, ...coverage('typescript', 'v8', 'ts-src/**/*.ts', '!**/__tests__/**', '!**/__journeys__/**', '!**/testing/**')]),
    lwc: jest('lwc', ['--no-warnings'], coverage('lwc', 'babel', 'force-app/**/lwc/**/*.js', '!**/__tests__/**')),
    apex: [['ts-src/apex-suite/main.ts', `--results=${path.join(results, 'apex.json')}`], ['ts-src/apex-suite/race.ts']],
    journeys: jest('journeys', esm, ['--runInBand']),
  };
  const chosen = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(steps);
  const unknown = chosen.filter((name) => !(name in steps));
  if (unknown.length > 0) throw new Error(`There is no step "${unknown.join(', ')}": choose from ${Object.keys(steps).join(', ')}.`);

  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });
  const failed = [];
  for (const name of chosen) {
    for (const args of steps[name]) {
      const started = Date.now();
      process.stdout.write(`\n== ${name}\n`);
      const code = runStep(node, args, env);
      process.stdout.write(`== ${name}: ${code === 0 ? 'ok' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
      if (code !== 0) failed.push(name);
    }
  }
  return conclude(chosen, failed);
});

function conclude(chosen, failed) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const name of chosen) {
    const counts = readResults(name);
    total.passed += counts?.numPassedTests ?? 0;
    total.failed += (counts?.numFailedTests ?? 0) + (counts?.numRuntimeErrorTestSuites ?? 0);
    total.skipped += counts?.numPendingTests ?? 0;
  }
  if (failed.length > 0) process.stdout.write(`\nFailed steps: ${failed.join(', ')}\n`);
  process.stdout.write(`\ntests: ${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}\n`);
  return failed.length > 0 ? 1 : 0;
}

function readResults(name) {
  try {
    return JSON.parse(readFileSync(path.join(results, `${name}.json`), 'utf8'));
  } catch {
    return undefined; // steps like lint count no tests
  }
}
