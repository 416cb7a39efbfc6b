import type { ExecutionContext } from '../../execution/context.ts';
import { NotImplementedError, OrgError } from '../../execution/errors.ts';
import type { ProjectMetadata, XmlElement } from '../../metadata/index.ts';
import type { FieldDef, SObjectDef } from '../../schema/model.ts';
import type { ComparisonOperator, Condition, Literal } from '../../soql/index.ts';
import { fieldOfColumn, standardColumns } from './columns.ts';
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
  if (view.xml?.text('booleanFilter')) throw new NotImplementedError(`list view ${view.apiName} with filter logic`);
  const terms: Condition[] = (view.xml?.list('filters') ?? []).map((filter) => filterCondition(object, filter, view.apiName));
  if (object.field('OwnerId')) terms.push(...scopeConditions(context, view));
  return terms.length === 0 ? undefined : { kind: 'and', terms };
}

function scopeConditions(context: ExecutionContext, view: ListView): Condition[] {
  switch (view.scope) {
    case EVERYBODYS: return [];
    case 'Mine': return [where(['OwnerId'], '=', text(context.user.id))];
    case 'Queue': return [where(['OwnerId'], 'in', queueIds(context, view.xml?.text('queue') ?? '').map(text))];
    default: throw new NotImplementedError(`list view ${view.apiName} with the scope ${view.scope}`);
  }
}

const OPERATORS: Readonly<Record<string, { operator: ComparisonOperator; negated?: boolean; pattern?: (value: string) => string }>> = {
  equals: { operator: '=' }, notEqual: { operator: '!=' }, lessThan: { operator: '<' }, greaterThan: { operator: '>' }, lessOrEqual: { operator: '<=' }, greaterOrEqual: { operator: '>=' },
  contains: { operator: 'like', pattern: (value) => `%${value}%` }, notContain: { operator: 'like', negated: true, pattern: (value) => `%${value}%` }, startsWith: { operator: 'like', pattern: (value) => `${value}%` },
};

function filterCondition(object: SObjectDef, filter: XmlElement, viewName: string): Condition {
  const field = object.field(fieldOfColumn(object, filter.text('field') ?? '') ?? '');
  const operation = OPERATORS[filter.text('operation') ?? ''];
  if (!field || !operation) throw new NotImplementedError(`list view ${viewName}: filter on ${filter.text('field')} ${filter.text('operation')}`);
  const raw = filter.text('value') ?? '';
  const values = field.type === 'picklist' || operation.operator === '=' || operation.operator === '!=' ? raw.split(',') : [raw];
  const literals = values.map((value) => literalOf(field, operation.pattern ? operation.pattern(value) : value.trim()));
  const each = literals.map((literal) => where([field.name], operation.operator, literal));
  // Several values mean any of them; with `!=` none of them.
  const joined: Condition = each.length === 1 ? each[0]! : { kind: operation.operator === '!=' ? 'and' : 'or', terms: each };
  return operation.negated ? { kind: 'not', term: joined } : joined;
}

function literalOf(field: FieldDef, value: string): Literal {
  if (value === '') return { kind: 'null' };
  switch (field.type) {
    case 'boolean': return { kind: 'boolean', value: value === '1' || value.toLowerCase() === 'true' };
    case 'int': case 'long': case 'double': case 'currency': case 'percent': return { kind: 'number', text: value };
    case 'date': case 'datetime': {
      const relative = /^([A-Z_]+)(?::(\d+))?$/.exec(value);
      if (relative) return { kind: 'dateLiteral', name: relative[1]!, ...(relative[2] ? { n: Number(relative[2]) } : {}) };
      return field.type === 'date' ? { kind: 'date', text: value } : { kind: 'datetime', text: value };
    }
    default: return text(value);
  }
}
