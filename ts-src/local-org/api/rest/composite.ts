import { dataRoute, userOf, versionOf } from '../api.ts';
import type { Api } from '../api.ts';
import { badRequest, errorResponse } from '../errors.ts';
import type { HttpRequest, HttpResponse, Route } from '../http.ts';
import { isJsonObject, parseJsonObject, stringify } from '../json.ts';
import type { Json } from '../json.ts';
import { decode } from '../router.ts';
import { resolvePlaceholders } from './placeholders.ts';

const MAX_SUBREQUESTS = 25;
const MAX_GRAPH_NODES = 500;

/** Several requests in one: composite (with references between them), graph and batch. */
export function compositeRoutes(api: Api): Route[] {
  return [
    dataRoute('GET', '/composite', (request) => ({ status: 200, body: links(versionOf(request)) })),
    dataRoute('POST', '/composite', (request) => composite(api, request)),
    dataRoute('POST', '/composite/graph', (request) => graph(api, request)),
    dataRoute('POST', '/composite/batch', (request) => batch(api, request)),
  ];
}

function links(version: string): object {
  const base = `/services/data/${version}/composite`;
  return { tree: `${base}/tree`, batch: `${base}/batch`, graph: `${base}/graph`, sobjects: `${base}/sobjects` };
}

interface SubAnswer {
  body: unknown;
  httpHeaders: Record<string, unknown>;
  httpStatusCode: number;
  referenceId: string;
}

/** Undoes everything the enclosing transaction did. */
class Halted extends Error {}

const HALTED_BODY = [{ errorCode: 'PROCESSING_HALTED', message: 'The transaction was rolled back since another operation in the same transaction failed.' }];

function composite(api: Api, request: HttpRequest): HttpResponse {
  const body = parseJsonObject(request.body);
  const subrequests = subrequestsOf(body.compositeRequest, MAX_SUBREQUESTS);
  const answers = body.allOrNone === true ? allOrNone(api, request, subrequests).answers : runAll(api, request, subrequests, false);
  return { status: 200, body: { compositeResponse: answers } };
}

function graph(api: Api, request: HttpRequest): HttpResponse {
  const { graphs } = parseJsonObject(request.body);
  if (!Array.isArray(graphs) || graphs.length === 0) throw badRequest('REQUIRED_FIELD_MISSING', 'Required fields are missing: [graphs]');
  const results = graphs.map((item) => {
    if (!isJsonObject(item) || typeof item.graphId !== 'string') throw badRequest('REQUIRED_FIELD_MISSING', 'Required fields are missing: [graphId]');
    const { answers, failed } = allOrNone(api, request, subrequestsOf(item.compositeRequest, MAX_GRAPH_NODES));
    return { graphId: item.graphId, graphResponse: { compositeResponse: answers }, isSuccessful: !failed };
  });
  return { status: 200, body: { graphs: results } };
}

