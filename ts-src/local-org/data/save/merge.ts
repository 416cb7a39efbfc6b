import { OrgError } from '../../execution/errors.ts';
import type { DmlRequest } from '../../execution/context.ts';
import { deleteChunk } from './delete.ts';
import { newRow } from './row.ts';
import type { Row } from './row.ts';
import { saveChunk } from './save-chunk.ts';
import type { Statement } from './statement.ts';

const MERGEABLE = new Set(['Account', 'Contact', 'Lead', 'Case']);
const MAX_LOSERS = 2;

/** The losers' children move to the master, the losers are deleted (their delete triggers run), the master is updated. */
export function mergeRows(statement: Statement, request: DmlRequest): Row[] {
  const losers = request.losers ?? [];
  const { object, services, table } = statement;
  if (!MERGEABLE.has(object.name)) throw new OrgError('INVALID_OPERATION', `Merge is not supported on ${object.name}`);
  if (losers.length === 0 || losers.length > MAX_LOSERS) throw new OrgError('INVALID_ARGUMENT', `a merge takes one or two records besides the master, not ${losers.length}`);
  const master = newRow(0, request.records[0]!);
  if (losers.some((l) => l.definition !== object)) throw new OrgError('INVALID_ARGUMENT', 'all records of a merge must be of the same type');
  const ids = losers.map((l) => l.id!);
  reparent(statement, ids, master.id!);
  const gone = losers.map((l, i) => newRow(i, l));
  deleteChunk(statement, gone);
  const column = table.byName.get('MasterRecordId');
  if (column !== undefined) for (const id of ids) services.rows.update(table, id, [{ column, raw: master.id }]);
  saveChunk(statement, 'update', [master]);
  for (const row of gone) master.errors.push(...row.errors);
  return [master];
}

function reparent(statement: Statement, losers: readonly string[], master: string): void {
  const { layout, db } = statement.services;
  for (const { table, column } of layout.children(statement.object)) {
    if (column.name === 'MasterRecordId') continue;
    db.run(`UPDATE ${table.sql} SET ${column.sql} = ? WHERE ${column.sql} IN (SELECT value FROM json_each(?)) AND "IsDeleted" = 0`, [master, JSON.stringify(losers)]);
  }
}
