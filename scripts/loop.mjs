#!/usr/bin/env node
/** `npx loop …`: the command on the Node that the project brings. */
import { main, ensureInstalled, runOnProjectNode } from './lib/setup.mjs';

await main(async () => {
  await ensureInstalled({ dev: false });
  return runOnProjectNode('ts-src/cli/main.ts', process.argv.slice(2));
});
