import type { FieldDef, SObjectDef } from '../../schema/model.ts';
import { LATEST_VERSION, dataRoute, userOf, versionOf } from '../api.ts';
import type { Api } from '../api.ts';
import { badRequest } from '../errors.ts';
import type { HttpRequest, HttpResponse, Route } from '../http.ts';
import { parseJsonObject } from '../json.ts';
import type { Json } from '../json.ts';
import { isMultipart, readMultipart } from '../multipart.ts';
import { DELIMITERS, LINE_ENDINGS, csvLine, readCsv } from './csv.ts';
import { JobList, breathe, isEnded, newJobId, settledWithin, stamp } from './jobs.ts';
import type { Job } from './jobs.ts';
import { saveChunk } from './rows.ts';
import type { BulkRowResult, BulkWork } from './rows.ts';

const CHUNK = 200;
const MAX_UPLOAD = 150 * 1024 * 1024;
/** A small job is complete before the client asks the first time. */
const PATIENCE = 400;

const OPERATIONS: Readonly<Record<string, BulkWork['operation']>> = { insert: 'insert', update: 'update', upsert: 'upsert', delete: 'delete', hardDelete: 'delete' };

interface IngestJob extends Job {
  readonly object: SObjectDef;
  readonly operationName: string;
  readonly operation: BulkWork['operation'];
  readonly externalIdField: FieldDef | undefined;
  content: string | undefined;
  columns: readonly string[];
  rows: readonly (readonly string[])[];
  results: BulkRowResult[];
}

/** Bulk API 2.0: CSV into records. */
export function ingestRoutes(api: Api): Route[] {
  const jobs = new JobList<IngestJob>();
  const find = (request: HttpRequest): IngestJob => jobs.find(request.params.id!, userOf(request));
  const big = { maxBodyBytes: MAX_UPLOAD };
  return [
    dataRoute('POST', '/jobs/ingest', (request) => create(api, jobs, request), big),
    dataRoute('GET', '/jobs/ingest', (request) => ({ status: 200, body: { done: true, nextRecordsUrl: null, records: jobs.of(userOf(request)).map((job) => info(job, versionOf(request))) } })),
    dataRoute('GET', '/jobs/ingest/:id', (request) => ({ status: 200, body: details(find(request), versionOf(request)) })),
    dataRoute('PUT', '/jobs/ingest/:id/batches', (request) => upload(find(request), request), big),
    dataRoute('PATCH', '/jobs/ingest/:id', (request) => changeState(api, find(request), request)),
    dataRoute('DELETE', '/jobs/ingest/:id', (request) => {
      jobs.remove(find(request));
      return { status: 204 };
    }),
    dataRoute('GET', '/jobs/ingest/:id/successfulResults', (request) => csv(successful(find(request)))),
    dataRoute('GET', '/jobs/ingest/:id/failedResults', (request) => csv(failed(find(request)))),
    dataRoute('GET', '/jobs/ingest/:id/unprocessedrecords', (request) => csv(unprocessed(find(request)))),
  ];
}

function create(api: Api, jobs: JobList<IngestJob>, request: HttpRequest): HttpResponse | Promise<HttpResponse> {
  const parts = isMultipart(request) ? readMultipart(request) : undefined;
  const body = parseJsonObject(parts?.find((part) => part.name === 'job')?.body ?? request.body);
  const job = jobs.add(newJob(api, request, body));
  const content = parts?.find((part) => part.name === 'content');
  if (!content) return { status: 200, body: info(job, versionOf(request)) };
  job.content = Buffer.from(content.body).toString('utf8');
  return start(api, job).then(() => ({ status: 200, body: info(job, versionOf(request)) }));
}

