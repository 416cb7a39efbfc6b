import { SYSTEM_PERMISSIONS } from '../schema/index.ts';
import { ALL_ACCESS, NO_ACCESS, type ObjectAccess } from './profiles.ts';
import type { SecurityDatabase, SqlValue } from './store.ts';

/** The user's row as far as access depends on it. */
export interface UserFacts {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly email: string;
  readonly profileId: string;
  readonly profileName: string;
  readonly roleId: string | null;
  readonly userType: string;
  readonly contactId: string | null;
  readonly accountId: string | null;
  readonly timeZone: string;
  readonly locale: string;
  readonly language: string;
  readonly isActive: boolean;
}

/** Rights of a user added up over the profile, permission sets and groups; names in lower case. */
export interface Grants {
  readonly objects: ReadonlyMap<string, ObjectAccess>;
  readonly viewAllFields: ReadonlySet<string>;
  /** `object.field` -> may edit. Present: may read. */
  readonly fields: ReadonlyMap<string, boolean>;
  /** Ids of classes, custom permissions, apps, metadata types, flows. */
  readonly entities: ReadonlySet<string>;
  readonly system: ReadonlySet<string>;
  /** Tab name -> `DefaultOn` | `DefaultOff`. */
  readonly tabs: ReadonlyMap<string, string>;
  /** Ids of the permission sets that apply (the profile's own too). */
  readonly permissionSets: readonly string[];
}

export function readUser(db: SecurityDatabase, userId: string): UserFacts | undefined {
  const [row] = db.all(
    `SELECT u."Id", u."Name", u."FirstName", u."LastName", u."Username", u."Email", u."ProfileId", p."Name", u."UserRoleId", COALESCE(u."UserType", p."UserType"), u."ContactId", c."AccountId", u."TimeZoneSidKey", u."LocaleSidKey", u."LanguageLocaleKey", u."IsActive"
     FROM "User" u LEFT JOIN "Profile" p ON p."Id" = u."ProfileId" LEFT JOIN "Contact" c ON c."Id" = u."ContactId" WHERE u."Id" = ?`,
    [userId],
  );
  if (row === undefined) return undefined;
  const text = (i: number): string | null => row[i] as string | null;
  return {
    id: text(0)!, name: text(1) ?? [text(2), text(3)].filter(Boolean).join(' '), username: text(4) ?? '', email: text(5) ?? '', profileId: text(6) ?? '', profileName: text(7) ?? '', roleId: text(8), userType: text(9) ?? 'Standard',
    contactId: text(10), accountId: text(11), timeZone: text(12) ?? 'GMT', locale: text(13) ?? 'en_US', language: text(14) ?? 'en_US', isActive: Number(row[15]) === 1,
  };
}

const list = (values: readonly string[]): [string] => [JSON.stringify(values)];
const IN = 'IN (SELECT value FROM json_each(?))';

export function readGrants(db: SecurityDatabase, user: UserFacts): Grants {
  const now = Date.now();
  const direct = db.all(
    `SELECT "PermissionSetId", "PermissionSetGroupId" FROM "PermissionSetAssignment" WHERE "AssigneeId" = ? AND "IsDeleted" = 0 AND ("ExpirationDate" IS NULL OR "ExpirationDate" > ?)`,
    [user.id, now],
  );
  const own = db.all(`SELECT "Id" FROM "PermissionSet" WHERE "ProfileId" = ?`, [user.profileId]).map((r) => r[0] as string);
  const groups = groupsOf(db, direct);
  const plain = [...own, ...direct.filter((r) => r[1] === null && r[0] !== null).map((r) => r[0] as string)].filter((id) => !groups.stands.has(id));
  const sum = new GrantSum();
  readInto(db, plain, sum);
  for (const group of groups.members) {
    const part = new GrantSum();
    readInto(db, group.sets, part);
    for (const id of group.muting) part.mute(readMuting(db, id));
    sum.add(part);
  }
  applyImplications(sum);
  return { objects: sum.objects, viewAllFields: sum.viewAllFields, fields: sum.fields, entities: sum.entities, system: sum.system, tabs: sum.tabs, permissionSets: [...plain, ...groups.members.flatMap((g) => g.sets)] };
}

interface GroupParts {
  readonly sets: string[];
  readonly muting: string[];
}

/** Members of the assigned groups; an assignment names the group or the permission set that stands for it. */
function groupsOf(db: SecurityDatabase, assignments: readonly SqlValue[][]): { members: GroupParts[]; stands: ReadonlySet<string> } {
  const stands = new Map(db.all(`SELECT "Id", "PermissionSetGroupId" FROM "PermissionSet" WHERE "PermissionSetGroupId" IS NOT NULL`).map((r) => [r[0] as string, r[1] as string]));
  const groupIds = new Set(assignments.flatMap((r) => (r[1] as string | null) ?? stands.get(r[0] as string) ?? []));
  const members = [...groupIds].map((groupId): GroupParts => {
    const ids = db.all(`SELECT "PermissionSetId" FROM "PermissionSetGroupComponent" WHERE "PermissionSetGroupId" = ? AND "IsDeleted" = 0`, [groupId]).map((r) => r[0] as string);
    return { sets: ids.filter((id) => !id.startsWith('0QM')), muting: ids.filter((id) => id.startsWith('0QM')) };
  });
  return { members, stands: new Set(stands.keys()) };
}

