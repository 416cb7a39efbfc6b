import type { HttpRequest, HttpResponse, Route } from '../../api/http.ts';
import { parseRecord } from '../../api/rest/record-parse.ts';
import { parseJsonObject } from '../../api/json.ts';
import type { Json } from '../../api/json.ts';
import type { DmlOperation, ExecutionContext } from '../../execution/context.ts';
import { DmlFailure } from '../../execution/context.ts';
import { OrgError } from '../../execution/errors.ts';
import type { SObjectDef } from '../../schema/model.ts';
import { SObjectRecord, toId18 } from '../../values/index.ts';
import type { Host } from '../server/host.ts';
import { layoutFields } from './layouts.ts';
import { recordJson, systemPaths, withParentIds } from './record-json.ts';
import type { RecordJson } from './record-json.ts';
import { AS_USER, readablePath, selectRows, text, where } from './select.ts';
import type { ResolvedPath } from './select.ts';

/** `/ui-api/records`: one record, read and saved as the signed-in user. */
export function recordRoutes(host: Host): Route[] {
  const base = '/services/data/:version/ui-api/records';
  const asUser = (work: (context: ExecutionContext, request: HttpRequest) => HttpResponse) => (request: HttpRequest): HttpResponse => host.org.transaction(request.session!.userId, (context) => work(context, request));
  return [
    { method: 'GET', pattern: `${base}/:id`, handler: asUser((context, request) => ({ status: 200, body: readRecord(host, context, request.params.id!, request.query) })) },
    { method: 'GET', pattern: `${base}/batch/:ids`, handler: asUser((context, request) => ({ status: 200, body: readBatch(host, context, request) })) },
    { method: 'POST', pattern: base, handler: asUser((context, request) => create(host, context, request)) },
    { method: 'PATCH', pattern: `${base}/:id`, handler: asUser((context, request) => update(host, context, request)) },
    { method: 'DELETE', pattern: `${base}/:id`, handler: asUser((context, request) => remove(context, request)) },
  ];
}

function readBatch(host: Host, context: ExecutionContext, request: HttpRequest): object {
  const results = (request.params.ids ?? '').split(',').map((id) => {
    try {
      return { statusCode: 200, result: readRecord(host, context, id, request.query) };
    } catch (error) {
      if (!(error instanceof OrgError)) throw error;
      return { statusCode: error.statusCode === 'NOT_FOUND' ? 404 : 400, result: [{ errorCode: error.statusCode, message: error.message }] };
    }
  });
  return { hasErrors: results.some(({ statusCode }) => statusCode !== 200), results };
}

/** @throws OrgError NOT_FOUND, INVALID_FIELD */
function readRecord(host: Host, context: ExecutionContext, givenId: string, query: URLSearchParams): RecordJson {
  const { id, object } = identify(context, givenId);
  const list = (name: string): string[] => query.getAll(name).flatMap((value) => value.split(',')).filter((value) => value !== '');
  const fields = list('fields');
  const paths = [...fields.map((name) => required(context, object, name)), ...list('optionalFields').flatMap((name) => readablePath(context, object, name) ?? [])];
  const layouts = list('layoutTypes');
  if (layouts.length > 0) for (const type of layouts) paths.push(...layoutFields(host.project(), context, object, type).flatMap((name) => readablePath(context, object, name) ?? []));
  return readPaths(context, object, id, paths);
}

function readPaths(context: ExecutionContext, object: SObjectDef, id: string, paths: readonly ResolvedPath[]): RecordJson {
  const wanted = withParentIds(paths);
  const rows = selectRows(context, { object, fields: withParentIds([...systemPaths(context, object), ...paths]), where: where(['Id'], '=', text(id)), limit: 1 });
  const [row] = rows;
  if (!row) throw new OrgError('NOT_FOUND', 'The requested resource does not exist');
  return recordJson(context, row, wanted);
}

