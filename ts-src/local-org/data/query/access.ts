import type { UserPermissions } from '../../execution/context.ts';
import { noSuchColumn, QueryError, unsupportedObject } from './errors.ts';
import type { Plan } from './plan.ts';

/** User mode: what the user may not read does not exist for the query. */

const allowed = new WeakMap<UserPermissions, WeakSet<Plan>>();

/** Checks a plan once per set of permissions. @throws QueryError in the platform's words, with all that was out of reach */
export function checkAccess(plan: Plan, permissions: UserPermissions): void {
  let passed = allowed.get(permissions);
  if (passed === undefined) allowed.set(permissions, (passed = new WeakSet()));
  if (passed.has(plan)) return;
  const inaccessible = inaccessibleOf(plan, permissions);
  if (inaccessible.size > 0) throw denied(plan, permissions, inaccessible);
  passed.add(plan);
}

/** WITH SECURITY_ENFORCED: the same check, one sentence for all. */
export function checkEnforced(plan: Plan, permissions: UserPermissions): void {
  if (inaccessibleOf(plan, permissions).size > 0) throw new QueryError('INSUFFICIENT_ACCESS', 'Insufficient permissions: secure query included inaccessible field');
}

/** Fields out of reach by object; an object that may not be read at all has an empty set. */
function inaccessibleOf(plan: Plan, permissions: UserPermissions): Map<string, Set<string>> {
  const inaccessible = new Map<string, Set<string>>();
  const of = (object: string): Set<string> => {
    let fields = inaccessible.get(object);
    if (fields === undefined) inaccessible.set(object, (fields = new Set()));
    return fields;
  };
  for (const { object, field } of plan.touched) {
    if (field === undefined) {
      if (!permissions.object(object.name).read) of(object.name);
    } else if (field.name !== 'Id' && !permissions.field(object.name, field.name).read) {
      of(object.name).add(field.name);
    }
  }
  return inaccessible;
}

function denied(plan: Plan, permissions: UserPermissions, inaccessible: Map<string, Set<string>>): QueryError {
  const object = plan.touched.find((t) => t.field === undefined && !permissions.object(t.object.name).read);
  if (object !== undefined) return unsupportedObject(object.object.name, object.at, inaccessible);
  const field = plan.touched.find((t) => t.field !== undefined && inaccessible.get(t.object.name)?.has(t.field.name));
  return noSuchColumn(field!.field!.name, field!.object.name, field!.at, inaccessible);
}
