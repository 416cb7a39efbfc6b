/** `npm run reset`: forgets the data of the local org; the next `npm start` begins anew. */
import { main, ensureInstalled, runOnProjectNode } from './lib/setup.mjs';

await main(async () => {
  await ensureInstalled({ dev: false });
  return runOnProjectNode('ts-src/cli/main.ts', ['reset', ...process.argv.slice(2)]);
});
