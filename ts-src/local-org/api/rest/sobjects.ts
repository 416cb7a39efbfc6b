import { randomUUID } from 'node:crypto';
import { DmlFailure } from '../../execution/context.ts';
import type { DmlRequest, ExecutionContext, RowResult } from '../../execution/context.ts';
import { OrgError } from '../../execution/errors.ts';
import type { FieldDef, SObjectDef } from '../../schema/model.ts';
import { ApexBlob, SObjectRecord, toId18 } from '../../values/index.ts';
import type { Value } from '../../values/index.ts';
import { dataRoute, userOf, versionOf } from '../api.ts';
import type { Api } from '../api.ts';
import { ApiError, badRequest, notFound } from '../errors.ts';
import type { HttpRequest, HttpResponse, Route } from '../http.ts';
import { parseJsonObject } from '../json.ts';
import type { Json } from '../json.ts';
import { isMultipart, readMultipart } from '../multipart.ts';
import { describeGlobal, describeObject, describeSummary } from './describe.ts';
import { AS_USER, isEqual, readableFields, resolveReferences, selectQuery } from './queries.ts';
import { recordUrl, rowToJson, shapeOf } from './record-json.ts';
import { parseRecord, parseValue } from './record-parse.ts';

/** Records one at a time, and what describes them. */
export function sobjectRoutes(api: Api): Route[] {
  const { org } = api;
  const object = (request: HttpRequest): SObjectDef => objectOf(api, request.params.object ?? '');
  return [
    dataRoute('GET', '/sobjects', (request) => ({ status: 200, body: describeGlobal(org, userOf(request), versionOf(request)) })),
    dataRoute('GET', '/sobjects/:object', (request) => ({ status: 200, body: { objectDescribe: describeSummary(org, userOf(request), object(request), versionOf(request)), recentItems: [] } })),
    dataRoute('GET', '/sobjects/:object/describe', (request) => ({ status: 200, body: describeObject(org, userOf(request), object(request), versionOf(request)) })),
    dataRoute('POST', '/sobjects/:object', (request) => create(api, request, object(request))),
    dataRoute('GET', '/sobjects/:object/:id', (request) => read(api, request, object(request), isEqual('Id', requireRecordId(request.params.id!)))),
    dataRoute('PATCH', '/sobjects/:object/:id', (request) => update(api, request, object(request))),
    dataRoute('DELETE', '/sobjects/:object/:id', (request) => remove(api, request, object(request), requireRecordId(request.params.id!))),
    dataRoute('GET', '/sobjects/:object/:id/:part', (request) => readPart(api, request, object(request))),
    dataRoute('PATCH', '/sobjects/:object/:id/:part', (request) => upsert(api, request, object(request))),
    dataRoute('POST', '/sobjects/:object/:id', (request) => upsertWithoutValue(api, request, object(request))),
    dataRoute('DELETE', '/sobjects/:object/:id/:part', (request) => removeByExternalId(api, request, object(request))),
  ];
}

/** The object of that name, any case. @throws ApiError 404 */
export function objectOf(api: Api, name: string): SObjectDef {
  const object = api.org.schema.object(name);
  if (!object) throw notFound();
  return object;
}

function requireRecordId(text: string): string {
  const id = toId18(text);
  if (id === null) throw notFound(`Provided external ID field does not exist or is not accessible: ${text}`);
  return id;
}

/** The field of an external-id address. @throws ApiError 404 */
function externalField(object: SObjectDef, name: string): FieldDef {
  const field = object.field(name);
  if (!field || !(field.externalId || field.type === 'id' || field.unique)) throw notFound(`Provided external ID field does not exist or is not accessible: ${name}`);
  return field;
}

/** Runs one save; a failed row is thrown as the error the platform answers. */
export function saveOne(context: ExecutionContext, request: Omit<DmlRequest, 'mode' | 'sharing' | 'allOrNone'>): RowResult {
  const [result] = context.dml({ ...request, ...AS_USER, allOrNone: true });
  if (!result) throw new OrgError('UNKNOWN_EXCEPTION', 'The save gave no result');
  if (!result.success) throw new DmlFailure(request.operation, result.errors.map((error) => ({ index: 0, id: result.id, error })));
  return result;
}

function bodyOf(request: HttpRequest, object: SObjectDef): { readonly json: Record<string, Json>; readonly blobs: ReadonlyMap<string, Uint8Array> } {
  if (!isMultipart(request)) return { json: parseJsonObject(request.body), blobs: new Map() };
  const parts = readMultipart(request);
  // `entity_document`, `entity_content`…: the record; every other part is a file.
  const json = parts.find((part) => part.name.startsWith('entity') || part.contentType?.startsWith('application/json') === true);
  const blobs = new Map<string, Uint8Array>();
  for (const part of parts) if (part !== json) blobs.set(object.field(part.name)?.name ?? part.name, part.body);
  return { json: parseJsonObject(json?.body ?? ''), blobs };
}

