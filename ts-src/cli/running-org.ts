import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CommandFailure } from './failure.ts';
import { runningFile } from './paths.ts';

/** The note a running local org leaves for the other commands. Only its owner can read it. */
export interface RunningOrg {
  readonly pid: number;
  readonly instanceUrl: string;
  /** Lets `loop org` ask for sessions; never leaves this machine. */
  readonly secret: string;
}

/** What `loop org --json` prints. */
export interface OrgSession {
  readonly instanceUrl: string;
  readonly accessToken: string;
  readonly username: string;
  readonly orgId: string;
  readonly apiVersion: string;
}

/** Notes where the local org runs, for other commands of this user alone. A reader never sees half a note. */
export function writeRunningOrg(org: RunningOrg): void {
  mkdirSync(path.dirname(runningFile()), { recursive: true });
  const temporary = `${runningFile()}.${process.pid}`;
  writeFileSync(temporary, JSON.stringify(org), { mode: 0o600 });
  renameSync(temporary, runningFile());
}

/** Takes the note back, unless another process has written its own meanwhile. */
export function forgetRunningOrg(): void {
  if (readNote()?.pid === process.pid) rmSync(runningFile(), { force: true });
}

/** The local org that runs now; undefined when none does, also when one died without a word. */
export function findRunningOrg(): RunningOrg | undefined {
  const note = readNote();
  return note !== undefined && isAlive(note.pid) ? note : undefined;
}

/** A session of the running local org for a persona. @throws CommandFailure */
export async function requestSession(persona: string): Promise<OrgSession> {
  const org = findRunningOrg();
  if (org === undefined) throw new CommandFailure('No local org is running: start it with "npm start".');
  let response: Response;
  try {
    response = await fetch(`${org.instanceUrl}/local/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-loop-secret': org.secret },
      body: JSON.stringify({ persona }),
    });
  } catch {
    throw new CommandFailure(`The local org at ${org.instanceUrl} does not answer: it may be starting or stopping; try again.`);
  }
  const body = (await response.json().catch(() => ({}))) as OrgSession & { message?: string };
  if (response.ok && body.accessToken === undefined) throw new CommandFailure(`What answers at ${org.instanceUrl} is no local org.`);
  if (!response.ok) throw new CommandFailure(body.message ?? `The local org answered ${response.status}.`);
  return body;
}

function readNote(): RunningOrg | undefined {
  try {
    const note = JSON.parse(readFileSync(runningFile(), 'utf8')) as RunningOrg | null;
    return typeof note?.pid === 'number' ? note : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
