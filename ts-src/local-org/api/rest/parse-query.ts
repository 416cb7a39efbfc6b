import { SoqlSyntaxError, parseSoql, parseSosl } from '../../soql/index.ts';
import type { SoqlQuery, SoslQuery } from '../../soql/index.ts';
import { badRequest } from '../errors.ts';

/** Longest query text the platform takes. */
const MAX_LENGTH = 100_000;

/** @throws ApiError MALFORMED_QUERY in the platform's words */
export function readSoql(text: string): SoqlQuery {
  if (text.length > MAX_LENGTH) throw badRequest('QUERY_TOO_COMPLICATED', `The query has ${text.length} characters; at most ${MAX_LENGTH} are allowed`);
  return explained(text, 'MALFORMED_QUERY', () => parseSoql(text, { binds: 'none' }));
}

/** @throws ApiError MALFORMED_SEARCH */
export function readSosl(text: string): SoslQuery {
  return explained(text, 'MALFORMED_SEARCH', () => parseSosl(text, { binds: 'none' }));
}

function explained<T>(text: string, code: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof SoqlSyntaxError) throw badRequest(code, error.describe(text));
    throw error;
  }
}
