/** SOQL and SOSL text -> syntax tree. */
import { SoqlReader, type BindParser } from './reader.ts';
import { SoqlScanner } from './scanner.ts';
import { soqlQuery } from './query.ts';
import { soslQuery } from './search.ts';
import type { SoqlQuery, SoslQuery, SourceRange } from './ast.ts';

export * from './ast.ts';
export { SoqlSyntaxError } from './errors.ts';
export type { BindParser } from './reader.ts';

export interface ParseOptions {
  /** Place of the first character; default line 1, column 1. */
  readonly origin?: SourceRange;
  /** `names` (default): dotted names, as dynamic SOQL in Apex has them. `none`: as in the APIs, where a bind is an error. */
  readonly binds?: 'names' | 'none';
}

/** @throws SoqlSyntaxError in the words of MALFORMED_QUERY · NotImplementedError for clauses the local org does not know */
export function parseSoql(text: string, options: ParseOptions = {}): SoqlQuery {
  return whole(text, options, soqlQuery);
}

/** @throws SoqlSyntaxError, NotImplementedError */
export function parseSosl(text: string, options: ParseOptions = {}): SoslQuery {
  return whole(text, options, soslQuery);
}

/** A query in brackets inside Apex. */
export interface InlineQuery<Q> {
  readonly query: Q;
  /** Offset of the closing bracket. */
  readonly end: number;
}

/** Reads the query that starts at `start` of an Apex text and ends before `]`. @throws SoqlSyntaxError, NotImplementedError */
export function parseInlineQuery(text: string, start: number, origin: SourceRange, parseBind: BindParser): InlineQuery<SoqlQuery | SoslQuery> {
  const scanner = new SoqlScanner(text, { start, origin, comments: true });
  const reader = new SoqlReader(scanner, parseBind);
  const query = scanner.word === 'FIND' ? soslQuery(reader) : soqlQuery(reader);
  if (scanner.kind !== ']') scanner.failUnexpected();
  return { query, end: scanner.start };
}

function whole<Q>(text: string, options: ParseOptions, parse: (reader: SoqlReader) => Q): Q {
  const scanner = new SoqlScanner(text, options.origin === undefined ? {} : { origin: options.origin });
  const query = parse(new SoqlReader(scanner, options.binds ?? 'names'));
  if (scanner.kind !== 'end') scanner.failUnexpected();
  return query;
}
