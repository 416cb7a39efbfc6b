import { keyPrefix } from '../../values/index.ts';
import { fail } from './row.ts';
import type { Row } from './row.ts';
import type { Statement } from './statement.ts';

const GROUP = '00G';

/** Of groups only queues own records, and of those only the objects that they are for. References are checked before. */
export function checkQueues(statement: Statement, rows: readonly Row[]): void {
  const { layout, db } = statement.services;
  if (!statement.table.hasOwner || layout.schema.object('QueueSobject') === undefined) return;
  const owned = rows.filter(({ record, old }) => isGroup(record.fields.OwnerId) && record.fields.OwnerId !== old?.fields.OwnerId);
  if (owned.length === 0) return;
  const queues = new Set(db.all(`SELECT q."QueueId" FROM "QueueSobject" q JOIN "Group" g ON g."Id" = q."QueueId" WHERE g."Type" = 'Queue' AND q."SobjectType" = ?`, [statement.object.name]).map(([id]) => id));
  for (const row of owned) if (!queues.has(row.record.fields.OwnerId as string)) fail(row, 'INVALID_OPERATION', 'Queue not associated with this SObject type');
}

const isGroup = (id: unknown): boolean => typeof id === 'string' && keyPrefix(id) === GROUP;
