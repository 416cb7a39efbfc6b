import { rmSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { CommandFailure } from '../failure.ts';
import { databaseFile, stateDir } from '../paths.ts';
import { findRunningOrg } from '../running-org.ts';

export function resetCommand(): Command {
  return new Command('reset').description('Deletes the data of the local org; the next start begins anew.').action(async () => {
    const { isInUse } = await import('../../local-org/index.ts');
    if (isInUse(databaseFile())) {
      const running = findRunningOrg();
      const where = running === undefined ? 'in another process' : `at ${running.instanceUrl} (process ${running.pid})`;
      throw new CommandFailure(`The local org runs ${where}: stop it first, then reset.`);
    }
    rmSync(path.join(stateDir(), 'data'), { recursive: true, force: true });
    process.stdout.write('The local org is empty. "npm start" fills it again.\n');
  });
}
