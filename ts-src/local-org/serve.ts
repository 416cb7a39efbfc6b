import { createHash, timingSafeEqual } from 'node:crypto';
import type { LocalOrg } from './execution/local-org.ts';
import { apiRoutes, SessionStore, startServer, type Route } from './api/index.ts';
import { lwcHost } from './lwc/index.ts';
import type { DeployProblem } from './metadata/index.ts';
import { openLocalOrg } from './org.ts';
import type { ReloadResult } from './org.ts';
import { watchCode } from './watch-code.ts';

export interface ServeOptions {
  /** Folder of a DX project. */
  readonly projectDir: string;
  /** Where the data lives; absent: in memory, gone with the process. */
  readonly databaseFile?: string;
  /** Where sessions survive a restart; absent: in memory. */
  readonly sessionFile?: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** Rebuild pages and classes on save. */
  readonly watch?: boolean;
  /** The password of every persona, for clients that sign in with one; default `LOCAL_ORG_PASSWORD`. Without it nobody can. */
  readonly password?: string;
  /** Faults of the project and what came of a reload, in sentences. */
  readonly onNotice?: (text: string) => void;
  /** Routes of the caller's own, before those of the org. */
  readonly routes?: (served: { org: LocalOrg; sessions: SessionStore }) => readonly Route[];
  readonly onDefect?: (error: unknown, request: string) => void;
}

export interface ServedOrg {
  readonly org: LocalOrg;
  readonly sessions: SessionStore;
  /** `http://localhost:PORT` */
  readonly origin: string;
  /** Builds what the first page needs. */
  warm(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the org of a DX project and serves its APIs and pages on this machine. */
export async function serveLocalOrg(options: ServeOptions): Promise<ServedOrg> {
  const org = openLocalOrg({ projectDir: options.projectDir, ...(options.databaseFile === undefined ? {} : { databaseFile: options.databaseFile }) });
  const sessions = new SessionStore({ organizationId: org.organizationId, ...(options.sessionFile === undefined ? {} : { file: options.sessionFile }) });
  const pages = lwcHost(org, { signIn: (userId) => sessions.issue(userId), watch: options.watch ?? false });
  const password = options.password ?? process.env.LOCAL_ORG_PASSWORD;
  const apis = apiRoutes({ org, sessions, checkPassword: (_username, given) => password !== undefined && password !== '' && sameText(given, password) });
  const notice = options.onNotice ?? ((text: string) => void process.stderr.write(`${text}\n`));
  for (const problem of org.problems) notice(problemText(problem));
  for (const warning of org.warnings) notice(warning);
  const code = options.watch ? watchCode(org, (outcome) => notice(reloadText(outcome))) : undefined;
  try {
    const server = await startServer({
      routes: [...(options.routes?.({ org, sessions }) ?? []), ...apis.routes, ...pages.routes],
      findSession: (token) => sessions.find(token),
      port: options.port,
      apiHeaders: () => apis.usage.headers(),
      ...(options.onDefect === undefined ? {} : { onDefect: options.onDefect }),
    });
    return {
      org,
      sessions,
      origin: server.origin,
      warm: () => pages.warm(),
      async close() {
        code?.close();
        pages.close();
        await server.close();
        org.close();
      },
    };
  } catch (error) {
    code?.close();
    pages.close();
    org.close();
    throw error;
  }
}

function sameText(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

function problemText({ fileName, line, column, problem, problemType }: DeployProblem): string {
  return `${fileName}${line > 0 ? `:${line}:${column}` : ''} ${problemType === 'Warning' ? 'warning: ' : ''}${problem}`;
}

function reloadText(outcome: ReloadResult | Error): string {
  if (outcome instanceof Error) return `The project was not reloaded: ${outcome.message}`;
  if (!outcome.applied) return outcome.problems.map(problemText).join('\n');
  return [`Reloaded ${outcome.files.join(', ')}`, ...outcome.problems.map(problemText)].join('\n');
}
