import { ApexFailure } from '../../execution/errors.ts';
import { fromJson, toJson } from '../../flow/index.ts';
import type { FlowVariable } from '../../flow/index.ts';
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
    dataRoute('GET', '/actions/custom', (request) => ({ status: 200, body: { apex: `/services/data/${versionOf(request)}/actions/custom/apex`, flow: `/services/data/${versionOf(request)}/actions/custom/flow` } })),
    dataRoute('GET', '/actions/custom/apex', (request) => list(api, request)),
    dataRoute('GET', '/actions/custom/apex/:name', (request) => describe(api, request)),
    dataRoute('POST', '/actions/custom/apex/:name', (request) => invoke(api, request)),
    dataRoute('GET', '/actions/custom/flow', (request) => listFlows(api, request)),
    dataRoute('POST', '/actions/custom/flow/:name', (request) => invokeFlow(api, request)),
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

/** Flows that start without a record or a screen. */
function listFlows(api: Api, request: HttpRequest): HttpResponse {
  const base = `/services/data/${versionOf(request)}/actions/custom/flow`;
  const actions = api.org.flows.models.flatMap(({ name }) => {
    const info = api.org.flows.info(name);
    return info?.active && info.processType === 'AutoLaunchedFlow' ? [{ label: info.label, name: info.name, type: 'FLOW', url: `${base}/${info.name}` }] : [];
  });
  return { status: 200, body: { actions } };
}

function invokeFlow(api: Api, request: HttpRequest): HttpResponse {
  const info = api.org.flows.info(request.params.name!);
  if (!info?.active) throw notFound('The requested resource does not exist');
  const rows = inputRows(request);
  const inputs = rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => {
        const variable = info.inputs.find((each) => each.name.toLowerCase() === name.toLowerCase());
        if (!variable) throw badRequest('INVALID_ARGUMENT', `The flow ${info.name} has no input variable ${name}`);
        return [variable.name, fromJson(value, typeOf(api, variable), api.org.schema)];
      }),
    ),
  );
  const outcomes = api.org.transaction(userOf(request), () => api.org.flows.startAll(info.name, inputs, { from: 'user' }));
  const body = outcomes.map((outcome) => ({
    actionName: info.name,
    errors: outcome.success ? null : [{ statusCode: outcome.fault.statusCode, message: outcome.fault.message, fields: [] }],
    isSuccess: outcome.success,
    outputValues: outcome.success ? { Flow__InterviewGuid: outcome.guid, Flow__InterviewStatus: 'Finished', ...Object.fromEntries(Object.entries(outcome.outputs).map(([name, value]) => [name, toJson(value)])) } : null,
    invocationId: outcome.guid, outcome: null, sortOrder: -1, version: 1,
  }));
  return { status: outcomes.every((outcome) => outcome.success) ? 200 : 400, body };
}

function typeOf(api: Api, variable: FlowVariable): Parameters<typeof fromJson>[1] {
  const { dataType, isCollection, objectType, apexClass, scale } = variable;
  const object = objectType === undefined ? undefined : api.org.schema.object(objectType);
  return { dataType, collection: isCollection, ...(object ? { object } : {}), ...(apexClass === undefined ? {} : { apexClass }), ...(scale === undefined ? {} : { scale }) };
}

function inputRows(request: HttpRequest): Record<string, Json>[] {
  const { inputs } = parseJsonObject(request.body);
  const rows: Json = inputs === undefined ? [{}] : inputs;
  if (!Array.isArray(rows) || !rows.every(isJsonObject)) throw badRequest('INVALID_ARGUMENT', 'inputs must be a list of JSON objects');
  return rows;
}

function invoke(api: Api, request: HttpRequest): HttpResponse {
  const rows = inputRows(request);
  const name = request.params.name!;
  const action = api.org.apex.invocables.find((each) => each.className.toLowerCase() === name.toLowerCase());
  if (!action) throw notFound('The requested resource does not exist');
  try {
    const outputs = api.org.transaction(userOf(request), (context) => {
      if (!context.user.permissions.apexClass(action.className)) throw new ApiError(403, 'INSUFFICIENT_ACCESS', `You do not have access to the Apex class named: ${action.className}`);
      return api.org.apex.callInvocable(action.className, rows);
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
