import fc from 'fast-check';
import type { Route } from '../api/index.ts';
import { SEED } from './support/damaged.ts';
import { TOKEN_LIFE, openDoors } from './support/doors.ts';
import type { Answer, Doors } from './support/doors.ts';
import { bodyFor, headers, search, segment } from './support/odd-requests.ts';

/** Every door of an org, whatever comes through it: an answer in the platform's shape, nothing of the inside in it, and the org goes on. */
let doors: Doors;
let places: readonly RegExp[];
beforeAll(async () => {
  doors = await openDoors();
  places = [doors.projectDir, process.cwd(), process.execPath, 'node_modules', 'file://', 'node:internal'].map((place) => new RegExp(place.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')));
}, 120_000);
afterAll(() => doors.close());

/** Test runs start threads and are not about their input. */
const TESTS = /runTests/;

/** A path for a route: its named parts filled, sometimes with a segment more or less, or in another order. */
const path = (route: Route, segments: readonly string[], change: number): string => {
  let n = 0;
  const next = (): string => segments[n++ % segments.length]!;
  const parts = route.pattern.split('/').slice(1).map((part) => (part === ':version' ? 'v65.0' : part === ':id' && n % 2 === 0 && change < 5 ? (n++, doors.widgetId) : /^[:*]/.test(part) ? next() : part));
  if (change === 9) parts.push(next());
  if (change === 8) parts.pop();
  if (change === 6) parts.push(...parts.splice(0, segments.length), ...segments);
  if (change === 7) parts.splice(1, 0, '', '.');
  return `/${parts.join('/')}`;
};

/** What an error looks like, by the family of the door. */
function expectErrorShape(target: string, { status, headers: { 'content-type': type = '' }, text }: Answer): void {
  const lower = target.toLowerCase();
  // A body that cannot be read is refused before anybody knows what it was meant to be.
  if (/^\/+services\/+soap\//.test(lower) && type.includes('text/xml')) return expect(text).toContain('<soapenv:Fault>');
  if (/^\/+services\//.test(lower) && type.includes('json')) {
    const [first] = [JSON.parse(text)].flat() as Record<string, unknown>[];
    // A tree tells of its records.
    if (first?.hasErrors === true) return expect(first.results).toContainEqual({ referenceId: expect.any(String), errors: expect.arrayContaining([expect.objectContaining({ statusCode: expect.stringMatching(/^[A-Z_]+$/) })]) });
    return expect(first).toEqual(/oauth2/.test(lower) && first?.error !== undefined ? { error: expect.any(String), error_description: expect.any(String) } : expect.objectContaining({ errorCode: expect.stringMatching(/^[A-Z_]+$/), message: expect.stringMatching(/\S/) }));
  }
  if (/^\/+services\//.test(lower) && type.includes('xml')) return expect(text).toMatch(/<errorCode>|<error>/);
  expect([target, status, text.length > 0 || type === '']).toEqual([target, status, true]);
}

const NO_BODY = new Set(['HEAD', 'OPTIONS', 'TRACE']);

test('whatever comes through a door gets an answer of the platform', async () => {
  const routes = fc.constantFrom(...doors.routes.filter(({ pattern }) => !TESTS.test(pattern)));
  const methods = fc.constantFrom(undefined, undefined, undefined, 'GET', 'POST', 'PATCH', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND');
  const request = routes.chain((route) => fc.tuple(fc.constant(route), methods, fc.array(segment, { minLength: 1, maxLength: 4 }), fc.nat(9), search, headers, bodyFor(route.pattern)));
  const admin = doors.org.persona('admin')!.userId;
  await fc.assert(fc.asyncProperty(request, async ([route, other, segments, change, query, given, content]) => {
    const method = other ?? (route.method === '*' ? 'POST' : route.method);
    const target = path(route, segments, change) + query;
    const sent = { ...given, authorization: `Bearer ${doors.sessions.issue(admin)}` };
    const answer = await doors.send({ method, target, headers: sent, ...(NO_BODY.has(method) ? {} : { body: content }) });
    const { status, text } = answer;
    const shown = `${method} ${target.slice(0, 300)} ${status}\n${content.slice(0, 300)}\n${text.slice(0, 600)}`;
    if (doors.defects.length > 0) throw new Error(`${shown}\n${doors.defects.splice(0).join('\n')}`);
    expect([status >= 200 && status < 600, shown]).toEqual([true, shown]);
    for (const place of [...places, /An unexpected error occurred/, /\n\s+at \S+ \(|\n\s+at \S+:\d+/]) expect(text).not.toMatch(place);
    const { location } = answer.headers;
    if (location !== undefined) expect([location, new URL(location, doors.origin).origin]).toEqual([location, doors.origin]);
    if (status >= 400 && method !== 'HEAD') expectErrorShape(target, answer);
  }), { seed: SEED, numRuns: 1500, endOnFailure: true });
  const after = await doors.send({ method: 'POST', target: '/services/data/v65.0/sobjects/Widget__c', headers: { authorization: `Bearer ${doors.sessions.issue(admin)}`, 'content-type': 'application/json' }, body: '{"Name":"After"}' });
  expect(after.status).toBe(201);
}, 120_000);

test('without a valid token every door is shut but those where one comes in', async () => {
  const open = new Set<string>();
  for (const token of [undefined, 'Bearer wrong', 'Bearer ', 'Basic YWRtaW46eA==', `Bearer ${doors.sessions.issue('005000000000000AAA', 'refresh')}`]) {
    for (const route of doors.routes) {
      const target = route.pattern.replace(':version', 'v65.0').replaceAll(/[:*]\w+/g, 'x');
      const { status } = await doors.send({ method: route.method === '*' ? 'GET' : route.method, target, headers: { connection: 'close', ...(token === undefined ? {} : { authorization: token }) } });
      if (status !== 401) open.add(`${route.method} ${route.pattern}`);
    }
  }
  const unguarded = doors.routes.filter(({ authenticated }) => authenticated === false).map(({ method, pattern }) => `${method} ${pattern}`);
  expect([...open].filter((each) => !unguarded.includes(each))).toEqual([]);
  // A site lets its guests in where they may go (lwc/__tests__/site.test.ts): this project has none.
  expect([...open].filter((each) => each.includes('/services/apexrest/'))).toEqual([]);
  // SOAP carries its token inside, OAuth gives and takes tokens, and the list of versions is public.
  expect(unguarded.filter((each) => each.includes('/services/') && !/^\S+ \/(?:s\/webruntime|services\/apexrest)\//.test(each) && !/\/services\/(Soap\/|oauth2\/)/.test(each)).sort()).toEqual(['* /services/async/*rest', 'GET /services/data']);
}, 120_000);

test('a token is good until it expires or is revoked, then it is 401 like one that never was', async () => {
  const target = '/services/data/v65.0/limits';
  const token = doors.sessions.issue(doors.org.persona('admin')!.userId);
  const status = async (given: string): Promise<readonly [number, unknown]> => {
    const answer = await doors.send({ method: 'GET', target, headers: { authorization: `Bearer ${given}` } });
    return [answer.status, answer.status === 200 ? 'served' : JSON.parse(answer.text)];
  };
  const refused = [401, [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }]];
  expect(await status(token)).toEqual([200, 'served']);
  doors.pass(TOKEN_LIFE - 60_000);
  expect(await status(token)).toEqual([200, 'served']);
  doors.pass(60_000);
  expect(await status(token)).toEqual(refused);
  const other = doors.sessions.issue(doors.org.persona('admin')!.userId);
  expect((await doors.send({ method: 'POST', target: '/services/oauth2/revoke', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: `token=${encodeURIComponent(other)}` })).status).toBe(200);
  expect(await status(other)).toEqual(refused);
});
