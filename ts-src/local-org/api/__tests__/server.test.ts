import { createServer, request as httpRequest } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { gzipSync } from 'node:zlib';
import { NotImplementedError } from '../../execution/errors.ts';
import type { Route } from '../http.ts';
import { startServer } from '../server.ts';
import type { RunningServer } from '../server.ts';
import { writeResponse } from '../write-response.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

let server: RunningServer;
const defects: unknown[] = [];
const routes: Route[] = [
  { method: 'GET', pattern: '/services/data', authenticated: false, handler: () => ({ status: 200, body: [{ version: '65.0' }] }) },
  { method: 'GET', pattern: '/services/data/:version/echo/:key', handler: (request) => ({ status: 200, body: { ...request.params, user: request.session?.userId, q: request.query.get('q') } }) },
  { method: 'POST', pattern: '/services/data/:version/length', handler: (request) => ({ status: 200, body: { length: request.body.length } }), maxBodyBytes: 1000 },
  { method: 'GET', pattern: '/services/data/:version/gap', handler: () => { throw new NotImplementedError('Chatter'); } },
  { method: 'GET', pattern: '/services/data/:version/defect', handler: () => { throw new TypeError('x is undefined\n    at secret.ts:1'); } },
  { method: 'GET', pattern: '/services/data/:version/big', handler: () => ({ status: 200, body: { text: 'a'.repeat(5000) } }) },
];

beforeAll(async () => {
  server = await startServer({ routes, port: 0, findSession: (token) => (token === 'good' ? { token, userId: '005x' } : undefined), onDefect: (error) => defects.push(error) });
});
afterAll(() => server.close());

function call(method: string, path: string, options: { headers?: Record<string, string>; body?: string | Buffer; chunked?: boolean } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port: server.port, method, path, headers: { authorization: 'Bearer good', ...options.headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString() }));
    });
    request.on('error', reject);
    if (options.chunked && options.body) {
      request.write(options.body.slice(0, 5));
      request.end(options.body.slice(5));
    } else request.end(options.body);
  });
}

test('double slashes in the raw path are folded', async () => {
  expect(JSON.parse((await call('GET', '//services//data')).text)).toEqual([{ version: '65.0' }]);
});

test('an encoded slash stays inside its path segment', async () => {
  const answer = await call('GET', '/services/data/v65.0/echo/01%2F0950%2F21%2FA?q=a%2Bb');
  expect(JSON.parse(answer.text)).toEqual({ version: 'v65.0', key: '01/0950/21/A', user: '005x', q: 'a+b' });
});

test('a missing or wrong token is 401 INVALID_SESSION_ID', async () => {
  const answer = await call('GET', '/services/data/v65.0/echo/a', { headers: { authorization: 'Bearer bad' } });
  expect(answer.status).toBe(401);
  expect(JSON.parse(answer.text)).toEqual([{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }]);
});

test('the sid cookie is a session too', async () => {
  const answer = await call('GET', '/services/data/v65.0/echo/a', { headers: { authorization: '', cookie: 'x=1; sid=good' } });
  expect(JSON.parse(answer.text).user).toBe('005x');
});

test('an unknown resource is 404 and a wrong method 405 with the allowed ones', async () => {
  expect((await call('GET', '/services/data/v65.0/nothing')).status).toBe(404);
  const answer = await call('DELETE', '/services/data/v65.0/length');
  expect(answer.status).toBe(405);
  expect(JSON.parse(answer.text)[0].message).toBe("HTTP Method 'DELETE' not allowed. Allowed are POST");
});

test('a gap answers 501 and names itself', async () => {
  const answer = await call('GET', '/services/data/v65.0/gap');
  expect(answer.status).toBe(501);
  expect(JSON.parse(answer.text)[0].message).toBe('Not implemented in the local org: Chatter');
});

test('a defect answers 500 without a stack trace and is told to the host', async () => {
  const answer = await call('GET', '/services/data/v65.0/defect');
  expect(answer.status).toBe(500);
  expect(answer.text).not.toContain('secret.ts');
  expect(defects).toHaveLength(1);
});

test('chunked and gzipped bodies arrive whole, and one beyond the limit is 413', async () => {
  expect(JSON.parse((await call('POST', '/services/data/v65.0/length', { body: Buffer.from('0123456789'), chunked: true })).text)).toEqual({ length: 10 });
  const zipped = gzipSync('z'.repeat(900));
  expect(JSON.parse((await call('POST', '/services/data/v65.0/length', { body: zipped, headers: { 'content-encoding': 'gzip' } })).text)).toEqual({ length: 900 });
  const bomb = gzipSync('z'.repeat(5000));
  expect((await call('POST', '/services/data/v65.0/length', { body: bomb, headers: { 'content-encoding': 'gzip' } })).status).toBe(413);
  expect((await call('POST', '/services/data/v65.0/length', { body: Buffer.alloc(2000), chunked: true })).status).toBe(413);
});

