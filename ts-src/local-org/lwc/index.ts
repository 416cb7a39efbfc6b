import type { LocalOrg } from '../execution/local-org.ts';
import type { Route } from '../api/http.ts';
import { analyticsRoutes } from './analytics/routes.ts';
import { apexRoutes } from './server/apex.ts';
import { assetRoutes } from './server/assets.ts';
import { inEnvelope } from './server/envelope.ts';
import { EmpStreams } from './server/emp.ts';
import { EventStream } from './server/events.ts';
import { createHost } from './server/host.ts';
import type { LwcHostOptions } from './server/host.ts';
import { fileRoutes } from './server/files.ts';
import { interviewRoutes } from './server/interviews.ts';
import { mailRoutes } from './server/mails.ts';
import { pageApiRoutes } from './server/page-api.ts';
import { pageRoutes } from './server/pages.ts';
import { sessionRoutes } from './server/sessions.ts';
import { uiApiRoutes } from './ui-api/routes.ts';
import { siteRoutes } from './server/site.ts';
import { reloadPages } from './server/watch.ts';
import type { DeployProblem, ProjectMetadata } from '../metadata/index.ts';
import type { Schema } from '../schema/model.ts';

export type { LwcHostOptions } from './server/host.ts';

/** The pages of an org: its apps, tabs and record pages with the project's own components. */
export interface LwcHost {
  readonly routes: readonly Route[];
  /** Builds what a first page needs (at once from the cache, else up to 20 seconds, on a thread of its own). */
  warm(): Promise<void>;
  /** Faults of the components of a project that the org has not taken over; those that `wanted` names. */
  check(project: ProjectMetadata, schema: Schema, wanted: (name: string) => boolean): Promise<readonly DeployProblem[]>;
  /** The org has changed otherwise than by saved files: open pages load anew. */
  changed(): void;
  /** Ends open event streams and the compiler's thread. */
  close(): void;
}

export function lwcHost(org: LocalOrg, options: LwcHostOptions): LwcHost {
  const host = createHost(org, options);
  const events = new EventStream();
  const emp = new EmpStreams(host);
  if (options.watch !== undefined) reloadPages(host, events, options.watch);
  const doors = [...apexRoutes(host), ...uiApiRoutes(host)].map(inEnvelope);
  const analytics = analyticsRoutes(host).map(inEnvelope);
  return {
    routes: [...pageRoutes(host), ...sessionRoutes(host), ...mailRoutes(host), ...siteRoutes(host, [...doors, ...events.routes()], fileRoutes(host)), ...doors, ...analytics, ...[...pageApiRoutes(host), ...interviewRoutes(host), emp.subscribeRoute()].map(inEnvelope), emp.eventsRoute(), ...assetRoutes(host), ...fileRoutes(host), ...events.routes()],
    async warm() {
      await host.build.platform();
      // One after another: the org's own thread must stay free for requests.
      for (const specifier of host.bundles().keys()) await host.compile(specifier);
    },
    check: (project, schema, wanted) => host.check(project, schema, project.lwc.filter(({ name }) => wanted(name))),
    changed: () => events.send('reload', { files: [] }),
    close() {
      events.close();
      emp.close();
      host.build.close();
    },
  };
}

/** Faults of all components of an org that serves no pages. */
export async function checkComponents(org: LocalOrg, cacheDir: string): Promise<readonly DeployProblem[]> {
  const host = createHost(org, { signIn: () => '', findSession: () => undefined, cacheDir });
  try {
    return await host.check(org.project, org.schema, org.project.lwc);
  } finally {
    host.build.close();
  }
}
