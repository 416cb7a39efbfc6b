import { siteGuest } from '../../execution/site-guest.ts';
import { invalidSession, userOf } from '../api.ts';
import type { Api } from '../api.ts';
import { ApiError, notFound } from '../errors.ts';
import type { HttpRequest, HttpResponse, Route } from '../http.ts';

const VERBS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** What an Apex REST call may send: the heap of a synchronous transaction. */
const MAX_BODY = 6 * 1024 * 1024;

/** `@RestResource` classes of the project: for signed-in users, and for guests of the site that may use the class. */
export function apexRestRoutes(api: Api): Route[] {
  return VERBS.map((method) => ({ method, pattern: '/services/apexrest/*path', authenticated: false, maxBodyBytes: MAX_BODY, handler: (request) => call(api, request, method) }));
}

function call(api: Api, request: HttpRequest, verb: string): HttpResponse {
  // Undecoded: the class takes its path apart itself, and a slash may be part of a key.
  const path = request.rawPath.slice('/services/apexrest'.length) || '/';
  // A token that is no session is refused, not taken for a guest's call.
  const guest = request.session === undefined && request.headers.authorization === undefined ? siteGuest(api.org) : undefined;
  return api.org.transaction(guest ?? userOf(request), (context) => {
    const handler = api.org.apex.restHandler(path, verb);
    if (guest !== undefined && !(handler && context.user.permissions.apexClass(handler.className))) throw invalidSession();
    if (!handler) throw noHandler(api, path, verb);
    if (!context.user.permissions.apexClass(handler.className)) throw new ApiError(403, 'FORBIDDEN', `You do not have access to the Apex class named: ${handler.className}`);
    const reply = handler.invoke({
      requestUri: path,
      resourcePath: `/services/apexrest${handler.urlMapping}`,
      httpMethod: verb,
      headers: restHeaders(request),
      params: Object.fromEntries(request.query),
      remoteAddress: '127.0.0.1',
      body: request.body,
    });
    return { status: reply.statusCode, headers: reply.headers, body: reply.body };
  });
}

function noHandler(api: Api, path: string, verb: string): ApiError {
  const allowed = VERBS.filter((other) => api.org.apex.restHandler(path, other));
  if (allowed.length > 0) return new ApiError(405, 'METHOD_NOT_ALLOWED', `HTTP Method '${verb}' not allowed. Allowed are ${allowed.join(',')}`);
  return notFound('Could not find a match for URL');
}

/** Headers as RestRequest shows them, in their usual case; the session stays out. */
function restHeaders(request: HttpRequest): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value === undefined || name === 'authorization' || name === 'cookie') continue;
    headers[name.replace(/(^|-)[a-z]/g, (part) => part.toUpperCase())] = value;
  }
  return headers;
}
