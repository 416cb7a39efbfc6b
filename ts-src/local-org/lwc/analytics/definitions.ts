import { NotImplementedError } from '../../execution/errors.ts';
import type { ProjectMetadata, XmlComponent, XmlElement } from '../../metadata/index.ts';
import { setupIds } from '../../security/index.ts';

/** Reports and dashboards as their files define them. Nothing is resolved against the schema; what cannot be run says so when it is. */
export interface Report {
  readonly id: string;
  readonly developerName: string;
  readonly name: string;
  readonly description: string | null;
  readonly folderId: string;
  readonly format: 'TABULAR' | 'SUMMARY';
  readonly type: { readonly type: string; readonly label: string };
  /** API name of the object that the report type starts from. */
  readonly object: string;
  readonly columns: readonly Column[];
  readonly formulas: readonly SummaryFormula[];
  readonly groupings: readonly Grouping[];
  readonly filters: readonly Filter[];
  readonly filterLogic: string | undefined;
  readonly showsDetails: boolean;
  readonly showsGrandTotal: boolean;
  readonly showsSubtotals: boolean;
  /** Bars by the first grouping; `summary` as in `aggregateNames`. */
  readonly chart: { readonly type: string; readonly summary: string } | undefined;
}

/** A field of the report type: `Case.Subject`, and the path from its object: `Subject`. */
export interface Column {
  readonly name: string;
  readonly path: string;
  readonly summaries: readonly Summary[];
}
export type Summary = 'Sum' | 'Average' | 'Maximum' | 'Minimum';
/** A summary formula that is one figure of one field: `Case.Amount__c:SUM`, shown with its own number of decimals. */
export interface SummaryFormula {
  readonly name: string;
  readonly label: string;
  readonly formula: string;
  readonly column: string;
  readonly path: string;
  readonly summary: Summary;
  readonly decimals: number;
}
export interface Grouping {
  readonly name: string;
  readonly path: string;
  readonly descending: boolean;
}
export interface Filter {
  readonly name: string;
  readonly path: string;
  readonly operation: string;
  readonly value: string;
}

export interface Dashboard {
  readonly id: string;
  readonly developerName: string;
  readonly title: string;
  readonly description: string | null;
  readonly folderId: string;
  readonly runsAs: string;
  readonly components: readonly DashboardComponent[];
  /** Positions in `components` for each column. */
  readonly columns: readonly (readonly number[])[];
}
export interface DashboardComponent {
  readonly id: string;
  /** Full name of the report: `Folder/Name`. */
  readonly report: string;
  readonly type: string;
  readonly title: string | null;
  readonly header: string | null;
  readonly footer: string | null;
}

export const ROW_COUNT = 'RowCount';
const PREFIXES: Readonly<Record<Summary, string>> = { Sum: 's!', Average: 'a!', Maximum: 'mx!', Minimum: 'm!' };
/** As the Analytics API names a summary: `s!Case.Amount__c`. */
export const aggregateName = (summary: Summary, column: string): string => PREFIXES[summary] + column;

/** Reads the report with that Id; undefined where the project has none. @throws NotImplementedError for what the local org cannot run */
export function reportById(project: ProjectMetadata, id: string): Report | undefined {
  const component = components(project, 'Report').find(({ fullName }) => sameId(setupIds.report(fullName), id));
  return component && readReport(project, component);
}

export function reportByName(project: ProjectMetadata, fullName: string): Report | undefined {
  const component = components(project, 'Report').find((each) => each.fullName === fullName);
  return component && readReport(project, component);
}

export function dashboardById(project: ProjectMetadata, id: string): Dashboard | undefined {
  const component = components(project, 'Dashboard').find(({ fullName }) => sameId(setupIds.dashboard(fullName), id));
  return component && readDashboard(component);
}

/** Id and name of every report or dashboard, by name. */
export function listed(project: ProjectMetadata, type: 'Report' | 'Dashboard'): readonly { readonly id: string; readonly name: string }[] {
  const [id, label] = type === 'Report' ? [setupIds.report, 'name'] : [setupIds.dashboard, 'title'];
  return components(project, type).map(({ fullName, xml }) => ({ id: id(fullName), name: xml.text(label) ?? fullName })).sort((a, b) => a.name.localeCompare(b.name));
}

/** Ids come with 15 or 18 characters. */
const sameId = (one: string, other: string): boolean => one.slice(0, 15) === other.slice(0, 15);
const components = (project: ProjectMetadata, type: string): readonly XmlComponent[] => project.others.filter((component) => component.type === type);
const nameOf = (fullName: string): string => fullName.slice(fullName.lastIndexOf('/') + 1);
const folderOf = (fullName: string): string => fullName.slice(0, fullName.lastIndexOf('/'));

/** Elements of a report that would change its rows or figures and are not run. */
const NOT_RUN = ['buckets', 'crossFilters', 'customDetailFormulas', 'groupingsAcross', 'block', 'historicalSelector', 'timeFrameFilter/startDate', 'timeFrameFilter/endDate', 'rowLimit'];

