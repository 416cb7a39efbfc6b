import type { ExecutionContext } from '../../execution/context.ts';
import { NotImplementedError, OrgError } from '../../execution/errors.ts';
import type { ProjectMetadata, XmlElement } from '../../metadata/index.ts';
import type { SObjectDef } from '../../schema/model.ts';
import type { Condition } from '../../soql/index.ts';
import { fieldOfColumn, standardColumns } from './columns.ts';
import { filterCondition, joined } from './filters.ts';
import { dataType } from './object-info.ts';
import { pageOf } from './paging.ts';
import type { Page } from './paging.ts';
import { queueIds } from './queues.ts';
import { recordJson, systemPaths, withParentIds } from './record-json.ts';
import { withRelated } from './layouts.ts';
import { readable, readablePath, selectRows, text, where } from './select.ts';

/** A list view: the project's own, or one of all records where it has none of them. */
export interface ListView {
  readonly apiName: string;
  readonly label: string;
  readonly columns: readonly string[];
  /** `filterScope`: whose records. */
  readonly scope: string;
  readonly xml: XmlElement | undefined;
}

const EVERYTHING = 'AllRecords';
const EVERYBODYS = 'Everything';
/** Fields that records of a list have whatever its columns are. */
const ALWAYS = ['Id', 'CreatedDate', 'LastModifiedDate', 'SystemModstamp'];

export function listViews(project: ProjectMetadata, object: SObjectDef): readonly ListView[] {
  const own = (project.objects.find(({ name }) => name === object.name)?.listViews ?? []).map(({ fullName, xml }): ListView => ({
    apiName: fullName.split('.').at(-1)!,
    label: xml.text('label') ?? fullName,
    columns: xml.texts('columns').map((name) => fieldOfColumn(object, name)).filter((name) => name !== undefined),
    scope: xml.text('filterScope') ?? EVERYBODYS,
    xml,
  }));
  const all: ListView = { apiName: EVERYTHING, label: `All ${object.labelPlural}`, columns: standardColumns(object), scope: EVERYBODYS, xml: undefined };
  return own.some(({ scope, xml }) => scope === EVERYBODYS && !xml?.child('filters')) ? own : [...own, all];
}

export function listView(project: ProjectMetadata, object: SObjectDef, apiName: string): ListView {
  const found = listViews(project, object).find((view) => view.apiName.toLowerCase() === apiName.toLowerCase());
  if (!found) throw new OrgError('NOT_FOUND', `${object.name} has no list view ${apiName}`);
  return found;
}

export function listInfo(context: ExecutionContext, object: SObjectDef, view: ListView): object {
  return {
    label: view.label,
    listReference: { id: null, listViewApiName: view.apiName, objectApiName: object.name, type: 'listView' },
    displayColumns: (view.columns.length > 0 ? view.columns : standardColumns(object)).flatMap((name) => {
      const field = object.field(name);
      return field && readable(context, object, field) ? [{ fieldApiName: field.name, label: field.label.replace(/ ID$/, ''), dataType: dataType(field), sortable: field.type !== 'textarea' }] : [];
    }),
  };
}

/** `/ui-api/list-records`. `sortBy`: `Name` or `-Name`; default: newest change first. */
export function listRecords(context: ExecutionContext, object: SObjectDef, view: ListView, options: { readonly fields: readonly string[]; readonly sortBy?: string; readonly page: Page }): object {
  const names = [...new Set([...ALWAYS, object.nameField, ...view.columns, ...standardColumns(object).slice(0, view.columns.length > 0 ? 1 : 9), ...options.fields.map((name) => name.replace(new RegExp(`^${object.name}\\.`, 'i'), ''))])];
  const paths = names.flatMap((name) => withRelated(context, object, name)).flatMap((name) => readablePath(context, object, name) ?? []);
  const sort = readablePath(context, object, options.sortBy?.replace(/^-/, '') ?? 'LastModifiedDate') ?? readablePath(context, object, object.nameField)!;
  const condition = conditionOf(context, object, view);
  const rows = selectRows(context, {
    object,
    fields: withParentIds([...systemPaths(context, object), ...paths]),
    ...(condition ? { where: condition } : {}),
    orderBy: [{ field: { kind: 'path', parts: sort.parts, at: { line: 1, column: 1 } }, descending: options.sortBy ? options.sortBy.startsWith('-') : true, nulls: 'last' }],
    limit: options.page.size + 1,
    offset: options.page.offset,
  });
  const shown = withParentIds(paths);
  return { ...pageOf(rows, options.page, (row) => recordJson(context, row, shown)), listReference: { listViewApiName: view.apiName, objectApiName: object.name, type: 'listView' }, sortBy: options.sortBy ?? null };
}

function conditionOf(context: ExecutionContext, object: SObjectDef, view: ListView): Condition | undefined {
  const what = `list view ${view.apiName}`;
  const filters = (view.xml?.list('filters') ?? []).map((filter) => {
    const column = filter.text('field') ?? '';
    const field = object.field(fieldOfColumn(object, column) ?? '');
    return filterCondition(field && { parts: [field.name], field }, { field: column, operation: filter.text('operation') ?? '', value: filter.text('value') ?? '' }, what);
  });
  const own = joined(view.xml?.text('booleanFilter'), filters, what);
  const scope = object.field('OwnerId') ? scopeConditions(context, view) : [];
  return joined(undefined, own ? [own, ...scope] : scope, what);
}

function scopeConditions(context: ExecutionContext, view: ListView): Condition[] {
  switch (view.scope) {
    case EVERYBODYS: return [];
    case 'Mine': return [where(['OwnerId'], '=', text(context.user.id))];
    case 'Queue': return [where(['OwnerId'], 'in', queueOf(context, view).map(text))];
    default: throw new NotImplementedError(`list view ${view.apiName} with the scope ${view.scope}`);
  }
}

/** Ids of the queue whose records a list shows; empty for any other list. */
export function queueOf(context: ExecutionContext, view: ListView): readonly string[] {
  return view.scope === 'Queue' ? queueIds(context, view.xml?.text('queue') ?? '') : [];
}
