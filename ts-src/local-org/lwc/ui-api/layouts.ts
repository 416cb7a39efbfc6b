import type { ExecutionContext } from '../../execution/context.ts';
import type { ProjectMetadata, XmlComponent, XmlElement } from '../../metadata/index.ts';
import type { SObjectDef } from '../../schema/model.ts';
import { readable } from './select.ts';
import { LISTED_CHILDREN, STANDARD_LAYOUTS } from './standard-layouts.ts';

/** Sections of a page layout: rows of at most two items. */
export interface LayoutModel {
  readonly sections: readonly LayoutSection[];
  readonly relatedLists: readonly RelatedListModel[];
}

/** A related list of a layout: the relationship's name, with columns and sorting as they are named there. */
export interface RelatedListModel {
  readonly relationship: string;
  readonly fields: readonly string[];
  readonly sort?: { readonly column: string; readonly descending: boolean };
}

export interface LayoutSection {
  readonly heading: string;
  readonly columns: 1 | 2;
  readonly rows: readonly (readonly LayoutItem[])[];
}

export interface LayoutItem {
  /** null: an empty space. */
  readonly field: string | null;
  readonly behavior: 'Edit' | 'Required' | 'Readonly';
}

/** The object's page layout, else one of all its fields. */
export function layoutOf(project: ProjectMetadata, context: ExecutionContext, object: SObjectDef): LayoutModel {
  const layout = findLayout(project, object.name);
  return layout ? fromMetadata(layout.xml, context, object) : standardLayout(context, object);
}

function findLayout(project: ProjectMetadata, objectName: string): XmlComponent | undefined {
  const layouts = project.layouts.filter(({ fullName }) => decodeURIComponent(fullName).startsWith(`${objectName}-`));
  return layouts.find(({ fullName }) => / Layout$/.test(decodeURIComponent(fullName))) ?? layouts[0];
}

function fromMetadata(xml: XmlElement, context: ExecutionContext, object: SObjectDef): LayoutModel {
  const sections = xml.list('layoutSections').filter((section) => section.text('style') !== 'CustomLinks').map((section): LayoutSection => {
    const columns = section.list('layoutColumns').map((column) => column.list('layoutItems').flatMap((item) => layoutItem(item, context, object)));
    return { heading: section.flag('detailHeading', true) ? (section.text('label') ?? '') : '', columns: columns.length > 1 ? 2 : 1, rows: zip(columns) };
  });
  return {
    sections: sections.filter(({ rows }) => rows.length > 0),
    relatedLists: xml.list('relatedLists').flatMap((list) => {
      const relationship = relationshipOf(list.text('relatedList') ?? '', object);
      const column = list.text('sortField');
      const sort = column === undefined ? {} : { sort: { column, descending: list.text('sortOrder') === 'Desc' } };
      return relationship ? [{ relationship, fields: list.texts('fields'), ...sort }] : [];
    }),
  };
}

function layoutItem(item: XmlElement, context: ExecutionContext, object: SObjectDef): LayoutItem[] {
  if (item.flag('emptySpace')) return [{ field: null, behavior: 'Readonly' }];
  const field = object.field(item.text('field') ?? '');
  if (!field || !readable(context, object, field)) return [];
  const behavior = item.text('behavior');
  return [{ field: field.name, behavior: behavior === 'Required' || behavior === 'Readonly' ? behavior : 'Edit' }];
}

/** Columns side by side become rows. */
function zip(columns: readonly (readonly LayoutItem[])[]): LayoutItem[][] {
  const height = Math.max(0, ...columns.map((column) => column.length));
  const empty: LayoutItem = { field: null, behavior: 'Readonly' };
  return Array.from({ length: height }, (_, row) => (columns.length > 1 ? columns.slice(0, 2).map((column) => column[row] ?? empty) : [columns[0]![row]!]));
}

/** `Event__c.Twin__c` or `RelatedContactList`-like names as a relationship of the object. */
function relationshipOf(name: string, object: SObjectDef): string | undefined {
  const [child, field] = name.split('.');
  const found = object.childRelationships.find((candidate) => (field ? candidate.childObject === child && candidate.field.toLowerCase() === field.toLowerCase() : candidate.name === name || `Related${candidate.childObject}List` === name));
  return found?.name;
}

const SYSTEM = new Set(['Id', 'IsDeleted', 'SystemModstamp', 'LastViewedDate', 'LastReferencedDate', 'LastActivityDate', 'CreatedById', 'CreatedDate', 'LastModifiedById', 'LastModifiedDate', 'RecordTypeId', 'UserRecordAccessId']);

