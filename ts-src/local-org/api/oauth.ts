import { createHmac } from 'node:crypto';
import { userOf } from './api.ts';
import type { Api } from './api.ts';
import type { HttpRequest, HttpResponse, Route } from './http.ts';
import { localPath } from './local-path.ts';
import { identityOf } from './rest/discovery.ts';

/** Who may sign in with a password; the composition root knows the personas' passwords. */
export type PasswordCheck = (username: string, password: string) => boolean;

/** OAuth 2.0 as command line tools and libraries use it, and the doors of a browser session. */
export function oauthRoutes(api: Api, checkPassword: PasswordCheck): Route[] {
  const open = { authenticated: false } as const;
  return [
    { method: 'POST', pattern: '/services/oauth2/token', ...open, handler: (request) => token(api, request, checkPassword) },
    { method: 'GET', pattern: '/services/oauth2/userinfo', handler: (request) => userInfo(api, request) },
    { method: 'POST', pattern: '/services/oauth2/userinfo', handler: (request) => userInfo(api, request) },
    { method: 'POST', pattern: '/services/oauth2/revoke', ...open, handler: (request) => revoke(api, request) },
    { method: 'GET', pattern: '/services/oauth2/revoke', ...open, handler: (request) => revoke(api, request) },
    { method: 'POST', pattern: '/services/oauth2/introspect', handler: (request) => introspect(api, request) },
    { method: 'GET', pattern: '/services/oauth2/singleaccess', handler: (request) => singleAccess(api, request) },
    { method: 'POST', pattern: '/services/oauth2/singleaccess', handler: (request) => singleAccess(api, request) },
    { method: 'GET', pattern: '/secur/frontdoor.jsp', ...open, handler: (request) => frontdoor(api, request) },
    { method: 'POST', pattern: '/secur/frontdoor.jsp', ...open, handler: (request) => frontdoor(api, request) },
    { method: 'GET', pattern: '/secur/logout.jsp', ...open, handler: (request) => logout(api, request) },
  ];
}

function form(request: HttpRequest): URLSearchParams {
  const fields = new URLSearchParams(Buffer.from(request.body).toString('utf8'));
  for (const [name, value] of request.query) if (!fields.has(name)) fields.set(name, value);
  return fields;
}

function oauthError(status: number, error: string, description: string): HttpResponse {
  return { status, body: { error, error_description: description } };
}

function token(api: Api, request: HttpRequest, checkPassword: PasswordCheck): HttpResponse {
  const fields = form(request);
  const grant = fields.get('grant_type') ?? '';
  switch (grant) {
    case 'password': {
      const user = api.org.findUser(fields.get('username') ?? '');
      if (!user || !checkPassword(user.username, fields.get('password') ?? '')) return oauthError(400, 'invalid_grant', 'authentication failure');
      return grantTo(api, request, user.userId, true);
    }
    case 'urn:ietf:params:oauth:grant-type:jwt-bearer': {
      const username = subjectOf(fields.get('assertion') ?? '', api.org.clock.now());
      if (username === undefined) return oauthError(400, 'invalid_grant', 'invalid assertion');
      const user = api.org.findUser(username);
      if (!user) return oauthError(400, 'invalid_grant', "user hasn't approved this consumer");
      return grantTo(api, request, user.userId, false);
    }
    case 'refresh_token': {
      const userId = api.sessions.refresh(fields.get('refresh_token') ?? '');
      if (userId === undefined) return oauthError(400, 'invalid_grant', 'expired access/refresh token');
      return grantTo(api, request, userId, false);
    }
    default:
      return oauthError(400, 'unsupported_grant_type', `grant type not supported: ${grant || '(none)'}`);
  }
}

/**
 * The user a JWT bearer assertion speaks for. Its signature is not checked: an org that only this machine can reach
 * holds no certificates. Shape and expiry are.
 */
