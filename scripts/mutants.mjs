/** `npm run mutants -- <folder> …`: how many faults put into a DX project its Apex tests notice in the local org. */
import { main, ensureInstalled, runOnProjectNode } from './lib/setup.mjs';

await main(async () => {
  await ensureInstalled({ dev: true });
  return runOnProjectNode('ts-src/conformance/mutants/main.ts', process.argv.slice(2));
});
