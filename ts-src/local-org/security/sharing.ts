import { NotImplementedError } from '../execution/errors.ts';
import type { FieldDef, Schema, SharingModel, SObjectDef } from '../schema/model.ts';
import { about, both, clause, either, isNever, NEVER, oneOf, type Clause } from './clause.ts';
import { criteriaClause } from './criteria.ts';
import type { UserFacts } from './grants.ts';
import type { PermissionSnapshot } from './permissions.ts';
import { membersOf, type Principals } from './principals.ts';
import type { SharingRule, SharingSet } from './sharing-rules.ts';
import type { ColumnEncoder, SecurityDatabase } from './store.ts';

export type RecordAccess = 'read' | 'edit' | 'delete';

/** What record access of one user is computed from. */
export interface SharingInput {
  readonly schema: Schema;
  readonly db: SecurityDatabase;
  readonly encode: ColumnEncoder;
  readonly user: UserFacts;
  readonly permissions: PermissionSnapshot;
  readonly principals: () => Principals;
  readonly rules: readonly SharingRule[];
  readonly sets: readonly SharingSet[];
}

/** Standard objects that follow another record, by the field that points to it; the first that is filled counts. */
const PARENTS: Readonly<Record<string, readonly string[]>> = {
  Contact: ['AccountId'], Asset: ['AccountId', 'ContactId'], AccountContactRelation: ['AccountId'], AccountContactRole: ['AccountId'], OpportunityLineItem: ['OpportunityId'], OpportunityContactRole: ['OpportunityId'], OpportunityHistory: ['OpportunityId'], OrderItem: ['OrderId'], Order: ['AccountId'], Contract: ['AccountId'],
  CaseComment: ['ParentId'], CaseContactRole: ['CasesId'], CampaignMember: ['CampaignId'], CampaignMemberStatus: ['CampaignId'], Entitlement: ['AccountId'], EmailMessage: ['ParentId', 'RelatedToId'], Attachment: ['ParentId'], Note: ['ParentId'], FeedItem: ['ParentId'], FeedComment: ['FeedItemId'],
  ContentVersion: ['ContentDocumentId'], TopicAssignment: ['EntityId'], TaskRelation: ['TaskId'], EventRelation: ['EventId'],
};
/** Of these, the ones whose own organisation-wide default decides first. */
const WITH_OWN_MODEL = new Set(['Contact', 'Asset', 'Order', 'Contract']);

/** How far the look at parents has gone. */
interface Way {
  /** References followed; numbers the aliases. */
  readonly depth: number;
  /** Of these, references to one of many objects: after the first no more are followed, or the SQL would grow without end. */
  readonly hops: number;
}
const START: Way = { depth: 0, hops: 0 };
const MAX_DEPTH = 6;
const MANY_TARGETS = 4;

/** Objects that hang on one of many others. */
const FOLLOWERS = new Set(['Task', 'Event', 'TaskRelation', 'EventRelation', 'EmailMessage', 'Attachment', 'Note', 'FeedItem', 'FeedComment', 'TopicAssignment', 'ContentDocument', 'ContentVersion', 'ContentDocumentLink', 'ContentDistribution', 'ProcessInstance']);
/** Of these, the ones that files and notes are attached to in practice. */
const ATTACHED_TO = new Set(['Task', 'Event', 'EmailMessage']);

/**
 * Which rows of an object the user may read, edit or delete; null: all of them.
 * Model: organisation-wide default, owner, queue and role hierarchy, shares (manual and by Apex), sharing rules, sharing sets, parents.
 */
export function accessClause(input: SharingInput, object: SObjectDef, access: RecordAccess, way: Way = START): Clause | null {
  const { permissions, user } = input;
  if (way.depth > MAX_DEPTH) return NEVER;
  if (permissions.modifyAllData || (access === 'read' && permissions.viewAllData)) return null;
  const granted = permissions.object(object.name);
  if (granted.modifyAll || (access === 'read' && granted.viewAll)) return null;
  if (object.name === 'User') return userClause(input, access);
  if (object.kind === 'share' || object.kind === 'history' || object.kind === 'feed') return companionClause(input, object, access, way);
  if (object.name === 'ContentDocument') return documentClause(input, access, way);
  if (object.name === 'ContentDocumentLink') return linkClause(input, access, way);
  if (object.name === 'Task' || object.name === 'Event') return activityClause(input, object, access, way);
  const masters = object.fields.filter((f) => f.masterDetail !== undefined);
  if (masters.length > 0) return detailClause(input, masters, access, way);
  const model = modelOf(input, object);
  const parents = PARENTS[object.name];
  if (parents !== undefined && (model === 'ControlledByParent' || !WITH_OWN_MODEL.has(object.name))) return followClause(input, object, parents, access, way);
  if (!hasOwnModel(object)) return null;
  if (access === 'delete' ? model === 'FullAccess' : model === 'ReadWrite' || model === 'FullAccess' || (model === 'Read' && access === 'read')) return null;
  return either([...ownClauses(input, object), ...sharedClauses(input, object, access), ...ruleClauses(input, object, access), ...setClauses(input, object, access), ...implicitClauses(object, user, access, input)]);
}

