import type { ReportExecuteResult } from 'jsforce/lib/api/analytics/types.js';
import type { ExecutionContext } from '../../execution/context.ts';
import { OrgError } from '../../execution/errors.ts';
import type { FieldDef, SObjectDef } from '../../schema/model.ts';
import type { Condition, FunctionCall, OrderItem, SelectItem, SoqlQuery } from '../../soql/index.ts';
import type { SObjectRecord, Value } from '../../values/index.ts';
import { fieldValue } from '../ui-api/display-value.ts';
import { filterCondition, joined } from '../ui-api/filters.ts';
import { AS_USER, path, readablePath, selectRows } from '../ui-api/select.ts';
import type { ResolvedPath } from '../ui-api/select.ts';
import { aggregateName, ROW_COUNT } from './definitions.ts';
import type { Column, Report, Summary } from './definitions.ts';
import { extendedMetadata, reportMetadata } from './report-metadata.ts';

/** As many rows of details as a report answers at once; its figures count all. */
const MOST_ROWS = 2000;
const AT = { line: 1, column: 1 };

/** What a report is about, as far as the user may read it. */
export interface Resolved {
  readonly report: Report;
  readonly object: SObjectDef;
  readonly columns: readonly (Column & { readonly to: ResolvedPath })[];
  readonly groupings: readonly (Report['groupings'][number] & { readonly to: ResolvedPath })[];
  readonly condition: Condition | undefined;
  readonly aggregates: readonly Aggregate[];
}
export interface Aggregate {
  readonly name: string;
  readonly label: string;
  readonly call: FunctionCall;
  /** Absent: a number of rows. */
  readonly field: FieldDef | undefined;
}

type Result = ReportExecuteResult;
type Facts = Result['factMap'][string];
type Group = NonNullable<Result['groupingsDown']>['groupings'][number];

/**
 * Columns that the user may not read are left out, as on the platform.
 * @throws OrgError when what groups or filters the rows may not be read, or is not there
 */
export function resolve(context: ExecutionContext, report: Report): Resolved {
  const what = `report ${report.name}`;
  const object = context.schema.object(report.object);
  if (!object || !context.user.permissions.object(report.object).read) throw new OrgError('INSUFFICIENT_ACCESS', `The ${what} reads ${report.object}, which you may not read`);
  const needed = (name: string, use: string): ResolvedPath => {
    const found = readablePath(context, object, name);
    if (!found) throw new OrgError('INSUFFICIENT_ACCESS', `The ${what} ${use} ${object.name}.${name}, which is not there or which you may not read`);
    return found;
  };
  const columns = report.columns.flatMap((column) => {
    const to = readablePath(context, object, column.path);
    return to ? [{ ...column, to }] : [];
  });
  const filters = report.filters.map(({ path: name, operation, value }) => filterCondition(needed(name, 'filters by'), { field: name, operation, value }, what));
  return {
    report, object, columns,
    groupings: report.groupings.map((grouping) => ({ ...grouping, to: needed(grouping.path, 'groups by') })),
    condition: joined(report.filterLogic, filters, what),
    aggregates: [
      { name: ROW_COUNT, label: 'Record Count', call: call('COUNT', 'Id'), field: undefined },
      ...columns.flatMap(({ name, to, summaries }) => summaries.map((summary): Aggregate => ({ name: aggregateName(summary, name), label: `${SUMMARIES[summary].label} ${to.field.label}`, call: call(SUMMARIES[summary].soql, ...to.parts), field: to.field }))),
      ...report.formulas.flatMap(({ name, label, path: written, summary, decimals }): Aggregate[] => {
        const to = readablePath(context, object, written);
        return to ? [{ name, label, call: call(SUMMARIES[summary].soql, ...to.parts), field: { ...to.field, type: 'double', scale: decimals } }] : [];
      }),
    ],
  };
}

const SUMMARIES: Readonly<Record<Summary, { soql: string; label: string }>> = {
  Sum: { soql: 'SUM', label: 'Sum of' }, Average: { soql: 'AVG', label: 'Average' }, Maximum: { soql: 'MAX', label: 'Largest' }, Minimum: { soql: 'MIN', label: 'Smallest' },
};
const call = (name: string, ...parts: readonly string[]): FunctionCall => ({ kind: 'function', name, args: [path(...parts)], at: AT });

/** Runs a report as the user of the transaction: figures over all rows, details of the first 2,000. */
export function runReport(context: ExecutionContext, report: Report, url: string, withDetails: boolean): Result {
  const resolved = resolve(context, report);
  const { groups, facts } = figures(context, resolved);
  const details = withDetails ? addDetails(context, resolved, groups, facts) : true;
  return {
    attributes: { type: 'Report', describeUrl: `${url}/describe`, instancesUrl: `${url}/instances`, reportName: report.name, reportId: report.id },
    allData: details,
    factMap: Object.fromEntries(facts),
    groupingsAcross: { groupings: [] },
    groupingsDown: { groupings: groups },
    hasDetailRows: withDetails,
    reportExtendedMetadata: extendedMetadata(resolved),
    reportMetadata: reportMetadata(resolved),
  };
}

