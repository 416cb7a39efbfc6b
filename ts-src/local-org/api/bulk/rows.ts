import type { DmlOperation, ExecutionContext, RowError } from '../../execution/context.ts';
import type { FieldDef, Schema, SObjectDef } from '../../schema/model.ts';
import { SObjectRecord, toId18 } from '../../values/index.ts';
import type { Json } from '../json.ts';
import { failure, saveRows } from '../rest/collections.ts';
import { resolveReferences } from '../rest/queries.ts';
import { parseRecord } from '../rest/record-parse.ts';
import type { ParentReference } from '../rest/record-parse.ts';

export interface BulkRowResult {
  readonly id: string | null;
  readonly created: boolean;
  /** Undefined when the row went in. */
  readonly error: string | undefined;
}

export interface BulkWork {
  readonly schema: Schema;
  readonly object: SObjectDef;
  readonly operation: Exclude<DmlOperation, 'merge' | 'undelete'>;
  readonly externalIdField: FieldDef | undefined;
  readonly columns: readonly string[];
}

/** Saves one chunk of CSV rows, each on its own merits. */
export function saveChunk(context: ExecutionContext, work: BulkWork, rows: readonly (readonly string[])[]): BulkRowResult[] {
  const results: BulkRowResult[] = [];
  const parsed: { readonly index: number; readonly record: SObjectRecord }[] = [];
  const references: ParentReference[] = [];
  for (const [index, cells] of rows.entries()) {
    try {
      const row = work.operation === 'delete' ? idOnly(work, cells) : parseRecord(work.schema, work.object, toJson(work, cells));
      parsed.push({ index, record: row.record });
      references.push(...row.references);
    } catch (error) {
      results[index] = { id: null, created: false, error: errorText(failure(error).errors) };
    }
  }
  const unresolved = resolveReferences(context, references);
  const ready = parsed.filter(({ index, record }) => {
    const error = unresolved.get(record);
    if (error) results[index] = { id: null, created: false, error: errorText(failure(error).errors) };
    return error === undefined;
  });
  const request = { operation: work.operation, allOrNone: false, ...(work.externalIdField ? { externalIdField: work.externalIdField.name } : {}) };
  if (ready.length > 0) {
    for (const { row, result } of saveRows(context, ready, request)) {
      const id = result.id ?? row.record.id;
      const created = work.operation === 'insert' || result.created === true;
      results[row.index] = result.success ? { id: result.id ?? id, created, error: undefined } : { id: work.operation === 'insert' ? null : id, created: false, error: errorText(result.errors) };
    }
  }
  return results;
}

const NULL_MARK = '#N/A';

/** A row as the REST API would have it: empty cells say nothing, `#N/A` sets null, `Account.Code__c` names a parent. */
function toJson(work: BulkWork, cells: readonly string[]): Record<string, Json> {
  const json: Record<string, Json> = {};
  for (const [index, column] of work.columns.entries()) {
    const cell = cells[index] ?? '';
    if (cell === '') continue;
    const value = cell === NULL_MARK ? null : cell;
    const dot = column.indexOf('.');
    if (dot < 0) {
      json[column] = value;
      continue;
    }
    // `Owner:User.Username` names the object of a polymorphic parent.
    const [relationship, type] = column.slice(0, dot).split(':') as [string, string | undefined];
    const attributes: Record<string, Json> = type === undefined ? {} : { attributes: { type } };
    json[relationship] = value === null ? null : { ...attributes, [column.slice(dot + 1)]: value };
  }
  return json;
}

function idOnly(work: BulkWork, cells: readonly string[]): { record: SObjectRecord; references: ParentReference[] } {
  const at = work.columns.findIndex((column) => column.toLowerCase() === 'id');
  const record = new SObjectRecord(work.object);
  const text = cells[at] ?? '';
  record.fields.Id = toId18(text) ?? text;
  return { record, references: [] };
}

/** `REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --` */
function errorText(errors: readonly RowError[]): string {
  return errors.map((error) => `${error.statusCode}:${error.message}:${error.fields.join(',')} --`).join(';');
}
