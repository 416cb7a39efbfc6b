/** `npm start`: installs what is missing, then starts the local org with its pages and demo data. */
import { main, ensureInstalled, runOnProjectNode } from './lib/setup.mjs';

await main(async () => {
  await ensureInstalled({ dev: false });
  return runOnProjectNode('ts-src/cli/main.ts', ['start', ...process.argv.slice(2)]);
});