test('a body beyond the limit is answered while the client is still sending, announced or not', async () => {
  const body = Buffer.alloc(20 * 1024 * 1024, 'x');
  for (const chunked of [true, false]) {
    const answer = await call('POST', '/services/data/v65.0/length', { body, chunked });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([413, [{ message: 'The request body is larger than the 1000 bytes that this resource takes', errorCode: 'REQUEST_ENTITY_TOO_LARGE' }]]);
  }
  expect((await call('POST', '/services/data/v65.0/nothing', { body })).status).toBe(404);
  expect((await call('POST', '/services/data/v65.0/length', { body, headers: { authorization: 'Bearer bad' } })).status).toBe(401);
});

test('too long an address and what is no HTTP are refused in the shape of the APIs', async () => {
  const long = await call('GET', `/services/data/v65.0/echo/${'a'.repeat(20_000)}`);
  expect([long.status, JSON.parse(long.text)]).toEqual([431, [{ message: 'The address and the headers of a request may have 16 KB together', errorCode: 'REQUEST_HEADER_FIELDS_TOO_LARGE' }]]);
  const text = await new Promise<string>((resolve) => {
    let received = '';
    connect(server.port, '127.0.0.1').on('data', (chunk: Buffer) => (received += chunk)).on('close', () => resolve(received)).end('hello\r\n\r\n');
  });
  expect(text).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n[^]*\r\n\r\n\[\{"message":"This is not an HTTP request","errorCode":"BAD_REQUEST"\}\]$/);
});

test('nothing listens beyond this machine unless it is told to', async () => {
  const ours = Object.values(networkInterfaces()).flat().find((each) => each?.family === 'IPv4' && !each.internal);
  const reach = (address: string, port: number): Promise<string> => new Promise((resolve) => {
    const socket = connect(port, address, () => { socket.destroy(); resolve('open'); });
    socket.once('error', ({ message }) => resolve(/ECONNREFUSED/.test(message) ? 'refused' : message));
  });
  expect(await reach('127.0.0.1', server.port)).toBe('open');
  expect(await reach('127.0.0.2', server.port)).toBe('refused');
  if (ours) expect(await reach(ours.address, server.port)).toBe('refused');
  const told = await startServer({ routes, port: 0, host: '0.0.0.0', findSession: () => undefined });
  expect(await reach('127.0.0.2', told.port)).toBe('open');
  await told.close();
});

test('answers are gzipped when the client accepts it', async () => {
  expect((await call('GET', '/services/data/v65.0/big', { headers: { 'accept-encoding': 'gzip, br' } })).headers['content-encoding']).toBe('gzip');
  expect((await call('GET', '/services/data/v65.0/big')).headers['content-encoding']).toBeUndefined();
});

test('an answer is on its way before what waits for the next turn of the event loop', async () => {
  const order: string[] = [];
  const plain = createServer((_incoming, outgoing) => {
    const end = outgoing.end.bind(outgoing) as (...args: unknown[]) => typeof outgoing;
    outgoing.end = (...args: unknown[]) => {
      order.push('answer');
      return end(...args);
    };
    setImmediate(() => order.push('job'));
    void writeResponse(outgoing, { status: 200, body: { text: 'a'.repeat(50_000) } }, { method: 'GET', acceptEncoding: 'gzip', xml: false, headers: undefined });
  });
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
  const { port } = plain.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/`);
  expect([answer.headers.get('content-encoding'), ((await answer.json()) as { text: string }).text.length]).toEqual(['gzip', 50_000]);
  expect(order).toEqual(['answer', 'job']);
  await new Promise((resolve) => plain.close(resolve));
});

test('errors are XML for a client that asks for XML', async () => {
  const answer = await call('GET', '/services/data/v65.0/gap', { headers: { accept: 'application/xml' } });
  expect(answer.headers['content-type']).toContain('application/xml');
  expect(answer.text).toContain('<Errors><Error><message>Not implemented in the local org: Chatter</message><errorCode>NOT_IMPLEMENTED</errorCode></Error></Errors>');
});

test('a port in use is one clear sentence', async () => {
  await expect(startServer({ routes, port: server.port, findSession: () => undefined })).rejects.toThrow(
    `Port ${server.port} is already in use; stop the program that uses it or choose another port.`,
  );
});

test('a request under a foreign host name is refused, so that no page elsewhere can speak to the org', async () => {
  const foreign = await call('GET', '/services/data/v65.0/big', { headers: { host: 'evil.example:80' } });
  expect([foreign.status, foreign.text]).toEqual([403, expect.stringContaining('not as \\"evil.example:80\\"')]);
  for (const host of ['localhost:1', '127.0.0.1', '[::1]:3000']) expect((await call('GET', '/services/data/v65.0/big', { headers: { host } })).status).toBe(200);
});
