import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { serveLocalOrg } from '../../../../serve.ts';
import type { ServedOrg } from '../../../../serve.ts';

/** The command line as people have it: the installed one, in a home of its own that is empty at first. */
const SF = join(import.meta.dirname, '../../../../../../node_modules/.bin/sf');

/** A command may take seconds on a busy machine. */
export const MINUTE = 60_000;

export interface Outcome {
  readonly code: number;
  readonly status: number;
  /** `result` of the JSON answer. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each command answers in its own shape, and tests look at parts of it
  readonly result: any;
  readonly message: string | undefined;
  readonly warnings: readonly string[];
}

export interface SfOrg {
  readonly served: ServedOrg;
  /** The working folder of the commands. */
  readonly cwd: string;
  /** Runs `sf …args --json`. */
  sf(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Outcome>;
  /** Runs `sf …args` as a person sees it. */
  text(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<{ readonly code: number; readonly output: string }>;
  write(path: string, content: string): string;
  readonly defects: readonly unknown[];
  close(): Promise<void>;
}

/** Serves the org of `projectDir` in memory and signs the command line in, which works in `cwd`. */
export async function serveSf(options: { readonly projectDir: string; readonly cwd: string }): Promise<SfOrg> {
  const defects: unknown[] = [];
  const served = await serveLocalOrg({ projectDir: options.projectDir, port: 0, onDefect: (error) => defects.push(error), onNotice: () => undefined });
  const home = mkdtempSync(join(tmpdir(), 'sf-home-'));
  const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<{ code: number; stdout: string; stderr: string }> => {
    const isolated = {
      PATH: process.env.PATH, HOME: home, SF_DISABLE_TELEMETRY: 'true', SF_DISABLE_AUTOUPDATE: 'true', SF_SKIP_NEW_VERSION_CHECK: 'true', SF_USE_GENERIC_UNIX_KEYCHAIN: 'true', SF_DISABLE_LOG_FILE: 'true', CI: 'true',
      NODE_COMPILE_CACHE: join(tmpdir(), 'sf-compile-cache'), ...env,
    };
    return new Promise((resolve) => {
      execFile(SF, [...args], { cwd: options.cwd, env: isolated, maxBuffer: 256 * 1024 * 1024 }, (error, stdout, stderr) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }));
    });
  };
  const sf: SfOrg['sf'] = async (args, env) => {
    const { code, stdout, stderr } = await run([...args, '--json'], env);
    try {
      const { status, result, message, warnings = [] } = JSON.parse(stdout) as Omit<Outcome, 'code'>;
      return { code, status, result, message, warnings };
    } catch {
      throw new Error(`sf ${args.join(' ')} gave no JSON: ${stdout}${stderr}`);
    }
  };
  const admin = served.org.persona('admin')!;
  const login = await sf(['org', 'login', 'access-token', '--instance-url', served.origin, '--no-prompt', '--alias', 'local', '--set-default'], { SF_ACCESS_TOKEN: served.sessions.issue(admin.userId) });
  if (login.status !== 0) throw new Error(`sf could not sign in: ${login.message}`);
  return {
    served,
    cwd: options.cwd,
    sf,
    async text(args, env) {
      const { code, stdout, stderr } = await run(args, env);
      return { code, output: `${stdout}${stderr}`.replaceAll(/\u001b\[[0-9;]*m/g, '') };
    },
    write(path, content) {
      const file = join(options.cwd, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
      return file;
    },
    defects,
    async close() {
      await served.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** A DX project without a component. */
export function emptyProject(): string {
  const root = mkdtempSync(join(tmpdir(), 'empty-project-'));
  mkdirSync(join(root, 'force-app'));
  writeFileSync(join(root, 'sfdx-project.json'), JSON.stringify({ packageDirectories: [{ path: 'force-app', default: true }], name: 'empty', namespace: '', sourceApiVersion: '65.0' }));
  return root;
}
