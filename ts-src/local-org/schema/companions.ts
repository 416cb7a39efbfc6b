import type { ObjectSpec } from './define.ts';
import type { FieldDef } from './model.ts';
import { anyType, bool, defaulted, fieldsOf, int, lookup, picklist, readOnly, required, createOnly, restricted, text, textArea, type FieldBuilder } from './standard/builders.ts';
import { ID_FIELD, systemFields } from './standard/index.ts';

/** Share objects of the older kind name parent and level after the object (`CaseShare.CaseId`, `CaseAccessLevel`). */
const NAMED_SHARES: Readonly<Record<string, string>> = {
  Account: '00r', Contact: '03s', Case: '01n', Lead: '01o', Opportunity: '00t', Campaign: '08s', Asset: '70a', Order: '80a', Individual: '0Ps', User: '0Us',
};
const stem = (object: string): string => object.replace(/__c$/, '__');
const audit = (...names: string[]): FieldDef[] => systemFields().filter((f) => names.includes(f.name));

/** `Twin__Share`, `AccountShare`: who else may see a record, and why. `reasons` are the project's Apex sharing reasons. */
export function shareObject(object: ObjectSpec, reasons: readonly { readonly name: string; readonly label: string }[]): ObjectSpec {
  const named = object.name in NAMED_SHARES;
  const [parent, level] = named ? [`${object.name}Id`, `${object.name}AccessLevel`] : ['ParentId', 'AccessLevel'];
  const levels = restricted(picklist(['Read', 'Edit', 'All'], undefined, 40));
  const builders: Record<string, FieldBuilder> = {
    [parent]: required(createOnly(lookup(object.name, 'Shares', { onDelete: 'Cascade', relationship: named ? object.name : 'Parent' }))),
    [level]: required(levels),
    ...(object.name === 'Account' ? { OpportunityAccessLevel: required(restricted(picklist(['None', 'Read', 'Edit'], undefined, 40))), CaseAccessLevel: restricted(picklist(['*None', 'Read', 'Edit'], undefined, 40)), ContactAccessLevel: restricted(picklist(['*None', 'Read', 'Edit'], undefined, 40)) } : {}),
    UserOrGroupId: required(createOnly(lookup(['Group', 'User'], undefined, { label: 'User/Group ID' }))),
  };
  const cause = defaulted(createOnly(restricted(picklist(['Owner', '*Manual', 'Rule', 'ImplicitParent', 'ImplicitChild', 'ImplicitPerson', 'Team', 'Territory', 'GuestRule', 'Delegate'], 'Row Cause', 40))))('RowCause')[0]!;
  const picks = [...cause.picklist!, ...reasons.map((r) => ({ value: r.name, label: r.label, active: true, default: false }))];
  return {
    name: object.name.endsWith('__c') ? `${stem(object.name)}Share` : `${object.name}Share`, label: `${object.label} Share`, labelPlural: `${object.label} Share`,
    keyPrefix: NAMED_SHARES[object.name] ?? '02c', kind: 'share', parentObject: object.name, nameField: 'Id',
    fields: [ID_FIELD, ...fieldsOf(builders), { ...cause, picklist: picks }, ...audit('LastModifiedDate', 'LastModifiedById', 'IsDeleted')],
  };
}

/** `Twin__History`, `AccountHistory`, `OpportunityFieldHistory`: what changed, row by row. Written by the org only. */
export function historyObject(object: ObjectSpec): ObjectSpec {
  const custom = object.name.endsWith('__c');
  const name = custom ? `${stem(object.name)}History` : object.name === 'Opportunity' ? 'OpportunityFieldHistory' : `${object.name}History`;
  const parent = custom ? 'ParentId' : `${object.name}Id`;
  const builders: Record<string, FieldBuilder> = {
    [parent]: lookup(object.name, 'Histories', { onDelete: 'Cascade', relationship: custom ? 'Parent' : object.name }),
    Field: picklist(['created', ...object.fields.map((f) => f.name)], 'Changed Field'), DataType: picklist([], 'Datatype', 40), OldValue: anyType(), NewValue: anyType(),
  };
  return {
    name, label: `${object.label} History`, labelPlural: `${object.label} History`, keyPrefix: '017', kind: 'history', parentObject: object.name, nameField: 'Id', createable: false, updateable: false, deletable: false,
    fields: [ID_FIELD, ...audit('IsDeleted', 'CreatedById', 'CreatedDate'), ...fieldsOf(builders)],
  };
}

/** `Twin__Feed`, `AccountFeed`: posts on records of one object. */
export function feedObject(object: ObjectSpec): ObjectSpec {
  const builders: Record<string, FieldBuilder> = {
    ParentId: lookup(object.name, 'Feeds', { onDelete: 'Cascade', relationship: 'Parent' }), Type: picklist(['TextPost', 'LinkPost', 'ContentPost', 'TrackedChange', 'CreateRecordEvent'], 'Feed Item Type', 40), CommentCount: int(), LikeCount: int(),
    Title: text(255), Body: textArea(10000), LinkUrl: text(1000), IsRichText: bool(), RelatedRecordId: lookup('ContentVersion', undefined, { label: 'Related Record ID' }), InsertedById: lookup('User', undefined, { label: 'InsertedBy ID' }), BestCommentId: lookup('FeedComment', undefined, { label: 'Best Comment ID' }), Visibility: picklist(['AllUsers', 'InternalUsers'], undefined, 40),
  };
  return {
    name: object.name.endsWith('__c') ? `${stem(object.name)}Feed` : `${object.name}Feed`, label: `${object.label} Feed`, labelPlural: `${object.label} Feed`, keyPrefix: '0D5', kind: 'feed', parentObject: object.name, nameField: 'Title',
    createable: false, updateable: false, fields: [ID_FIELD, ...fieldsOf(builders).flatMap((f) => readOnly(() => [f])('')), ...audit('CreatedById', 'CreatedDate', 'LastModifiedDate', 'SystemModstamp', 'IsDeleted')],
  };
}


/** `AccountChangeEvent`, `Twin__ChangeEvent` */
export const changeEventName = (object: string): string => `${object.replace(/__c$/, '__')}ChangeEvent`;

/** What change data capture tells of an object: its fields, and a header that Apex sees as a class. */
export function changeEventObject(object: ObjectSpec): ObjectSpec {
  const header: FieldDef = { ...readOnly(anyType('Change Event Header'))('ChangeEventHeader')[0]!, createable: true, apexType: 'EventBus.ChangeEventHeader' };
  const own = object.fields.filter((field) => field.formula === undefined && !['Id', 'IsDeleted', 'SystemModstamp'].includes(field.name));
  return {
    name: changeEventName(object.name), label: `${object.label} Change Event`, keyPrefix: '', kind: 'platformEvent', parentObject: object.name, nameField: 'Id', queryable: false, createable: false, updateable: false, deletable: false,
    features: { triggers: true }, publishBehavior: 'PublishAfterCommit',
    fields: [ID_FIELD, ...readOnly(text(1000, 'Replay ID'))('ReplayId'), header, ...own.map(({ masterDetail: _m, summary: _s, autoNumber: _a, childRelationshipName: _c, ...field }) => ({ ...field, nillable: true, unique: false, externalId: false }))],
  };
}
