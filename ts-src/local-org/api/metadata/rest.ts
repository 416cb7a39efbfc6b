import type { DeployOptions, DeployResult, TestLevel } from '../../deploy/index.ts';
import { TEST_LEVELS } from '../../deploy/index.ts';
import { dataRoute, userOf } from '../api.ts';
import type { Api } from '../api.ts';
import { badRequest, notFound } from '../errors.ts';
import type { HttpRequest, HttpResponse, Route } from '../http.ts';
import { isJsonObject, parseJsonObject } from '../json.ts';
import type { Json } from '../json.ts';
import { isMultipart, readMultipart } from '../multipart.ts';

/** `/metadata/deployRequest`: deployments over REST. */
export function metadataRoutes(api: Api): Route[] {
  return [
    dataRoute('POST', '/metadata/deployRequest', (request) => start(api, request)),
    dataRoute('GET', '/metadata/deployRequest/:id', (request) => status(api, request)),
    dataRoute('PATCH', '/metadata/deployRequest/:id', (request) => cancel(api, request)),
  ];
}

function start(api: Api, request: HttpRequest): HttpResponse {
  const { deployments } = api.org;
  if (!isMultipart(request)) {
    const validated = parseJsonObject(request.body).validatedDeployRequestId;
    if (typeof validated !== 'string') throw badRequest('INVALID_INPUT', 'Send the package as multipart form data, or the validatedDeployRequestId of a validation');
    const result = deployments.startValidated(validated, userOf(request));
    return { status: 201, body: { ...body(api, result, false), validatedDeployRequestId: validated } };
  }
  const parts = readMultipart(request);
  const zip = parts.find((part) => part.name === 'file')?.body;
  const entity = parts.find((part) => part.name === 'entity_content' || part.name === 'json')?.body;
  if (zip === undefined) throw badRequest('INVALID_MULTIPART_REQUEST', 'The request has no part named "file" with the package');
  const given = entity === undefined ? {} : parseJsonObject(entity).deployOptions;
  const result = deployments.start(zip, readOptions(isJsonObject(given) ? given : {}), userOf(request));
  return { status: 201, body: body(api, result, false) };
}

function status(api: Api, request: HttpRequest): HttpResponse {
  const result = api.org.deployments.find(request.params.id ?? '');
  if (result === undefined) throw notFound();
  return { status: 200, body: body(api, result, request.query.get('includeDetails') === 'true') };
}

function cancel(api: Api, request: HttpRequest): HttpResponse {
  const { deployResult } = parseJsonObject(request.body);
  if (!isJsonObject(deployResult) || deployResult.status !== 'Canceling') throw badRequest('INVALID_INPUT', 'A deployment changes only by {"deployResult": {"status": "Canceling"}}');
  return { status: 202, body: body(api, api.org.deployments.cancel(request.params.id ?? '', userOf(request)), false) };
}

function body(api: Api, result: DeployResult, includeDetails: boolean): Record<string, unknown> {
  const { details, ...rest } = result;
  return {
    validatedDeployRequestId: null, id: result.id, url: null,
    deployResult: { ...rest, messages: [], retrieveResult: null, ...(includeDetails ? { details: { ...details, allComponentMessages: [...details.componentSuccesses, ...details.componentFailures], retrieveResult: null } } : {}) },
    deployOptions: api.org.deployments.optionsOf(result.id) ?? null,
  };
}

function readOptions(options: { readonly [name: string]: Json }): DeployOptions {
  const tests = options.runTests;
  return {
    allowMissingFiles: options.allowMissingFiles === true,
    checkOnly: options.checkOnly === true,
    ignoreWarnings: options.ignoreWarnings === true,
    rollbackOnError: options.rollbackOnError === true,
    runTests: Array.isArray(tests) ? tests.map(String) : [],
    testLevel: testLevel(options.testLevel),
  };
}

/** @throws ApiError for a level that there is not */
function testLevel(level: Json | undefined): TestLevel | undefined {
  if (level === undefined || level === null || level === '') return undefined;
  const known = TEST_LEVELS.find((each) => each === level);
  if (known === undefined) throw badRequest('INVALID_INPUT', `${String(level)} is no test level: there are ${TEST_LEVELS.join(', ')}`);
  return known;
}
