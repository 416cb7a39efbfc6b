import { DataFileError } from '../data/index.ts';
import { DmlFailure } from '../execution/context.ts';
import { ApexFailure, BrokenClassError, LimitFailure, NotImplementedError, OrgError } from '../execution/errors.ts';
import type { HttpResponse } from './http.ts';

/** One entry of the array that the REST APIs answer an error with. */
export interface ApiErrorEntry {
  readonly message: string;
  readonly errorCode: string;
  readonly fields?: readonly string[];
}

/** An error whose HTTP status the API itself decides. */
export class ApiError extends Error {
  readonly status: number;
  readonly entries: readonly ApiErrorEntry[];
  constructor(status: number, errorCode: string, message: string, fields?: readonly string[]) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.entries = [fields ? { message, errorCode, fields } : { message, errorCode }];
  }
}

export const notFound = (message = 'The requested resource does not exist'): ApiError => new ApiError(404, 'NOT_FOUND', message);
export const badRequest = (errorCode: string, message: string): ApiError => new ApiError(400, errorCode, message);

/** Status codes of the platform that are not answered with 400. */
const STATUS_OF_CODE: Readonly<Record<string, number>> = {
  NOT_FOUND: 404,
  ENTITY_IS_DELETED: 404,
  INVALID_SESSION_ID: 401,
  INSUFFICIENT_ACCESS: 403,
  INSUFFICIENT_ACCESS_OR_READONLY: 403,
  API_DISABLED_FOR_ORG: 403,
  REQUEST_LIMIT_EXCEEDED: 403,
  METHOD_NOT_ALLOWED: 405,
};

/** The HTTP status and body entries of anything a handler may throw; undefined for a defect of the host itself. */
export function describeError(error: unknown): { readonly status: number; readonly entries: readonly ApiErrorEntry[] } | undefined {
  if (error instanceof ApiError) return error;
  if (error instanceof NotImplementedError) return { status: 501, entries: [{ message: error.message, errorCode: 'NOT_IMPLEMENTED' }] };
  if (error instanceof BrokenClassError) return { status: 400, entries: [{ message: error.message, errorCode: 'APEX_ERROR' }] };
  if (error instanceof LimitFailure) return { status: 400, entries: [{ message: error.message, errorCode: 'LIMIT_EXCEEDED' }] };
  if (error instanceof DmlFailure) return describeDmlFailure(error);
  // As an org that is down: clients try again.
  if (error instanceof DataFileError) return { status: 503, entries: [{ message: withoutPlaces(error.message), errorCode: 'SERVER_UNAVAILABLE' }] };
  if (error instanceof OrgError) {
    const entry = error.fields.length > 0 ? { message: error.message, errorCode: error.statusCode, fields: error.fields } : { message: error.message, errorCode: error.statusCode };
    return { status: STATUS_OF_CODE[error.statusCode] ?? 400, entries: [entry] };
  }
  return undefined;
}

function describeDmlFailure(failure: DmlFailure): { status: number; entries: ApiErrorEntry[] } {
  const entries = failure.failures.map(({ error }) => ({ message: error.message, errorCode: error.statusCode, fields: error.fields }));
  return { status: STATUS_OF_CODE[entries[0]?.errorCode ?? ''] ?? 400, entries };
}

/** Any thrown value as a response; a defect of the host answers 500 without a stack trace of its own. */
export function errorResponse(error: unknown): HttpResponse {
  // The platform answers 500 for Apex that failed: the one case where a 500 is no defect of the host.
  if (error instanceof ApexFailure) return { status: 500, body: [{ message: error.describe(), errorCode: 'APEX_ERROR' }] };
  const known = describeError(error);
  if (known) return { status: known.status, body: known.entries };
  return { status: 500, body: [{ message: `An unexpected error occurred in the local org: ${summarise(error)}`, errorCode: 'UNKNOWN_EXCEPTION' }] };
}

function summarise(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return withoutPlaces(text.split('\n')[0]!).slice(0, 500);
}

/** Where things lie on this machine is nobody's business. */
function withoutPlaces(text: string): string {
  return text.replace(/(?:file:\/\/)?(?:[A-Za-z]:)?(?:[\\/][^\\/\s'":]+)+[\\/]([^\\/\s'":]+)/g, '$1');
}
