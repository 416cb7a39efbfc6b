import { timingSafeEqual } from 'node:crypto';
import { LATEST_VERSION, type Route, type SessionStore } from '../local-org/api/index.ts';
import type { LocalOrg } from '../local-org/execution/local-org.ts';

/** `POST /local/session {persona}`: a fresh session for whoever can read the running org's note. */
export function sessionRoute(secret: string, { org, sessions }: { org: LocalOrg; sessions: SessionStore }): Route {
  return {
    method: 'POST',
    pattern: '/local/session',
    authenticated: false,
    handler(request) {
      if (!equal(request.headers['x-loop-secret'] ?? '', secret)) return { status: 401, body: { message: 'Only the owner of the running org may ask for sessions.' } };
      const { persona } = JSON.parse(new TextDecoder().decode(request.body)) as { persona: string };
      const user = org.persona(persona);
      if (user === undefined) return { status: 404, body: { message: `There is no persona "${persona}": choose one of ${org.personas.join(', ')}.` } };
      return {
        status: 200,
        body: {
          instanceUrl: request.origin,
          accessToken: sessions.issue(user.userId),
          username: user.username,
          orgId: org.organizationId,
          apiVersion: `${LATEST_VERSION}.0`,
        },
      };
    },
  };
}

function equal(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
