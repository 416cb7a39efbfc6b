import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import type { ServedOrg } from '../../local-org/serve.ts';
import { demoMark } from '../demo-data-mark.ts';
import { CommandFailure } from '../failure.ts';
import { databaseFile, projectDir, sessionFile } from '../paths.ts';
import { findRunningOrg, forgetRunningOrg, writeRunningOrg } from '../running-org.ts';

const DEFAULT_PORT = 3000;

export function startCommand(): Command {
  return new Command('start')
    .description('Starts the local org with its pages; the first start brings in the demo data.')
    .option('--port <number>', `port to listen on (default: PORT, else ${DEFAULT_PORT})`, portNumber)
    .option('--no-data', 'start without demo data')
    .option('--no-story', 'start with items as they were sold, without what happened to them since')
    .action(run);
}

async function run({ port, data, story }: { port?: number; data: boolean; story: boolean }): Promise<void> {
  const secret = randomBytes(32).toString('base64url');
  const served = await serve(port ?? environmentPort(), secret);
  // From here on other commands find this org, and a second start is refused.
  writeRunningOrg({ pid: process.pid, instanceUrl: served.origin, secret });
  const isStopping = stopOnSignal(served);
  const folder = path.dirname(databaseFile());
  const mark = demoMark(folder, 'demo-data');
  const { publishLocalKey } = await import('../keys/local-key.ts');
  await publishLocalKey(served, () => connection(served, 'admin'));
  const warm = served.warm().catch((error: unknown) => process.stderr.write(`${(error as Error).message}\n`));
  if (data && !mark.done) {
    const { loadDemoData, loadDemoTradeIns } = await import('../demo-data.ts');
    process.stderr.write('Bringing in the demo data …\n');
    const summary = await loadDemoData(await connection(served, 'admin'), await connection(served, 'integration'));
    loadDemoTradeIns((role, apex) => served.org.executeAnonymous(userOf(served, role), apex));
    mark.set();
    process.stderr.write(`Demo data: ${summary.created} twins from ${summary.read} items of four order feeds.\n`);
  }
  await warm;
  process.stdout.write(`ready ${served.origin}\n`);
  const told = demoMark(folder, 'demo-story');
  if (!data || !story || told.done) return;
  const { tellDemoStory } = await import('../demo-story.ts');
  if (await tellDemoStory(served.org, isStopping)) told.set();
}

async function serve(port: number, secret: string): Promise<ServedOrg> {
  const { DatabaseInUseError, serveLocalOrg } = await import('../../local-org/index.ts');
  const { sessionRoute } = await import('../session-route.ts');
  try {
    return await serveLocalOrg({
      projectDir,
      databaseFile: databaseFile(),
      sessionFile: sessionFile(),
      port,
      watch: true,
      routes: (parts) => [sessionRoute(secret, parts)],
      onDefect: (error, request) => process.stderr.write(`${request}: ${error instanceof Error ? error.stack : String(error)}\n`),
    });
  } catch (error) {
    // The file tells that an org runs, the note only where: it outlives a killed org, and its number may be another program's by now.
    const running = error instanceof DatabaseInUseError ? findRunningOrg() : undefined;
    if (running) throw new CommandFailure(`The local org already runs at ${running.instanceUrl} (process ${running.pid}).`, 1);
    throw new CommandFailure((error as Error).message);
  }
}

async function connection(served: ServedOrg, persona: string) {
  const { connect } = await import('../../connectors/index.ts');
  return connect({ instanceUrl: served.origin, accessToken: served.sessions.issue(userOf(served, persona)) });
}

function userOf(served: ServedOrg, persona: string): string {
  const user = served.org.persona(persona);
  if (user === undefined) throw new CommandFailure(`config/local-org.json declares no persona "${persona}".`);
  return user.userId;
}

/** First signal ends after the requests under way; a second one at once. Answers whether one came. */
function stopOnSignal(served: ServedOrg): () => boolean {
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(130);
    stopping = true;
    forgetRunningOrg();
    void served.close().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return () => stopping;
}

function environmentPort(): number {
  const text = process.env.PORT;
  if (text === undefined || text === '') return DEFAULT_PORT;
  const port = parsePort(text);
  if (port === undefined) throw new CommandFailure(`PORT is "${text}": give a number from 0 to 65535.`);
  return port;
}

function portNumber(text: string): number {
  const port = parsePort(text);
  if (port === undefined) throw new InvalidArgumentError(`"${text}" is no port: give a number from 0 to 65535.`);
  return port;
}

function parsePort(text: string): number | undefined {
  const port = Number(text);
  return Number.isInteger(port) && port >= 0 && port <= 65_535 && text.trim() !== '' ? port : undefined;
}
