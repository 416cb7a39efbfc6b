import type { SoslQuery } from '../../soql/index.ts';
import { dataRoute, userOf, versionOf } from '../api.ts';
import type { Api } from '../api.ts';
import { badRequest } from '../errors.ts';
import type { HttpRequest, HttpResponse, Route } from '../http.ts';
import { isJsonObject, parseJsonObject } from '../json.ts';
import type { Json } from '../json.ts';
import { readSosl } from './parse-query.ts';
import { AS_USER, selectQuery } from './queries.ts';
import { rowToJson, shapeOf } from './record-json.ts';

/** SOSL as text or as parameters. */
export function searchRoutes(api: Api): Route[] {
  return [
    dataRoute('GET', '/search', (request) => {
      const text = request.query.get('q');
      if (!text) throw badRequest('MALFORMED_SEARCH', 'The query parameter q is required');
      return run(api, request, readSosl(text));
    }),
    dataRoute('GET', '/parameterizedSearch', (request) => run(api, request, fromParameters(request))),
    dataRoute('POST', '/parameterizedSearch', (request) => run(api, request, fromJson(parseJsonObject(request.body)))),
  ];
}

function run(api: Api, request: HttpRequest, tree: SoslQuery): HttpResponse {
  const { schema } = api.org;
  const version = versionOf(request);
  return api.org.transaction(userOf(request), (context) => {
    const lists = context.search(tree, AS_USER);
    const records = lists.flatMap((rows, index) => {
      const returning = tree.returning[index];
      const object = returning && schema.object(returning.object);
      const shape = object && returning.fields.length > 0 ? shapeOf(selectQuery(object, returning.fields.map((field) => field.parts)), object, (name) => schema.object(name)) : undefined;
      return rows.map((row) => rowToJson(row, shape ?? { entries: [{ kind: 'field', name: 'Id', key: 'Id' }] }, version));
    });
    return { status: 200, body: { searchRecords: records } };
  });
}

const escapeTerm = (term: string): string => term.replace(/[?&|!{}[\]()^~*:\\"'+-]/g, '\\$&');

/** `parameterizedSearch?q=Acme&sobject=Account&Account.fields=id,name&in=NAME&overallLimit=10` */
function fromParameters(request: HttpRequest): SoslQuery {
  const { query } = request;
  const objects = (query.get('sobject') ?? '').split(',').filter((name) => name !== '');
  const returning = objects.map((name) => returningText(name, query.get(`${name}.fields`) ?? query.get('fields'), query.get(`${name}.where`), query.get(`${name}.limit`) ?? query.get('defaultLimit')));
  return readSosl(soslText(query.get('q'), query.get('in'), returning, query.get('overallLimit')));
}

function fromJson(body: Readonly<Record<string, Json>>): SoslQuery {
  const objects = Array.isArray(body.sobjects) ? body.sobjects.filter(isJsonObject) : [];
  const shared = Array.isArray(body.fields) ? body.fields.join(',') : null;
  const returning = objects.map((object) => returningText(String(object.name), Array.isArray(object.fields) ? object.fields.join(',') : shared, typeof object.where === 'string' ? object.where : null, (object.limit ?? body.defaultLimit ?? null) as string | null));
  return readSosl(soslText(typeof body.q === 'string' ? body.q : null, typeof body.in === 'string' ? body.in : null, returning, body.overallLimit === undefined ? null : String(body.overallLimit as number)));
}

function returningText(object: string, fields: string | null, where: string | null, limit: string | number | null): string {
  const inside = [fields ?? 'Id', where ? `WHERE ${where}` : '', limit === null ? '' : `LIMIT ${limit}`].filter((part) => part !== '').join(' ');
  return `${object}(${inside})`;
}

function soslText(term: string | null, group: string | null, returning: readonly string[], limit: string | null): string {
  if (!term) throw badRequest('MALFORMED_SEARCH', 'The query parameter q is required');
  const parts = [`FIND {${escapeTerm(term)}}`];
  if (group) parts.push(`IN ${group} FIELDS`);
  if (returning.length > 0) parts.push(`RETURNING ${returning.join(', ')}`);
  if (limit) parts.push(`LIMIT ${limit}`);
  return parts.join(' ');
}