function subjectOf(assertion: string, now: number): string | undefined {
  const parts = assertion.split('.');
  if (parts.length !== 3 || parts[2] === '') return undefined;
  try {
    const claims = JSON.parse(Buffer.from(parts[1]!, 'base64url').toString('utf8')) as { sub?: unknown; prn?: unknown; exp?: unknown };
    const subject = claims.sub ?? claims.prn;
    const expires = Number(claims.exp);
    return typeof subject === 'string' && expires * 1000 > now - 300_000 ? subject : undefined;
  } catch {
    return undefined;
  }
}

function grantTo(api: Api, request: HttpRequest, userId: string, withRefresh: boolean): HttpResponse {
  const accessToken = api.sessions.issue(userId);
  const issuedAt = String(api.org.clock.now());
  const id = `${request.origin}/id/${api.org.organizationId}/${userId}`;
  return {
    status: 200,
    body: {
      access_token: accessToken,
      ...(withRefresh ? { refresh_token: api.sessions.issue(userId, 'refresh') } : {}),
      signature: createHmac('sha256', 'local').update(id + issuedAt).digest('base64'),
      scope: 'refresh_token full',
      instance_url: request.origin,
      id,
      token_type: 'Bearer',
      issued_at: issuedAt,
    },
  };
}

function userInfo(api: Api, request: HttpRequest): HttpResponse {
  const userId = userOf(request);
  const who = identityOf(api, request, userId);
  return {
    status: 200,
    body: {
      sub: who.id,
      user_id: userId,
      organization_id: api.org.organizationId,
      preferred_username: who.username,
      nickname: who.nick_name,
      name: who.display_name,
      email: who.email,
      email_verified: true,
      given_name: who.first_name,
      family_name: who.last_name,
      zoneinfo: who.timezone,
      photos: who.photos,
      profile: `${request.origin}/${userId}`,
      picture: (who.photos as { picture: string }).picture,
      urls: who.urls,
      active: true,
      user_type: who.user_type,
      language: who.language,
      locale: who.locale,
      utcOffset: 0,
      is_app_installed: true,
    },
  };
}

function revoke(api: Api, request: HttpRequest): HttpResponse {
  const value = form(request).get('token') ?? '';
  return api.sessions.revoke(value) ? { status: 200 } : oauthError(400, 'invalid_token', 'invalid token: ');
}

function introspect(api: Api, request: HttpRequest): HttpResponse {
  const session = api.sessions.find(form(request).get('token') ?? '');
  return { status: 200, body: session ? { active: true, sub: session.userId, token_type: 'access_token' } : { active: false } };
}

/** A link that opens a browser session once. */
function singleAccess(api: Api, request: HttpRequest): HttpResponse {
  const key = api.sessions.issue(userOf(request), 'once');
  const target = form(request).get('redirect_uri');
  const start = target ? `&startURL=${encodeURIComponent(target)}` : '';
  return { status: 200, body: { frontdoor_uri: `${request.origin}/secur/frontdoor.jsp?otp=${encodeURIComponent(key)}${start}` } };
}

function frontdoor(api: Api, request: HttpRequest): HttpResponse {
  const fields = form(request);
  const otp = fields.get('otp');
  const sid = fields.get('sid') ?? '';
  const userId = otp ? api.sessions.redeem(otp) : api.sessions.find(sid)?.userId;
  if (userId === undefined) return { status: 401, headers: { 'content-type': 'text/html;charset=UTF-8' }, body: '<!doctype html><title>Session expired</title><p>This link is no longer valid. Ask for a new one with <code>sf org open</code>.</p>' };
  const token = otp ? api.sessions.issue(userId) : sid;
  return { status: 302, headers: { location: localPath(fields.get('startURL') ?? fields.get('retURL')), 'set-cookie': `sid=${encodeURIComponent(token)}; Path=/; HttpOnly; SameSite=Lax` } };
}

function logout(api: Api, request: HttpRequest): HttpResponse {
  if (request.session) api.sessions.revoke(request.session.token);
  return { status: 302, headers: { location: '/', 'set-cookie': 'sid=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax' } };
}

