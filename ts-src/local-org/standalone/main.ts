import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { serveLocalOrg } from '../serve.ts';
import type { ServedOrg } from '../serve.ts';

/** `loop-org --project <folder>`: pages and APIs of any DX project on this machine, with nothing of the product around it. */
const command = new Command('loop-org')
  .description('Starts a local org for a DX project: its Apex, flows, pages and Salesforce\'s APIs, on this machine only.')
  .option('--project <folder>', 'folder with sfdx-project.json', '.')
  .option('--port <number>', 'port to listen on; 0 takes a free one', portNumber, 3000)
  .option('--state <folder>', 'where data, sessions and compiled code are kept (default: .loop-org in the project)')
  .option('--in-memory', 'keep no data')
  .option('--persona <alias>', 'whose session is printed', 'admin')
  .option('--json', 'print what a client needs as one JSON line')
  .exitOverride()
  .action(run);

interface Options {
  readonly project: string;
  readonly port: number;
  readonly state?: string;
  readonly inMemory?: true;
  readonly persona: string;
  readonly json?: true;
}

async function run({ project, port, state, inMemory, persona, json }: Options): Promise<void> {
  const projectDir = path.resolve(project);
  if (!existsSync(path.join(projectDir, 'sfdx-project.json'))) throw new Error(`${projectDir} is no DX project: it has no sfdx-project.json.`);
  const stateDir = stateFolder(state === undefined ? path.join(projectDir, '.loop-org') : path.resolve(state));
  const served = await serveLocalOrg({
    projectDir, port, watch: true, cacheDir: path.join(stateDir, 'cache'),
    ...(inMemory ? {} : { databaseFile: path.join(stateDir, 'data', 'org.db'), sessionFile: path.join(stateDir, 'data', 'sessions.json') }),
    onDefect: (error, request) => process.stderr.write(`${request}: ${error instanceof Error ? error.stack : String(error)}\n`),
  });
  stopOnSignal(served);
  const user = served.org.persona(persona);
  if (user === undefined) {
    await served.close();
    throw new Error(`There is no persona "${persona}": choose one of ${served.org.personas.join(', ')}.`);
  }
  await served.warm().catch((error: unknown) => process.stderr.write(`${(error as Error).message}\n`));
  const session = { instanceUrl: served.origin, accessToken: served.sessions.issue(user.userId), username: user.username };
  process.stdout.write(json ? `${JSON.stringify(session)}\n` : invitation(session));
  process.stdout.write(`ready ${served.origin}\n`);
}

const invitation = ({ instanceUrl, accessToken, username }: { readonly instanceUrl: string; readonly accessToken: string; readonly username: string }): string =>
  [`pages  ${instanceUrl}`, `user   ${username}`, `token  ${accessToken}`, `sf     SF_ACCESS_TOKEN='${accessToken}' sf org login access-token --no-prompt --instance-url ${instanceUrl}`, ''].join('\n');

/** Made when it is missing, and out of the project's repository. */
function stateFolder(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const ignored = path.join(folder, '.gitignore');
  if (!existsSync(ignored)) writeFileSync(ignored, '*\n');
  return folder;
}

/** The first signal ends after the requests under way, a second one at once. */
function stopOnSignal(served: ServedOrg): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(130);
    stopping = true;
    void served.close().then(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
}

function portNumber(given: string): number {
  const port = Number(given);
  if (!/^\d{1,5}$/.test(given) || port > 65_535) throw new InvalidArgumentError('Give a port from 0 to 65535.');
  return port;
}

try {
  await command.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof CommanderError && error.exitCode === 0 ? 0 : 2;
}
