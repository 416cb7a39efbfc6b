import { NotImplementedError } from '../../execution/errors.ts';
import { dataRoute, requireAuthor, userOf, versionOf } from '../api.ts';
import type { Api } from '../api.ts';
import { badRequest, notFound } from '../errors.ts';
import type { HttpRequest, HttpResponse, Route } from '../http.ts';
import { batchSize, pageBody, runQuery } from '../rest/query.ts';
import { explained, readSoql } from '../rest/parse-query.ts';
import { columnsOf } from '../rest/columns.ts';
import { testRunRoutes } from './test-runs.ts';
import { virtualTables } from './tables.ts';
import { queryVirtual } from './virtual-table.ts';

/** The tooling API: code and tests as records, anonymous Apex, test runs. */
export function toolingRoutes(api: Api): Route[] {
  return [
    dataRoute('GET', '/tooling', (request) => ({ status: 200, body: links(versionOf(request)) })),
    dataRoute('GET', '/tooling/query', (request) => query(api, request)),
    dataRoute('GET', '/tooling/queryAll', (request) => query(api, request)),
    dataRoute('GET', '/tooling/query/:locator', (request) => more(api, request)),
    dataRoute('GET', '/tooling/executeAnonymous', (request) => executeAnonymous(api, request)),
    dataRoute('GET', '/tooling/sobjects/:object/describe', () => {
      throw notFound();
    }),
    dataRoute('GET', '/tooling/sobjects/:object/:id', (request) => read(api, request)),
    ...testRunRoutes(api),
    dataRoute('*', '/tooling/*rest', (request) => {
      throw new NotImplementedError(`tooling API ${request.method} ${request.params.rest}`);
    }),
  ];
}

function links(version: string): object {
  const base = `/services/data/${version}/tooling`;
  return { query: `${base}/query`, queryAll: `${base}/queryAll`, sobjects: `${base}/sobjects`, executeAnonymous: `${base}/executeAnonymous`, runTestsAsynchronous: `${base}/runTestsAsynchronous`, runTestsSynchronous: `${base}/runTestsSynchronous` };
}

function query(api: Api, request: HttpRequest): HttpResponse {
  const text = request.query.get('q');
  if (!text) throw badRequest('MALFORMED_QUERY', 'The query parameter q is required');
  const tree = readSoql(text);
  const version = versionOf(request);
  if (request.query.get('columns') === 'true') return { status: 200, body: columnsOf(api.org.schema, tree) };
  const size = batchSize(request);
  const table = virtualTables(api.org).get(tree.from.name.toLowerCase());
  if (!table) return { status: 200, body: pageBody(explained(text, () => runQuery(api, userOf(request), tree, version, size)), version, 'tooling/query') };
  const { count, records } = queryVirtual(table, tree, `/services/data/${version}/tooling`);
  const page = api.cursors.open(userOf(request), records, size);
  return { status: 200, body: { size: page.records.length, ...pageBody({ ...page, totalSize: count }, version, 'tooling/query'), queryLocator: null, entityTypeName: table.name } };
}

function more(api: Api, request: HttpRequest): HttpResponse {
  const page = api.cursors.next(userOf(request), request.params.locator ?? '', batchSize(request));
  return { status: 200, body: pageBody(page, versionOf(request), 'tooling/query') };
}

function read(api: Api, request: HttpRequest): HttpResponse {
  const table = virtualTables(api.org).get(request.params.object!.toLowerCase());
  const row = table && [...table.rows()].find((each) => String(each.Id).slice(0, 15) === request.params.id!.slice(0, 15));
  if (!table || !row) throw notFound();
  const url = `/services/data/${versionOf(request)}/tooling/sobjects/${table.name}/${String(row.Id)}`;
  const plain = Object.fromEntries(Object.entries(row).filter(([name]) => !name.includes('.')));
  return { status: 200, body: { attributes: { type: table.name, url }, ...plain } };
}

function executeAnonymous(api: Api, request: HttpRequest): HttpResponse {
  requireAuthor(api, userOf(request));
  const { debugLog: _log, ...result } = api.org.executeAnonymous(userOf(request), request.query.get('anonymousBody') ?? '');
  return { status: 200, body: result };
}
