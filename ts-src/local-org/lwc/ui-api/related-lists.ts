import type { ExecutionContext } from '../../execution/context.ts';
import { OrgError } from '../../execution/errors.ts';
import type { ProjectMetadata } from '../../metadata/index.ts';
import type { ChildRelationship, SObjectDef } from '../../schema/model.ts';
import { fieldOfColumn, ownColumns, standardColumns } from './columns.ts';
import { layoutOf, ownHighlights, withRelated } from './layouts.ts';
import { dataType } from './object-info.ts';
import { pageOf } from './paging.ts';
import type { Page } from './paging.ts';
import { recordJson, systemPaths, withParentIds } from './record-json.ts';
import { identify } from './records.ts';
import { readable, readablePath, selectRows, text, where } from './select.ts';

export interface RelatedListInfo {
  readonly relatedListId: string;
  readonly label: string;
  readonly objectApiName: string;
  readonly fieldName: string;
  readonly displayColumns: readonly { readonly fieldApiName: string; readonly label: string; readonly dataType: string; readonly sortable: boolean }[];
}

/** The related lists of the object's layout (or all, without one) that the user may see, in order. */
export function relatedListInfos(project: ProjectMetadata, context: ExecutionContext, parent: SObjectDef): readonly RelatedListInfo[] {
  return layoutOf(project, context, parent).relatedLists.flatMap(({ relationship, fields }) => {
    const found = visible(context, parent, relationship);
    return found ? [info(project, context, found.relationship, found.child, fields)] : [];
  });
}

export function relatedListInfo(project: ProjectMetadata, context: ExecutionContext, parent: SObjectDef, relatedListId: string): RelatedListInfo {
  const found = visible(context, parent, relatedListId);
  if (!found) throw new OrgError('NOT_FOUND', `${parent.name} has no related list ${relatedListId}, or it is not accessible`);
  const listed = layoutOf(project, context, parent).relatedLists.find(({ relationship }) => relationship === found.relationship.name);
  return info(project, context, found.relationship, found.child, listed?.fields ?? []);
}

function visible(context: ExecutionContext, parent: SObjectDef, name: string): { relationship: ChildRelationship; child: SObjectDef } | undefined {
  const relationship = parent.childRelationship(name) ?? parent.childRelationships.find((candidate) => `${candidate.name}__r` === name || candidate.name === `${name}__r`);
  const child = relationship && context.schema.object(relationship.childObject);
  if (!relationship || !child || !['standard', 'custom'].includes(child.kind) || !context.user.permissions.object(child.name).read) return undefined;
  return { relationship, child };
}

/** Columns that no layout of the parent names, so many: the child's highlights or what a list view shows of it, without the way back to the parent. */
const MOST_COLUMNS = 4;

function info(project: ProjectMetadata, context: ExecutionContext, relationship: ChildRelationship, child: SObjectDef, given: readonly string[]): RelatedListInfo {
  const own = [ownHighlights(project, child), ownColumns(project, child)].map((names) => names.filter((name) => name !== relationship.field)).find((names) => names.length > 0) ?? [];
  const chosen = given.length > 0 ? given.flatMap((name) => fieldOfColumn(child, name) ?? []) : own.length > 0 ? own.slice(0, MOST_COLUMNS) : standardColumns(child, relationship.field);
  return {
    relatedListId: relationship.name,
    label: child.labelPlural,
    objectApiName: child.name,
    fieldName: relationship.field,
    displayColumns: chosen.flatMap((name) => {
      const field = child.field(name);
      return field && readable(context, child, field) ? [{ fieldApiName: field.name, label: field.label.replace(/ ID$/, ''), dataType: dataType(field), sortable: true }] : [];
    }),
  };
}

/** How the parent's layout sorts the list, as `sortBy` says it. */
function layoutSort(project: ProjectMetadata, context: ExecutionContext, parent: SObjectDef, relationship: ChildRelationship, child: SObjectDef): string | undefined {
  const listed = layoutOf(project, context, parent).relatedLists.find((list) => list.relationship === relationship.name);
  const field = listed?.sort && fieldOfColumn(child, listed.sort.column);
  return field && readablePath(context, child, field) ? `${listed.sort?.descending === true ? '-' : ''}${field}` : undefined;
}

/** `/ui-api/related-list-records`. `sortBy`: `Name` or `-Name`; else as the layout sorts, else the newest first. */
export function relatedListRecords(project: ProjectMetadata, context: ExecutionContext, parentId: string, relatedListId: string, options: { readonly fields: readonly string[]; readonly sortBy?: string; readonly page: Page }): object {
  const { id, object: parent } = identify(context, parentId);
  const found = visible(context, parent, relatedListId);
  if (!found) throw new OrgError('NOT_FOUND', `${parent.name} has no related list ${relatedListId}, or it is not accessible`);
  const { child, relationship } = found;
  const wanted = options.fields.length > 0 ? options.fields : [child.nameField];
  const paths = wanted.flatMap((name) => withRelated(context, child, name.replace(new RegExp(`^${child.name}\\.`, 'i'), ''))).flatMap((name) => readablePath(context, child, name) ?? []);
  const sortBy = options.sortBy ?? layoutSort(project, context, parent, relationship, child);
  const sort = readablePath(context, child, sortBy?.replace(/^-/, '') ?? '') ?? readablePath(context, child, 'CreatedDate') ?? readablePath(context, child, child.nameField)!;
  const descending = sortBy ? sortBy.startsWith('-') : sort.field.name === 'CreatedDate';
  const rows = selectRows(context, {
    object: child,
    fields: withParentIds([...systemPaths(context, child), ...paths]),
    where: where([relationship.field], '=', text(id)),
    orderBy: [{ field: { kind: 'path', parts: sort.parts, at: { line: 1, column: 1 } }, descending, nulls: 'last' }],
    limit: options.page.size + 1,
    offset: options.page.offset,
  });
  const shown = withParentIds(paths);
  return { ...pageOf(rows, options.page, (row) => recordJson(context, row, shown)), fields: wanted.map((name) => `${child.name}.${name}`), listReference: { inContextOfRecordId: id, parentObjectApiName: parent.name, relatedListId: relationship.name, type: 'relatedList' }, sortBy: sortBy ? [sortBy] : [] };
}
