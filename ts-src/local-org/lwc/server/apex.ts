import type { HttpRequest, HttpResponse, Route } from '../../api/http.ts';
import { ApexFailure } from '../../execution/errors.ts';
import { badRequest, describeError } from '../../api/errors.ts';
import { isJsonObject, parsePlainJson } from '../../api/json.ts';
import type { Host } from './host.ts';

/** Calls of `@AuraEnabled` methods by components. */
export function apexRoutes(host: Host): Route[] {
  return [{ method: 'POST', pattern: '/lightning/api/apex/:class/:method', handler: (request) => call(host, request) }];
}

function call(host: Host, request: HttpRequest): HttpResponse {
  const { params, cacheable } = parseCall(request.body);
  try {
    const result = host.org.transaction(request.session!.userId, (context) => {
      if (!context.user.permissions.apexClass(request.params.class!)) throw new NoAccess(request.params.class!);
      return host.org.apex.callAura(request.params.class!, request.params.method!, params);
    });
    if (cacheable && !result.cacheable) return failure(500, `Apex method ${request.params.class}.${request.params.method} is wired and must be @AuraEnabled(cacheable=true)`, 'System.NoAccessException');
    return { status: 200, body: { returnValue: result.value ?? null } };
  } catch (error) {
    return apexFailure(error);
  }
}

class NoAccess extends Error {
  constructor(className: string) {
    super(`You do not have access to the Apex class named '${className}'.`);
  }
}

function parseCall(body: Uint8Array): { params: Record<string, unknown>; cacheable: boolean } {
  const parsed = parsePlainJson(body);
  if (!isJsonObject(parsed)) throw badRequest('JSON_PARSER_ERROR', 'The HTTP entity body is required to be a JSON object');
  const params = parsed.params ?? {};
  if (!isJsonObject(params)) throw badRequest('JSON_PARSER_ERROR', 'params must be a JSON object');
  return { params, cacheable: parsed.cacheable === true };
}

/** An Apex exception as a component sees it in `error.body`. */
function apexFailure(error: unknown): HttpResponse {
  if (error instanceof NoAccess) return failure(403, error.message, 'System.NoAccessException');
  const known = describeError(error);
  if (known) return failure(500, known.entries.map(({ message }) => message).join('; '), known.entries[0]?.errorCode ?? '');
  if (!(error instanceof ApexFailure)) throw error;
  return failure(500, error.message, error.typeName, error.stackTrace);
}

function failure(status: number, message: string, exceptionType: string, stackTrace = ''): HttpResponse {
  return { status, body: { message, exceptionType, isUserDefinedException: !exceptionType.startsWith('System.'), stackTrace } };
}
