import type { FieldDef } from '../../schema/model.ts';
import { OrgError } from '../../execution/errors.ts';
import { SObjectRecord } from '../../values/index.ts';
import { findByKey, keyText } from './parents.ts';
import { fail, newRow } from './row.ts';
import type { Row } from './row.ts';
import type { Statement } from './statement.ts';

/** Which rows of an upsert exist. `updates` carry the id that was found. */
export interface UpsertSplit {
  readonly inserts: Row[];
  readonly updates: Row[];
  /** Rows that were refused here. */
  readonly failed: Row[];
}

/** By Id, or by an external id (any unique look-up field will do). One look-up for all rows. */
export function splitUpsert(statement: Statement, records: readonly { index: number; record: SObjectRecord }[], externalIdField: string | undefined): UpsertSplit {
  const key = keyField(statement, externalIdField);
  const split: UpsertSplit = { inserts: [], updates: [], failed: [] };
  if (key === null) {
    for (const { index, record } of records) (record.id === null || record.id === undefined ? split.inserts : split.updates).push(newRow(index, record));
    return split;
  }
  const values = records.map(({ record }) => record.fields[key.name] ?? null);
  const found = findByKey(statement, statement.object, key, values.filter((v) => v !== null && v !== ''));
  const seen = new Set<string>();
  for (const [i, { index, record }] of records.entries()) {
    const value = values[i]!;
    const row = newRow(index, record);
    if (value === null || value === '') {
      fail(row, 'MISSING_ARGUMENT', `${key.name} not specified`);
    } else {
      const text = keyText(key, value);
      const ids = found.get(text) ?? [];
      if (seen.has(text)) fail(row, 'DUPLICATE_VALUE', `Duplicate external id specified: ${String(value)}`, [key.name]);
      else if (ids.length > 1) fail(row, 'DUPLICATE_EXTERNAL_ID', `${key.name}: more than one record found for external id field: [${ids.map((id) => id.slice(0, 15)).join(', ')}]`, [key.name]);
      seen.add(text);
      if (row.errors.length === 0) {
        if (ids.length === 0) split.inserts.push(row);
        else split.updates.push(newRow(index, withId(record, ids[0]!)));
        continue;
      }
    }
    split.failed.push(row);
  }
  return split;
}

function keyField(statement: Statement, name: string | undefined): FieldDef | null {
  if (name === undefined || name.toLowerCase() === 'id') return null;
  const field = statement.object.field(name);
  if (field === undefined) throw new OrgError('INVALID_FIELD', `No such column '${name}' on sobject of type ${statement.object.name}`);
  if (!field.externalId && !field.unique && field.name !== statement.object.nameField && field.type !== 'email') {
    throw new OrgError('INVALID_FIELD', `Field name provided, ${field.name} does not match an External ID, Salesforce Id, or indexed field for ${statement.object.name}`);
  }
  return field;
}

/** The caller's record keeps its state until the save is done. */
function withId(record: SObjectRecord, id: string): SObjectRecord {
  if (record.id === id) return record;
  const copy = new SObjectRecord(record.definition);
  Object.assign(copy.fields, record.fields);
  copy.fields.Id = id;
  copy.parents = record.parents;
  copy.queried = record.queried;
  return copy;
}
