import type { Column } from '../store/layout.ts';
import { toId15 } from '../../values/index.ts';
import type { Value } from '../../values/index.ts';
import { findByKey, keyText } from './parents.ts';
import { fail, isGood } from './row.ts';
import type { Row } from './row.ts';
import type { Statement } from './statement.ts';

/** Unique fields: one look-up per field and chunk. Two equal rows of the chunk collide as well. */
export function checkUnique(statement: Statement, rows: readonly Row[]): void {
  for (const column of statement.table.unique) {
    const changed = rows.filter((r) => isGood(r) && isNew(r, column));
    if (changed.length > 0) checkColumn(statement, column, changed, rows);
  }
}

function isNew(row: Row, column: Column): boolean {
  const value = row.record.fields[column.name] ?? null;
  return value !== null && (row.old === null || row.old.fields[column.name] !== value);
}

function checkColumn(statement: Statement, column: Column, changed: readonly Row[], all: readonly Row[]): void {
  const valueOf = (row: Row): Value => row.record.fields[column.name]!;
  const taken = findByKey(statement, statement.object, column.field, changed.map(valueOf));
  // A row that gives its value up in this same chunk holds it no longer.
  const leaving = new Set(all.filter((r) => isGood(r) && r.old !== null && r.old.fields[column.name] !== r.record.fields[column.name]).map((r) => r.id));
  const seen = new Set<string>();
  for (const row of changed) {
    const key = keyText(column.field, valueOf(row));
    const holder = taken.get(key)?.find((id) => id !== row.id && !leaving.has(id));
    if (holder !== undefined) {
      fail(row, 'DUPLICATE_VALUE', `duplicate value found: ${column.name} duplicates value on record with id: ${toId15(holder)}`);
    } else if (seen.has(key)) {
      fail(row, 'DUPLICATE_VALUE', 'duplicate value found: <unknown> duplicates value on record with id: <unknown>');
    } else {
      seen.add(key);
    }
  }
}
