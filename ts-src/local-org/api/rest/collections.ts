import { DmlFailure } from '../../execution/context.ts';
import type { DmlRequest, ExecutionContext, RowError, RowResult } from '../../execution/context.ts';
import { OrgError } from '../../execution/errors.ts';
import type { SObjectDef } from '../../schema/model.ts';
import { SObjectRecord, toId18 } from '../../values/index.ts';
import { dataRoute, userOf, versionOf } from '../api.ts';
import type { Api } from '../api.ts';
import { ApiError, badRequest } from '../errors.ts';
import type { HttpRequest, HttpResponse, Route } from '../http.ts';
import { isJsonObject, parseJsonObject } from '../json.ts';
import type { Json } from '../json.ts';
import { AS_USER, findByIds, resolveReferences } from './queries.ts';
import { rowToJson, shapeOf } from './record-json.ts';
import { parseRecord } from './record-parse.ts';
import { selectQuery } from './queries.ts';
import { objectOf } from './sobjects.ts';

const MAX_RECORDS = 200;
const MAX_READ = 2000;

/** Up to 200 records in one request: `composite/sobjects`. */
export function collectionRoutes(api: Api): Route[] {
  return [
    dataRoute('POST', '/composite/sobjects', (request) => saveMany(api, request, 'insert')),
    dataRoute('PATCH', '/composite/sobjects', (request) => saveMany(api, request, 'update')),
    dataRoute('DELETE', '/composite/sobjects', (request) => removeMany(api, request)),
    dataRoute('GET', '/composite/sobjects/:object', (request) => readMany(api, request, list(request.query.get('ids')), list(request.query.get('fields')))),
    dataRoute('POST', '/composite/sobjects/:object', (request) => {
      const body = parseJsonObject(request.body);
      return readMany(api, request, strings(body.ids), strings(body.fields));
    }),
    dataRoute('PATCH', '/composite/sobjects/:object/:field', (request) => saveMany(api, request, 'upsert')),
  ];
}

const list = (text: string | null): string[] => (text ?? '').split(',').map((part) => part.trim()).filter((part) => part !== '');
const strings = (value: Json | undefined): string[] => (Array.isArray(value) ? value.map(String) : []);

/** One row of the answer. */
interface RowAnswer {
  readonly id?: string;
  readonly success: boolean;
  readonly errors: readonly RowError[];
  readonly created?: boolean;
}

interface Prepared {
  readonly index: number;
  readonly object: SObjectDef;
  readonly record: SObjectRecord;
}

const ROLLED_BACK: RowError = {
  statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
  message: 'Record rolled back because not all records were valid and the request was using AllOrNone header',
  fields: [],
};

/** Ends a transaction whose answer is already known. */
class RolledBack extends Error {}

