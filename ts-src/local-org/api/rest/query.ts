import type { SoqlQuery } from '../../soql/ast.ts';
import { dataRoute, userOf, versionOf } from '../api.ts';
import type { Api } from '../api.ts';
import { badRequest } from '../errors.ts';
import type { HttpRequest, HttpResponse, Route } from '../http.ts';
import { columnsOf } from './columns.ts';
import type { Page } from './cursors.ts';
import { explained, readSoql } from './parse-query.ts';
import { AS_USER } from './queries.ts';
import { rowToJson, shapeOf } from './record-json.ts';

export const DEFAULT_BATCH = 2000;
const MIN_BATCH = 200;

/** SOQL over HTTP: query, queryAll, further pages. */
export function queryRoutes(api: Api): Route[] {
  return [
    dataRoute('GET', '/query', (request) => query(api, request, false)),
    dataRoute('GET', '/queryAll', (request) => query(api, request, true)),
    dataRoute('GET', '/query/:locator', (request) => more(api, request, 'query')),
    dataRoute('GET', '/queryAll/:locator', (request) => more(api, request, 'queryAll')),
  ];
}

function query(api: Api, request: HttpRequest, all: boolean): HttpResponse {
  const text = request.query.get('q');
  if (request.query.has('explain')) throw badRequest('NOT_IMPLEMENTED', 'Not implemented in the local org: query plans (explain)');
  if (!text) throw badRequest('MALFORMED_QUERY', 'The query parameter q is required');
  const tree = readSoql(text);
  if (request.query.get('columns') === 'true') return { status: 200, body: columnsOf(api.org.schema, tree) };
  const version = versionOf(request);
  const page = explained(text, () => runQuery(api, userOf(request), all ? { ...tree, allRows: true } : tree, version, batchSize(request)));
  return { status: 200, body: pageBody(page, version, all ? 'queryAll' : 'query') };
}

/** Runs a query as the user and opens a cursor over its rows in their REST form. */
export function runQuery(api: Api, userId: string, tree: SoqlQuery, version: string, size: number): Page {
  return api.org.transaction(userId, (context) => {
    const outcome = context.query(tree, AS_USER);
    if (isCount(tree)) return { totalSize: outcome.count, done: true, records: [], next: undefined };
    const shape = shapeOf(tree, api.org.schema.object(tree.from.name), (name) => api.org.schema.object(name));
    const rows = outcome.rows.map((row) => rowToJson(row, shape, version));
    return api.cursors.open(userId, rows, size);
  });
}

/** `SELECT COUNT() FROM …` answers a number and no rows. */
export function isCount(tree: SoqlQuery): boolean {
  const only = tree.select.length === 1 ? tree.select[0]! : undefined;
  return only?.kind === 'field' && only.field.kind === 'function' && only.field.name.toLowerCase() === 'count' && only.field.args.length === 0 && only.alias === undefined;
}

function more(api: Api, request: HttpRequest, resource: string): HttpResponse {
  const page = api.cursors.next(userOf(request), request.params.locator ?? '', batchSize(request));
  return { status: 200, body: pageBody(page, versionOf(request), resource) };
}

/** The body of a query's answer. */
export function pageBody(page: Page, version: string, resource: string): object {
  const next = page.next === undefined ? {} : { nextRecordsUrl: `/services/data/${version}/${resource}/${page.next}` };
  return { totalSize: page.totalSize, done: page.done, ...next, records: page.records };
}

/** `Sforce-Query-Options: batchSize=500` */
export function batchSize(request: HttpRequest): number {
  const asked = Number(/batchSize=(\d+)/i.exec(request.headers['sforce-query-options'] ?? '')?.[1] ?? DEFAULT_BATCH);
  return Math.min(DEFAULT_BATCH, Math.max(MIN_BATCH, asked));
}

