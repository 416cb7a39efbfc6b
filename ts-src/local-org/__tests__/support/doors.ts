import { request as httpRequest } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SessionStore, apiRoutes, startServer } from '../../api/index.ts';
import type { Route } from '../../api/index.ts';
import { lwcHost } from '../../lwc/index.ts';
import { openLocalOrg } from '../../org.ts';
import type { OpenOptions, OpenedOrg } from '../../org.ts';
import { widgetProject } from './widget-project.ts';

export interface Doors {
  readonly org: OpenedOrg;
  readonly projectDir: string;
  readonly origin: string;
  readonly sessions: SessionStore;
  readonly routes: readonly Route[];
  readonly widgetId: string;
  /** What handlers threw that is no answer of the platform. */
  readonly defects: string[];
  send(call: Call): Promise<Answer>;
  /** Lets time go by for sessions. */
  pass(milliseconds: number): void;
  close(): Promise<void>;
}

export interface Call {
  readonly method: string;
  /** Path and query, as it goes over the wire. */
  readonly target: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Milliseconds that a token is good for. */
export const TOKEN_LIFE = 7_200_000;

/** Longest that any answer may take here. */
const PATIENCE = 10_000;

/** Documents and modules that a browser builds a page from: the end-to-end tests of lwc/ open them. */
const DOCUMENTS = /^(\/lightning|\/flow)?(\/\*rest)?\/?$|^\/lwc\//;

/** APIs and pages of the widget project (with the gadgets' pages), in memory, on a free port: every door an org has. */
export async function openDoors(options: Pick<OpenOptions, 'cpuPatience'> = {}): Promise<Doors> {
  const projectDir = widgetProject();
  cpSync(resolve(import.meta.dirname, '../../lwc/__tests__/fixture/force-app/main'), join(projectDir, 'force-app/main/default'), { recursive: true });
  const org = openLocalOrg({ projectDir, ...options });
  let passed = 0;
  const sessions = new SessionStore({ organizationId: org.organizationId, timeToLive: TOKEN_LIFE, now: () => Date.now() + passed });
  const defects: string[] = [];
  const apis = apiRoutes({ org, sessions });
  const pages = lwcHost(org, { signIn: (userId) => sessions.issue(userId), findSession: (token) => sessions.find(token), cacheDir: resolve(import.meta.dirname, '../../../../.loop/cache/lwc') });
  const routes = [...apis.routes, ...pages.routes.filter(({ pattern }) => !DOCUMENTS.test(pattern))];
  const onDefect = (error: unknown, request: string): number => defects.push(`${request}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  const server = await startServer({ routes, port: 0, findSession: (token) => sessions.find(token), apiHeaders: () => apis.usage.headers(), onDefect });
  const admin = org.persona('admin')!.userId;
  const { debugLog } = org.executeAnonymous(admin, "Widget__c w = new Widget__c(Name = 'First', Code__c = 'one'); insert as system w; System.debug(w.Id);");
  return {
    org, projectDir, sessions, routes, defects,
    origin: server.origin,
    widgetId: /\|DEBUG\|(\w{18})/.exec(debugLog)![1]!,
    send: (call) => send(server.port, call),
    pass: (milliseconds) => void (passed += milliseconds),
    async close() {
      pages.close();
      await server.close();
      org.close();
    },
  };
}

/** Raw, so that nothing repairs a path or a header on the way. Of a stream of events only the start is read. */
function send(port: number, { method, target, headers = {}, body }: Call): Promise<Answer> {
  return new Promise((done, fail) => {
    const request = httpRequest({ host: '127.0.0.1', port, method, path: target, headers: body === undefined ? headers : { ...headers, 'content-length': String(Buffer.byteLength(body)) } }, (response) => {
      const answer = (text: string): void => done({ status: response.statusCode ?? 0, headers: response.headers, text });
      if (response.headers['content-type']?.startsWith('text/event-stream')) {
        answer('');
        request.destroy();
        return;
      }
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk)).on('end', () => answer(text));
    });
    request.setTimeout(PATIENCE, () => request.destroy(new Error(`no answer to ${method} ${target} within ${PATIENCE} ms`)));
    request.on('error', fail);
    request.end(body);
  });
}
