import { OrgError } from '../../execution/errors.ts';
import type { DmlOperation } from '../../execution/context.ts';
import type { SObjectDef } from '../../schema/model.ts';
import type { SObjectRecord } from '../../values/index.ts';

/** Setup objects (users, groups, permission sets…) and data are not written in one transaction; System.runAs starts afresh. */
export class MixedDml {
  /** The object of the first save that counts. */
  first: SObjectDef | null = null;

  /** @throws OrgError MIXED_DML_OPERATION */
  note(object: SObjectDef, operation: DmlOperation, records: readonly SObjectRecord[]): void {
    if (object.kind === 'platformEvent' || isHarmless(object, operation, records)) return;
    if (this.first === null) {
      this.first = object;
      return;
    }
    if (this.first.setup === object.setup) return;
    const [what, other] = object.setup ? ['setup', 'non-setup'] : ['non-setup', 'setup'];
    throw new OrgError(
      'MIXED_DML_OPERATION',
      `DML operation on ${what} object is not permitted after you have updated a ${other} object (or vice versa): ${object.name}, original object: ${this.first.name}`,
    );
  }

  isolated<T>(work: () => T): T {
    const { first } = this;
    this.first = null;
    try {
      return work();
    } finally {
      this.first = first;
    }
  }
}

/** Users may be written beside data as long as nothing changes that decides on access. */
const DECIDES_ACCESS = ['UserRoleId', 'ProfileId', 'IsActive', 'ForecastEnabled', 'IsPortalEnabled', 'Username', 'FederationIdentifier'];

function isHarmless(object: SObjectDef, operation: DmlOperation, records: readonly SObjectRecord[]): boolean {
  // Groups and queues may be made and changed beside data, not deleted.
  if (object.name === 'Group') return operation === 'insert' || operation === 'update';
  if (object.name !== 'User') return false;
  if (operation === 'insert') return records.every((r) => (r.fields.UserRoleId ?? null) === null);
  return operation === 'update' && records.every((r) => DECIDES_ACCESS.every((name) => r.fields[name] === undefined));
}
