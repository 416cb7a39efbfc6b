import type { ProjectMetadata } from '../../metadata/index.ts';
import type { FieldType, SObjectDef } from '../../schema/model.ts';

/** Types of fields that make good columns, the best first. */
const TELLING_TYPES: readonly FieldType[] = ['string', 'picklist', 'reference', 'date', 'currency', 'double', 'int', 'percent', 'email', 'phone', 'datetime', 'boolean'];

/** Columns of objects of which the platform's own lists show others. */
const COLUMNS_OF: Readonly<Record<string, readonly string[]>> = { Report: ['Name', 'Description', 'FolderName'], Dashboard: ['Title', 'Description', 'FolderName'] };

/** The name and what usually tells most. */
export function standardColumns(object: SObjectDef, without?: string): string[] {
  if (COLUMNS_OF[object.name]) return [...COLUMNS_OF[object.name]!];
  const telling = ['Subject', 'Status', 'StageName', 'Type', 'Priority', 'Email', 'Phone', 'Amount'];
  const custom = object.fields
    .filter((field) => field.custom && field.name !== without && TELLING_TYPES.includes(field.type))
    .sort((a, b) => Number(b.externalId || b.unique) - Number(a.externalId || a.unique) || TELLING_TYPES.indexOf(a.type) - TELLING_TYPES.indexOf(b.type))
    .map(({ name }) => name);
  const names = [object.nameField, ...telling.filter((name) => object.field(name)), ...custom, ...['LastModifiedDate'].filter((name) => object.field(name))];
  return [...new Set(names)].slice(0, 5);
}

/** The columns of the project's list view, of all records rather than of some: what its people look for; none where it has no view. */
export function ownColumns(project: ProjectMetadata, object: SObjectDef): string[] {
  const views = project.objects.find(({ name }) => name === object.name)?.listViews ?? [];
  const view = views.find(({ xml }) => (xml.text('filterScope') ?? 'Everything') === 'Everything' && !xml.child('filters')) ?? views[0];
  return (view?.xml.texts('columns') ?? []).flatMap((column) => fieldOfColumn(object, column) ?? []);
}

/** Classic names of columns. */
const CLASSIC: Readonly<Record<string, string>> = {
  NAME: 'Name', CREATED_DATE: 'CreatedDate', LAST_UPDATE: 'LastModifiedDate', 'OWNER.ALIAS': 'OwnerId', 'CREATEDBY_USER.ALIAS': 'CreatedById', 'UPDATEDBY_USER.ALIAS': 'LastModifiedById', 'CORE.USERS.ALIAS': 'OwnerId',
  'CASES.CASE_NUMBER': 'CaseNumber', 'CASES.SUBJECT': 'Subject', 'CASES.STATUS': 'Status', 'CASES.PRIORITY': 'Priority', 'CASES.CREATED_DATE': 'CreatedDate', 'CASES.CREATED_DATE_DATE_ONLY': 'CreatedDate', 'CASES.ORIGIN': 'Origin',
  'ACCOUNT.NAME': 'Name', 'CONTACT.NAME': 'Name', FULL_NAME: 'Name', PHONE1: 'Phone', EMAIL: 'Email',
};

/** Of cases, which have no name, the column is their person's. */
const CLASSIC_OF_CASES: Readonly<Record<string, string>> = { NAME: 'ContactId' };

/** The field that a column of a list view or of a related list names. */
export function fieldOfColumn(object: SObjectDef, column: string): string | undefined {
  const classic = (object.name === 'Case' ? CLASSIC_OF_CASES[column] : undefined) ?? CLASSIC[column.toUpperCase()] ?? '';
  return object.field(column)?.name ?? object.field(classic)?.name ?? object.field(column.split('.').at(-1)!)?.name;
}