class GrantSum {
  readonly objects = new Map<string, ObjectAccess>();
  readonly viewAllFields = new Set<string>();
  readonly fields = new Map<string, boolean>();
  readonly entities = new Set<string>();
  readonly system = new Set<string>();
  readonly tabs = new Map<string, string>();

  addObject(name: string, access: ObjectAccess): void {
    const before = this.objects.get(name) ?? NO_ACCESS;
    this.objects.set(name, mapAccess(before, access, (a, b) => a || b));
  }

  add(other: GrantSum): void {
    for (const [name, access] of other.objects) this.addObject(name, access);
    for (const name of other.viewAllFields) this.viewAllFields.add(name);
    for (const [name, edit] of other.fields) this.fields.set(name, edit || (this.fields.get(name) ?? false));
    for (const id of other.entities) this.entities.add(id);
    for (const name of other.system) this.system.add(name);
    for (const [name, visibility] of other.tabs) this.addTab(name, visibility);
  }

  addTab(name: string, visibility: string): void {
    if (this.tabs.get(name) !== 'DefaultOn') this.tabs.set(name, visibility);
  }

  /** Takes away what a muting permission set names, inside its group only. */
  mute(muted: GrantSum): void {
    for (const [name, access] of muted.objects) this.objects.set(name, mapAccess(this.objects.get(name) ?? NO_ACCESS, access, (has, off) => has && !off));
    for (const [name, edit] of muted.fields) {
      if (!edit) this.fields.delete(name);
      else if (this.fields.has(name)) this.fields.set(name, false);
    }
    for (const id of muted.entities) this.entities.delete(id);
    for (const name of muted.system) this.system.delete(name);
    for (const name of muted.tabs.keys()) this.tabs.delete(name);
  }
}

function mapAccess(a: ObjectAccess, b: ObjectAccess, join: (x: boolean, y: boolean) => boolean): ObjectAccess {
  return { create: join(a.create, b.create), read: join(a.read, b.read), edit: join(a.edit, b.edit), delete: join(a.delete, b.delete), viewAll: join(a.viewAll, b.viewAll), modifyAll: join(a.modifyAll, b.modifyAll) };
}

function readInto(db: SecurityDatabase, sets: readonly string[], sum: GrantSum): void {
  if (sets.length === 0) return;
  const params = list(sets);
  readTables(db, params, sum);
  readSystem(db, 'PermissionSet', params, sum);
}

function readMuting(db: SecurityDatabase, id: string): GrantSum {
  const sum = new GrantSum();
  readTables(db, list([id]), sum);
  readSystem(db, 'MutingPermissionSet', list([id]), sum);
  return sum;
}

function readTables(db: SecurityDatabase, params: [string], sum: GrantSum): void {
  const objects = db.all(
    `SELECT "SobjectType", "PermissionsCreate", "PermissionsRead", "PermissionsEdit", "PermissionsDelete", "PermissionsViewAllRecords", "PermissionsModifyAllRecords", "PermissionsViewAllFields" FROM "ObjectPermissions" WHERE "ParentId" ${IN} AND "IsDeleted" = 0`,
    params,
  );
  for (const [name, ...flags] of objects) {
    const [create, read, edit, remove, viewAll, modifyAll, allFields] = flags.map((f) => Number(f) === 1);
    const key = (name as string).toLowerCase();
    sum.addObject(key, { create: create!, read: read!, edit: edit!, delete: remove!, viewAll: viewAll!, modifyAll: modifyAll! });
    if (allFields) sum.viewAllFields.add(key);
  }
  for (const [field, read, edit] of db.all(`SELECT "Field", "PermissionsRead", "PermissionsEdit" FROM "FieldPermissions" WHERE "ParentId" ${IN} AND "IsDeleted" = 0`, params)) {
    const key = (field as string).toLowerCase();
    if (Number(read) === 1 || Number(edit) === 1) sum.fields.set(key, Number(edit) === 1 || (sum.fields.get(key) ?? false));
  }
  for (const [id] of db.all(`SELECT "SetupEntityId" FROM "SetupEntityAccess" WHERE "ParentId" ${IN} AND "IsDeleted" = 0`, params)) sum.entities.add(id as string);
  for (const [name, visibility] of db.all(`SELECT "Name", "Visibility" FROM "PermissionSetTabSetting" WHERE "ParentId" ${IN} AND "IsDeleted" = 0`, params)) sum.addTab((name as string).toLowerCase(), visibility as string);
}

function readSystem(db: SecurityDatabase, table: 'PermissionSet' | 'MutingPermissionSet', params: [string], sum: GrantSum): void {
  const columns = SYSTEM_PERMISSIONS.map((p) => `MAX("Permissions${p}")`).join(', ');
  const [row] = db.all(`SELECT ${columns} FROM "${table}" WHERE "Id" ${IN} AND "IsDeleted" = 0`, params);
  SYSTEM_PERMISSIONS.forEach((name, i) => {
    if (Number(row?.[i] ?? 0) === 1) sum.system.add(name.toLowerCase());
  });
}

/** Stronger permissions bring the weaker ones. */
function applyImplications(sum: GrantSum): void {
  if (sum.system.has('modifyalldata')) sum.system.add('viewalldata');
  for (const [name, access] of sum.objects) {
    if (access.modifyAll) sum.objects.set(name, { ...ALL_ACCESS, create: access.create });
    else if (access.viewAll || access.edit || access.delete) sum.objects.set(name, { ...access, read: true, edit: access.edit || access.delete });
  }
}
