import { OrgError } from '../../execution/errors.ts';
import { SoqlSyntaxError, parseSoql, parseSosl } from '../../soql/index.ts';
import type { SoqlQuery, SoslQuery, SourceRange } from '../../soql/index.ts';
import { badRequest } from '../errors.ts';

/** Longest query text the platform takes. */
const MAX_LENGTH = 100_000;

/** @throws ApiError MALFORMED_QUERY in the platform's words */
export function readSoql(text: string): SoqlQuery {
  if (text.length > MAX_LENGTH) throw badRequest('QUERY_TOO_COMPLICATED', `The query has ${text.length} characters; at most ${MAX_LENGTH} are allowed`);
  return explained(text, () => parseSoql(text, { binds: 'none' }), 'MALFORMED_QUERY');
}

/** @throws ApiError MALFORMED_SEARCH */
export function readSosl(text: string): SoslQuery {
  return explained(text, () => parseSosl(text, { binds: 'none' }), 'MALFORMED_SEARCH');
}

/** Runs `work`; errors with a place in the query's text get the text with a mark under the place. */
export function explained<T>(text: string, work: () => T, syntaxCode = 'MALFORMED_QUERY'): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof SoqlSyntaxError) throw badRequest(syntaxCode, error.describe(text));
    if (error instanceof OrgError && 'at' in error && error.at) {
      const { line, column } = error.at as SourceRange;
      throw badRequest(error.statusCode, new SoqlSyntaxError(error.message, line, column).describe(text));
    }
    throw error;
  }
}