function newJob(api: Api, request: HttpRequest, body: Readonly<Record<string, Json>>): IngestJob {
  const object = api.org.schema.object(String(body.object ?? ''));
  if (!object) throw badRequest('INVALIDENTITY', `InvalidEntity : Unable to find object: ${String(body.object ?? '')}`);
  const operationName = String(body.operation ?? '');
  const operation = Object.hasOwn(OPERATIONS, operationName) ? OPERATIONS[operationName] : undefined;
  if (!operation) throw badRequest('INVALIDOPERATION', `Operation ${operationName || '(none)'} is not one of ${Object.keys(OPERATIONS).join(', ')}`);
  const { delimiterName, lineEndingName } = formatOf(body);
  return {
    id: newJobId(api.org.clock.now()),
    userId: userOf(request),
    createdAt: api.org.clock.now(),
    delimiterName,
    lineEndingName,
    apiVersion: apiVersionOf(request),
    object,
    operationName,
    operation,
    externalIdField: operation === 'upsert' ? externalField(object, body.externalIdFieldName) : undefined,
    state: 'Open',
    errorMessage: undefined,
    time: 0,
    content: undefined,
    columns: [],
    rows: [],
    results: [],
  };
}

export const apiVersionOf = (request: HttpRequest): number => Number(versionOf(request).slice(1)) || LATEST_VERSION;

export function formatOf(body: Readonly<Record<string, Json>>): { readonly delimiterName: string; readonly lineEndingName: string } {
  const delimiterName = String(body.columnDelimiter ?? 'COMMA');
  const lineEndingName = String(body.lineEnding ?? 'LF');
  if (!Object.hasOwn(DELIMITERS, delimiterName)) throw badRequest('INVALIDJOB', `columnDelimiter ${delimiterName} is not one of ${Object.keys(DELIMITERS).join(', ')}`);
  if (!Object.hasOwn(LINE_ENDINGS, lineEndingName)) throw badRequest('INVALIDJOB', `lineEnding ${lineEndingName} is not one of ${Object.keys(LINE_ENDINGS).join(', ')}`);
  if (body.contentType !== undefined && body.contentType !== 'CSV') throw badRequest('INVALIDJOB', 'contentType must be CSV');
  return { delimiterName, lineEndingName };
}

function externalField(object: SObjectDef, name: Json | undefined): FieldDef {
  const field = typeof name === 'string' ? object.field(name) : undefined;
  if (!field || !(field.externalId || field.type === 'id' || field.unique)) throw badRequest('INVALIDJOB', `InvalidJob : Field name provided, ${String(name ?? '')} does not match an External ID for ${object.name}`);
  return field;
}

function info(job: IngestJob, version: string): Record<string, unknown> {
  return {
    id: job.id,
    operation: job.operationName,
    object: job.object.name,
    createdById: job.userId,
    createdDate: stamp(job.createdAt),
    systemModstamp: stamp(job.createdAt),
    state: job.state,
    ...(job.externalIdField ? { externalIdFieldName: job.externalIdField.name } : {}),
    concurrencyMode: 'Parallel',
    contentType: 'CSV',
    apiVersion: job.apiVersion,
    jobType: 'V2Ingest',
    ...(job.state === 'Open' ? { contentUrl: `services/data/${version}/jobs/ingest/${job.id}/batches` } : {}),
    lineEnding: job.lineEndingName,
    columnDelimiter: job.delimiterName,
  };
}

function details(job: IngestJob, version: string): object {
  return {
    ...info(job, version),
    ...(job.errorMessage === undefined ? {} : { errorMessage: job.errorMessage }),
    numberRecordsProcessed: job.results.length,
    numberRecordsFailed: job.results.filter((result) => result.error !== undefined).length,
    retries: 0,
    totalProcessingTime: Math.round(job.time),
    apiActiveProcessingTime: Math.round(job.time),
    apexProcessingTime: 0,
  };
}

function upload(job: IngestJob, request: HttpRequest): HttpResponse {
  if (job.state !== 'Open') throw badRequest('INVALIDJOBSTATE', `Job is in state ${job.state}; content can only be uploaded while it is Open`);
  if (job.content !== undefined) throw badRequest('INVALIDJOB', 'Content was already uploaded to this job');
  job.content = Buffer.from(request.body.buffer, request.body.byteOffset, request.body.byteLength).toString('utf8');
  return { status: 201 };
}

