import type { ExecutionContext } from '../../execution/context.ts';
import { OrgError } from '../../execution/errors.ts';
import type { SObjectDef } from '../../schema/model.ts';
import { SObjectRecord, toId18 } from '../../values/index.ts';
import { queueOf } from './list-views.ts';
import type { ListView } from './list-views.ts';
import { AS_USER, selectRows, text, where } from './select.ts';

/** What became of the rows that somebody wanted to take. */
export interface Acceptance {
  readonly accepted: readonly string[];
  readonly refused: readonly { readonly id: string; readonly message: string }[];
}

/** *Accept*: on the list of a queue, for its members who may change the owner. */
export function mayAccept(context: ExecutionContext, object: SObjectDef, view: ListView): boolean {
  return takenFrom(context, object, view).length > 0;
}

/**
 * Makes the user the owner of those rows that the queue still owns; each by itself, so that one that is gone or cannot be saved keeps out no other.
 * @throws OrgError INSUFFICIENT_ACCESS_OR_READONLY for who may not take from this list
 */
export function accept(context: ExecutionContext, object: SObjectDef, view: ListView, given: readonly string[]): Acceptance {
  const queues = takenFrom(context, object, view);
  if (queues.length === 0) throw new OrgError('INSUFFICIENT_ACCESS_OR_READONLY', 'Only members of the queue take records from its list');
  const ids = [...new Set(given.map((id) => toId18(id) ?? id))];
  const known = ids.filter((id) => toId18(id) !== null);
  const rows = selectRows(context, { object, fields: [['Id'], ['OwnerId']], where: where(['Id'], 'in', known.map(text)) });
  const owners = new Map(rows.map((row) => [row.id!, row.get('OwnerId') as string]));
  const waiting = ids.filter((id) => queues.includes(owners.get(id) ?? ''));
  const gone = ids.filter((id) => !waiting.includes(id)).map((id) => ({ id, message: owners.get(id) === context.user.id ? 'You own it already.' : 'It is not in the queue any more.' }));
  const records = waiting.map((id) => {
    const record = new SObjectRecord(object);
    record.put('Id', id);
    record.put('OwnerId', context.user.id);
    return record;
  });
  const results = context.dml({ operation: 'update', records, ...AS_USER, allOrNone: false });
  const failed = results.flatMap(({ success, errors }, index) => (success ? [] : [{ id: waiting[index]!, message: errors.map(({ message }) => message).join(' ') }]));
  return { accepted: waiting.filter((_, index) => results[index]!.success), refused: [...gone, ...failed] };
}

/** The queue of the list, where the user is its member and may give records another owner. */
function takenFrom(context: ExecutionContext, object: SObjectDef, view: ListView): readonly string[] {
  const { permissions, queues } = context.user;
  const owner = object.field('OwnerId');
  if (owner === undefined || !owner.updateable || !permissions.object(object.name).edit || !permissions.field(object.name, owner.name).edit) return [];
  return queueOf(context, view).filter((id) => queues.includes(id));
}
