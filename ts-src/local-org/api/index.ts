/** The local org's HTTP face: REST, Apex REST, tooling, SOAP, composite, bulk. */
import type { LocalOrg } from '../execution/local-org.ts';
import { userOf } from './api.ts';
import type { Api } from './api.ts';
import { ApiError, errorResponse, notFound } from './errors.ts';
import type { HttpRequest, HttpResponse, Route } from './http.ts';
import { metadataRoutes } from './metadata/index.ts';
import { oauthRoutes } from './oauth.ts';
import type { PasswordCheck } from './oauth.ts';
import { bulkRoutes } from './bulk/index.ts';
import { actionRoutes } from './rest/actions.ts';
import { apexRestRoutes } from './rest/apex-rest.ts';
import { collectionRoutes } from './rest/collections.ts';
import { compositeRoutes } from './rest/composite.ts';
import { CursorStore } from './rest/cursors.ts';
import { discoveryRoutes } from './rest/discovery.ts';
import { queryRoutes } from './rest/query.ts';
import { searchRoutes } from './rest/search.ts';
import { sobjectRoutes } from './rest/sobjects.ts';
import { treeRoutes } from './rest/tree.ts';
import { unsupportedRoutes } from './rest/unsupported.ts';
import { createRouter } from './router.ts';
import type { SessionStore } from './sessions.ts';
import { soapRoutes } from './soap/soap.ts';
import { streamingRoutes } from './streaming/cometd.ts';
import { toolingRoutes } from './tooling/index.ts';
import { ApiUsage } from './usage.ts';

export type { Handler, HttpRequest, HttpResponse, Route, Session } from './http.ts';
export { ApiError } from './errors.ts';
export { localPath } from './local-path.ts';
export { SessionStore } from './sessions.ts';
export { startServer } from './server.ts';
export type { RunningServer, ServerOptions } from './server.ts';
export { LATEST_VERSION } from './api.ts';
export { eventData } from './streaming/event-data.ts';

export interface ApiOptions {
  readonly org: LocalOrg;
  readonly sessions: SessionStore;
  /** Default: nobody signs in with a password. */
  readonly checkPassword?: PasswordCheck;
}

export interface ApiRoutes {
  readonly routes: readonly Route[];
  readonly usage: ApiUsage;
}

/** Every route of the APIs, one family a file. */
export function apiRoutes(options: ApiOptions): ApiRoutes {
  const usage = new ApiUsage();
  const checkPassword = options.checkPassword ?? ((): boolean => false);
  const api: Api = { org: options.org, sessions: options.sessions, usage, cursors: new CursorStore(), dispatch: (request) => dispatch(request) };
  const routes = [
    ...discoveryRoutes(api),
    ...oauthRoutes(api, checkPassword),
    ...soapRoutes(api, checkPassword),
    ...sobjectRoutes(api),
    ...queryRoutes(api),
    ...searchRoutes(api),
    ...collectionRoutes(api),
    ...compositeRoutes(api),
    ...treeRoutes(api),
    ...apexRestRoutes(api),
    ...actionRoutes(api),
    ...toolingRoutes(api),
    ...metadataRoutes(api),
    ...bulkRoutes(api),
    ...streamingRoutes(api),
    ...unsupportedRoutes(),
  ].map((route) => guarded(route, api));
  const router = createRouter(routes);

  /** Composite resources stay inside one transaction, so a subrequest must answer at once. */
  function dispatch(request: HttpRequest): HttpResponse {
    const match = router.match(request.method, request.rawPath);
    try {
      if (match.kind === 'none') throw notFound();
      if (match.kind === 'methodNotAllowed') throw new ApiError(405, 'METHOD_NOT_ALLOWED', `HTTP Method '${request.method}' not allowed. Allowed are ${match.allowed.join(',')}`);
      const answer = match.route.handler({ ...request, params: match.params });
      if (answer instanceof Promise) throw new ApiError(400, 'INVALID_INPUT', `${request.path} cannot be part of a composite request`);
      return answer;
    } catch (error) {
      return errorResponse(error);
    }
  }

  return { routes, usage };
}

/** Data and Apex REST are for users who may use the API, and their calls count. */
function guarded(route: Route, { org, usage }: Api): Route {
  const isApexRest = route.pattern.startsWith('/services/apexrest/');
  if (!isApexRest && (!route.pattern.startsWith('/services/data/') || route.authenticated === false)) return route;
  return {
    ...route,
    handler: (request) => {
      usage.count();
      // Guests of a site call Apex REST without that right.
      const allowed = (isApexRest && request.session === undefined) || org.transaction(userOf(request), (context) => context.user.permissions.system('ApiEnabled'));
      if (!allowed) throw new ApiError(403, 'API_DISABLED_FOR_ORG', 'The REST API is not enabled for this Organization.');
      return route.handler(request);
    },
  };
}