function recordOf(api: Api, context: ExecutionContext, object: SObjectDef, request: HttpRequest, ignore?: ReadonlySet<string>): SObjectRecord {
  const { json, blobs } = bodyOf(request, object);
  const { record, references } = parseRecord(api.org.schema, object, json, ignore);
  for (const [name, bytes] of blobs) record.fields[name] = new ApexBlob(bytes);
  const [error] = resolveReferences(context, references).values();
  if (error) throw error;
  return record;
}

function saveOptions(request: HttpRequest): { options?: { duplicateRuleAllowSave: boolean } } {
  return /allowSave=true/i.test(request.headers['sforce-duplicate-rule-header'] ?? '') ? { options: { duplicateRuleAllowSave: true } } : {};
}

function create(api: Api, request: HttpRequest, object: SObjectDef): HttpResponse {
  const id = api.org.transaction(userOf(request), (context) => {
    const record = recordOf(api, context, object, request);
    if (record.id !== null) throw badRequest('INVALID_FIELD', 'cannot specify Id in an insert call');
    return saveOne(context, { operation: 'insert', records: [record], ...saveOptions(request) }).id;
  });
  // An event has no address: the platform answers with the id of the publication.
  if (object.kind === 'platformEvent') return { status: 201, body: { id: `${object.keyPrefix}xx0000000001AAA`, success: true, errors: [{ statusCode: 'OPERATION_ENQUEUED', message: randomUUID(), fields: [] }] } };
  return { status: 201, headers: { location: recordUrl(versionOf(request), object.name, id) }, body: { id, success: true, errors: [] } };
}

function read(api: Api, request: HttpRequest, object: SObjectDef, where: ReturnType<typeof isEqual>): HttpResponse {
  const asked = request.query.get('fields');
  return api.org.transaction(userOf(request), (context) => {
    const paths = asked ? asked.split(',').map((path) => path.trim().split('.')) : readableFields(context, object).map((field) => [field.name]);
    const query = selectQuery(object, withId(paths), where);
    const rows = context.query(query, AS_USER).rows;
    if (rows.length > 1) return multipleChoices(rows, request);
    if (!rows[0]) throw notFound(where.kind === 'comparison' && where.left.kind === 'path' && where.left.parts[0] !== 'Id' ? 'The requested resource does not exist' : 'Provided external ID field does not exist or is not accessible: Id');
    const body = rowToJson(rows[0], shapeOf(query, object, (name) => api.org.schema.object(name)), versionOf(request));
    return { status: 200, body };
  });
}

const withId = (paths: readonly (readonly string[])[]): (readonly string[])[] => {
  const others = paths.filter((path) => path.length > 0 && path[0] !== '');
  return others.some((path) => path.join('.').toLowerCase() === 'id') ? [...others] : [...others, ['Id']];
};

function multipleChoices(rows: readonly SObjectRecord[], request: HttpRequest): HttpResponse {
  return { status: 300, body: rows.map((row) => recordUrl(versionOf(request), row.definition.name, row.id)) };
}

function update(api: Api, request: HttpRequest, object: SObjectDef): HttpResponse {
  const id = requireRecordId(request.params.id!);
  api.org.transaction(userOf(request), (context) => {
    const record = recordOf(api, context, object, request);
    if (record.id !== null && record.id !== id) throw badRequest('INVALID_FIELD', 'The Id field should not be specified in the sobject data.');
    record.fields.Id = id;
    saveOne(context, { operation: 'update', records: [record], ...saveOptions(request) });
  });
  return { status: 204 };
}

function remove(api: Api, request: HttpRequest, object: SObjectDef, id: string): HttpResponse {
  api.org.transaction(userOf(request), (context) => {
    const record = new SObjectRecord(object);
    record.fields.Id = id;
    saveOne(context, { operation: 'delete', records: [record] });
  });
  return { status: 204 };
}

/** `/Account/Code__c/A-1` is a record by external id; `/Attachment/00P…/Body` a blob; `/Contact/003…/Account` a related record. */
function readPart(api: Api, request: HttpRequest, object: SObjectDef): HttpResponse {
  const { id: first, part } = request.params as { id: string; part: string };
  const field = object.field(first);
  if (field && (field.externalId || field.unique || field.type === 'id')) return read(api, request, object, isEqual(field.name, externalValue(object, field, part)));
  const id = requireRecordId(first);
  const blob = object.field(part);
  if (blob?.type === 'base64') return readBlob(api, request, object, id, blob);
  const parent = object.parentRelationship(part);
  if (parent) return readRelated(api, request, object, id, parent);
  const child = object.childRelationship(part);
  if (child) return readChildren(api, request, child.childObject, child.field, id);
  throw notFound();
}

