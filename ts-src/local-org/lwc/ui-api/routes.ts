import type { HttpRequest, HttpResponse, Route } from '../../api/http.ts';
import { parseJsonObject } from '../../api/json.ts';
import type { ExecutionContext } from '../../execution/context.ts';
import { OrgError } from '../../execution/errors.ts';
import type { SObjectDef } from '../../schema/model.ts';
import type { Host } from '../server/host.ts';
import { graphql } from './graphql/index.ts';
import { compactFields, layoutOf, withRelated } from './layouts.ts';
import { listInfo, listRecords, listView, listViews } from './list-views.ts';
import { lookupRecords } from './lookups.ts';
import { accept, changeOwner, mayAccept } from './owners.ts';
import { queuesOf } from './queues.ts';
import { objectInfo, picklistValues } from './object-info.ts';
import { pageFrom } from './paging.ts';
import { recordRoutes } from './records.ts';
import { relatedListInfo, relatedListInfos, relatedListRecords } from './related-lists.ts';
import { objectFor } from './select.ts';

/** The UI API (`/services/data/vNN.0/ui-api` and `/graphql`) as far as the platform's own modules and components ask for it. */
export function uiApiRoutes(host: Host): Route[] {
  const route = (method: string, suffix: string, answer: (context: ExecutionContext, request: HttpRequest) => object): Route => ({
    method,
    pattern: `/services/data/:version/ui-api${suffix}`,
    handler: (request): HttpResponse => ({ status: 200, body: host.org.transaction(request.session!.userId, (context) => answer(context, request)) }),
  });
  const object = (context: ExecutionContext, request: HttpRequest): SObjectDef => objectFor(context, request.params.object!);
  const project = host.project;
  return [
    ...recordRoutes(host),
    { method: 'POST', pattern: '/services/data/:version/graphql', handler: (request): HttpResponse => ({ status: 200, body: host.org.transaction(request.session!.userId, (context) => graphql(context, request.body)) }) },
    route('GET', '/object-info/batch/:objects', (context, request) => batch(request.params.objects!, (name) => objectInfo(project(), context, objectFor(context, name)))),
    route('GET', '/object-info/:object', (context, request) => objectInfo(project(), context, object(context, request))),
    route('GET', '/object-info/:object/picklist-values/:recordType/:field', (context, request) => onePicklist(object(context, request), request)),
    route('GET', '/object-info/:object/picklist-values/:recordType', (context, request) => allPicklists(object(context, request), request.params.recordType!)),
    route('GET', '/layout/:object', (context, request) => layoutJson(host, context, object(context, request), request.query.get('layoutType') ?? 'Full')),
    route('GET', '/related-list-info/:object', (context, request) => ({ relatedLists: relatedListInfos(project(), context, object(context, request)) })),
    route('GET', '/related-list-info/:object/:list', (context, request) => relatedListInfo(project(), context, object(context, request), request.params.list!)),
    route('GET', '/related-list-records/:parentId/:list', (context, request) => relatedListRecords(project(), context, request.params.parentId!, request.params.list!, listOptions(request.query))),
    route('POST', '/related-list-records/:parentId/:list', (context, request) => relatedListRecords(project(), context, request.params.parentId!, request.params.list!, bodyOptions(request))),
    route('GET', '/list-info/:object', (context, request) => listInfos(host, context, object(context, request))),
    route('GET', '/list-info/:object/:view', (context, request) => listInfo(context, object(context, request), listView(project(), object(context, request), request.params.view!))),
    route('GET', '/list-records/:object/:view', (context, request) => listRecords(context, object(context, request), listView(project(), object(context, request), request.params.view!), listOptions(request.query))),
    route('GET', '/queues/:object', (context, request) => ({ queues: queuesOf(context, object(context, request)) })),
    route('GET', '/queues/:object/:view', (context, request) => ({ accept: mayAccept(context, object(context, request), listView(project(), object(context, request), request.params.view!)) })),
    route('POST', '/queues/:object/:view', (context, request) => accept(context, object(context, request), listView(project(), object(context, request), request.params.view!), strings(parseJsonObject(request.body).recordIds))),
    route('POST', '/owners/:object', (context, request) => {
      const { recordIds, ownerId } = parseJsonObject(request.body);
      return changeOwner(context, object(context, request), strings(recordIds), typeof ownerId === 'string' ? ownerId : '');
    }),
    route('GET', '/lookups/:object', (context, request) => lookupRecords(context, object(context, request), request.query.get('q') ?? '', pageFrom(Object.fromEntries(request.query)))),
  ];
}

