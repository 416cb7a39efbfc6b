import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect } from '../connectors/index.ts';
import type { OrgSession } from '../cli/running-org.ts';

const cli = path.resolve(import.meta.dirname, '../cli/main.ts');

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A place of its own for one journey: the `loop` command as a person runs it, its state in a temporary folder. */
export class Workplace {
  readonly dir = mkdtempSync(path.join(tmpdir(), 'loop-journey-'));
  readonly #children = new Set<ChildProcess>();

  get env(): NodeJS.ProcessEnv {
    return { ...process.env, LOOP_HOME: path.join(this.dir, '.loop'), HOME: this.dir, NODE_OPTIONS: '' };
  }

  file(name: string): string {
    return path.join(this.dir, name);
  }

  /** Runs `loop …` to its end. */
  loop(args: readonly string[], options: { stdin?: string; env?: NodeJS.ProcessEnv } = {}): Promise<Outcome> {
    const child = this.#spawn(args, options.env);
    child.stdin!.end(options.stdin ?? '');
    return ended(child);
  }

  /** `loop ingest … --json`, its summary parsed. */
  async ingest(format: string, feed: string, ...flags: string[]): Promise<Outcome & { summary: Record<string, number> & { rejectsFile: string | null } }> {
    const outcome = await this.loop(['ingest', format, feed, '--json', ...flags]);
    const summary = outcome.stdout === '' ? {} : (JSON.parse(outcome.stdout) as object);
    return { ...outcome, summary: summary as Record<string, number> & { rejectsFile: string | null } };
  }

  /** Starts the local org and waits for its `ready` line. Items are as they were sold and first traded in: the story of the demo is not told. */
  async start(...flags: string[]): Promise<Started> {
    const child = this.#spawn(['start', '--port', '0', '--no-story', ...flags]);
    const origin = await new Promise<string>((resolve, reject) => {
      let text = '';
      let errors = '';
      child.stderr!.on('data', (chunk: Buffer) => (errors += chunk));
      child.stdout!.on('data', (chunk: Buffer) => {
        text += chunk;
        const match = /^ready (\S+)$/m.exec(text);
        if (match) resolve(match[1]!);
      });
      child.once('exit', (code) => reject(new Error(`The local org ended with code ${code}: ${errors}`)));
    });
    return {
      origin,
      kill: (signal) =>
        new Promise((resolve) => {
          child.once('exit', (code) => resolve(code));
          child.kill(signal);
        }),
    };
  }

  /** A fresh session of a persona. */
  async session(persona: string): Promise<OrgSession> {
    const { code, stdout, stderr } = await this.loop(['org', '--as', persona, '--json']);
    if (code !== 0) throw new Error(stderr);
    return JSON.parse(stdout) as OrgSession;
  }

  /** A jsforce connection as a persona. */
  async connection(persona: string) {
    return connect(await this.session(persona));
  }

  /** Ends what still runs and removes the folder. */
  async close(): Promise<void> {
    await Promise.all([...this.#children].map((child) => new Promise((resolve) => (child.exitCode === null && child.signalCode === null ? (child.once('exit', resolve), child.kill('SIGKILL')) : resolve(null)))));
    rmSync(this.dir, { recursive: true, force: true });
  }

  #spawn(args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
    const child = spawn(process.execPath, ['--no-warnings', cli, ...args], { env: { ...this.env, ...env }, stdio: 'pipe' });
    this.#children.add(child);
    return child;
  }
}

export interface Started {
  readonly origin: string;
  /** Sends a signal and waits for the end; the exit code, null when the signal ended it. */
  kill(signal: NodeJS.Signals): Promise<number | null>;
}

/** `loop …` started and not waited for, to be killed half-way. */
export function ended(child: ChildProcess): Promise<Outcome> {
  return new Promise((resolve) => {
    let stdout = '';
    let stderr = '';
    child.stdout!.on('data', (chunk: Buffer) => (stdout += chunk));
    child.stderr!.on('data', (chunk: Buffer) => (stderr += chunk));
    child.once('close', (code) => resolve({ code: code ?? -1, stdout, stderr }));
  });
}
