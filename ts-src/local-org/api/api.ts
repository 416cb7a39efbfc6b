import type { LocalOrg } from '../execution/local-org.ts';
import { ApiError, notFound } from './errors.ts';
import type { Handler, HttpRequest, HttpResponse, Route } from './http.ts';
import type { CursorStore } from './rest/cursors.ts';
import type { SessionStore } from './sessions.ts';
import type { ApiUsage } from './usage.ts';

/** What every resource of the APIs may use. */
export interface Api {
  readonly org: LocalOrg;
  readonly sessions: SessionStore;
  readonly usage: ApiUsage;
  readonly cursors: CursorStore;
  /** Runs a subrequest of composite resources through the same routes, synchronously. */
  dispatch(request: HttpRequest): HttpResponse;
}

/** The newest version that discovery offers; any from v20.0 on is taken. */
export const LATEST_VERSION = 65;
const OLDEST_VERSION = 20;
const NEWEST_ACCEPTED = 99;

/** `v65.0` of a request's path. @throws ApiError 404 for what is no version */
export function versionOf(request: HttpRequest): string {
  const version = request.params.version ?? '';
  const match = /^v(\d{2})\.0$/i.exec(version);
  const number = match ? Number(match[1]) : 0;
  if (number < OLDEST_VERSION || number > NEWEST_ACCEPTED) throw notFound();
  return `v${number}.0`;
}

/** A route below /services/data/vNN.0, with its version checked. */
export function dataRoute(method: string, suffix: string, handler: Handler, extra: Partial<Route> = {}): Route {
  return {
    method,
    pattern: `/services/data/:version${suffix}`,
    handler: (request) => {
      versionOf(request);
      return handler(request);
    },
    ...extra,
  };
}

/** The signed-in user of an authenticated route. */
export function userOf(request: HttpRequest): string {
  if (!request.session) throw invalidSession();
  return request.session.userId;
}

export function invalidSession(): ApiError {
  return new ApiError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
}

/** @throws ApiError 403 for users who may not write Apex: anonymous blocks and test runs are theirs alone */
export function requireAuthor(api: Api, userId: string): void {
  const allowed = api.org.transaction(userId, (context) => context.user.permissions.system('AuthorApex'));
  if (!allowed) throw new ApiError(403, 'INSUFFICIENT_ACCESS', 'This operation needs the permission Author Apex');
}
