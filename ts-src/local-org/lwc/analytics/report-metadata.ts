import type { ReportExtendedMetadata, ReportMetadata } from 'jsforce/lib/api/analytics/types.js';
import type { FieldDef } from '../../schema/model.ts';
import { dataType } from '../ui-api/object-info.ts';
import { ROW_COUNT } from './definitions.ts';
import type { SummaryFormula } from './definitions.ts';
import type { Resolved } from './run.ts';

/** A report's definition as the Analytics API tells it. */
export function reportMetadata({ report, columns, groupings, aggregates }: Resolved): ReportMetadata {
  return {
    id: report.id, name: report.name, developerName: report.developerName, description: report.description, folderId: report.folderId, reportFormat: report.format, reportType: report.type,
    aggregates: aggregates.map(({ name }) => name),
    detailColumns: columns.map(({ name }) => name),
    groupingsDown: groupings.map(({ name, descending }) => ({ name, sortOrder: descending ? 'Desc' : 'Asc', sortAggregate: null, dateGranularity: 'None' })),
    groupingsAcross: [],
    reportFilters: report.filters.map(({ name, operation, value }) => ({ column: name, filterType: 'fieldValue', isRunPageEditable: true, operator: operation as ReportMetadata['reportFilters'][number]['operator'], value })),
    reportBooleanFilter: report.filterLogic ?? null,
    chart: report.chart ? [{ chartType: report.chart.type, groupings: groupings[0]!.name, hasLegend: false, showChartValues: true, summaries: [report.chart.summary], summaryAxisLocations: 'Y', title: report.name }] : null,
    hasDetailRows: report.showsDetails, hasRecordCount: aggregates.some(({ name }) => name === ROW_COUNT), showGrandTotal: report.showsGrandTotal, showSubtotals: report.showsSubtotals,
    scope: 'organization', standardDateFilter: { column: `${report.object}.CreatedDate`, durationValue: 'CUSTOM', startDate: null, endDate: null }, standardFilters: [], sortBy: [],
    buckets: [], crossFilters: [], customDetailFormula: [], customSummaryFormula: report.formulas.map(summaryFormula), currency: null, dashboardSetting: null, division: null, historicalSnapshotDates: [],
    presentationOptions: { hasStackedSummaries: true, historicalColumns: {} }, supportsRoleHierarchy: false, topRows: null, userOrHierarchyFilterId: null,
  };
}

/** Labels and types of what a report shows. */
export function extendedMetadata({ columns, groupings, aggregates }: Resolved): ReportExtendedMetadata {
  return {
    aggregateColumnInfo: Object.fromEntries(aggregates.map(({ name, label, field }) => [name, { label, dataType: field ? typeOf(field) : 'int', downGroupingContext: null, acrossGroupingContext: null }])),
    detailColumnInfo: Object.fromEntries(columns.map(({ name, to }) => [name, { label: labelOf(to.field), dataType: typeOf(to.field), entityColumnName: to.field.name, filterable: true, filterValues: [], isLookup: to.field.type === 'reference', uniqueCountable: false }])),
    groupingColumnInfo: Object.fromEntries(groupings.map(({ name, to }, groupingLevel) => [name, { label: labelOf(to.field), dataType: typeOf(to.field), groupingLevel }])),
  };
}

const summaryFormula = ({ label, formula, decimals }: SummaryFormula): ReportMetadata['customSummaryFormula'][number] => ({
  label, description: null, formulaType: 'number', decimalPlaces: decimals, formula, downGroup: 'all', downGroupType: 'all', acrossGroup: 'all', acrossGroupType: 'all',
});
const typeOf = (field: FieldDef): string => dataType(field).toLowerCase();
const labelOf = (field: FieldDef): string => field.label.replace(/ ID$/, '');