interface Subrequest {
  readonly method: string;
  readonly url: string;
  readonly referenceId: string;
  readonly body: Json | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

function subrequestsOf(json: Json | undefined, max: number): Subrequest[] {
  if (!Array.isArray(json)) throw badRequest('REQUIRED_FIELD_MISSING', 'Required fields are missing: [compositeRequest]');
  if (json.length > max) throw badRequest('LIMIT_EXCEEDED', `The request holds ${json.length} subrequests; at most ${max} are allowed`);
  const seen = new Set<string>();
  return json.map((item) => {
    if (!isJsonObject(item) || typeof item.method !== 'string' || typeof item.url !== 'string' || typeof item.referenceId !== 'string') {
      throw badRequest('JSON_PARSER_ERROR', 'Each subrequest needs method, url and referenceId');
    }
    if (seen.has(item.referenceId)) throw badRequest('INVALID_INPUT', `Duplicate referenceId: ${item.referenceId}`);
    seen.add(item.referenceId);
    const headers = isJsonObject(item.httpHeaders) ? Object.fromEntries(Object.entries(item.httpHeaders).map(([name, value]) => [name.toLowerCase(), String(value)])) : {};
    return { method: item.method.toUpperCase(), url: item.url, referenceId: item.referenceId, body: item.body, headers };
  });
}

/** All subrequests in one transaction that a failed one undoes. */
function allOrNone(api: Api, request: HttpRequest, subrequests: readonly Subrequest[]): { readonly answers: SubAnswer[]; readonly failed: boolean } {
  let answers: SubAnswer[] = [];
  try {
    api.org.transaction(userOf(request), () => {
      answers = runAll(api, request, subrequests, true);
      if (answers.some(isFailed)) throw new Halted();
    });
    return { answers, failed: false };
  } catch (error) {
    if (!(error instanceof Halted)) throw error;
    for (const answer of answers) if (!isFailed(answer)) Object.assign(answer, { body: HALTED_BODY, httpHeaders: {}, httpStatusCode: 400 });
    return { answers, failed: true };
  }
}

const isFailed = (answer: SubAnswer): boolean => answer.httpStatusCode >= 400;

function runAll(api: Api, request: HttpRequest, subrequests: readonly Subrequest[], stopAtFailure: boolean): SubAnswer[] {
  const bodies = new Map<string, unknown>();
  const failed = new Set<string>();
  let halted = false;
  return subrequests.map((sub) => {
    const done = (response: HttpResponse): SubAnswer => {
      const answer = { body: response.body ?? null, httpHeaders: locationOf(response), httpStatusCode: response.status, referenceId: sub.referenceId };
      if (isFailed(answer)) {
        failed.add(sub.referenceId);
        if (stopAtFailure) halted = true;
      } else bodies.set(sub.referenceId, plain(answer.body));
      return answer;
    };
    if (halted) return done({ status: 400, body: HALTED_BODY });
    try {
      const url = resolvePlaceholders(sub.url, bodies, failed) as string;
      const body = sub.body === undefined ? undefined : resolvePlaceholders(sub.body, bodies, failed);
      return done(api.dispatch(subrequest(request, sub.method, url, body, sub.headers)));
    } catch (error) {
      return done(errorResponse(error));
    }
  });
}

/** JSON view of a body, so that placeholders see what the client sees. */
const plain = (body: unknown): unknown => (body === null || body === undefined ? null : (JSON.parse(stringify(body)) as unknown));

function locationOf(response: HttpResponse): Record<string, unknown> {
  const location = response.headers?.location ?? response.headers?.Location;
  return location === undefined ? {} : { Location: location };
}

function subrequest(outer: HttpRequest, method: string, url: string, body: unknown, headers: Readonly<Record<string, string>> = {}): HttpRequest {
  const path = url.startsWith('/') ? url : `/services/data/${url}`;
  const mark = path.indexOf('?');
  return {
    method,
    path: decode(mark < 0 ? path : path.slice(0, mark)),
    rawPath: mark < 0 ? path : path.slice(0, mark),
    query: new URLSearchParams(mark < 0 ? '' : path.slice(mark + 1)),
    headers: { ...headers, 'content-type': 'application/json', host: outer.headers.host },
    body: body === undefined ? new Uint8Array() : Buffer.from(stringify(body)),
    session: outer.session,
    params: {},
    origin: outer.origin,
  };
}

function batch(api: Api, request: HttpRequest): HttpResponse {
  const body = parseJsonObject(request.body);
  if (!Array.isArray(body.batchRequests)) throw badRequest('REQUIRED_FIELD_MISSING', 'Required fields are missing: [batchRequests]');
  if (body.batchRequests.length > MAX_SUBREQUESTS) throw badRequest('LIMIT_EXCEEDED', `The batch holds ${body.batchRequests.length} subrequests; at most ${MAX_SUBREQUESTS} are allowed`);
  let halted = false;
  const results = body.batchRequests.map((item) => {
    if (halted) return { statusCode: 412, result: [{ errorCode: 'BATCH_PROCESSING_HALTED', message: 'Batch processing halted per request' }] };
    if (!isJsonObject(item) || typeof item.method !== 'string' || typeof item.url !== 'string') throw badRequest('JSON_PARSER_ERROR', 'Each batch request needs method and url');
    const response = api.dispatch(subrequest(request, item.method.toUpperCase(), item.url, item.richInput));
    if (response.status >= 400 && body.haltOnError === true) halted = true;
    return { statusCode: response.status, result: response.body ?? null };
  });
  return { status: 200, body: { hasErrors: results.some((result) => result.statusCode >= 400), results } };
}
