#!/usr/bin/env node
/** `npx loop-org --project <folder>`: the local org for any DX project. */
import { main, ensureInstalled, runOnProjectNode } from './lib/setup.mjs';

await main(async () => {
  await ensureInstalled({ dev: false });
  return runOnProjectNode('ts-src/local-org/standalone/main.ts', process.argv.slice(2));
});
