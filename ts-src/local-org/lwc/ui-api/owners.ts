import type { ExecutionContext } from '../../execution/context.ts';
import { OrgError } from '../../execution/errors.ts';
import type { SObjectDef } from '../../schema/model.ts';
import { SObjectRecord, toId18 } from '../../values/index.ts';
import { queueOf } from './list-views.ts';
import type { ListView } from './list-views.ts';
import { AS_USER, selectRows, text, where } from './select.ts';

/** Records that a list gives at once, as on the platform. */
const MOST = 200;

interface Refusals {
  readonly refused: readonly { readonly id: string; readonly message: string }[];
}
/** What became of the rows that somebody wanted to take. */
export interface Acceptance extends Refusals {
  readonly accepted: readonly string[];
}
/** What became of the rows that somebody gave another owner. */
export interface OwnerChange extends Refusals {
  readonly changed: readonly string[];
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
  const { changed, refused } = give(context, object, waiting, context.user.id);
  return { accepted: changed, refused: [...gone, ...refused] };
}

/**
 * *Change Owner*: gives rows to another user or queue; each by itself, as the user may.
 * @throws OrgError INSUFFICIENT_ACCESS_OR_READONLY for who may give none · REQUIRED_FIELD_MISSING without an owner · EXCEEDED_MAX_SIZE_REQUEST for more than a list gives at once
 */
export function changeOwner(context: ExecutionContext, object: SObjectDef, given: readonly string[], ownerId: string): OwnerChange {
  if (!mayGive(context, object)) throw new OrgError('INSUFFICIENT_ACCESS_OR_READONLY', `You may give ${object.labelPlural} no other owner`);
  if (toId18(ownerId) === null) throw new OrgError('REQUIRED_FIELD_MISSING', 'Choose an owner');
  if (given.length > MOST) throw new OrgError('EXCEEDED_MAX_SIZE_REQUEST', `Change the owner of at most ${MOST} records at once`);
  const ids = [...new Set(given.map((id) => toId18(id) ?? id))];
  const known = ids.filter((id) => toId18(id) !== null);
  const seen = new Set(selectRows(context, { object, fields: [['Id']], where: where(['Id'], 'in', known.map(text)) }).map(({ id }) => id!));
  const { changed, refused } = give(context, object, ids.filter((id) => seen.has(id)), ownerId);
  return { changed, refused: [...ids.filter((id) => !seen.has(id)).map((id) => ({ id, message: 'It is not there any more.' })), ...refused] };
}

function give(context: ExecutionContext, object: SObjectDef, ids: readonly string[], ownerId: string): OwnerChange {
  const records = ids.map((id) => {
    const record = new SObjectRecord(object);
    record.put('Id', id);
    record.put('OwnerId', ownerId);
    return record;
  });
  const results = context.dml({ operation: 'update', records, ...AS_USER, allOrNone: false });
  const refused = results.flatMap(({ success, errors }, index) => (success ? [] : [{ id: ids[index]!, message: errors.map(({ message }) => message).join(' ') }]));
  return { changed: ids.filter((_, index) => results[index]!.success), refused };
}

function mayGive(context: ExecutionContext, object: SObjectDef): boolean {
  const { permissions } = context.user;
  const owner = object.field('OwnerId');
  return owner !== undefined && owner.updateable && permissions.object(object.name).edit && permissions.field(object.name, owner.name).edit;
}

/** The queue of the list, where the user is its member and may give records another owner. */
function takenFrom(context: ExecutionContext, object: SObjectDef, view: ListView): readonly string[] {
  return mayGive(context, object) ? queueOf(context, view).filter((id) => context.user.queues.includes(id)) : [];
}