/** The default that holds for this user: the external one for portal users, the closed one for guests. */
function modelOf({ permissions }: SharingInput, object: SObjectDef): SharingModel {
  const { internal, external } = object.sharing;
  if (internal === 'ControlledByParent') return internal;
  if (permissions.isGuest) return 'Private';
  return permissions.isExternal ? external : internal;
}

function hasOwnModel(object: SObjectDef): boolean {
  return (object.kind === 'custom' || object.kind === 'standard') && !object.setup && object.field('OwnerId') !== undefined && (object.kind === 'custom' || object.sharing.external !== 'ReadWrite' || object.sharing.internal !== 'ReadWrite');
}

function ownClauses({ permissions, principals }: SharingInput, object: SObjectDef): Clause[] {
  // A guest owns nothing: records a guest makes belong to the site's default owner.
  if (permissions.isGuest || object.field('OwnerId') === undefined) return [];
  return [oneOf('{row}."OwnerId"', principals().owns)];
}

function sharedClauses({ schema, permissions, principals }: SharingInput, object: SObjectDef, access: RecordAccess): Clause[] {
  if (permissions.isGuest) return [];
  const name = object.kind === 'custom' ? object.name.replace(/__c$/, '__Share') : `${object.name}Share`;
  const share = schema.object(name);
  if (share === undefined) return [];
  const parent = share.field('ParentId')?.name ?? `${object.name}Id`;
  const level = share.field('AccessLevel')?.name ?? `${object.name}AccessLevel`;
  const levels = { read: "'Read', 'Edit', 'All'", edit: "'Edit', 'All'", delete: "'All'" }[access];
  const to = oneOf('sh."UserOrGroupId"', principals().receives);
  return [clause(`EXISTS (SELECT 1 FROM "${share.name}" sh WHERE sh."${parent}" = {row}."Id" AND sh."IsDeleted" = 0 AND sh."${level}" IN (${levels}) AND ${to.sql})`, ...to.params)];
}

function ruleClauses(input: SharingInput, object: SObjectDef, access: RecordAccess): Clause[] {
  if (access === 'delete') return [];
  const receives = new Set(input.permissions.isGuest ? [] : input.principals().receives);
  const applies = ({ to }: SharingRule): boolean => (to.kind === 'guest' ? input.permissions.isGuest : receives.has(to.id));
  return input.rules
    .filter((rule) => rule.object.toLowerCase() === object.name.toLowerCase() && (access === 'read' || rule.accessLevel === 'Edit') && applies(rule))
    .map((rule) => (rule.from === undefined ? criteriaClause(object, rule.criteria, rule.booleanFilter, input.encode) : clause(`{row}."OwnerId" IN (${membersOf(rule.from)})`)));
}

/** Portal users see the records whose account or contact is theirs, where a sharing set of their profile says so. */
function setClauses(input: SharingInput, object: SObjectDef, access: RecordAccess): Clause[] {
  const { user, sets, permissions } = input;
  if (!permissions.isExternal || permissions.isGuest || access === 'delete') return [];
  return sets
    .filter((set) => set.object.toLowerCase() === object.name.toLowerCase() && (access === 'read' || set.accessLevel === 'Edit') && set.profiles.includes(user.profileName.toLowerCase()))
    .flatMap((set) => {
      const id = userValue(input, set.userField);
      return id === null ? [] : [pathEquals(input.schema, object, set.objectField, id)];
    });
}

/** The id at a path from the user: `Contact`, `Account`, `Contact.Branch__c`. */
function userValue({ schema, db, user }: SharingInput, path: readonly string[]): string | null {
  let object = schema.object('User')!;
  let id: string | null = user.id;
  for (const part of path) {
    const field: FieldDef | undefined = object.parentRelationship(part) ?? object.field(part);
    const target = field?.referenceTo?.[0];
    if (field === undefined || target === undefined) throw new NotImplementedError(`sharing set user field ${path.join('.')}`);
    if (object.name === 'User' && field.name === 'AccountId') id = user.accountId;
    else id = (db.all(`SELECT "${field.name}" FROM "${object.name}" WHERE "Id" = ?`, [id])[0]?.[0] as string | null) ?? null;
    if (id === null) return null;
    object = schema.object(target)!;
  }
  return id;
}