function saveMany(api: Api, request: HttpRequest, operation: 'insert' | 'update' | 'upsert'): HttpResponse {
  const body = parseJsonObject(request.body);
  const records = body.records;
  if (!Array.isArray(records)) throw badRequest('REQUIRED_FIELD_MISSING', 'Required fields are missing: [records]');
  if (records.length > MAX_RECORDS) throw badRequest('EXCEEDED_ID_LIMIT', `record limit reached. cannot submit more than ${MAX_RECORDS} records into this call`);
  const external = operation === 'upsert' ? objectOf(api, request.params.object!).field(request.params.field ?? '') : undefined;
  if (operation === 'upsert' && !external) throw badRequest('INVALID_FIELD', `No such column '${request.params.field}' on sobject of type ${request.params.object}`);
  const allOrNone = body.allOrNone === true;
  const answers: RowAnswer[] = [];
  try {
    api.org.transaction(userOf(request), (context) => {
      const prepared = prepare(api, context, records, answers, operation === 'upsert' ? objectOf(api, request.params.object!) : undefined);
      if (!(allOrNone && answers.some((answer) => answer !== undefined))) {
        for (const group of byObject(prepared)) {
          save(context, group, { operation, allOrNone, ...(external ? { externalIdField: external.name } : {}) }, answers);
          if (allOrNone && answers.some((answer) => answer && !answer.success)) break;
        }
      }
      if (allOrNone && records.some((_, index) => !answers[index]?.success)) throw new RolledBack();
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
    return { status: 200, body: records.map((_, index) => (answers[index] && !answers[index].success ? answers[index] : { success: false, errors: [ROLLED_BACK] })) };
  }
  return { status: 200, body: answers };
}

/** Parses all records; what cannot be parsed gets its error in `answers`. */
function prepare(api: Api, context: ExecutionContext, records: readonly Json[], answers: RowAnswer[], fixed: SObjectDef | undefined): Prepared[] {
  const prepared: Prepared[] = [];
  const references = [];
  for (const [index, json] of records.entries()) {
    try {
      if (!isJsonObject(json)) throw badRequest('JSON_PARSER_ERROR', 'A record must be a JSON object');
      const object = fixed ?? objectOfRecord(api, json);
      const parsed = parseRecord(api.org.schema, object, json);
      prepared.push({ index, object, record: parsed.record });
      references.push(...parsed.references);
    } catch (error) {
      answers[index] = failure(error);
    }
  }
  const unresolved = resolveReferences(context, references);
  return prepared.filter(({ index, record }) => {
    const error = unresolved.get(record);
    if (error) answers[index] = failure(error);
    return error === undefined;
  });
}

export function objectOfRecord(api: Api, json: Readonly<Record<string, Json>>): SObjectDef {
  const type = isJsonObject(json.attributes) ? json.attributes.type : undefined;
  if (typeof type !== 'string') throw badRequest('INVALID_TYPE', 'sObject type not specified: each record needs attributes with its type');
  const object = api.org.schema.object(type);
  if (!object) throw badRequest('INVALID_TYPE', `sObject type '${type}' is not supported.`);
  return object;
}

/** Neighbours of one object are saved together, in the order given. */
function byObject(prepared: readonly Prepared[]): Prepared[][] {
  const groups: Prepared[][] = [];
  for (const item of prepared) {
    const last = groups.at(-1);
    if (last && last[0]!.object === item.object) last.push(item);
    else groups.push([item]);
  }
  return groups;
}

function save(context: ExecutionContext, group: readonly Prepared[], request: Pick<DmlRequest, 'operation' | 'allOrNone' | 'externalIdField'>, answers: RowAnswer[]): void {
  for (const { row, result } of saveRows(context, group, request)) answers[row.index] = result;
}

/** Saves rows of one object and gives each its answer; an all-or-none failure is spread over the rows that failed. */
export function saveRows<T extends { readonly record: SObjectRecord }>(context: ExecutionContext, rows: readonly T[], request: Pick<DmlRequest, 'operation' | 'allOrNone' | 'externalIdField'>): { readonly row: T; readonly result: RowAnswer }[] {
  try {
    const results = context.dml({ ...request, ...AS_USER, records: rows.map((row) => row.record) });
    return rows.map((row, index) => ({ row, result: answer(results[index], request.operation) }));
  } catch (error) {
    if (!(error instanceof DmlFailure)) throw error;
    const byIndex = Map.groupBy(error.failures, (each) => each.index);
    return [...byIndex].map(([index, failures]) => ({ row: rows[index]!, result: { success: false, errors: failures.map((each) => each.error) } }));
  }
}

function answer(result: RowResult | undefined, operation: DmlRequest['operation']): RowAnswer {
  if (!result) return { success: false, errors: [{ statusCode: 'UNKNOWN_EXCEPTION', message: 'The save gave no result', fields: [] }] };
  const created = operation === 'upsert' ? { created: result.created } : {};
  return result.success ? { id: result.id!, success: true, errors: [], ...created } : { ...(result.id && operation !== 'insert' ? { id: result.id } : {}), success: false, errors: result.errors, ...created };
}

/** The errors of a row that never reached the save. */
export function failure(error: unknown): RowAnswer {
  if (error instanceof OrgError) return { success: false, errors: [{ statusCode: error.statusCode, message: error.message, fields: error.fields }] };
  if (error instanceof ApiError) return { success: false, errors: error.entries.map((entry) => ({ statusCode: entry.errorCode, message: entry.message, fields: entry.fields ?? [] })) };
  throw error;
}

function removeMany(api: Api, request: HttpRequest): HttpResponse {
  const ids = list(request.query.get('ids'));
  if (ids.length > MAX_RECORDS) throw badRequest('EXCEEDED_ID_LIMIT', `record limit reached. cannot submit more than ${MAX_RECORDS} records into this call`);
  const allOrNone = request.query.get('allOrNone') === 'true';
  const answers: RowAnswer[] = [];
  try {
    api.org.transaction(userOf(request), (context) => {
      const prepared: Prepared[] = [];
      for (const [index, text] of ids.entries()) {
        const id = toId18(text);
        const object = id === null ? undefined : api.org.schema.objectByPrefix(id.slice(0, 3));
        if (!object) {
          answers[index] = { id: text, success: false, errors: [{ statusCode: 'MALFORMED_ID', message: `malformed id ${text}`, fields: [] }] };
          continue;
        }
        const record = new SObjectRecord(object);
        record.fields.Id = id;
        prepared.push({ index, object, record });
      }
      for (const group of byObject(prepared)) save(context, group, { operation: 'delete', allOrNone }, answers);
      if (allOrNone && ids.some((_, index) => !answers[index]?.success)) throw new RolledBack();
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
    return { status: 200, body: ids.map((id, index) => ({ id, success: false, errors: answers[index] && !answers[index].success ? answers[index].errors : [ROLLED_BACK] })) };
  }
  return { status: 200, body: answers };
}

/** Null stands for an id that names no record the user may see. */
function readMany(api: Api, request: HttpRequest, ids: readonly string[], fields: readonly string[]): HttpResponse {
  const object = objectOf(api, request.params.object!);
  if (ids.length === 0 || fields.length === 0) throw badRequest('REQUIRED_FIELD_MISSING', `Required fields are missing: [${ids.length === 0 ? 'ids' : 'fields'}]`);
  if (ids.length > MAX_READ) throw badRequest('EXCEEDED_ID_LIMIT', `record limit reached. cannot submit more than ${MAX_READ} records into this call`);
  const paths = fields.map((field) => field.split('.'));
  const shape = shapeOf(selectQuery(object, paths), object, (name) => api.org.schema.object(name));
  const version = versionOf(request);
  return api.org.transaction(userOf(request), (context) => {
    const rows = findByIds(context, object, ids.map((id) => toId18(id) ?? id), paths);
    return { status: 200, body: rows.map((row) => (row ? rowToJson(row, shape, version) : null)) };
  });
}
