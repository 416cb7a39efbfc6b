import { Connection } from 'jsforce';
import { serveWidgets } from './support/serve-widgets.ts';
import type { ServedWidgets } from './support/serve-widgets.ts';

let served: ServedWidgets;
let username: string;
beforeAll(async () => {
  served = await serveWidgets({ checkPassword: (_user, password) => password === 'secret' });
  username = served.org.persona('admin')!.username;
});
afterAll(() => served.close());

const origin = () => served.server.origin;
const token = (fields: Record<string, string>) => fetch(`${origin()}/services/oauth2/token`, { method: 'POST', body: new URLSearchParams(fields) });
const jwt = (claims: object) => ['{"alg":"RS256"}', JSON.stringify(claims), 'signature'].map((part) => Buffer.from(part).toString('base64url')).join('.');

test('SOAP login gives a session that works, a wrong password a sentence', async () => {
  const connection = new Connection({ loginUrl: origin(), version: '60.0' });
  const user = await connection.login(username, 'secret');
  expect(user.organizationId).toBe(served.org.organizationId);
  expect((await connection.query('SELECT Id FROM User')).totalSize).toBeGreaterThan(0);
  await expect(new Connection({ loginUrl: origin() }).login(username, 'wrong')).rejects.toThrow('Invalid username, password, security token; or user locked out.');
});

test('the OAuth password grant gives an access token and a refresh token, which gives another', async () => {
  const first = (await (await token({ grant_type: 'password', username, password: 'secret' })).json()) as Record<string, string>;
  expect(first).toMatchObject({ instance_url: origin(), token_type: 'Bearer' });
  const second = (await (await token({ grant_type: 'refresh_token', refresh_token: first.refresh_token! })).json()) as Record<string, string>;
  const info = await fetch(`${origin()}/services/oauth2/userinfo`, { headers: { authorization: `Bearer ${second.access_token}` } });
  expect(await info.json()).toMatchObject({ preferred_username: username, organization_id: served.org.organizationId });
  expect((await token({ grant_type: 'password', username, password: 'wrong' })).status).toBe(400);
});

test('a JWT assertion signs its subject in until it expires', async () => {
  const grant = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
  const exp = Math.floor(Date.now() / 1000) + 60;
  expect((await token({ grant_type: grant, assertion: jwt({ sub: username, exp }) })).status).toBe(200);
  expect((await token({ grant_type: grant, assertion: jwt({ sub: username, exp: exp - 3600 }) })).status).toBe(400);
  expect((await token({ grant_type: grant, assertion: jwt({ sub: 'nobody@x.y', exp }) })).status).toBe(400);
});

test('a revoked token is no session any more', async () => {
  const spare = served.sessions.issue(served.org.persona('admin')!.userId);
  await token({});
  expect((await fetch(`${origin()}/services/oauth2/revoke`, { method: 'POST', body: new URLSearchParams({ token: spare }) })).status).toBe(200);
  expect((await fetch(`${origin()}/services/data/v65.0/limits`, { headers: { authorization: `Bearer ${spare}` } })).status).toBe(401);
});

test('frontdoor opens a browser session once, and only to a page of this server', async () => {
  const headers = { authorization: `Bearer ${served.token}` };
  const { frontdoor_uri: door } = (await (await fetch(`${origin()}/services/oauth2/singleaccess?redirect_uri=${encodeURIComponent('https://evil.example/steal')}`, { headers })).json()) as { frontdoor_uri: string };
  const opened = await fetch(door, { redirect: 'manual' });
  expect([opened.status, opened.headers.get('location')]).toEqual([302, '/steal']);
  expect(opened.headers.get('set-cookie')).toMatch(/^sid=00D.*HttpOnly; SameSite=Lax$/);
  const cookie = opened.headers.get('set-cookie')!.split(';')[0]!;
  expect((await fetch(`${origin()}/services/data/v65.0/limits`, { headers: { cookie } })).status).toBe(200);
  expect((await fetch(door, { redirect: 'manual' })).status).toBe(401);
});

test('users who were never in the org are refused even with a token of this server', async () => {
  const ghost = served.sessions.issue('0050lL000000001AAA');
  const answer = await fetch(`${origin()}/services/data/v65.0/query?q=SELECT+Id+FROM+Account`, { headers: { authorization: `Bearer ${ghost}` } });
  expect([answer.status, await answer.json()]).toEqual([401, [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }]]);
});

const as = (persona: string, path: string, init: RequestInit = {}) => fetch(origin() + path, { ...init, headers: { authorization: `Bearer ${served.sessions.issue(served.org.persona(persona)!.userId)}` } });

test('the API shows a user what his permissions show him', async () => {
  const widget = (await (await as('admin', '/services/data/v65.0/sobjects/Widget__c', { method: 'POST', body: '{"Name":"Seen by few"}' })).json()) as { id: string };
  const seen = await as('agent', `/services/data/v65.0/sobjects/Widget__c/${widget.id}`);
  expect([seen.status, ((await seen.json()) as { errorCode: string }[])[0]!.errorCode]).toEqual([400, 'INVALID_TYPE']);
  expect((await as('agent', '/services/data/v65.0/sobjects/Widget__c/describe')).status).toBe(404);
  expect((await as('agent', '/services/apexrest/widgets/v1/x')).status).toBe(403);
});

test('a user without API Enabled is refused at the door, one without Author Apex runs no code of his own', async () => {
  const refused = await as('walker', '/services/data/v65.0/limits');
  expect([refused.status, await refused.json()]).toEqual([403, [{ message: 'The REST API is not enabled for this Organization.', errorCode: 'API_DISABLED_FOR_ORG' }]]);
  const anonymous = await as('agent', '/services/data/v65.0/tooling/executeAnonymous?anonymousBody=delete+%5BSELECT+Id+FROM+Account%5D%3B');
  expect(anonymous.status).toBe(403);
  expect((await as('agent', '/services/data/v65.0/tooling/runTestsAsynchronous', { method: 'POST', body: '{"testLevel":"RunLocalTests"}' })).status).toBe(403);
});
