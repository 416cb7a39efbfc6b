import { ApexFailure } from '../../execution/errors.ts';
import { dataRoute, userOf, versionOf } from '../api.ts';
import type { Api } from '../api.ts';
import { ApiError, badRequest, describeError, notFound } from '../errors.ts';
import type { HttpRequest, HttpResponse, Route } from '../http.ts';
import { isJsonObject, parseJsonObject } from '../json.ts';
import type { Json } from '../json.ts';

/** Invocable actions: Apex methods annotated `@InvocableMethod`. */
export function actionRoutes(api: Api): Route[] {
  return [
    dataRoute('GET', '/actions', (request) => ({ status: 200, body: { standard: `/services/data/${versionOf(request)}/actions/standard`, custom: `/services/data/${versionOf(request)}/actions/custom` } })),
    dataRoute('GET', '/actions/custom', (request) => ({ status: 200, body: { apex: `/services/data/${versionOf(request)}/actions/custom/apex` } })),
    dataRoute('GET', '/actions/custom/apex', (request) => list(api, request)),
    dataRoute('GET', '/actions/custom/apex/:name', (request) => describe(api, request)),
    dataRoute('POST', '/actions/custom/apex/:name', (request) => invoke(api, request)),
  ];
}

function list(api: Api, request: HttpRequest): HttpResponse {
  const base = `/services/data/${versionOf(request)}/actions/custom/apex`;
  return { status: 200, body: { actions: api.org.apex.invocables.map((action) => ({ label: action.label, name: action.className, type: 'APEX', url: `${base}/${action.className}` })) } };
}

function describe(api: Api, request: HttpRequest): HttpResponse {
  const action = api.org.apex.invocables.find((each) => each.className.toLowerCase() === request.params.name!.toLowerCase());
  if (!action) throw notFound();
  return { status: 200, body: { description: action.description, label: action.label, name: action.className, standard: false, targetEntityName: null, type: 'APEX', inputs: action.inputs, outputs: action.outputs } };
}

function invoke(api: Api, request: HttpRequest): HttpResponse {
  const { inputs } = parseJsonObject(request.body);
  const rows = inputs === undefined ? [{}] : inputs;
  if (!Array.isArray(rows) || !rows.every(isJsonObject)) throw badRequest('INVALID_ARGUMENT', 'inputs must be a list of JSON objects');
  const name = request.params.name!;
  const action = api.org.apex.invocables.find((each) => each.className.toLowerCase() === name.toLowerCase());
  if (!action) throw notFound('The requested resource does not exist');
  try {
    const outputs = api.org.transaction(userOf(request), (context) => {
      if (!context.user.permissions.apexClass(action.className)) throw new ApiError(403, 'INSUFFICIENT_ACCESS', `You do not have access to the Apex class named: ${action.className}`);
      return api.org.apex.callInvocable(action.className, rows as Record<string, Json>[]);
    });
    return { status: 200, body: rows.map((_, index) => ({ actionName: action.className, errors: null, isSuccess: true, outputValues: outputValues(outputs[index]), invocationId: null, outcome: null, sortOrder: -1, version: 1 })) };
  } catch (error) {
    const errors = actionErrors(error);
    if (!errors) throw error;
    return { status: 400, body: rows.map(() => ({ actionName: action.className, errors, isSuccess: false, outputValues: null, invocationId: null, outcome: null, sortOrder: -1, version: 1 })) };
  }
}

function actionErrors(error: unknown): object[] | undefined {
  if (error instanceof ApexFailure) return [{ statusCode: 'INVALID_APEX_OPERATION', message: `An Apex error occurred: ${error.typeName}: ${error.message}`, fields: [] }];
  const known = describeError(error);
  if (!known || known.status >= 500) return undefined;
  return known.entries.map((entry) => ({ statusCode: entry.errorCode, message: entry.message, fields: entry.fields ?? [] }));
}

/** A bare value (a list of texts, of records) stands under `output`. */
function outputValues(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  return typeof value === 'object' && !Array.isArray(value) && !('attributes' in value) ? value : { output: value };
}
