import { NotImplementedError } from '../../execution/errors.ts';
import type { SObjectRecord } from '../../values/index.ts';
import { ApexBlob, ApexDatetime, Decimal } from '../../values/index.ts';
import type { SoqlQuery } from '../../soql/index.ts';
import { dataRoute, userOf } from '../api.ts';
import type { Api } from '../api.ts';
import { badRequest, describeError } from '../errors.ts';
import type { HttpRequest, HttpResponse, Route } from '../http.ts';
import { parseJsonObject } from '../json.ts';
import { readSoql } from '../rest/parse-query.ts';
import { AS_USER } from '../rest/queries.ts';
import { DELIMITERS, LINE_ENDINGS, csvLine } from './csv.ts';
import { apiVersionOf, formatOf } from './ingest.ts';
import { JobList, isEnded, newJobId, settledWithin, stamp } from './jobs.ts';
import type { Job } from './jobs.ts';

const DEFAULT_PAGE = 50_000;
const PATIENCE = 400;

interface QueryJob extends Job {
  readonly operation: string;
  readonly tree: SoqlQuery;
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}

/** Bulk API 2.0: a query's rows as CSV. */
export function queryJobRoutes(api: Api): Route[] {
  const jobs = new JobList<QueryJob>();
  const find = (request: HttpRequest): QueryJob => jobs.find(request.params.id!, userOf(request));
  return [
    dataRoute('POST', '/jobs/query', (request) => create(api, jobs, request)),
    dataRoute('GET', '/jobs/query', (request) => ({ status: 200, body: { done: true, nextRecordsUrl: null, records: jobs.of(userOf(request)).map((job) => info(job)) } })),
    dataRoute('GET', '/jobs/query/:id', (request) => ({ status: 200, body: details(find(request)) })),
    dataRoute('PATCH', '/jobs/query/:id', (request) => abort(find(request), request)),
    dataRoute('DELETE', '/jobs/query/:id', (request) => {
      jobs.remove(find(request));
      return { status: 204 };
    }),
    dataRoute('GET', '/jobs/query/:id/results', (request) => results(find(request), request)),
  ];
}

async function create(api: Api, jobs: JobList<QueryJob>, request: HttpRequest): Promise<HttpResponse> {
  const body = parseJsonObject(request.body);
  const operation = String(body.operation ?? '');
  if (operation !== 'query' && operation !== 'queryAll') throw badRequest('INVALIDOPERATION', 'operation must be query or queryAll');
  const parsed = readSoql(String(body.query ?? ''));
  const tree = operation === 'queryAll' ? { ...parsed, allRows: true } : parsed;
  const columns = columnsOf(tree);
  const job = jobs.add({
    id: newJobId(api.org.clock.now()), userId: userOf(request), createdAt: api.org.clock.now(), ...formatOf(body), apiVersion: apiVersionOf(request), operation, tree, state: 'UploadComplete',
    errorMessage: undefined, time: 0, columns, rows: [],
  });
  const created = info(job);
  await settledWithin(run(api, job), PATIENCE);
  return { status: 200, body: created };
}

/** Bulk takes plain columns only, as on the platform. */
function columnsOf(tree: SoqlQuery): string[] {
  if (tree.groupBy) throw badRequest('API_ERROR', 'Aggregate queries are not supported by the Bulk API');
  return tree.select.map((item) => {
    if (item.kind === 'fields') throw new NotImplementedError('FIELDS() in a Bulk API query');
    if (item.kind !== 'field' || item.field.kind === 'function') throw badRequest('API_ERROR', 'Only fields of the object and of its parents may be selected by the Bulk API');
    return item.field.parts.join('.');
  });
}

async function run(api: Api, job: QueryJob): Promise<void> {
  const begin = performance.now();
  job.state = 'InProgress';
  await Promise.resolve();
  try {
    job.rows = api.org.transaction(job.userId, (context) => context.query(job.tree, AS_USER).rows.map((row) => job.columns.map((path) => cell(row, path.split('.')))));
    job.state = 'JobComplete';
  } catch (error) {
    job.state = 'Failed';
    job.errorMessage = describeError(error)?.entries[0]?.message ?? 'The query failed in the local org';
  }
  job.time = performance.now() - begin;
}

function cell(row: SObjectRecord, path: readonly string[]): string {
  let current: SObjectRecord | null | undefined = row;
  for (const part of path.slice(0, -1)) {
    const name: string = current?.definition.parentRelationship(part)?.relationshipName ?? part;
    // `FROM Account a` may select `a.Name`: what is no relationship is the alias.
    if (current && current.parents?.[name] === undefined && part === path[0] && !current.definition.parentRelationship(part)) continue;
    current = current?.parents?.[name];
  }
  const field = current?.definition.field(path.at(-1)!);
  const value = current?.fields[field?.name ?? path.at(-1)!];
  if (value === undefined || value === null) return '';
  if (value instanceof ApexDatetime) return new Date(value.ms).toISOString();
  if (value instanceof Decimal) return value.toPlainString();
  if (value instanceof ApexBlob) return value.toBase64();
  return String(value);
}

function info(job: QueryJob): Record<string, unknown> {
  return {
    id: job.id,
    operation: job.operation,
    object: job.tree.from.name,
    createdById: job.userId,
    createdDate: stamp(job.createdAt),
    systemModstamp: stamp(job.createdAt),
    state: job.state,
    concurrencyMode: 'Parallel',
    contentType: 'CSV',
    apiVersion: job.apiVersion,
    lineEnding: job.lineEndingName,
    columnDelimiter: job.delimiterName,
  };
}

function details(job: QueryJob): object {
  return { ...info(job), jobType: 'V2Query', numberRecordsProcessed: job.rows.length, retries: 0, totalProcessingTime: Math.round(job.time), ...(job.errorMessage === undefined ? {} : { errorMessage: job.errorMessage }) };
}

function abort(job: QueryJob, request: HttpRequest): HttpResponse {
  if (parseJsonObject(request.body).state !== 'Aborted') throw badRequest('INVALIDJOBSTATE', 'state must be Aborted');
  if (isEnded(job)) throw badRequest('INVALIDJOBSTATE', `Job is in state ${job.state} and cannot be aborted`);
  job.state = 'Aborted';
  return { status: 200, body: info(job) };
}

function results(job: QueryJob, request: HttpRequest): HttpResponse {
  if (job.state !== 'JobComplete') throw badRequest('INVALIDJOBSTATE', `Job is in state ${job.state}; it has no results`);
  const start = Number(request.query.get('locator') ?? 0) || 0;
  const size = Math.max(1, Number(request.query.get('maxRecords') ?? DEFAULT_PAGE) || DEFAULT_PAGE);
  const rows = job.rows.slice(start, start + size);
  const next = start + size < job.rows.length ? String(start + size) : 'null';
  const delimiter = DELIMITERS[job.delimiterName]!;
  const end = LINE_ENDINGS[job.lineEndingName]!;
  const text = [job.columns, ...rows].map((cells) => csvLine(cells, delimiter) + end).join('');
  return { status: 200, headers: { 'content-type': 'text/csv', 'sforce-locator': next, 'sforce-numberofrecords': String(rows.length) }, body: text };
}
