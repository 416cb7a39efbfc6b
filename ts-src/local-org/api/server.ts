import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { ApexFailure } from '../execution/errors.ts';
import { invalidSession } from './api.ts';
import { ApiError, errorResponse, notFound } from './errors.ts';
import type { HttpRequest, HttpResponse, Route, Session } from './http.ts';
import { discardBody, readBody } from './read-body.ts';
import { createRouter, decode } from './router.ts';
import type { Router } from './router.ts';
import { writeResponse } from './write-response.ts';

export interface ServerOptions {
  readonly routes: readonly Route[];
  /** The session of an access token. */
  readonly findSession: (token: string) => Session | undefined;
  /** 0 takes a free port. */
  readonly port: number;
  /** Default 127.0.0.1: nothing beyond this machine can connect. */
  readonly host?: string;
  /** Headers of every answer below /services/data (usage of the API). */
  readonly apiHeaders?: () => Readonly<Record<string, string>>;
  /** Told when a request has come and when it is answered. */
  readonly onRequest?: () => void;
  /** Told of defects: what a handler threw that is no answer of the platform. */
  readonly onDefect?: (error: unknown, request: string) => void;
}

export interface RunningServer {
  readonly port: number;
  /** `http://localhost:PORT` */
  readonly origin: string;
  /** Takes no new requests, lets those in progress end (at most two seconds), then closes. */
  close(): Promise<void>;
}

const DEFAULT_MAX_BODY = 50 * 1024 * 1024;

/** Starts listening. @throws Error one sentence when the port is taken or not allowed */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const router = createRouter(options.routes);
  const server = createServer({ keepAliveTimeout: 30_000, requestTimeout: 0 }, (incoming, outgoing) => {
    void serve(incoming, outgoing, router, options);
  });
  server.on('clientError', refuseBroken);
  const host = options.host ?? '127.0.0.1';
  await listen(server, options.port, host);
  const { port } = server.address() as AddressInfo;
  return { port, origin: `http://localhost:${port}`, close: () => close(server) };
}

/** What is no HTTP request, or one with too long an address, never reaches a route. */
function refuseBroken(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const tooLong = error.code === 'HPE_HEADER_OVERFLOW';
  const entry = tooLong
    ? { message: 'The address and the headers of a request may have 16 KB together', errorCode: 'REQUEST_HEADER_FIELDS_TOO_LARGE' }
    : { message: 'This is not an HTTP request', errorCode: 'BAD_REQUEST' };
  const body = JSON.stringify([entry]);
  const head = `HTTP/1.1 ${tooLong ? '431 Request Header Fields Too Large' : '400 Bad Request'}\r\nContent-Type: application/json;charset=UTF-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n`;
  socket.end(head + body);
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new Error(describeListenError(error, port, host), { cause: error })));
    server.listen(port, host, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
}

function describeListenError(error: NodeJS.ErrnoException, port: number, host: string): string {
  if (error.code === 'EADDRINUSE') return `Port ${port} is already in use; stop the program that uses it or choose another port.`;
  if (error.code === 'EACCES') return `Port ${port} needs privileges that this user does not have; choose a port above 1023.`;
  if (error.code === 'EADDRNOTAVAIL') return `This machine has no network address ${host}.`;
  return `Cannot listen on ${host}:${port}: ${error.message}`;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), 2_000);
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
    server.closeIdleConnections();
  });
}

async function serve(incoming: IncomingMessage, outgoing: ServerResponse, router: Router, options: ServerOptions): Promise<void> {
  options.onRequest?.();
  const { pathname, query } = splitUrl(incoming.url ?? '/');
  const isApi = pathname.toLowerCase().startsWith('/services/');
  let response: HttpResponse;
  try {
    response = await answer(incoming, pathname, query, router, options);
  } catch (error) {
    response = errorResponse(error);
    if ((response.status === 500 && !(error instanceof ApexFailure)) || response.status === 503) options.onDefect?.(error, `${incoming.method} ${pathname}`);
  }
  await discardBody(incoming);
  try {
    await writeResponse(outgoing, response, {
      method: incoming.method ?? 'GET',
      acceptEncoding: incoming.headers['accept-encoding'] ?? '',
      xml: isApi && wantsXml(incoming.headers.accept),
      headers: { ...(isApi ? options.apiHeaders?.() : undefined), ...(incoming.complete ? undefined : { connection: 'close' }) },
    });
  } catch (error) {
    options.onDefect?.(error, `${incoming.method} ${pathname}`);
    outgoing.destroy();
  }
  options.onRequest?.();
}

async function answer(incoming: IncomingMessage, pathname: string, query: string, router: Router, options: ServerOptions): Promise<HttpResponse> {
  const method = incoming.method ?? 'GET';
  const match = router.match(method, pathname);
  const headers = singleHeaders(incoming);
  if (!options.host && !isLoopback(headers.host)) {
    throw new ApiError(403, 'FORBIDDEN', `This org answers on this machine only, not as "${headers.host ?? ''}"`);
  }
  const session = sessionOf(headers, options.findSession);
  if (match.kind === 'none') {
    if (pathname.toLowerCase().startsWith('/services/data/') && !session) throw invalidSession();
    throw notFound();
  }
  if (match.kind === 'methodNotAllowed') {
    const allowed = match.allowed.join(',');
    throw new ApiError(405, 'METHOD_NOT_ALLOWED', `HTTP Method '${method}' not allowed. Allowed are ${allowed}`);
  }
  if (match.route.authenticated !== false && !session) throw invalidSession();
  const request: HttpRequest = {
    method,
    path: decode(pathname),
    rawPath: pathname,
    query: new URLSearchParams(query),
    headers,
    body: await readBody(incoming, match.route.maxBodyBytes ?? DEFAULT_MAX_BODY),
    session,
    params: match.params,
    origin: `http://${headers.host ?? 'localhost'}`,
  };
  return match.route.handler(request);
}

/** A page elsewhere may point a name of its own at this machine; its requests carry that name. */
function isLoopback(host: string | undefined): boolean {
  return host !== undefined && /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])(:\d+)?$/i.test(host);
}

/** Splits the raw request target; clients that store an instance URL with a trailing slash ask for `//services/…`. */
function splitUrl(target: string): { pathname: string; query: string } {
  const path = target.replace(/^https?:\/\/[^/]*/i, '');
  const mark = path.indexOf('?');
  const pathname = (mark < 0 ? path : path.slice(0, mark)).replace(/\/{2,}/g, '/') || '/';
  return { pathname, query: mark < 0 ? '' : path.slice(mark + 1) };
}

function singleHeaders(incoming: IncomingMessage): Record<string, string | undefined> {
  const headers: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(incoming.headers)) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  return headers;
}

function sessionOf(headers: Readonly<Record<string, string | undefined>>, find: (token: string) => Session | undefined): Session | undefined {
  const bearer = /^(?:Bearer|OAuth)\s+(\S+)$/i.exec(headers.authorization ?? '');
  if (bearer) return find(bearer[1]!);
  const cookie = /(?:^|;\s*)sid=([^;]+)/.exec(headers.cookie ?? '');
  return cookie ? find(decode(cookie[1]!)) : undefined;
}

function wantsXml(accept: string | undefined): boolean {
  return accept !== undefined && /\b(?:application|text)\/xml\b/i.test(accept) && !/\bjson\b|text\/html/i.test(accept);
}
