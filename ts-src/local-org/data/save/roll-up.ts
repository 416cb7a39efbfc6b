import type { SObjectDef } from '../../schema/model.ts';
import { SObjectRecord } from '../../values/index.ts';
import { coerce, normalise } from './coerce.ts';
import { fail, isGood, newRow } from './row.ts';
import type { Row } from './row.ts';
import { saveChunk } from './save-chunk.ts';
import { emptySummary } from './summaries.ts';
import type { Summary } from './summaries.ts';
import type { Statement } from './statement.ts';
import type { TriggerOperation } from '../hooks.ts';

/** Recomputes the roll-up summaries above these rows and saves the parents whose sums changed, which goes up the chain. */
export function rollUp(statement: Statement, operation: TriggerOperation, rows: readonly Row[]): void {
  const summaries = statement.services.summaries.over(statement.object);
  if (summaries.length === 0) return;
  const byParent = new Map<SObjectDef, { summary: Summary; parents: Map<string, Row[]> }[]>();
  for (const summary of summaries) {
    const parents = affectedParents(summary, operation, rows);
    if (parents.size === 0) continue;
    const list = byParent.get(summary.parent);
    if (list === undefined) byParent.set(summary.parent, [{ summary, parents }]);
    else list.push({ summary, parents });
  }
  for (const [parent, work] of byParent) saveParents(statement, parent, work);
}

/** Parents whose sum may have changed, with the rows that changed it. */
function affectedParents(summary: Summary, operation: TriggerOperation, rows: readonly Row[]): Map<string, Row[]> {
  const parents = new Map<string, Row[]>();
  const add = (id: unknown, row: Row): void => {
    if (typeof id !== 'string') return;
    const list = parents.get(id);
    if (list === undefined) parents.set(id, [row]);
    else list.push(row);
  };
  for (const row of rows) {
    if (!isGood(row)) continue;
    if (operation === 'delete') add(row.old!.fields[summary.foreignKey], row);
    else if (operation !== 'update') add(row.record.fields[summary.foreignKey], row);
    else if (matters(summary, row)) {
      add(row.record.fields[summary.foreignKey], row);
      if (row.old!.fields[summary.foreignKey] !== row.record.fields[summary.foreignKey]) add(row.old!.fields[summary.foreignKey], row);
    }
  }
  return parents;
}

function matters(summary: Summary, row: Row): boolean {
  if (summary.reads === null) return true;
  for (const name of summary.reads) {
    if (String(row.old!.fields[name] ?? null) !== String(row.record.fields[name] ?? null)) return true;
  }
  return false;
}

function saveParents(statement: Statement, parent: SObjectDef, work: readonly { summary: Summary; parents: Map<string, Row[]> }[]): void {
  const { services } = statement;
  const table = services.layout.table(parent);
  const ids = [...new Set(work.flatMap((w) => [...w.parents.keys()]))];
  const current = services.rows.load(table, ids);
  const changes = new Map<string, SObjectRecord>();
  const causes = new Map<string, Row[]>();
  for (const { summary, parents } of work) {
    const sums = compute(statement, summary, [...parents.keys()]);
    for (const [id, rows] of parents) {
      const before = current.get(id);
      if (before === undefined || before.fields.IsDeleted === true) continue;
      const after = sums.get(id) ?? null;
      const column = table.byName.get(summary.field.name)!;
      const raw = after === null ? null : column.encode(after);
      const old = before.fields[summary.field.name] ?? null;
      if (raw === (old === null ? null : column.encode(old))) continue;
      let change = changes.get(id);
      if (change === undefined) {
        change = new SObjectRecord(parent);
        change.fields.Id = id;
        changes.set(id, change);
        causes.set(id, []);
      }
      change.fields[summary.field.name] = after;
      causes.get(id)!.push(...rows);
    }
  }
  if (changes.size > 0) updateParents(statement, parent, [...changes.values()], causes);
}

/** Sums by parent id, in the summary field's own type. */
export function compute(statement: Pick<Statement, 'services' | 'view'>, summary: Summary, parents: readonly string[]): Map<string, SObjectRecord['fields'][string]> {
  const sums = new Map<string, SObjectRecord['fields'][string]>();
  for (const id of parents) sums.set(id, typed(summary, emptySummary(summary)));
  for (const row of statement.services.queries.internal(statement.view, summary.query, [parents])) {
    sums.set(row.aggregate!.k as string, typed(summary, row.aggregate!.v ?? emptySummary(summary)));
  }
  return sums;
}

function typed(summary: Summary, value: SObjectRecord['fields'][string]): SObjectRecord['fields'][string] {
  return value === null ? null : normalise(summary.field, coerce(summary.field, value));
}

function updateParents(statement: Statement, parent: SObjectDef, records: readonly SObjectRecord[], causes: ReadonlyMap<string, Row[]>): void {
  const table = statement.services.layout.table(parent);
  const above: Statement = { ...statement, object: parent, table, mode: 'system', shared: false, internal: true };
  for (let from = 0; from < records.length; from += 200) {
    const rows = records.slice(from, from + 200).map((r, i) => newRow(i, r));
    saveChunk(above, 'update', rows);
    for (const row of rows) {
      for (const { statusCode, message, fields } of row.errors) {
        for (const cause of causes.get(row.input.id!) ?? []) fail(cause, statusCode, message, fields);
      }
    }
  }
}
