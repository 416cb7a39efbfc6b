import { Connection } from 'jsforce';
import type { LocalOrg } from '../../../execution/local-org.ts';
import { openLocalOrg } from '../../../org.ts';
import { SessionStore, apiRoutes, startServer } from '../../index.ts';
import type { RunningServer } from '../../index.ts';
import { widgetProject } from '../../../__tests__/support/widget-project.ts';

export interface ServedWidgets {
  readonly org: LocalOrg;
  readonly projectDir: string;
  readonly server: RunningServer;
  readonly sessions: SessionStore;
  readonly token: string;
  /** What handlers threw that is no answer of the platform. */
  readonly defects: unknown[];
  connection(version?: string): Connection;
  close(): Promise<void>;
}

/** The widget project's org, in memory, on a free port. */
export async function serveWidgets(options: { readonly checkPassword?: (username: string, password: string) => boolean } = {}): Promise<ServedWidgets> {
  const projectDir = widgetProject();
  const org = openLocalOrg({ projectDir });
  const sessions = new SessionStore({ organizationId: org.organizationId });
  const api = apiRoutes({ org, sessions, ...options });
  const defects: unknown[] = [];
  const server = await startServer({ routes: api.routes, port: 0, findSession: (token) => sessions.find(token), apiHeaders: () => api.usage.headers(), onDefect: (error) => defects.push(error) });
  const token = sessions.issue(org.persona('admin')!.userId);
  return {
    org, projectDir, server, sessions, token, defects,
    connection: (version = '65.0') => new Connection({ instanceUrl: server.origin, accessToken: token, version }),
    async close() {
      await server.close();
      org.close();
    },
  };
}