function batch(names: string, answer: (name: string) => object): object {
  const results = names.split(',').map((name) => {
    try {
      return { statusCode: 200, result: answer(name) };
    } catch (error) {
      if (!(error instanceof OrgError)) throw error;
      return { statusCode: 404, result: [{ errorCode: error.statusCode, message: error.message }] };
    }
  });
  return { results };
}

function onePicklist(object: SObjectDef, request: HttpRequest): object {
  const field = object.field(request.params.field!);
  if (!field?.picklist) throw new OrgError('NOT_FOUND', `${object.name} has no picklist ${request.params.field}`);
  return picklistValues(object, field, request.params.recordType!);
}

function allPicklists(object: SObjectDef, recordType: string): object {
  const fields = object.fields.filter((field) => field.picklist);
  return { eTag: '', picklistFieldValues: Object.fromEntries(fields.map((field) => [field.name, picklistValues(object, field, recordType)])) };
}

const split = (values: readonly string[]): string[] => values.flatMap((value) => value.split(',')).filter((value) => value !== '');

function listOptions(query: URLSearchParams): { fields: string[]; sortBy?: string; page: ReturnType<typeof pageFrom> } {
  const sortBy = query.get('sortBy');
  return { fields: split([...query.getAll('fields'), ...query.getAll('optionalFields')]), ...(sortBy ? { sortBy } : {}), page: pageFrom({ pageSize: query.get('pageSize'), pageToken: query.get('pageToken') }) };
}

const strings = (value: unknown): string[] => (Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []);

function bodyOptions(request: HttpRequest): ReturnType<typeof listOptions> {
  const body = parseJsonObject(request.body);
  const [sortBy] = strings(body.sortBy);
  return { fields: [...strings(body.fields), ...strings(body.optionalFields)], ...(sortBy ? { sortBy } : {}), page: pageFrom({ pageSize: body.pageSize, pageToken: body.pageToken }) };
}

function listInfos(host: Host, context: ExecutionContext, object: SObjectDef): object {
  const lists = listViews(host.project(), object).map(({ apiName, label }) => ({ apiName, label, listUiUrl: null, objectApiName: object.name }));
  return { count: lists.length, lists, objectApiName: object.name, user: context.user.id };
}

/** Layouts in the UI API's nesting: sections, rows, items, components. */
function layoutJson(host: Host, context: ExecutionContext, object: SObjectDef, layoutType: string): object {
  // A compound address stands for its parts: those are what a record has values of.
  const parts = (name: string): readonly string[] => (object.field(name)?.type === 'address' ? (object.field(name)!.components ?? []) : [name]);
  const components = (name: string): object[] => parts(name).map((part) => ({ apiName: part, componentType: 'Field', label: object.field(part)?.label ?? part }));
  const related = (name: string): readonly string[] => parts(name).flatMap((part) => withRelated(context, object, part));
  if (layoutType === 'Compact') {
    const names = compactFields(host.project(), context, object);
    const items = names.map((name) => ({ editableForNew: false, editableForUpdate: false, label: object.field(name)!.label, layoutComponents: components(name), lookupIdApiName: null, required: false, sortable: false }));
    return { layoutType, mode: 'View', objectApiName: object.name, sections: [{ heading: '', columns: 1, useHeading: false, layoutRows: items.map((item) => ({ layoutItems: [item] })) }], fields: names.flatMap(related) };
  }
  const layout = layoutOf(host.project(), context, object);
  const sections = layout.sections.map((section, index) => ({
    id: String(index),
    heading: section.heading,
    useHeading: section.heading !== '',
    columns: section.columns,
    rows: section.rows.length,
    collapsible: true,
    layoutRows: section.rows.map((row) => ({
      layoutItems: row.map(({ field, behavior }) => ({
        editableForNew: behavior !== 'Readonly',
        editableForUpdate: behavior !== 'Readonly',
        label: field === null ? '' : object.field(field)!.label,
        layoutComponents: field === null ? [] : components(field),
        // A person's name is shown whole and edited in parts.
        editComponents: field === null ? [] : (object.field(field)?.components ?? [field]).map((part) => ({ apiName: part })),
        lookupIdApiName: null,
        required: behavior === 'Required',
        sortable: false,
      })),
    })),
  }));
  const names = layout.sections.flatMap(({ rows }) => rows.flat().flatMap(({ field }) => field ?? []));
  return { layoutType: 'Full', mode: 'View', objectApiName: object.name, sections, fields: [...new Set(names.flatMap(related))] };
}