/** Without a layout: what a new org shows of a standard object, then the project's own fields; of others everything that the user may read. */
function standardLayout(context: ExecutionContext, object: SObjectDef): LayoutModel {
  const item = (name: string): LayoutItem => ({ field: name, behavior: 'Edit' });
  const section = (heading: string, left: readonly string[], right: readonly string[]): LayoutSection => ({ heading, columns: 2, rows: zip([left.map(item), right.map(item)]) });
  const allowed = (names: readonly string[]): string[] => names.filter((name) => object.field(name) && readable(context, object, object.field(name)!));
  const standard = STANDARD_LAYOUTS[object.name]?.sections ?? [];
  const placed = new Set(standard.flatMap(({ left, right }) => [...left, ...right]));
  const names = [...(standard.length > 0 ? [] : [object.nameField]), ...furtherFields(context, object, placed, standard.length > 0)];
  const half = Math.ceil(names.length / 2);
  const information = names.length > 0 ? [section(standard.length > 0 ? 'Additional Information' : 'Information', names.slice(0, half), names.slice(half))] : [];
  const system = standard.length > 0 ? [] : [section('System Information', allowed(['CreatedById']), allowed(['LastModifiedById']))];
  const known = standard.map(({ heading, left, right }) => section(heading, allowed(left), allowed(right)));
  const sections = [...known.slice(0, -1), ...information, ...known.slice(-1), ...system].filter(({ rows }) => rows.length > 0);
  return { sections, relatedLists: standardRelatedLists(context, object) };
}

function furtherFields(context: ExecutionContext, object: SObjectDef, placed: ReadonlySet<string>, customOnly: boolean): string[] {
  const parts = new Set(object.fields.flatMap((field) => field.components ?? []));
  const shown = object.fields.filter((field) => !SYSTEM.has(field.name) && !placed.has(field.name) && !parts.has(field.name) && field.name !== object.nameField && field.type !== 'base64' && readable(context, object, field));
  return shown.filter((field) => !customOnly || field.custom).map(({ name }) => name);
}

function standardRelatedLists(context: ExecutionContext, object: SObjectDef): LayoutModel['relatedLists'] {
  const taken = new Set<string>();
  return object.childRelationships.flatMap(({ name, childObject }) => {
    const custom = context.schema.object(childObject)?.kind === 'custom';
    // A standard child may point here by several fields; the first is the one that a layout would list.
    if (!name || !(custom || (LISTED_CHILDREN.has(childObject) && !taken.has(childObject)))) return [];
    taken.add(childObject);
    return [{ relationship: name, fields: [] }];
  });
}

/** Fields of the object's highlights: its compact layout, else its name and a few that say most. */
export function compactFields(project: ProjectMetadata, context: ExecutionContext, object: SObjectDef): readonly string[] {
  const own = ownHighlights(project, object);
  return (own.length > 0 ? own : standardCompact(object)).flatMap((name) => {
    const field = object.field(name);
    return field && readable(context, object, field) ? [field.name] : [];
  });
}

/** Fields of the project's compact layout; none where it has none. */
export function ownHighlights(project: ProjectMetadata, object: SObjectDef): readonly string[] {
  const metadata = project.objects.find(({ name }) => name === object.name);
  const assigned = metadata?.definition?.xml.text('compactLayoutAssignment');
  const layout = metadata?.compactLayouts.find(({ fullName }) => fullName.split('.').at(-1) === assigned) ?? (assigned === undefined ? metadata?.compactLayouts[0] : undefined);
  return layout?.xml.texts('fields') ?? [];
}

function standardCompact(object: SObjectDef): string[] {
  const telling = [...(object.name === 'Case' ? ['Subject'] : []), 'Status', 'Type', 'Priority', 'AccountId', 'ContactId', 'Phone', 'Email', 'OwnerId'];
  return [object.nameField, ...telling.filter((name) => object.field(name) && name !== object.nameField)].slice(0, 5);
}

/** Every field that a layout type shows, for `layoutTypes=Full|Compact`. */
export function layoutFields(project: ProjectMetadata, context: ExecutionContext, object: SObjectDef, type: string): readonly string[] {
  const direct = type === 'Compact' ? compactFields(project, context, object) : layoutOf(project, context, object).sections.flatMap(({ rows }) => rows.flat().flatMap(({ field }) => field ?? []));
  return direct.flatMap((name) => withRelated(context, object, name));
}

/** A reference shows the name of what it points to, so that comes along. */
export function withRelated(context: ExecutionContext, object: SObjectDef, name: string): readonly string[] {
  const field = object.field(name);
  if (field?.type !== 'reference' || !field.relationshipName) return [name];
  const target = field.referenceTo?.length === 1 ? context.schema.object(field.referenceTo[0]!) : undefined;
  return [name, `${field.relationshipName}.${target?.nameField ?? 'Name'}`];
}
