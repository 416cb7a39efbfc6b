import type { DashboardResult, DashboardStatusResult } from 'jsforce/lib/api/analytics/types.js';
import type { HttpRequest, HttpResponse, Route } from '../../api/http.ts';
import { parseJsonObject } from '../../api/json.ts';
import type { ExecutionContext } from '../../execution/context.ts';
import { NotImplementedError, OrgError } from '../../execution/errors.ts';
import type { Host } from '../server/host.ts';
import { dashboardById, listed, reportById, reportByName } from './definitions.ts';
import type { Dashboard, Report } from './definitions.ts';
import { extendedMetadata, reportMetadata } from './report-metadata.ts';
import { resolve, runReport } from './run.ts';

/** The Analytics API (`/services/data/vNN.0/analytics`): reports and dashboards, run at once as the signed-in user. */
export function analyticsRoutes(host: Host): Route[] {
  const route = (method: string, suffix: string, answer: (context: ExecutionContext, request: HttpRequest, base: string) => object): Route => ({
    method,
    pattern: `/services/data/:version/analytics${suffix}`,
    handler: (request): HttpResponse => ({
      status: 200,
      body: host.org.transaction(request.session!.userId, (context) => {
        mayRun(context);
        return answer(context, request, `/services/data/${request.params.version!}/analytics`);
      }),
    }),
  });
  const project = host.project;
  const report = (request: HttpRequest): Report => reportById(project(), request.params.id!) ?? notFound('report', request);
  const dashboard = (request: HttpRequest): Dashboard => dashboardById(project(), request.params.id!) ?? notFound('dashboard', request);
  const run = (context: ExecutionContext, request: HttpRequest, base: string): object => {
    const found = report(request);
    return runReport(context, found, `${base}/reports/${found.id}`, request.query.get('includeDetails') === 'true');
  };
  const results = (context: ExecutionContext, request: HttpRequest, base: string): DashboardResult => dashboardResult(host, context, dashboard(request), base);
  return [
    route('GET', '/reports', (_context, _request, base) => listed(project(), 'Report').map(({ id, name }) => ({ id, name, url: `${base}/reports/${id}`, describeUrl: `${base}/reports/${id}/describe`, instancesUrl: `${base}/reports/${id}/instances` }))),
    route('GET', '/reports/:id', run),
    route('POST', '/reports/:id', (context, request, base) => {
      if (Object.keys(request.body.length === 0 ? {} : parseJsonObject(request.body)).length > 0) throw new NotImplementedError('a report with other metadata than its own');
      return run(context, request, base);
    }),
    route('GET', '/reports/:id/describe', (context, request, base) => {
      const found = report(request);
      const resolved = resolve(context, found);
      const url = `${base}/reports/${found.id}`;
      return { attributes: { type: 'Report', describeUrl: `${url}/describe`, instancesUrl: `${url}/instances`, reportName: found.name, reportId: found.id }, reportExtendedMetadata: extendedMetadata(resolved), reportMetadata: reportMetadata(resolved) };
    }),
    route('GET', '/dashboards', (_context, _request, base) => listed(project(), 'Dashboard').map(({ id, name }) => ({ id, name, url: `${base}/dashboards/${id}`, statusUrl: `${base}/dashboards/${id}/status` }))),
    route('GET', '/dashboards/:id', results),
    route('POST', '/dashboards/:id', (context, request, base) => {
      const { componentIds } = parseJsonObject(request.body);
      const all = results(context, request, base);
      return Array.isArray(componentIds) ? { ...all, componentData: all.componentData.filter(({ componentId }) => componentIds.includes(componentId)) } : all;
    }),
    route('PUT', '/dashboards/:id', (_, request, base) => ({ statusUrl: `${base}/dashboards/${dashboard(request).id}/status` })),
    route('GET', '/dashboards/:id/describe', (context, request, base) => results(context, request, base).dashboardMetadata),
    route('GET', '/dashboards/:id/status', (_, request): DashboardStatusResult => ({ componentStatus: dashboard(request).components.map(({ id }) => ({ componentId: id, refreshDate: null, refreshStatus: 'IDLE' })) })),
  ];
}

/** @throws OrgError for users without the permission Run Reports, and for all who are not of the organisation */
function mayRun({ user }: ExecutionContext): void {
  if (!user.permissions.system('RunReports')) throw new OrgError('INSUFFICIENT_ACCESS', 'You do not have permission to run reports');
}

function notFound(kind: string, request: HttpRequest): never {
  throw new OrgError('NOT_FOUND', `There is no ${kind} ${request.params.id!}`);
}

/** Every component's report without its details. One that fails says why; the others stay. */
function dashboardResult(host: Host, context: ExecutionContext, dashboard: Dashboard, base: string): DashboardResult {
  const refreshDate = new Date(host.org.clock.now()).toISOString();
  const idle = { errorCode: null, errorMessage: null, errorSeverity: null, refreshDate, refreshStatus: 'IDLE' } as const;
  const ran = dashboard.components.map(({ id, report: name }) => {
    try {
      const report = reportByName(host.project(), name);
      if (!report) throw new OrgError('NOT_FOUND', `There is no report ${name}`);
      const result = runReport(context, report, `${base}/reports/${report.id}`, false);
      const dataStatus = result.factMap['T!T']?.aggregates[0]?.value ? 'DATA' : 'NODATA';
      return { report, data: { componentId: id, reportResult: result, status: { ...idle, dataStatus } as const } };
    } catch (error) {
      if (!(error instanceof OrgError || error instanceof NotImplementedError)) throw error;
      const errorCode = error instanceof OrgError ? error.statusCode : 'NOT_IMPLEMENTED';
      // The type of the client knows results only, the platform leaves them out here.
      return { report: undefined, data: { componentId: id, status: { ...idle, dataStatus: 'ERROR', errorCode, errorMessage: error.message, errorSeverity: 'Error' } } as unknown as DashboardResult['componentData'][number] };
    }
  });
  return {
    componentData: ran.map(({ data }) => data),
    dashboardMetadata: {
      attributes: { dashboardId: dashboard.id, dashboardName: dashboard.title, statusUrl: `${base}/dashboards/${dashboard.id}/status`, type: 'Dashboard' },
      id: dashboard.id, name: dashboard.title, developerName: dashboard.developerName, description: dashboard.description, folderId: dashboard.folderId, dashboardType: 'LoggedInUser', filters: [],
      components: dashboard.components.map((component, position) => componentMetadata(component, position, ran[position]!.report)),
      layout: { gridLayout: false, columns: dashboard.columns.map((components) => ({ components: [...components] })) },
      runningUser: { displayName: context.user.name, id: context.user.id },
    },
  };
}

type ComponentMetadata = DashboardResult['dashboardMetadata']['components'][number];

function componentMetadata({ id, type, title, header, footer }: Dashboard['components'][number], position: number, report: Report | undefined): ComponentMetadata {
  return {
    // The type of the client knows no titles, the platform answers them.
    id, componentData: position, header, footer, title: title as null, reportId: report?.id ?? '', type: 'Report',
    properties: {
      aggregates: report?.chart ? [{ name: report.chart.summary }] : [], autoSelectColumns: true, filterColumns: [], groupings: report?.groupings[0] ? [{ name: report.groupings[0].name }] : null, maxRows: null, reportFormat: report?.format ?? 'SUMMARY', sort: null, useReportChart: true,
      visualizationType: type as 'Bar', visualizationProperties: { axisRange: 'auto', decimalPrecision: -1, displayUnits: 'auto', drillURL: null, groupByType: 'none', legendPosition: 'bottom', showValues: true },
    },
  };
}