/** The id at a path from `{row}` is this one. */
function pathEquals(schema: Schema, object: SObjectDef, path: readonly string[], id: string): Clause {
  const [first, ...rest] = path;
  if (rest.length === 0 && first!.toLowerCase() === 'id') return clause('{row}."Id" = ?', id);
  const field = object.parentRelationship(first!) ?? object.field(first!);
  if (field?.referenceTo === undefined) {
    // A sharing set on Account or Contact names the object itself.
    if (rest.length === 0 && first!.toLowerCase() === object.name.toLowerCase()) return clause('{row}."Id" = ?', id);
    throw new NotImplementedError(`sharing set object field ${object.name}.${path.join('.')}`);
  }
  if (rest.length === 0) return clause(`{row}."${field.name}" = ?`, id);
  const target = schema.object(field.referenceTo[0]!)!;
  const inner = pathEquals(schema, target, rest, id);
  return clause(`{row}."${field.name}" IN (SELECT p."Id" FROM "${target.name}" p WHERE ${about(inner, 'p')})`, ...inner.params);
}

/** What comes without any setting: the own account and contact of a portal user, the account of a record one owns. */
function implicitClauses(object: SObjectDef, user: UserFacts, access: RecordAccess, { permissions, principals, schema }: SharingInput): Clause[] {
  if (permissions.isGuest || access !== 'read') return [];
  if (permissions.isExternal) {
    if (object.name === 'Account' && user.accountId !== null) return [clause('{row}."Id" = ?', user.accountId)];
    if (object.name === 'Contact' && user.contactId !== null) return [clause('{row}."Id" = ?', user.contactId)];
    return [];
  }
  if (object.name !== 'Account') return [];
  return ['Contact', 'Case', 'Opportunity'].flatMap((child) => {
    if (schema.object(child) === undefined) return [];
    const owner = oneOf('c."OwnerId"', principals().owns);
    return [clause(`EXISTS (SELECT 1 FROM "${child}" c WHERE c."AccountId" = {row}."Id" AND c."IsDeleted" = 0 AND ${owner.sql})`, ...owner.params)];
  });
}

function userClause({ user, permissions, schema }: SharingInput, access: RecordAccess): Clause | null {
  if (permissions.system('ManageUsers')) return null;
  if (access === 'read' && !permissions.isExternal && schema.object('User')!.sharing.internal !== 'Private') return null;
  return clause('{row}."Id" = ?', user.id);
}

/** Details are as visible as their masters; whether read or edit is asked of the master is the field's setting. */
function detailClause(input: SharingInput, masters: readonly FieldDef[], access: RecordAccess, way: Way): Clause | null {
  const parts = masters.flatMap((field) => {
    const asked = access === 'read' || field.masterDetail!.writeRequiresMasterRead ? 'read' : 'edit';
    const part = parentClause(input, field, asked, way);
    return part === null ? [] : [part];
  });
  return parts.length === 0 ? null : both(parts);
}

function followClause(input: SharingInput, object: SObjectDef, fields: readonly string[], access: RecordAccess, way: Way): Clause | null {
  const asked = access === 'read' || object.name === 'CaseComment' ? 'read' : 'edit';
  const branches: Clause[] = [];
  let before = '';
  let all = true;
  for (const name of fields) {
    const field = object.field(name);
    if (field === undefined) continue;
    const part = parentClause(input, field, asked, way);
    if (part !== null) all = false;
    branches.push(clause(`${before}{row}."${name}" IS NOT NULL${part === null ? '' : ` AND (${part.sql})`}`, ...(part?.params ?? [])));
    before += `{row}."${name}" IS NULL AND `;
  }
  const required = fields.some((name) => object.field(name)?.nillable === false);
  if (all && required) return null;
  const own = [...ownClauses(input, object), ...implicitClauses(object, input.user, access, input), ...setClauses(input, object, access)];
  // Without a parent it is its owner's alone.
  const orphan = required ? [] : both([clause(before.replace(/ AND $/, '')), either(own.length > 0 ? own.slice(0, 1) : [NEVER])]);
  const published = object.name === 'CaseComment' && input.permissions.isExternal ? clause('{row}."IsPublished" = 1') : null;
  const reached = either([...branches, ...(Array.isArray(orphan) ? [] : [orphan]), ...own.slice(1)]);
  return published === null ? reached : both([published, reached]);
}

