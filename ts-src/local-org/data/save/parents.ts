import type { FieldDef, SObjectDef } from '../../schema/model.ts';
import type { SObjectRecord, Value } from '../../values/index.ts';
import { fold } from '../store/storage.ts';
import { fail, isGood } from './row.ts';
import type { Row } from './row.ts';
import type { Statement } from './statement.ts';

/** `Twin__r = new Product_Twin__c(Key__c = 'x')`: a parent named by an external id instead of its Id. One look-up per reference and chunk. */
export function resolveParents(statement: Statement, rows: readonly Row[]): void {
  const wanted = new Map<string, { reference: FieldDef; parent: SObjectDef; key: FieldDef; asks: { row: Row; value: Value }[] }>();
  for (const row of rows) {
    if (!isGood(row) || row.input.queried || row.input.parents === undefined) continue;
    for (const [relationship, parent] of Object.entries(row.input.parents)) {
      const reference = statement.object.parentRelationship(relationship);
      if (parent === null || reference === undefined || row.input.fields[reference.name] !== undefined) continue;
      const key = externalKey(parent);
      if (key === undefined) continue;
      const id = `${reference.name} ${parent.definition.name} ${key.name}`;
      let ask = wanted.get(id);
      if (ask === undefined) wanted.set(id, (ask = { reference, parent: parent.definition, key, asks: [] }));
      ask.asks.push({ row, value: parent.fields[key.name]! });
    }
  }
  for (const { reference, parent, key, asks } of wanted.values()) {
    const ids = findByKey(statement, parent, key, asks.map((a) => a.value));
    for (const { row, value } of asks) {
      const found = ids.get(keyText(key, value)) ?? [];
      if (found.length === 1) row.record.fields[reference.name] = found[0]!;
      else {
        const problem = found.length === 0 ? 'not found' : 'is not unique';
        fail(row, 'INVALID_FIELD', `Foreign key external ID: ${String(value)} ${problem} for field ${key.name} in entity ${parent.name}`);
      }
    }
  }
}

function externalKey(parent: SObjectRecord): FieldDef | undefined {
  for (const name in parent.fields) {
    const field = parent.definition.field(name);
    if (field !== undefined && (field.externalId || field.unique || field.name === 'Id') && parent.fields[name] !== null) return field;
  }
  // Profiles, roles and other set-up rows are told apart by their names.
  const { setup, nameField } = parent.definition;
  return setup && (parent.fields[nameField] ?? null) !== null ? parent.definition.field(nameField) : undefined;
}

/** The form in which two values of a key are the same. */
export function keyText(key: FieldDef, value: Value): string {
  const text = String(value).trim();
  return key.caseSensitive || typeof value !== 'string' || key.type === 'id' ? text : fold(text);
}

/** Ids of living rows by the value of a key field, see `keyText`. */
export function findByKey(statement: Pick<Statement, 'services'>, object: SObjectDef, key: FieldDef, values: readonly Value[]): Map<string, string[]> {
  const { layout, db } = statement.services;
  const table = layout.table(object);
  const column = table.byName.get(key.name);
  const found = new Map<string, string[]>();
  if (column === undefined || values.length === 0) return found;
  const raw = values.map((v) => (column.shadow !== undefined && typeof v === 'string' ? fold(v.trim()) : typeof v === 'string' ? v.trim() : column.encode(v)));
  const on = column.shadow ?? column.sql;
  const json = `[${raw.map((v) => (typeof v === 'string' ? JSON.stringify(v) : String(v))).join(',')}]`;
  const rows = db.all(`SELECT "Id", ${column.sql} FROM ${table.sql} WHERE ${on} IN (SELECT value FROM json_each(?)) AND "IsDeleted" = 0 ORDER BY rowid`, [json]);
  for (const [id, rawKey] of rows) {
    const text = keyText(key, column.decode(rawKey!));
    const list = found.get(text);
    if (list === undefined) found.set(text, [id as string]);
    else list.push(id as string);
  }
  return found;
}
