/** `npm run conformance -- <folder> …`: runs the Apex tests of any DX project in the local org and tells what it lacks. */
import { main, ensureInstalled, runOnProjectNode } from './lib/setup.mjs';

await main(async () => {
  // The browser comes with the tools for tests.
  await ensureInstalled({ dev: process.argv.includes('--pages') });
  return runOnProjectNode('ts-src/conformance/main.ts', process.argv.slice(2));
});