async function changeState(api: Api, job: IngestJob, request: HttpRequest): Promise<HttpResponse> {
  const { state } = parseJsonObject(request.body);
  if (state === 'Aborted') {
    if (isEnded(job)) throw badRequest('INVALIDJOBSTATE', `Job is in state ${job.state} and cannot be aborted`);
    job.state = 'Aborted';
  } else if (state === 'UploadComplete') {
    if (job.state !== 'Open') throw badRequest('INVALIDJOBSTATE', `Job is in state ${job.state}; only an Open job can be completed`);
    if (job.content === undefined) throw badRequest('INVALIDJOBSTATE', 'No content was uploaded to this job');
    await start(api, job);
  } else throw badRequest('INVALIDJOBSTATE', `state must be UploadComplete or Aborted`);
  return { status: 200, body: info(job, versionOf(request)) };
}

function start(api: Api, job: IngestJob): Promise<void> {
  job.state = 'UploadComplete';
  return settledWithin(process(api, job), PATIENCE);
}

async function process(api: Api, job: IngestJob): Promise<void> {
  const begin = performance.now();
  try {
    [job.columns = [], ...job.rows] = [...readCsv(job.content ?? '', DELIMITERS[job.delimiterName]!)];
    job.content = undefined;
    checkColumns(job);
    job.state = 'InProgress';
    const work: BulkWork = { schema: api.org.schema, object: job.object, operation: job.operation, externalIdField: job.externalIdField, columns: job.columns };
    for (let at = 0; at < job.rows.length && job.state === 'InProgress'; at += CHUNK) {
      const chunk = job.rows.slice(at, at + CHUNK);
      job.results.push(...api.org.transaction(job.userId, (context) => saveChunk(context, work, chunk)));
      job.time = performance.now() - begin;
      await breathe();
    }
    if (job.state === 'InProgress') job.state = 'JobComplete';
  } catch (error) {
    job.state = 'Failed';
    job.errorMessage = error instanceof Error ? error.message.split('\n')[0] : String(error);
  }
  job.time = performance.now() - begin;
}

function checkColumns(job: IngestJob): void {
  if (job.columns.length === 0) throw new Error('InvalidBatch : The CSV has no header line');
  for (const column of job.columns) {
    const [first] = column.split(/[.:]/);
    const known = column.includes('.') ? job.object.parentRelationship(first!) : job.object.field(column);
    if (!known) throw new Error(`InvalidBatch : Field name not found : ${column}`);
  }
  const hasId = job.columns.some((column) => column.toLowerCase() === 'id');
  if ((job.operation === 'update' || job.operation === 'delete') && !hasId) throw new Error(`InvalidBatch : The CSV needs a column Id to ${job.operationName}`);
}

function csv(text: string): HttpResponse {
  return { status: 200, headers: { 'content-type': 'text/csv' }, body: text };
}

function lines(job: IngestJob, header: readonly string[], rows: readonly (readonly string[])[]): string {
  const delimiter = DELIMITERS[job.delimiterName]!;
  const end = LINE_ENDINGS[job.lineEndingName]!;
  return [header, ...rows].map((cells) => csvLine(cells, delimiter) + end).join('');
}

const padded = (job: IngestJob, index: number): string[] => job.columns.map((_, column) => job.rows[index]?.[column] ?? '');

function successful(job: IngestJob): string {
  const rows = job.results.flatMap((result, index) => (result.error === undefined ? [[result.id ?? '', String(result.created), ...padded(job, index)]] : []));
  return lines(job, ['sf__Id', 'sf__Created', ...job.columns], rows);
}

function failed(job: IngestJob): string {
  const rows = job.results.flatMap((result, index) => (result.error === undefined ? [] : [[result.id ?? '', result.error, ...padded(job, index)]]));
  return lines(job, ['sf__Id', 'sf__Error', ...job.columns], rows);
}

function unprocessed(job: IngestJob): string {
  return lines(job, job.columns, job.rows.slice(job.results.length).map((_, index) => padded(job, job.results.length + index)));
}
