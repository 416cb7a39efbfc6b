import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AnonymousRunner } from '../../__tests__/support/anonymous-runner.ts';
import { openLocalOrg } from '../../org.ts';
import { project } from './support/packages.ts';

const KILLS = 4;

/** Lets a process deploy for a while and kills it at no moment in particular. Returns the last version it told of. */
function deployAndKill(projectDir: string, databaseFile: string, after: number): Promise<number> {
  const child = spawn(process.execPath, ['--no-warnings', join(import.meta.dirname, 'support/deploy-forever.ts'), projectDir, databaseFile], { stdio: ['ignore', 'pipe', 'inherit'] });
  let told = 0;
  child.stdout.on('data', (text: Buffer) => {
    // The first one takes as long as the start.
    if (told === 0) setTimeout(() => child.kill('SIGKILL'), after);
    told = Number(text.toString().trim().split('\n').at(-1));
  });
  return new Promise((resolve) => child.on('exit', () => resolve(told)));
}

test('a process that is killed while it deploys leaves one whole version', async () => {
  const projectDir = project();
  const databaseFile = join(mkdtempSync(join(tmpdir(), 'deploy-kill-')), 'org.db');
  for (let kill = 0; kill < KILLS; kill++) {
    const told = await deployAndKill(projectDir, databaseFile, 53 * kill);
    const org = openLocalOrg({ projectDir, databaseFile });
    const [version, label, field] = new AnonymousRunner(org).debugs('System.debug(Version.current()); System.debug(Version.label()); System.debug(Version.hasField());');
    // What was told is there; one more may have come through without a word.
    expect([told, told + 1]).toContain(Number(version));
    expect([label, field]).toEqual([version, 'true']);
    expect(org.problems).toEqual([]);
    org.close();
  }
}, 120_000);
