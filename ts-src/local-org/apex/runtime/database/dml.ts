import { current } from '../../../execution/context.ts';
import type { AccessMode, DmlOperation, DmlRequest, RowResult, SharingMode } from '../../../execution/context.ts';
import { SObjectRecord, keyPrefix } from '../../../values/index.ts';
import { ApexList } from '../collections/list.ts';
import { DmlException } from '../dml-exception.ts';
import { NullPointerException, TypeException, raise } from '../exceptions.ts';
import { typeNameOf } from '../types.ts';
import { asApexErrors } from './query.ts';

export interface InlineDmlOptions {
  readonly mode?: AccessMode;
  readonly sharing?: SharingMode;
  /** Upsert: API name of the key field. */
  readonly externalIdField?: string;
  /** `merge master losers`: records or Ids, one or a list. */
  readonly losers?: unknown;
}

/** Record, Id, or a list of them -> records. A null in the list is the platform's NullPointerException. */
export function recordsOf(value: unknown): SObjectRecord[] {
  if (value === null) throw raise(NullPointerException, 'Attempt to de-reference a null object');
  if (value instanceof SObjectRecord) return [value];
  if (typeof value === 'string') return [recordOfId(value)];
  if (value instanceof ApexList) {
    return value.items.map((item) => {
      if (item instanceof SObjectRecord) return item;
      if (typeof item === 'string') return recordOfId(item);
      throw raise(NullPointerException, 'Attempt to de-reference a null object');
    });
  }
  throw raise(TypeException, `DML requires SObject or SObject list type: ${typeNameOf(value)}`);
}

function recordOfId(id: string): SObjectRecord {
  const definition = current().schema.objectByPrefix(keyPrefix(id));
  if (definition === undefined) throw raise(TypeException, `Invalid ID: ${id}`);
  const record = new SObjectRecord(definition);
  record.fields.Id = id;
  return record;
}

/** A DML statement of the code: all or none. */
export function inlineDml(operation: DmlOperation, value: unknown, options: InlineDmlOptions = {}): void {
  runDml({
    operation,
    records: recordsOf(value),
    mode: options.mode ?? 'system',
    sharing: options.sharing ?? 'inherit',
    allOrNone: true,
    ...(options.externalIdField === undefined ? {} : { externalIdField: options.externalIdField }),
    ...(options.losers === undefined ? {} : { losers: recordsOf(options.losers) }),
  });
}

export function runDml(request: DmlRequest): RowResult[] {
  if (request.records.length === 0) return [];
  checkIds(request);
  try {
    return asApexErrors(() => current().dml(request));
  } catch (error) {
    throw aboutRows(error, request);
  }
}

/** An exception of the statement knows the objects of its rows: rows that were not saved have no Id to tell. */
function aboutRows(error: unknown, { records }: DmlRequest): unknown {
  if (error instanceof DmlException && error.objects.length === 0) error.objects = records.map((record) => record.definition.name);
  return error;
}

/** What the platform refuses before it looks at the rows. */
function checkIds(request: DmlRequest): void {
  if (request.operation !== 'insert' || !request.allOrNone) return;
  const index = request.records.findIndex((record) => record.id !== null);
  if (index < 0) return;
  throw aboutRows(DmlException.ofRow('insert', index, null, 'INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', ['Id']), request);
}
