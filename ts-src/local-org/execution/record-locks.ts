import type { Database } from '../data/index.ts';

/** Key of a kept text that stands for a lock of `Approval.lock`, before the id of the record. */
export const LOCKED = 'locked:';

/** Which of these records `Approval.lock` has locked. */
export function lockedRecords(database: Database, ids: readonly string[]): ReadonlySet<string> {
  const none = database.get('SELECT 1 FROM "~kept" WHERE key >= ? AND key < ? LIMIT 1', [LOCKED, `${LOCKED}~`]) === undefined;
  return new Set(none ? [] : ids.filter((id) => database.get('SELECT 1 FROM "~kept" WHERE key = ?', [LOCKED + id]) !== undefined));
}
