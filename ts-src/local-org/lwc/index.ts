import type { LocalOrg } from '../execution/local-org.ts';
import type { Route } from '../api/http.ts';
import { apexRoutes } from './server/apex.ts';
import { assetRoutes } from './server/assets.ts';
import { inEnvelope } from './server/envelope.ts';
import { EventStream } from './server/events.ts';
import { createHost } from './server/host.ts';
import type { LwcHostOptions } from './server/host.ts';
import { pageApiRoutes } from './server/page-api.ts';
import { pageRoutes } from './server/pages.ts';
import { sessionRoutes } from './server/sessions.ts';
import { uiApiRoutes } from './ui-api/routes.ts';
import { siteRoutes } from './server/site.ts';
import { watchProject } from './server/watch.ts';

export type { LwcHostOptions } from './server/host.ts';

/** The pages of an org: its apps, tabs and record pages with the project's own components. */
export interface LwcHost {
  readonly routes: readonly Route[];
  /** Builds what a first page needs (at once from the cache, else up to 20 seconds, on a thread of its own). */
  warm(): Promise<void>;
  /** Ends watching, open event streams and the compiler's thread. */
  close(): void;
}

export function lwcHost(org: LocalOrg, options: LwcHostOptions): LwcHost {
  const host = createHost(org, options);
  const events = new EventStream();
  const watching = options.watch === false ? undefined : watchProject(host, events);
  return {
    routes: [...pageRoutes(host), ...sessionRoutes(host), ...siteRoutes(), ...[...pageApiRoutes(host), ...apexRoutes(host), ...uiApiRoutes(host)].map(inEnvelope), ...assetRoutes(host), ...events.routes()],
    async warm() {
      await host.build.platform();
      // One after another: the org's own thread must stay free for requests.
      for (const specifier of host.bundles().keys()) await host.compile(specifier);
    },
    close() {
      watching?.close();
      events.close();
      host.build.close();
    },
  };
}
