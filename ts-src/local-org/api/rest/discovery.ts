import type { RunningUser } from '../../execution/context.ts';
import { LATEST_VERSION, dataRoute, userOf, versionOf } from '../api.ts';
import type { Api } from '../api.ts';
import { ApiError } from '../errors.ts';
import type { HttpRequest, HttpResponse, Route } from '../http.ts';

/** Season names by version: 65 is Winter '26, three releases a year. */
function seasonOf(version: number): string {
  const season = ['Spring', 'Summer', 'Winter'][version % 3]!;
  const spring20 = 48;
  const year = 20 + Math.floor((version - spring20 + 1) / 3);
  return `${season} '${String(year).padStart(2, '0')}`;
}

const FIRST_LISTED = 31;

/** What an org says about itself: versions, resources, limits, who am I. */
export function discoveryRoutes(api: Api): Route[] {
  return [
    { method: 'GET', pattern: '/services/data', authenticated: false, handler: versions },
    dataRoute('GET', '', (request) => resources(api, request)),
    dataRoute('GET', '/limits', () => limits(api)),
    dataRoute('GET', '/limits/recordCount', (request) => recordCount(api, request)),
    { method: 'GET', pattern: '/id/:organization/:user', handler: (request) => identity(api, request) },
  ];
}

function versions(): HttpResponse {
  const body = [];
  for (let version = FIRST_LISTED; version <= LATEST_VERSION; version++) body.push({ label: seasonOf(version), url: `/services/data/v${version}.0`, version: `${version}.0` });
  return { status: 200, body };
}

const RESOURCES: Readonly<Record<string, string>> = {
  actions: 'actions',
  composite: 'composite',
  jobs: 'jobs',
  limits: 'limits',
  metadata: 'metadata',
  parameterizedSearch: 'parameterizedSearch',
  query: 'query',
  queryAll: 'queryAll',
  search: 'search',
  sobjects: 'sobjects',
  tooling: 'tooling',
};

function resources(api: Api, request: HttpRequest): HttpResponse {
  const base = `/services/data/${versionOf(request)}`;
  const body: Record<string, string> = {};
  for (const [name, path] of Object.entries(RESOURCES)) body[name] = `${base}/${path}`;
  body.identity = `${request.origin}/id/${api.org.organizationId}/${userOf(request)}`;
  return { status: 200, body };
}

function limits(api: Api): HttpResponse {
  const limit = (max: number, used = 0): object => ({ Max: max, Remaining: Math.max(0, max - used) });
  return {
    status: 200,
    body: {
      ConcurrentAsyncGetReportInstances: limit(200),
      DailyApiRequests: limit(api.usage.max, api.usage.used),
      DailyAsyncApexExecutions: limit(250_000),
      DailyAsyncApexTests: limit(500),
      DailyBulkApiBatches: limit(15_000),
      DailyBulkV2QueryFileStorageMB: limit(976_562),
      DailyBulkV2QueryJobs: limit(10_000),
      DailyDurableStreamingApiEvents: limit(10_000),
      DailyStreamingApiEvents: limit(10_000),
      DataStorageMB: limit(1_024),
      FileStorageMB: limit(1_024),
      HourlyPublishedPlatformEvents: limit(50_000),
      MassEmail: limit(5_000),
      SingleEmail: limit(5_000),
    },
  };
}

function recordCount(api: Api, request: HttpRequest): HttpResponse {
  const names = (request.query.get('sObjects') ?? '').split(',').map((name) => name.trim()).filter((name) => name !== '');
  const objects = names.map((name) => api.org.schema.object(name)).filter((object) => object !== undefined);
  return api.org.transaction(userOf(request), (context) => ({
    status: 200,
    body: {
      sObjects: objects.map((object) => ({
        name: object.name,
        count: context.query(
          {
            kind: 'soql',
            select: [{ kind: 'field', field: { kind: 'function', name: 'COUNT', args: [], at: { line: 1, column: 1 } } }],
            from: { name: object.name },
            allRows: false,
            at: { line: 1, column: 1 },
          },
          { mode: 'system', sharing: 'without' },
        ).count,
      })),
    },
  }));
}

function identity(api: Api, request: HttpRequest): HttpResponse {
  const { organization, user } = request.params as { organization: string; user: string };
  if (organization.slice(0, 15) !== api.org.organizationId.slice(0, 15)) throw new ApiError(403, 'FORBIDDEN', 'Bad_OrgId');
  if (user.slice(0, 15) !== userOf(request).slice(0, 15)) throw new ApiError(403, 'FORBIDDEN', 'Wrong_User');
  return { status: 200, body: identityOf(api, request, userOf(request)) };
}

/** The identity of the OAuth identity service, in the words of `/id/…`. */
export function identityOf(api: Api, request: HttpRequest, userId: string): Record<string, unknown> {
  const who: RunningUser = api.org.transaction(userId, (context) => context.user);
  const base = request.origin;
  const [first, ...last] = who.name.split(' ');
  return {
    id: `${base}/id/${api.org.organizationId}/${userId}`,
    asserted_user: true,
    user_id: userId,
    organization_id: api.org.organizationId,
    username: who.username,
    nick_name: who.username.split('@')[0],
    display_name: who.name,
    email: who.email,
    email_verified: true,
    first_name: last.length > 0 ? first : null,
    last_name: last.length > 0 ? last.join(' ') : first,
    timezone: who.timeZone,
    photos: { picture: `${base}/profilephoto/005/F`, thumbnail: `${base}/profilephoto/005/T` },
    addr_street: null,
    addr_city: null,
    addr_state: null,
    addr_country: null,
    addr_zip: null,
    mobile_phone: null,
    mobile_phone_verified: false,
    is_lightning_login_user: false,
    status: { created_date: null, body: null },
    urls: {
      enterprise: `${base}/services/Soap/c/{version}/${api.org.organizationId.slice(0, 15)}`,
      partner: `${base}/services/Soap/u/{version}/${api.org.organizationId.slice(0, 15)}`,
      metadata: `${base}/services/Soap/m/{version}/${api.org.organizationId.slice(0, 15)}`,
      rest: `${base}/services/data/v{version}/`,
      sobjects: `${base}/services/data/v{version}/sobjects/`,
      search: `${base}/services/data/v{version}/search/`,
      query: `${base}/services/data/v{version}/query/`,
      tooling_rest: `${base}/services/data/v{version}/tooling/`,
      tooling_soap: `${base}/services/Soap/T/{version}/${api.org.organizationId.slice(0, 15)}`,
      profile: `${base}/${userId}`,
    },
    active: true,
    user_type: who.userType.toUpperCase(),
    language: who.language,
    locale: who.locale,
    utcOffset: 0,
    last_modified_date: null,
    is_app_installed: true,
  };
}