/** @throws OrgError NOT_FOUND */
export function identify(context: ExecutionContext, givenId: string): { id: string; object: SObjectDef } {
  const id = toId18(givenId);
  const object = id === null ? undefined : context.schema.objectByPrefix(id.slice(0, 3));
  if (id === null || !object || !context.user.permissions.object(object.name).read) throw new OrgError('NOT_FOUND', 'The requested resource does not exist');
  return { id, object };
}

function required(context: ExecutionContext, object: SObjectDef, name: string): ResolvedPath {
  const found = readablePath(context, object, name);
  if (!found) throw new OrgError('INVALID_FIELD', `No such column '${name}' on entity '${object.name}', or it is not accessible`, [name]);
  return found;
}

function create(host: Host, context: ExecutionContext, request: HttpRequest): HttpResponse {
  const { apiName, fields } = bodyOf(request);
  const object = typeof apiName === 'string' ? context.schema.object(apiName) : undefined;
  if (!object) throw new OrgError('NOT_FOUND', `Object ${String(apiName)} not found`);
  const { record } = parseRecord(host.org.schema, object, fields);
  const failed = save(context, 'insert', record);
  return failed ?? { status: 201, body: readSaved(context, object, record.id!, Object.keys(fields)) };
}

function update(host: Host, context: ExecutionContext, request: HttpRequest): HttpResponse {
  const { id, object } = identify(context, request.params.id!);
  const { fields } = bodyOf(request);
  const { record } = parseRecord(host.org.schema, object, fields, new Set(['id']));
  record.put('Id', id);
  const failed = save(context, 'update', record);
  return failed ?? { status: 200, body: readSaved(context, object, id, Object.keys(fields)) };
}

function remove(context: ExecutionContext, request: HttpRequest): HttpResponse {
  const { id, object } = identify(context, request.params.id!);
  const record = new SObjectRecord(object);
  record.put('Id', id);
  return save(context, 'delete', record) ?? { status: 204 };
}

function readSaved(context: ExecutionContext, object: SObjectDef, id: string, names: readonly string[]): RecordJson {
  const paths = names.flatMap((name) => readablePath(context, object, name) ?? []).filter(({ field }) => field.type !== 'base64');
  return readPaths(context, object, id, paths);
}

function bodyOf(request: HttpRequest): { apiName: Json | undefined; fields: Record<string, Json> } {
  const body = parseJsonObject(request.body);
  const fields = body.fields;
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) throw new OrgError('JSON_PARSER_ERROR', 'The request needs an object `fields`');
  return { apiName: body.apiName, fields: fields as Record<string, Json> };
}

/** Saves one record; a refused save answers as the UI API does, with errors by field. */
function save(context: ExecutionContext, operation: DmlOperation, record: SObjectRecord): HttpResponse | undefined {
  try {
    context.dml({ operation, records: [record], ...AS_USER, allOrNone: true });
    return undefined;
  } catch (error) {
    if (!(error instanceof DmlFailure)) throw error;
    return refused(error, record.definition);
  }
}

function refused(failure: DmlFailure, object: SObjectDef): HttpResponse {
  const errors: object[] = [];
  const fieldErrors: Record<string, object[]> = {};
  for (const { error } of failure.failures) {
    const entry = { constituentField: null, duplicateRecordError: null, errorCode: error.statusCode, field: null as string | null, fieldLabel: null as string | null, message: error.message };
    const known = error.fields.map((name) => object.field(name)).filter((field) => field !== undefined);
    if (known.length === 0) errors.push(entry);
    for (const field of known) (fieldErrors[field.name] ??= []).push({ ...entry, field: field.name, fieldLabel: field.label });
  }
  const [first] = failure.failures;
  return {
    status: 400,
    body: { message: 'An error occurred while trying to update the record. Please try again.', statusCode: 400, errorCode: first?.error.statusCode ?? 'UNKNOWN_EXCEPTION', enhancedErrorType: 'RecordError', output: { errors, fieldErrors } },
  };
}