/** Groups with their keys (`0`, `0_1`), and the figures of each, of `T` for all: one query, whatever the number of rows. */
function figures(context: ExecutionContext, { object, groupings, condition, aggregates }: Resolved): { groups: Group[]; facts: Map<string, Facts> } {
  const by = groupings.map(({ to }) => path(...to.parts));
  const select: SelectItem[] = [
    ...by.map((field, level): SelectItem => ({ kind: 'field', field, alias: `g${level}` })),
    ...by.map((field, level): SelectItem => ({ kind: 'field', field: { kind: 'function', name: 'GROUPING', args: [field], at: AT }, alias: `all${level}` })),
    ...aggregates.map((aggregate, index): SelectItem => ({ kind: 'field', field: aggregate.call, alias: `a${index}` })),
  ];
  const query: SoqlQuery = {
    kind: 'soql', select, from: { name: object.name }, ...(condition ? { where: condition } : {}), allRows: false, at: AT,
    ...(by.length > 0 ? { groupBy: { kind: 'rollup', fields: by }, orderBy: orderOf(groupings) } : {}),
  };
  const top: Group[] = [];
  const facts = new Map<string, Facts>();
  for (const { aggregate: row = {} } of context.query(query, AS_USER).rows) {
    const depth = groupings.filter((_, level) => row[`all${level}`] !== 1).length;
    let siblings = top;
    let key = '';
    for (const [level, { to }] of groupings.slice(0, depth).entries()) {
      const group = groupOf(siblings, row[`g${level}`], to.field, key, context);
      siblings = group.groupings;
      key = group.key;
    }
    facts.set(`${key === '' ? 'T' : key}!T`, { aggregates: aggregates.map(({ field }, index) => figure(row[`a${index}`], field, context)) });
  }
  return { groups: top, facts };
}

/** The group of a value among its siblings; made where there is none yet. */
function groupOf(siblings: Group[], value: Value | undefined, field: FieldDef, parent: string, context: ExecutionContext): Group {
  const { displayValue, value: plain } = fieldValue(value, field, context.user);
  const wanted = plain === null ? null : String(plain);
  const present = siblings.find((group) => group.value === wanted);
  if (present) return present;
  const group: Group = { key: parent === '' ? String(siblings.length) : `${parent}_${siblings.length}`, value: wanted, label: displayValue ?? wanted ?? '-', groupings: [] };
  siblings.push(group);
  return group;
}

/** A figure as people read it; of no rows, sums are nothing rather than 0. */
function figure(value: Value | undefined, field: FieldDef | undefined, context: ExecutionContext): Facts['aggregates'][number] {
  if (!field) return { label: new Intl.NumberFormat(context.user.locale.replace('_', '-') || 'en-US').format(Number(value ?? 0)), value: Number(value ?? 0) };
  const { displayValue, value: plain } = fieldValue(value, field, context.user);
  // The type of the client knows no null, the platform answers it.
  return { label: displayValue ?? '-', value: plain as number };
}

/** Puts rows below their groups. True when these were all. */
function addDetails(context: ExecutionContext, { object, groupings, columns, condition }: Resolved, groups: readonly Group[], facts: Map<string, Facts>): boolean {
  const shown = columns.map(({ to }) => ({ to, name: to.field.type === 'reference' ? nameOf(context, object, to) : undefined }));
  const fields = [['Id'], ...groupings.map(({ to }) => to.parts), ...shown.flatMap(({ to, name }) => [to.parts, ...(name ? [name.parts] : [])])];
  const rows = selectRows(context, { object, fields: [...new Map(fields.map((parts) => [parts.join('.'), parts])).values()], ...(condition ? { where: condition } : {}), orderBy: orderOf(groupings), limit: MOST_ROWS + 1 });
  for (const all of facts.values()) all.rows = [];
  for (const row of rows.slice(0, MOST_ROWS)) {
    let siblings = groups;
    let key = 'T';
    for (const { to } of groupings) {
      const { value } = fieldValue(valueAt(row, to.parts), to.field, context.user);
      const group = siblings.find((each) => each.value === (value === null ? null : String(value)));
      if (!group) break;
      ({ key, groupings: siblings } = group);
    }
    facts.get(`${key}!T`)?.rows?.push({ dataCells: shown.map(({ to, name }) => cell(row, to, name, context)) });
  }
  return rows.length <= MOST_ROWS;
}

/** The name of what a lookup leads to. */
function nameOf(context: ExecutionContext, object: SObjectDef, { parts, field }: ResolvedPath): ResolvedPath | undefined {
  const target = context.schema.object(field.referenceTo?.[0] ?? '');
  return target && field.relationshipName ? readablePath(context, object, [...parts.slice(0, -1), field.relationshipName, target.nameField].join('.')) : undefined;
}

/** A record's own name leads to the record: its value is the Id. */
function cell(row: SObjectRecord, to: ResolvedPath, name: ResolvedPath | undefined, context: ExecutionContext): { label: string; value: unknown } {
  const { displayValue, value } = fieldValue(valueAt(row, to.parts), to.field, context.user);
  const label = displayValue ?? (value === null ? '-' : String(value));
  if (name) return { label: String(valueAt(row, name.parts) ?? label), value };
  return { label, value: to.parts.length === 1 && to.field.name === row.definition.nameField ? row.id : value };
}

function valueAt(row: SObjectRecord, parts: readonly string[]): Value | undefined {
  const owner = parts.slice(0, -1).reduce<SObjectRecord | null | undefined>((record, part) => record?.parent(part), row);
  return owner?.fields[parts.at(-1)!];
}

function orderOf(groupings: Resolved['groupings']): OrderItem[] {
  return groupings.map(({ to, descending }) => ({ field: path(...to.parts), descending, nulls: descending ? 'last' : 'first' }));
}
