import type { LocalOrg } from './execution/local-org.ts';
import { apiRoutes, SessionStore, startServer, type Route } from './api/index.ts';
import { lwcHost } from './lwc/index.ts';
import { openLocalOrg } from './org.ts';

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
  const apis = apiRoutes({ org, sessions, checkPassword: () => false });
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
        pages.close();
        await server.close();
        org.close();
      },
    };
  } catch (error) {
    pages.close();
    org.close();
    throw error;
  }
}
