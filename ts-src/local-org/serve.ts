import { createHash, timingSafeEqual } from 'node:crypto';
import path from 'node:path';
import type { LocalOrg } from './execution/local-org.ts';
import { apiRoutes, SessionStore, startServer, type Route } from './api/index.ts';
import { lwcHost } from './lwc/index.ts';
import { watchProject } from './metadata/index.ts';
import type { DeployProblem } from './metadata/index.ts';
import { setOrgDomain } from './execution/org-domain.ts';
import { openLocalOrg } from './org.ts';
import type { OpenedOrg } from './org.ts';

export interface ServeOptions {
  /** Folder of a DX project. */
  readonly projectDir: string;
  /** Where the data lives; absent: in memory, gone with the process. */
  readonly databaseFile?: string;
  /** Where compiled Apex and pages are kept; default `.loop/cache` below the project. */
  readonly cacheDir?: string;
  /** Where sessions survive a restart; absent: in memory. */
  readonly sessionFile?: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** Rebuild pages and classes on save. */
  readonly watch?: boolean;
  /** The password of every persona, for clients that sign in with one; default `LOCAL_ORG_PASSWORD`. Without it nobody can. */
  readonly password?: string;
  /** Faults of the project, what came of a reload and jobs that failed, in sentences. */
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
  const notice = options.onNotice ?? ((text: string) => void process.stderr.write(`${text}\n`));
  const org: OpenedOrg = openLocalOrg({
    projectDir: options.projectDir,
    ...(options.databaseFile === undefined ? {} : { databaseFile: options.databaseFile }),
    ...(options.cacheDir === undefined ? {} : { cacheDir: path.join(options.cacheDir, 'apex') }),
    deployChecks: [({ project, schema }, changed) => pages.check(project, schema, (name) => changed.has('LightningComponentBundle', name))],
    onDeployed: () => pages.changed(),
    onDefect: (error) => options.onDefect?.(error, 'deployment'),
    onJobFailure: (name, error) => notice(`The job ${name} failed: ${error instanceof Error ? error.message : String(error)}`),
  });
  const sessions = new SessionStore({ organizationId: org.organizationId, ...(options.sessionFile === undefined ? {} : { file: options.sessionFile }) });
  const watcher = options.watch ? watchProject(org.project) : undefined;
  // The org takes saved files over before pages ask for them.
  watcher?.on(() => reload(org, notice));
  const pages = lwcHost(org, { signIn: (userId) => sessions.issue(userId), findSession: (token) => sessions.find(token), ...(watcher === undefined ? {} : { watch: watcher }), ...(options.cacheDir === undefined ? {} : { cacheDir: path.join(options.cacheDir, 'lwc') }) });
  const password = options.password ?? process.env.LOCAL_ORG_PASSWORD;
  const apis = apiRoutes({ org, sessions, checkPassword: (_username, given) => password !== undefined && password !== '' && sameText(given, password) });
  for (const problem of org.problems) notice(problemText(problem));
  for (const warning of org.warnings) notice(warning);
  try {
    const server = await startServer({
      routes: [...(options.routes?.({ org, sessions }) ?? []), ...apis.routes, ...pages.routes],
      findSession: (token) => sessions.find(token),
      port: options.port,
      apiHeaders: () => apis.usage.headers(),
      onRequest: () => org.makeWay(),
      ...(options.onDefect === undefined ? {} : { onDefect: options.onDefect }),
    });
    setOrgDomain(server.origin);
    return {
      org,
      sessions,
      origin: server.origin,
      warm: () => pages.warm(),
      async close() {
        watcher?.close();
        pages.close();
        await server.close();
        org.close();
      },
    };
  } catch (error) {
    watcher?.close();
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

/** Takes saved files over and tells what came of it: new faults a line each, the org then is as it was. */
function reload(org: OpenedOrg, notice: (text: string) => void): void {
  const known = new Set(org.problems.map(problemText));
  try {
    const { files, problems, applied } = org.reload();
    if (files.length === 0) return;
    const fresh = problems.map(problemText).filter((text) => !known.has(text));
    notice([applied ? `Reloaded ${files.join(', ')}` : 'Not reloaded: the org keeps what it had', ...fresh].join('\n'));
  } catch (error) {
    notice(`The project was not reloaded: ${error instanceof Error ? error.message : String(error)}`);
  }
}