function externalValue(object: SObjectDef, field: FieldDef, text: string): Value {
  return field.type === 'id' ? requireRecordId(text) : parseValue(object, field, text);
}

function readBlob(api: Api, request: HttpRequest, object: SObjectDef, id: string, field: FieldDef): HttpResponse {
  return api.org.transaction(userOf(request), (context) => {
    const typeField = ['ContentType', 'FileType'].map((name) => object.field(name)).find((found) => found !== undefined);
    const paths = [['Id'], [field.name], ...(typeField ? [[typeField.name]] : [])];
    const row = context.query(selectQuery(object, paths, isEqual('Id', id)), AS_USER).rows[0];
    if (!row) throw notFound();
    const blob = row.fields[field.name];
    const type = typeField?.name === 'ContentType' ? row.fields.ContentType : undefined;
    return { status: 200, headers: { 'content-type': typeof type === 'string' ? type : 'application/octetstream' }, body: blob instanceof ApexBlob ? blob.bytes : new Uint8Array() };
  });
}

function readRelated(api: Api, request: HttpRequest, object: SObjectDef, id: string, reference: FieldDef): HttpResponse {
  const parentId = api.org.transaction(userOf(request), (context) => context.query(selectQuery(object, [['Id'], [reference.name]], isEqual('Id', id)), AS_USER).rows[0]?.fields[reference.name]);
  const parent = typeof parentId === 'string' ? api.org.schema.objectByPrefix(parentId.slice(0, 3)) : undefined;
  if (!parent) throw notFound('The requested resource does not exist');
  return read(api, request, parent, isEqual('Id', parentId as string));
}

function readChildren(api: Api, request: HttpRequest, childName: string, field: string, id: string): HttpResponse {
  const child = objectOf(api, childName);
  const version = versionOf(request);
  return api.org.transaction(userOf(request), (context) => {
    const asked = request.query.get('fields')?.split(',').map((path) => path.trim().split('.'));
    const query = selectQuery(child, withId(asked ?? readableFields(context, child).map((each) => [each.name])), isEqual(field, id));
    const shape = shapeOf(query, child, (name) => api.org.schema.object(name));
    const rows = context.query(query, AS_USER).rows;
    return { status: 200, body: { totalSize: rows.length, done: true, records: rows.map((row) => rowToJson(row, shape, version)) } };
  });
}

function upsert(api: Api, request: HttpRequest, object: SObjectDef): HttpResponse {
  const field = externalField(object, request.params.id!);
  const value = externalValue(object, field, request.params.part!);
  const updateOnly = request.query.get('updateOnly') === 'true';
  const outcome = api.org.transaction(userOf(request), (context) => {
    const record = recordOf(api, context, object, request, new Set([field.name.toLowerCase()]));
    const matches = context.query(selectQuery(object, [['Id']], isEqual(field.name, value)), AS_USER).rows;
    if (matches.length > 1) return multipleChoices(matches, request);
    if (updateOnly && matches.length === 0) throw notFound();
    record.fields[field.name] = value;
    return saveOne(context, { operation: 'upsert', records: [record], externalIdField: field.name, ...saveOptions(request) });
  });
  if ('status' in outcome) return outcome;
  return { status: outcome.created ? 201 : 200, body: { id: outcome.id, success: true, errors: [], created: outcome.created } };
}

/** `POST /sobjects/X/Id`: an upsert by Id without one is a create. */
function upsertWithoutValue(api: Api, request: HttpRequest, object: SObjectDef): HttpResponse {
  if (request.params.id?.toLowerCase() !== 'id') throw new ApiError(405, 'METHOD_NOT_ALLOWED', "HTTP Method 'POST' not allowed. Allowed are DELETE,GET,HEAD,PATCH");
  return create(api, request, object);
}

function removeByExternalId(api: Api, request: HttpRequest, object: SObjectDef): HttpResponse {
  const field = externalField(object, request.params.id!);
  const value = externalValue(object, field, request.params.part!);
  const matches = api.org.transaction(userOf(request), (context) => context.query(selectQuery(object, [['Id']], isEqual(field.name, value)), AS_USER).rows);
  if (matches.length > 1) return multipleChoices(matches, request);
  if (!matches[0]?.id) throw notFound();
  return remove(api, request, object, matches[0].id);
}
