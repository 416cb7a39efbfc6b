import type { UserPermissions } from '../../execution/context.ts';
import type { LocalOrg } from '../../execution/local-org.ts';
import * as schema from '../../schema/index.ts';
import type { SObjectDef } from '../../schema/model.ts';
import { notFound } from '../errors.ts';

/** The list of objects that the user may see. */
export function describeGlobal(org: LocalOrg, userId: string, version: string): object {
  return schema.describeGlobal(org.schema, permissionsOf(org, userId), version);
}

export function describeSummary(org: LocalOrg, userId: string, object: SObjectDef, version: string): object {
  return schema.describeSummary(object, permissionsOf(org, userId), version);
}

/** The full describe: fields that the user may read, relationships, record types. @throws ApiError 404 without read access */
export function describeObject(org: LocalOrg, userId: string, object: SObjectDef, version: string): object {
  const permissions = permissionsOf(org, userId);
  if (!permissions.object(object.name).read) throw notFound();
  return schema.describeObject(object, permissions, version);
}

function permissionsOf(org: LocalOrg, userId: string): UserPermissions {
  return org.transaction(userId, ({ user }) => user.permissions);
}
