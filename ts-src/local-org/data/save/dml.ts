import { DmlFailure } from '../../execution/context.ts';
import type { DmlOperation, DmlRequest, RowResult } from '../../execution/context.ts';
import { NotImplementedError, OrgError } from '../../execution/errors.ts';
import type { SObjectDef } from '../../schema/model.ts';
import type { SObjectRecord } from '../../values/index.ts';
import type { TriggerOperation } from '../hooks.ts';
import { deleteChunk } from './delete.ts';
import { mergeRows } from './merge.ts';
import { fail, isGood, newRow } from './row.ts';
import type { Row } from './row.ts';
import { saveChunk } from './save-chunk.ts';
import { checkObject, isAutomated } from './statement.ts';
import type { SaveServices, SaveState, Statement } from './statement.ts';
import { undeleteChunk } from './undelete.ts';
import { splitUpsert } from './upsert.ts';

const CHUNK = 200;
const MAX_RUNS = 10;
const MAX_ATTEMPTS = 3;

/**
 * One DML statement. Rows of several objects are saved in runs of one object, chunks of 200, in the order they came.
 * With `allOrNone` the first failed row undoes everything and DmlFailure says which; else each row's result says how it went.
 */
export function dml(services: SaveServices, state: SaveState, request: DmlRequest): RowResult[] {
  const { records, operation } = request;
  if (records.length === 0) return [];
  state.view.limits.charge('dmlStatements');
  state.view.limits.charge('dmlRows', records.length + (request.losers?.length ?? 0));
  const runs = runsOf(records);
  if (runs.length > MAX_RUNS) throw new OrgError('LIMIT_EXCEEDED', 'Cannot have more than 10 chunks in a single operation. Please rearrange the data to reduce chunking.');
  refuseRepeats(records, operation);
  const mark = state.mark();
  try {
    const rows: Row[] = [];
    for (const run of runs) {
      rows.push(...guardedRun(statementFor(services, state, request, run.object), request, run.rows));
      if (request.allOrNone && rows.some((r) => !isGood(r))) break;
    }
    rows.sort((a, b) => a.index - b.index);
    if (request.allOrNone && rows.some((r) => !isGood(r))) throw failure(request, rows);
    mark.release();
    return rows.map((row) => result(row, records[row.index]!, operation));
  } catch (error) {
    mark.rollback();
    mark.release();
    throw error;
  }
}

/** What is no matter of rows: rights on the object, a list that is wrong in itself, attempts that ran out. */
const OF_THE_STATEMENT = new Set(['INSUFFICIENT_ACCESS_OR_READONLY', 'LIST_EXCEPTION']);

/** Whatever else the platform refuses as a whole (mixed DML, an object that takes no such save) it tells as an error of every row. */
function guardedRun(statement: Statement, request: DmlRequest, records: Run['rows']): Row[] {
  const { mixedDml } = statement.state;
  const { first } = mixedDml;
  const mark = statement.state.mark();
  try {
    return saveRun(statement, request, records);
  } catch (error) {
    if (!(error instanceof OrgError) || OF_THE_STATEMENT.has(error.statusCode)) throw error;
    mark.rollback();
    mixedDml.first = first;
    return records.map(({ index, record }) => {
      const row = newRow(index, record);
      fail(row, error.statusCode, error.message, error.fields);
      return row;
    });
  } finally {
    mark.release();
  }
}

interface Run { readonly object: SObjectDef; readonly rows: { index: number; record: SObjectRecord }[] }

function runsOf(records: readonly SObjectRecord[]): Run[] {
  const runs: Run[] = [];
  for (const [index, record] of records.entries()) {
    const last = runs[runs.length - 1];
    if (last?.object === record.definition) last.rows.push({ index, record });
    else runs.push({ object: record.definition, rows: [{ index, record }] });
  }
  return runs;
}

/** The same record twice in one list is a mistake of the caller. Apex sees a ListException. */
function refuseRepeats(records: readonly SObjectRecord[], operation: DmlOperation): void {
  if (operation === 'insert' || operation === 'upsert') {
    if (new Set(records).size < records.length) throw new OrgError('LIST_EXCEPTION', `Before Insert or Upsert list must not have two identically equal elements`);
    return;
  }
  const seen = new Set<string>();
  for (const { id } of records) {
    if (id === null || id === undefined) continue;
    if (seen.has(id)) throw new OrgError('LIST_EXCEPTION', `Duplicate id in list: ${id}`);
    seen.add(id);
  }
}

function statementFor(services: SaveServices, state: SaveState, request: DmlRequest, object: SObjectDef): Statement {
  const { view } = state;
  const { user } = view;
  return {
    services, state, view, user, permissions: user.permissions, object, table: services.layout.table(object), mode: request.mode, allOrNone: request.allOrNone, internal: false,
    shared: request.mode === 'user' || request.sharing === 'with' || (request.sharing === 'inherit' && view.sharing === 'with'),
    allowTruncation: request.options?.allowFieldTruncation === true,
  };
}

