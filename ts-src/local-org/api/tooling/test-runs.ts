import type { LineCoverage, TestMethodResult, TestRequest, TestRun, TestSelection } from '../../execution/apex-tests.ts';
import { dataRoute, requireAuthor, userOf } from '../api.ts';
import type { Api } from '../api.ts';
import { badRequest } from '../errors.ts';
import type { HttpRequest, HttpResponse, Route } from '../http.ts';
import { isJsonObject, parseJson } from '../json.ts';
import type { Json } from '../json.ts';
import { classId, codeId, suites } from './tables.ts';

/** Test runs, at once or in the background. */
export function testRunRoutes(api: Api): Route[] {
  const now = async (request: HttpRequest): Promise<HttpResponse> => ({ status: 200, body: syncBody(await api.org.tests.run(requestOf(api, request, bodyOrQuery(request)))) });
  const later = (request: HttpRequest): HttpResponse => {
    const { id } = api.org.tests.start(requestOf(api, request, bodyOrQuery(request)));
    return { status: 200, headers: { 'content-type': 'application/json;charset=UTF-8' }, body: JSON.stringify(id) };
  };
  return [
    dataRoute('POST', '/tooling/runTestsSynchronous', now),
    dataRoute('GET', '/tooling/runTestsSynchronous', now),
    dataRoute('POST', '/tooling/runTestsAsynchronous', later),
    dataRoute('GET', '/tooling/runTestsAsynchronous', later),
    dataRoute('PATCH', '/tooling/sobjects/ApexTestQueueItem/:id', (request) => abort(api, request)),
    dataRoute('POST', '/tooling/composite/sobjects', (request) => abort(api, request)),
  ];
}

function bodyOrQuery(request: HttpRequest): Json {
  if (request.method !== 'GET') return parseJson(request.body);
  return Object.fromEntries(request.query);
}

/** Payloads: a list of `{className | classId, testMethods}`, or an object with `tests`, `classNames`, `classids`, `suiteNames`, `testLevel`. */
function requestOf(api: Api, request: HttpRequest, json: Json): TestRequest {
  requireAuthor(api, userOf(request));
  const body = Array.isArray(json) ? { tests: json } : json;
  if (!isJsonObject(body)) throw badRequest('INVALID_INPUT', 'The test request must be a JSON object or a list of tests');
  const selections: TestSelection[] = [];
  if (Array.isArray(body.tests)) for (const test of body.tests) selections.push(selectionOf(api, test));
  for (const name of names(body.classNames)) selections.push({ className: shortName(name) });
  for (const id of names(body.classids ?? body.classIds)) selections.push({ className: nameOfId(api, id) });
  for (const suite of names(body.suiteNames)) for (const className of suiteClasses(api, suite)) selections.push({ className });
  const all = selections.length === 0 && /^Run(Local|AllTestsInOrg|AllTests)/i.test(String(body.testLevel ?? ''));
  if (!all && selections.length === 0) throw badRequest('INVALID_INPUT', 'The request names no tests: give tests, classNames, suiteNames, or testLevel RunLocalTests');
  return { tests: all ? 'all' : selections, coverage: body.skipCodeCoverage !== true && body.skipCodeCoverage !== 'true', userId: userOf(request) };
}

const names = (value: Json | undefined): string[] => {
  if (typeof value === 'string') return value.split(',').map((name) => name.trim()).filter((name) => name !== '');
  return Array.isArray(value) ? value.map(String) : [];
};

const shortName = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

function selectionOf(api: Api, json: Json): TestSelection {
  if (!isJsonObject(json)) throw badRequest('INVALID_INPUT', 'Each test needs a className or classId');
  const className = typeof json.className === 'string' ? shortName(json.className) : typeof json.classId === 'string' ? nameOfId(api, json.classId) : undefined;
  if (className === undefined) throw badRequest('INVALID_INPUT', 'Each test needs a className or classId');
  const methods = names(json.testMethods);
  return methods.length > 0 ? { className, methods } : { className };
}

function nameOfId(api: Api, id: string): string {
  const found = api.org.project.classes.find((each) => classId(each.name).slice(0, 15) === id.slice(0, 15));
  if (!found) throw badRequest('INVALID_INPUT', `No Apex class has the id ${id}`);
  return found.name;
}

function suiteClasses(api: Api, name: string): readonly string[] {
  const suite = suites(api.org).find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (!suite) throw badRequest('INVALID_INPUT', `No Apex test suite is named ${name}`);
  return suite.classes;
}

/** Apex answers a stop through the queue items; any of them ends its run. */
function abort(api: Api, request: HttpRequest): HttpResponse {
  for (const run of api.org.tests.runs) if (run.status === 'Queued' || run.status === 'Processing') api.org.tests.abort(run.id);
  return request.method === 'PATCH' ? { status: 204 } : { status: 200, body: [] };
}

function syncBody(run: TestRun): object {
  const tests = run.results.filter((result) => !result.isTestSetup);
  const failed = run.results.filter((result) => result.outcome !== 'Pass' && result.outcome !== 'Skip');
  return {
    apexLogId: null,
    codeCoverage: run.coverage.map(syncCoverage),
    codeCoverageWarnings: [],
    failures: failed.map((result) => ({ ...syncResult(result), message: result.message, stackTrace: result.stackTrace, packageName: result.className, type: 'Class' })),
    flowCoverage: [],
    flowCoverageWarnings: [],
    numFailures: failed.length,
    numTestsRun: tests.length,
    successes: tests.filter((result) => result.outcome === 'Pass').map(syncResult),
    totalTime: tests.reduce((sum, result) => sum + result.time, 0),
  };
}

function syncResult(result: TestMethodResult): Record<string, unknown> {
  return { id: classId(result.className), methodName: result.methodName, name: result.className, namespace: null, seeAllData: false, time: result.time };
}

function syncCoverage(coverage: LineCoverage): object {
  return {
    dmlInfo: [],
    id: codeId(coverage),
    locationsNotCovered: coverage.uncovered.map((line) => ({ column: 0, line, numExecutions: 0, time: -1 })),
    methodInfo: [],
    name: coverage.name,
    namespace: null,
    numLocations: coverage.covered.length + coverage.uncovered.length,
    numLocationsNotCovered: coverage.uncovered.length,
    soqlInfo: [],
    soslInfo: [],
    type: coverage.type === 'ApexClass' ? 'Class' : 'Trigger',
  };
}
