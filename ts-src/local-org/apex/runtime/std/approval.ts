import { current } from '../../../execution/context.ts';
import type { RowResult } from '../../../execution/context.ts';
import { LOCKED } from '../../../execution/record-locks.ts';
import { SObjectRecord, keyPrefix } from '../../../values/index.ts';
import { ApexList } from '../collections/list.ts';
import { ApexMap } from '../collections/map.ts';
import { DmlResult } from '../database/results.ts';
import { DmlException } from '../dml-exception.ts';
import { standardClass, statics } from '../missing.ts';
import { typeNamed } from '../types.ts';
import { required } from './numbers.ts';

export class LockResult extends DmlResult {}
standardClass('Approval.LockResult', LockResult);

export class UnlockResult extends DmlResult {}
standardClass('Approval.UnlockResult', UnlockResult);

/** An id, or a record. */
function idOf(given: unknown): string {
  return required(given instanceof SObjectRecord ? given.id : (given as string | null));
}

function exists(id: string): boolean {
  const { schema, limits } = current();
  const object = schema.objectByPrefix(keyPrefix(id));
  if (object === undefined) return false;
  const at = { line: 1, column: 1 };
  const path = { kind: 'path', parts: ['Id'], at } as const;
  limits.push('none');
  try {
    const where = { kind: 'comparison', left: path, operator: '=', right: { kind: 'string', value: id }, at } as const;
    return current().query({ kind: 'soql', select: [{ kind: 'field', field: path }], from: { name: object.name }, where, allRows: false, at }, { mode: 'system', sharing: 'inherit' }).rows.length > 0;
  } finally {
    limits.pop();
  }
}

/** `Approval.lock` and `unlock`: of one or several, all or none unless told otherwise. */
function change(Result: typeof LockResult, name: string, apply: (id: string) => void) {
  return (given: unknown, allOrNone: boolean | null = true): unknown => {
    current().limits.charge('dmlStatements');
    const ids = given instanceof ApexList ? given.items.map(idOf) : [idOf(given)];
    const rows = ids.map((id): RowResult => (exists(id) ? { id, success: true, created: false, errors: [] } : { id: null, success: false, created: false, errors: [{ statusCode: 'INVALID_CROSS_REFERENCE_KEY', message: 'invalid cross reference id', fields: [] }] }));
    const bad = rows.findIndex(({ success }) => !success);
    if (bad >= 0 && allOrNone !== false) throw DmlException.ofRow('update', bad, ids[bad]!, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', []);
    for (const { id } of rows) if (id !== null) apply(id);
    const results = rows.map((row) => new Result(row));
    return given instanceof ApexList ? ApexList.of(`List<Approval.${name}Result>`, results) : results[0];
  };
}

const isLocked = (given: unknown): boolean => current().kept.get(LOCKED + idOf(given)) !== undefined;

export const approval = statics('Approval', {
  lock: change(LockResult, 'Lock', (id) => current().kept.set(LOCKED + id, '')),
  unlock: change(UnlockResult, 'Unlock', (id) => current().kept.delete(LOCKED + id)),
  islocked(given: unknown): unknown {
    if (!(given instanceof ApexList)) return isLocked(given);
    const found = new ApexMap(typeNamed('Map<Id,Boolean>'));
    for (const each of given.items) found.put(idOf(each), isLocked(each));
    return found;
  },
});