function readReport(project: ProjectMetadata, { fullName, xml }: XmlComponent): Report {
  const refuse = (what: string): never => {
    throw new NotImplementedError(`report ${fullName} with ${what}`);
  };
  const part = NOT_RUN.find((path) => xml.at(...path.split('/')));
  if (part) refuse(part);
  const format = xml.text('format') ?? 'Tabular';
  if (format !== 'Tabular' && format !== 'Summary') refuse(`the format ${format}`);
  if ((xml.at('timeFrameFilter', 'interval')?.value ?? 'INTERVAL_CUSTOM') !== 'INTERVAL_CUSTOM') refuse('a time frame');
  if ((xml.text('scope') ?? 'organization') !== 'organization') refuse(`the scope ${xml.text('scope')}`);
  const typeName = xml.text('reportType') ?? '';
  const type = components(project, 'ReportType').find((each) => `${each.fullName}__c` === typeName)?.xml ?? refuse(`the standard report type ${typeName}`);
  if (type.child('join')) refuse('a report type that joins objects');
  const object = type.text('baseObject') ?? '';
  const field = (written: string): { name: string; path: string } => {
    const [owner, path] = written.split('$');
    if (owner !== object || !path) refuse(`the column ${written}`);
    return { name: `${object}.${path}`, path: path! };
  };
  const groupings = xml.list('groupingsDown').map((grouping): Grouping => ({ ...field(grouping.text('field') ?? ''), descending: grouping.text('sortOrder') === 'Desc' }));
  if (groupings.length > 3) refuse('more than three groupings');
  const formulas = xml.list('aggregates').filter((formula) => formula.flag('isActive', true)).map((formula) => formulaOf(formula, field, refuse));
  return {
    id: setupIds.report(fullName), developerName: nameOf(fullName), name: xml.text('name') ?? nameOf(fullName), description: xml.text('description') ?? null,
    folderId: setupIds.folder('Report', folderOf(fullName)), format: groupings.length > 0 ? 'SUMMARY' : 'TABULAR', type: { type: typeName, label: type.text('label') ?? typeName }, object, groupings,
    columns: xml.list('columns').map((column) => ({ ...field(column.text('field') ?? ''), summaries: column.texts('aggregateTypes').filter(isSummary) })),
    formulas,
    filters: xml.at('filter')?.list('criteriaItems').map((item) => filterOf(item, field, refuse)) ?? [],
    filterLogic: xml.at('filter', 'booleanFilter')?.value,
    showsDetails: xml.flag('showDetails', true), showsGrandTotal: xml.flag('showGrandTotal', true), showsSubtotals: xml.flag('showSubTotals', true),
    chart: chartOf(xml.child('chart'), groupings, formulas, field, refuse),
  };
}

const isSummary = (text: string): text is Summary => text in PREFIXES;

const FUNCTIONS: Readonly<Record<string, Summary>> = { SUM: 'Sum', AVG: 'Average', MAX: 'Maximum', MIN: 'Minimum' };

function formulaOf(xml: XmlElement, field: (written: string) => { name: string; path: string }, refuse: (what: string) => never): SummaryFormula {
  const formula = xml.text('calculatedFormula')?.trim() ?? '';
  const [, object, path, name] = /^(\w+)\.(\w+):(SUM|AVG|MAX|MIN)$/.exec(formula) ?? refuse(`the summary formula ${formula}`);
  if (xml.text('datatype') !== 'number') refuse(`a summary formula of the type ${xml.text('datatype')}`);
  const { name: column, path: known } = field(`${object}$${path}`);
  return { name: xml.text('developerName') ?? '', label: xml.text('masterLabel') ?? '', formula, column, path: known, summary: FUNCTIONS[name!]!, decimals: Number(xml.text('scale') ?? 2) };
}

function filterOf(item: XmlElement, field: (written: string) => { name: string; path: string }, refuse: (what: string) => never): Filter {
  if (item.flag('columnToColumn')) refuse('a filter that compares two fields');
  return { ...field(item.text('column') ?? ''), operation: item.text('operator') ?? '', value: item.text('value') ?? '' };
}

function chartOf(chart: XmlElement | undefined, groupings: readonly Grouping[], formulas: readonly SummaryFormula[], field: (written: string) => { name: string; path: string }, refuse: (what: string) => never): Report['chart'] {
  if (!chart) return undefined;
  if (field(chart.text('groupingColumn') ?? '').name !== groupings[0]?.name) refuse('a chart by another field than its first grouping');
  const summary = chart.at('chartSummaries', 'column')?.value ?? ROW_COUNT;
  if (formulas.some(({ name }) => name === summary)) return { type: chart.text('chartType') ?? 'HorizontalBar', summary };
  const aggregate = chart.at('chartSummaries', 'aggregate')?.value ?? 'Sum';
  if (!isSummary(aggregate)) return refuse(`a chart of ${aggregate}`);
  return { type: chart.text('chartType') ?? 'HorizontalBar', summary: summary === ROW_COUNT ? ROW_COUNT : aggregateName(aggregate, field(summary).name) };
}

function readDashboard({ fullName, xml }: XmlComponent): Dashboard {
  const refuse = (what: string): never => {
    throw new NotImplementedError(`dashboard ${fullName} with ${what}`);
  };
  if (xml.flag('isGridLayout')) refuse('a grid layout');
  const runsAs = xml.text('dashboardType') ?? 'SpecifiedUser';
  if (runsAs !== 'LoggedInUser') refuse(`figures of another user (${runsAs})`);
  const found: DashboardComponent[] = [];
  const columns = ['leftSection', 'middleSection', 'rightSection'].map((section) => (xml.child(section)?.list('components') ?? []).map((component) => {
    const report = component.text('report') ?? refuse('a component without a report');
    found.push({ id: setupIds.of('01a', fullName, String(found.length)), report, type: component.text('componentType') ?? 'Bar', title: component.text('title') ?? null, header: component.text('header') ?? null, footer: component.text('footer') ?? null });
    return found.length - 1;
  }));
  return {
    id: setupIds.dashboard(fullName), developerName: nameOf(fullName), title: xml.text('title') ?? nameOf(fullName), description: xml.text('description') ?? null,
    folderId: setupIds.folder('Dashboard', folderOf(fullName)), runsAs, components: found, columns: columns.filter((column) => column.length > 0),
  };
}
