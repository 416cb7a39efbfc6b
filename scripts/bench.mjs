/** `npm run bench`: measures, never judges; figures are ratios within one run. */
import { main, ensureInstalled, runOnProjectNode } from './lib/setup.mjs';

await main(async () => {
  await ensureInstalled({ dev: true });
  return runOnProjectNode('ts-src/bench/main.ts', process.argv.slice(2));
});
