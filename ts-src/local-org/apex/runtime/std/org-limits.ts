import { ApexMap } from '../collections/map.ts';
import { ApexList } from '../collections/list.ts';
import { standardClass, statics } from '../missing.ts';

/** System.OrgLimit */
class OrgLimit {
  readonly #name: string;
  readonly #limit: number;

  constructor(name: string, limit: number) {
    this.#name = name;
    this.#limit = limit;
  }

  getname(): string {
    return this.#name;
  }

  getlimit(): number {
    return this.#limit;
  }

  /** Nothing is counted for the org as a whole. */
  getvalue(): number {
    return 0;
  }

  tostring(): string {
    return `OrgLimit[${this.#name}: 0 of ${this.#limit}]`;
  }
}
standardClass('OrgLimit', OrgLimit);

/** Maxima of a developer's org. */
const LIMITS: Readonly<Record<string, number>> = {
  ConcurrentAsyncGetReportInstances: 200, ConcurrentSyncReportRuns: 20, DailyApiRequests: 100_000, DailyAsyncApexExecutions: 250_000, DailyAsyncApexTests: 500, DailyBulkApiBatches: 15_000, DailyBulkV2QueryFileStorageMB: 976_562, DailyBulkV2QueryJobs: 10_000,
  DailyDurableGenericStreamingApiEvents: 10_000, DailyDurableStreamingApiEvents: 10_000, DailyGenericStreamingApiEvents: 10_000, DailyStandardVolumePlatformEvents: 10_000, DailyStreamingApiEvents: 10_000, DailyWorkflowEmails: 390, DataStorageMB: 1_024,
  DurableStreamingApiConcurrentClients: 20, FileStorageMB: 1_024, HourlyAsyncReportRuns: 1_200, HourlyDashboardRefreshes: 200, HourlyDashboardResults: 5_000, HourlyDashboardStatuses: 999_999_999, HourlyLongTermIdMapping: 100_000, HourlyODataCallout: 1_000,
  HourlyPublishedPlatformEvents: 50_000, HourlyPublishedStandardVolumePlatformEvents: 1_000, HourlyShortTermIdMapping: 100_000, HourlySyncReportRuns: 500, HourlyTimeBasedWorkflow: 1_000, MassEmail: 5_000, MonthlyPlatformEventsUsageEntitlement: 0, PermissionSets: 1_500,
  SingleEmail: 5_000, StreamingApiConcurrentClients: 20,
};

const all = (): OrgLimit[] => Object.entries(LIMITS).map(([name, limit]) => new OrgLimit(name, limit));

/** System.OrgLimits */
export const orglimits = statics('OrgLimits', {
  getall: (): ApexList => ApexList.of('List<OrgLimit>', all()),
  getmap: (): ApexMap => ApexMap.of('Map<String,OrgLimit>', all().map((limit): [unknown, unknown] => [limit.getname(), limit])),
});
