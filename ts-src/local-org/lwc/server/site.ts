import type { HttpRequest, HttpResponse, Route } from '../../api/http.ts';
import { localPath } from '../../api/index.ts';
import { decode } from '../../api/router.ts';
import { siteGuest } from '../../execution/site-guest.ts';
import type { PlatformBuild } from '../build/index.ts';
import type { Host } from './host.ts';
import { personas } from './sessions.ts';
import type { Persona } from './sessions.ts';
import { siteModel } from '../model/site.ts';
import type { SiteModel, SiteRoute } from '../model/site.ts';
import { newNonce, pageHeaders } from './page-policy.ts';
import { plainPage } from './plain-page.ts';
import { SITE_API, SITE_COOKIE, SITE_HOME, SITE_PATH } from './site-paths.ts';
import { refusal, siteDocument } from './site-document.ts';

/**
 * Pages of the project's LWR site, at `/s`: a session of its own (as on the site's own domain), the guest user for all
 * who have none, and the data doors of pages below `/s/webruntime`.
 */
export function siteRoutes(host: Host, doors: readonly Route[], files: readonly Route[]): Route[] {
  const prefix = siteModel(host.project())?.urlPathPrefix ?? '';
  return [
    ...[SITE_PATH, `${SITE_PATH}/*rest`].map((pattern): Route => open('GET', pattern, (request) => page(host, request))),
    ...(prefix === '' || `/${prefix}` === SITE_PATH ? [] : [`/${prefix}`, `/${prefix}/*rest`].map((pattern): Route => open('GET', pattern, (request) => toSitePath(request, prefix)))),
    open('GET', `${SITE_API}/refused/:namespace/:file`, ({ params }) => refusedModule(`${params.namespace}/${(params.file ?? '').replace(/\.js$/, '')}`)),
    open('POST', `${SITE_API}/login`, (request) => signIn(host, request)),
    open('GET', `${SITE_PATH}/secur/logout.jsp`, signOut),
    ...doors.map((route) => asVisitor(host, route, SITE_API)),
    ...files.map((route) => asVisitor(host, route, SITE_PATH)),
  ];
}

const open = (method: string, pattern: string, handler: Route['handler']): Route => ({ method, pattern, authenticated: false, handler });

/** A door of Lightning pages once more for the site: asked as who is signed in there, else as the guest. */
function asVisitor(host: Host, route: Route, below: string): Route {
  return { ...route, pattern: below + route.pattern, authenticated: false, handler: (request) => {
    const visitor = visitorOf(host, request);
    return visitor === undefined ? noSite() : route.handler({ ...request, path: request.path.slice(below.length), rawPath: request.rawPath.slice(below.length), session: { token: '', userId: visitor } });
  } };
}

/** User id of who is signed in to the site, else of its guest; undefined where there is no guest. */
function visitorOf(host: Host, request: HttpRequest): string | undefined {
  const token = new RegExp(`(?:^|;\\s*)${SITE_COOKIE}=([^;]+)`).exec(request.headers.cookie ?? '')?.[1];
  const session = token === undefined ? undefined : host.options.findSession(decode(token));
  return session?.userId ?? siteGuest(host.org);
}

async function page(host: Host, request: HttpRequest): Promise<HttpResponse> {
  const site = siteModel(host.project());
  const visitor = visitorOf(host, request);
  if (site === undefined || visitor === undefined) return noSite();
  // So that relative links of the home page lead below the site.
  if (request.path === SITE_PATH) return redirect(SITE_HOME + queryOf(request));
  const platform: PlatformBuild = await host.build.platform();
  return host.org.transaction(visitor, (context): HttpResponse => {
    const route = routeOf(site, request.path);
    const isGuest = context.user.userType === 'Guest';
    const login = site.routes.find(({ routeType }) => routeType === 'login-main');
    if (route?.needsLogin && isGuest) {
      const start = request.path + queryOf(request);
      return login === undefined ? plainPage(403, 'Sign-in needed', '<p>This page needs a signed-in user, and the site has no login page.</p>') : redirect(`${SITE_PATH}/${login.urlPrefix}?startURL=${encodeURIComponent(start)}`);
    }
    const nonce = newNonce();
    const body = siteDocument(host, platform, context, site, { route, members: members(host), nonce });
    return { status: route === undefined || route.routeType === 'error' ? 404 : 200, headers: pageHeaders(host.project(), 'Communities', nonce), body };
  });
}

/** Routes are fixed prefixes: what follows one is another address, which there is not. */
function routeOf(site: SiteModel, path: string): SiteRoute | undefined {
  const asked = path.slice(SITE_PATH.length).replace(/^\/|\/$/g, '').toLowerCase();
  return site.routes.find(({ urlPrefix }) => urlPrefix.toLowerCase() === asked);
}

function refusedModule(name: string): HttpResponse {
  const body = refusal(name);
  return body === undefined ? { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: 'Not found' } : { status: 200, headers: { 'content-type': 'text/javascript; charset=utf-8' }, body };
}

/** Who may sign in to the site: the personas that are external users. */
function members(host: Host): readonly Persona[] {
  return personas(host).filter(({ userId }) => host.org.transaction(userId, ({ user }) => user.userType !== 'Standard' && user.userType !== 'Guest'));
}

function signIn(host: Host, request: HttpRequest): HttpResponse {
  const form = new URLSearchParams(new TextDecoder().decode(request.body));
  const member = members(host).find(({ alias }) => alias === form.get('alias'));
  if (member === undefined) return plainPage(404, 'Nobody signed in', '<p>The site has no member of that name.</p>');
  return { status: 303, headers: { location: sitePath(form.get('startURL')), 'set-cookie': `${SITE_COOKIE}=${encodeURIComponent(host.options.signIn(member.userId))}; Path=${SITE_PATH}; HttpOnly; SameSite=Lax` } };
}

function signOut(): HttpResponse {
  return { status: 303, headers: { location: SITE_HOME, 'set-cookie': `${SITE_COOKIE}=; Path=${SITE_PATH}; Max-Age=0; HttpOnly; SameSite=Lax` } };
}

/** The way back leads into the site and nowhere else. */
function sitePath(start: string | null): string {
  const path = localPath(start);
  return path.startsWith(SITE_HOME) ? path : SITE_HOME;
}

/** In an org the site has this address, on a domain of its own. */
function toSitePath(request: HttpRequest, prefix: string): HttpResponse {
  return redirect(SITE_PATH + request.rawPath.slice(prefix.length + 1) + queryOf(request));
}

const queryOf = ({ query }: HttpRequest): string => (query.size > 0 ? `?${query.toString()}` : '');

const redirect = (location: string): HttpResponse => ({ status: 303, headers: { location } });

function noSite(): HttpResponse {
  return plainPage(404, 'This org has no site', '<p>A live network with an LWR site (<code>digitalExperiences/site</code>) and a guest persona make one. <a href="/">Open the Lightning apps</a></p>');
}