function saveRun(statement: Statement, request: DmlRequest, records: Run['rows']): Row[] {
  const { object } = statement;
  statement.state.mixedDml.note(object, request.operation, records.map((r) => r.record));
  if (object.kind === 'platformEvent') return publish(statement, request.operation, records);
  if (object.kind === 'customMetadata') throw new OrgError('INVALID_OPERATION', `DML operation ${request.operation.toUpperCase()} not allowed on ${object.name}`);
  const rows = (): Row[] => records.map(({ index, record }) => newRow(index, record));
  switch (request.operation) {
    case 'insert': case 'update': case 'delete': case 'undelete': return inChunks(statement, request.operation, rows());
    case 'merge': return mergeRows(statement, request);
    case 'upsert': {
      const split = splitUpsert(statement, records, request.externalIdField);
      const done = [...split.failed];
      if (split.failed.length > 0 && statement.allOrNone) return done;
      if (split.inserts.length > 0) done.push(...inChunks(statement, 'insert', split.inserts));
      if (split.updates.length > 0) done.push(...inChunks(statement, 'update', split.updates));
      return done;
    }
  }
}

function inChunks(statement: Statement, operation: TriggerOperation, rows: Row[]): Row[] {
  checkOperation(statement, operation);
  for (let from = 0; from < rows.length; from += CHUNK) {
    const chunk = rows.slice(from, from + CHUNK);
    if (statement.allOrNone) {
      runChunk(statement, operation, chunk);
      if (chunk.some((r) => !isGood(r))) return rows.slice(0, from + CHUNK);
    } else {
      attemptChunk(statement, operation, chunk);
    }
  }
  return rows;
}

/** @throws OrgError for a whole object that cannot be saved so, by anyone or by this user */
function checkOperation(statement: Statement, operation: TriggerOperation): void {
  const { object } = statement;
  const able = operation === 'insert' ? object.createable : operation === 'update' ? object.updateable : object.deletable;
  if (!able) {
    const verb = operation === 'insert' ? 'inserted' : operation === 'update' ? 'updated' : operation === 'delete' ? 'deleted' : 'undeleted';
    throw new OrgError('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', `entity type cannot be ${verb}: ${object.label}`);
  }
  checkObject(statement, operation);
}

function runChunk(statement: Statement, operation: TriggerOperation, rows: readonly Row[]): void {
  switch (operation) {
    case 'insert': case 'update': saveChunk(statement, operation, rows); return;
    case 'delete': deleteChunk(statement, rows); return;
    case 'undelete': undeleteChunk(statement, rows);
  }
}

/**
 * Partial success. When rows fail and code has run, the chunk is undone and tried again with the rows that did not fail, because the
 * code saw rows that are not saved; a third attempt that fails ends the statement.
 */
function attemptChunk(statement: Statement, operation: TriggerOperation, rows: readonly Row[]): void {
  const automated = isAutomated(statement, 'before', operation) || isAutomated(statement, 'after', operation) || statement.services.summaries.over(statement.object).length > 0;
  let live = rows;
  for (let attempt = 1; live.length > 0; attempt++) {
    const mark = statement.state.mark();
    runChunk(statement, operation, live);
    if (live.every(isGood) || !automated) return mark.release();
    mark.rollback();
    mark.release();
    if (attempt === MAX_ATTEMPTS) {
      const failed = new DmlFailure(operation, []);
      failed.message = 'Too many batch retries in the presence of Apex triggers and partial failures.';
      throw failed;
    }
    live = live.filter(isGood);
  }
}

/** EventBus.publish and inserts of platform events. */
function publish(statement: Statement, operation: DmlOperation, records: Run['rows']): Row[] {
  const { automation } = statement.services.hooks;
  if (operation !== 'insert') throw new OrgError('INVALID_OPERATION', `DML operation ${operation.toUpperCase()} not allowed on ${statement.object.name}`);
  if (automation?.publish === undefined) throw new NotImplementedError(`publishing ${statement.object.name} by DML`);
  checkObject(statement, 'insert');
  const rows = records.map(({ index, record }) => newRow(index, record));
  for (const row of rows) checkEvent(row);
  const good = rows.filter(isGood);
  if (good.length === rows.length || !statement.allOrNone) automation.publish(good.map((row) => row.input));
  return rows;
}

/** What an event must carry. */
function checkEvent(row: Row): void {
  const { definition, fields } = row.input;
  const missing = definition.fields.filter((field) => !field.nillable && field.createable && field.defaultedOnCreate !== true && field.type !== 'boolean' && (fields[field.name] ?? null) === null).map(({ name }) => name);
  if (missing.length > 0) fail(row, 'REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`, missing);
  for (const field of definition.fields) {
    const value = fields[field.name];
    if (field.createable && field.length > 0 && typeof value === 'string' && value.length > field.length) fail(row, 'STRING_TOO_LONG', `${field.label}: data value too large: ${value} (max length=${field.length})`, [field.name]);
  }
}

function result(row: Row, record: SObjectRecord, operation: DmlOperation): RowResult {
  const success = isGood(row);
  if (success && (operation === 'insert' || operation === 'upsert') && row.id !== null) record.fields.Id = row.id;
  return { id: success ? row.id : operation === 'insert' ? null : (row.input.id ?? null), success, created: success && row.created, errors: row.errors };
}

function failure({ operation, mode, records }: DmlRequest, rows: readonly Row[]): DmlFailure {
  const failures = rows.flatMap((row) => row.errors.map((error) => ({ index: row.index, id: row.input.id ?? null, error })));
  const thrown = new DmlFailure(operation, failures);
  if (mode === 'user' && failures[0]?.error.statusCode === 'INVALID_FIELD_FOR_INSERT_UPDATE') {
    // User mode has one sentence for it; the fields are in the row errors.
    thrown.message = `Operation failed due to fields being inaccessible on Sobject ${records[failures[0].index]!.definition.name}, check errors on Exception or Result!`;
  }
  return thrown;
}
