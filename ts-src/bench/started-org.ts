import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { OrgSession } from '../cli/running-org.ts';

const cli = path.resolve(import.meta.dirname, '../cli/main.ts');

/** A local org in a process of its own, with a state folder of its own: measured as a user meets it. */
export interface StartedOrg {
  readonly origin: string;
  /** Seconds from the command to its `ready` line. */
  readonly secondsToReady: number;
  readonly stateDir: string;
  session(persona: string): Promise<OrgSession>;
  stop(): Promise<void>;
}

export function temporaryState(): { readonly dir: string; remove(): void } {
  const dir = mkdtempSync(path.join(tmpdir(), 'loop-bench-'));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

export async function startOrg(stateDir: string, args: readonly string[] = ['--no-data']): Promise<StartedOrg> {
  const started = performance.now();
  const env = { ...process.env, LOOP_HOME: stateDir };
  const child = spawn(process.execPath, ['--no-warnings', cli, 'start', '--port', '0', ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const origin = await readyLine(child);
  return {
    origin,
    secondsToReady: (performance.now() - started) / 1000,
    stateDir,
    session: (persona) => session(env, persona),
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once('exit', () => resolve());
        child.kill('SIGINT');
      }),
  };
}

function readyLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout!.on('data', (chunk: Buffer) => {
      text += chunk;
      const match = /^ready (\S+)$/m.exec(text);
      if (match) resolve(match[1]!);
    });
    child.once('exit', (code) => reject(new Error(`The local org ended with code ${code} before it was ready.`)));
  });
}

function session(env: NodeJS.ProcessEnv, persona: string): Promise<OrgSession> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--no-warnings', cli, 'org', '--as', persona, '--json'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk));
    child.once('exit', (code) => (code === 0 ? resolve(JSON.parse(text) as OrgSession) : reject(new Error(`loop org ended with code ${code}`))));
  });
}