/** The row that a reference points to is accessible. Targets that are open to the user need no look. */
function parentClause(input: SharingInput, field: FieldDef, access: RecordAccess, way: Way): Clause | null {
  const targets = (field.referenceTo ?? []).map((name) => input.schema.object(name)).filter((target) => target !== undefined);
  const many = targets.length > MANY_TARGETS;
  const next: Way = { depth: way.depth + 1, hops: way.hops + (many ? 1 : 0) };
  const closed = targets.flatMap((target) => {
    const reachable = input.permissions.object(target.name).read && !(many && FOLLOWERS.has(target.name) && (way.hops > 0 || !ATTACHED_TO.has(target.name)));
    const inner = reachable ? accessClause(input, target, access, next) : NEVER;
    return inner === null ? [] : [{ target, inner }];
  });
  if (closed.length === 0) return null;
  const alias = `p${way.depth}`;
  const exists = ({ target, inner }: { target: SObjectDef; inner: Clause }): Clause =>
    (isNever(inner) ? NEVER : clause(`EXISTS (SELECT 1 FROM "${target.name}" ${alias} WHERE ${alias}."Id" = {row}."${field.name}" AND (${about(inner, alias)}))`, ...inner.params));
  if (targets.length === 1) return exists(closed[0]!);
  const prefix = `substr({row}."${field.name}", 1, 3)`;
  const open = clause(`${prefix} NOT IN (${closed.map(({ target }) => `'${target.keyPrefix}'`).join(', ')})`);
  return either([open, ...closed.filter(({ inner }) => !isNever(inner)).map((c) => both([clause(`${prefix} = '${c.target.keyPrefix}'`), exists(c)]))]);
}

/** Share and history rows go with their record; who may edit it may share it. */
function companionClause(input: SharingInput, object: SObjectDef, access: RecordAccess, way: Way): Clause | null {
  const field = object.fields.find((f) => f.referenceTo?.[0] === object.parentObject);
  return field === undefined ? null : parentClause(input, field, object.kind === 'share' && access !== 'read' ? 'edit' : 'read', way);
}

function activityClause(input: SharingInput, object: SObjectDef, access: RecordAccess, way: Way): Clause | null {
  const own = ownClauses(input, object);
  if (access !== 'read') return either(own);
  const related = ['WhatId', 'WhoId'].flatMap((name) => {
    const field = object.field(name)!;
    const part = parentClause(input, field, 'read', way);
    return [part === null ? clause(`{row}."${name}" IS NOT NULL`) : both([clause(`{row}."${name}" IS NOT NULL`), part])];
  });
  return either([...own, ...related]);
}

/** A file is seen by its owner and by those who see a record it is attached to; a portal user only where the link says all users. */
function documentClause(input: SharingInput, access: RecordAccess, way: Way): Clause | null {
  const link = linkedClause(input, way, 'l');
  const visible = input.permissions.isExternal ? `l."Visibility" = 'AllUsers' AND ` : '';
  const level = access === 'read' ? '' : `l."ShareType" IN ('C', 'I') AND `;
  const attached = clause(`EXISTS (SELECT 1 FROM "ContentDocumentLink" l WHERE l."ContentDocumentId" = {row}."Id" AND l."IsDeleted" = 0 AND ${visible}${level}(${link.sql}))`, ...link.params);
  return either([...ownClauses(input, input.schema.object('ContentDocument')!), ...(access === 'delete' ? [] : [attached])]);
}

function linkClause(input: SharingInput, access: RecordAccess, way: Way): Clause | null {
  const link = linkedClause(input, way, '{row}');
  const visible = input.permissions.isExternal ? both([clause(`{row}."Visibility" = 'AllUsers'`), link]) : link;
  const owns = ownClauses(input, input.schema.object('ContentDocument')!);
  const owned = owns.map((own) => clause(`EXISTS (SELECT 1 FROM "ContentDocument" cd WHERE cd."Id" = {row}."ContentDocumentId" AND ${about(own, 'cd')})`, ...own.params));
  return either([...owned, ...(access === 'read' ? [visible] : [])]);
}

/** The link's record is one the user may read, or the link is to the user or a group of the user. */
function linkedClause(input: SharingInput, way: Way, alias: string): Clause {
  const field = input.schema.object('ContentDocumentLink')!.field('LinkedEntityId')!;
  const records: FieldDef = { ...field, referenceTo: (field.referenceTo ?? []).filter((name) => name !== 'User' && name !== 'Organization' && name !== 'ContentDocument') };
  const part = parentClause(input, records, 'read', way);
  const receives = input.permissions.isGuest ? [input.user.id] : input.principals().receives;
  const direct = oneOf(`${alias}."LinkedEntityId"`, receives);
  const isPerson = `substr(${alias}."LinkedEntityId", 1, 3) IN ('005', '00G')`;
  const record = part === null ? clause(`NOT ${isPerson}`) : clause(`NOT ${isPerson} AND (${about(part, alias)})`, ...part.params);
  return either([direct, record]);
}
