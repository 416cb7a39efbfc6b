import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** Everything in git that a program wrote, and how to tell whether it is what the program writes now. */
const generated = [
  { what: 'data/', check: ['ts-src/demo-data/main.ts', '--check'] },
  { what: 'static resources, types, golden vectors and rule book of the rules', check: ['ts-src/rules-build/main.ts', '--check'] },
  { what: 'docs/calibration.md', check: ['ts-src/rules-build/calibration/main.ts', '--check'] },
];

const root = path.resolve(import.meta.dirname, '../..');
for (const { what, check } of generated) {
  const { status } = spawnSync(process.execPath, check, { cwd: root, stdio: 'inherit' });
  process.stdout.write(`${what} ${status === 0 ? 'is what its generator writes' : 'DIFFERS from what its generator writes'}\n`);
  if (status !== 0) process.exitCode = 1;
}
