import type { UserFacts } from './grants.ts';
import { EXTERNAL_USER_TYPES } from './profiles.ts';
import type { SecurityDatabase } from './store.ts';

/** Under which ids a user receives and owns records. */
export interface Principals {
  /** The user, and every group a share may name to reach the user; those of subordinates too. */
  readonly receives: readonly string[];
  /** The user, the queues of the user, and everyone below in the role hierarchy. */
  readonly owns: readonly string[];
  /** The queues of the user. */
  readonly queues: readonly string[];
}

const HIGH_VOLUME = new Set(['CspLitePortal', 'CSPLitePortal', 'Guest']);

/** Roles below a role, itself not included. */
const SUBORDINATE_ROLES = `WITH RECURSIVE below(id) AS (SELECT "Id" FROM "UserRole" WHERE "ParentRoleId" = ? UNION SELECT r."Id" FROM "UserRole" r JOIN below ON r."ParentRoleId" = below.id) SELECT id FROM below`;
const ROLE_AND_ABOVE = `WITH RECURSIVE above(id) AS (SELECT ? UNION SELECT r."ParentRoleId" FROM "UserRole" r JOIN above ON r."Id" = above.id WHERE r."ParentRoleId" IS NOT NULL) SELECT id FROM above`;
/** Groups that contain one of these members, directly or through other groups. */
const CONTAINING_GROUPS = `WITH RECURSIVE g(id) AS (SELECT value FROM json_each(?) UNION SELECT m."GroupId" FROM "GroupMember" m JOIN g ON m."UserOrGroupId" = g.id WHERE m."IsDeleted" = 0) SELECT id FROM g`;

export function readPrincipals(db: SecurityDatabase, user: UserFacts): Principals {
  const external = EXTERNAL_USER_TYPES.has(user.userType);
  // High-volume portal users have no role and are in no group: they receive by name only.
  if (HIGH_VOLUME.has(user.userType)) return { receives: [user.id], owns: [user.id], queues: [] };
  const subordinates = user.roleId === null ? [] : usersBelow(db, user.roleId);
  const own = groupsOf(db, user.id, user.roleId, external);
  const ofSubordinates = subordinates.flatMap((s) => groupsOf(db, s.id, s.roleId, false));
  const queues = own.length === 0 ? [] : db.all(`SELECT "Id" FROM "Group" WHERE "Type" = 'Queue' AND "Id" IN (SELECT value FROM json_each(?))`, [JSON.stringify(own)]).map((r) => r[0] as string);
  const below = subordinates.map((s) => s.id);
  return { receives: [...new Set([user.id, ...own, ...below, ...ofSubordinates])], owns: [user.id, ...queues, ...below], queues };
}

function usersBelow(db: SecurityDatabase, roleId: string): { id: string; roleId: string }[] {
  return db.all(`SELECT "Id", "UserRoleId" FROM "User" WHERE "UserRoleId" IN (${SUBORDINATE_ROLES})`, [roleId]).map((r) => ({ id: r[0] as string, roleId: r[1] as string }));
}

/** Groups a user is in: by membership, by role, by being an internal or a portal user. */
function groupsOf(db: SecurityDatabase, userId: string, roleId: string | null, external: boolean): string[] {
  const start = [userId];
  const type = external ? 'AllCustomerPortal' : 'Organization';
  start.push(...db.all(`SELECT "Id" FROM "Group" WHERE "Type" = ?`, [type]).map((r) => r[0] as string));
  if (roleId !== null) {
    start.push(...db.all(`SELECT "Id" FROM "Group" WHERE "Type" = 'Role' AND "RelatedId" = ?`, [roleId]).map((r) => r[0] as string));
    start.push(...db.all(`SELECT "Id" FROM "Group" WHERE "Type" IN ('RoleAndSubordinates', 'RoleAndSubordinatesInternal') AND "RelatedId" IN (${ROLE_AND_ABOVE})`, [roleId]).map((r) => r[0] as string));
  }
  return db.all(CONTAINING_GROUPS, [JSON.stringify(start)]).map((r) => r[0] as string).filter((id) => id !== userId);
}

const quoted = (id: string): string => `'${id.replaceAll("'", "''")}'`;

/** SQL that selects the user ids inside a group, through nested groups and roles. */
export function membersOf(groupId: string): string {
  return `WITH RECURSIVE inside(id) AS (SELECT ${quoted(groupId)} UNION SELECT m."UserOrGroupId" FROM "GroupMember" m JOIN inside ON m."GroupId" = inside.id WHERE m."IsDeleted" = 0), ` +
    `roles(id) AS (SELECT g."RelatedId" FROM "Group" g JOIN inside ON g."Id" = inside.id WHERE g."Type" LIKE 'Role%'), ` +
    `deep(id) AS (SELECT g."RelatedId" FROM "Group" g JOIN inside ON g."Id" = inside.id WHERE g."Type" LIKE 'RoleAnd%' UNION SELECT r."Id" FROM "UserRole" r JOIN deep ON r."ParentRoleId" = deep.id) ` +
    `SELECT u."Id" FROM "User" u WHERE u."Id" IN inside OR u."UserRoleId" IN roles OR u."UserRoleId" IN deep OR (u."UserType" = 'Standard' AND EXISTS (SELECT 1 FROM "Group" g JOIN inside ON g."Id" = inside.id WHERE g."Type" = 'Organization'))`;
}
