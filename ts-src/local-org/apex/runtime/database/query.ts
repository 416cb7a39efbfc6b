import { current } from '../../../execution/context.ts';
import type { AccessMode, QueryOutcome, SharingMode } from '../../../execution/context.ts';
import { parseSoql, parseSosl } from '../../../soql/index.ts';
import type { SoqlQuery, SoslQuery } from '../../../soql/index.ts';
import { SObjectRecord } from '../../../values/index.ts';
import { ApexList } from '../collections/list.ts';
import { ApexMap } from '../collections/map.ts';
import { ApexSet } from '../collections/set.ts';
import { SObjectFieldToken } from '../describe/tokens.ts';
import { NullPointerException, QueryException, raise } from '../exceptions.ts';
import { toApexException } from '../caught.ts';
import { typeNamed } from '../types.ts';
import type { ApexType } from '../types.ts';
import { currentScope } from './scope.ts';
import { searchRows } from './search-results.ts';

/** How the rows reach the code. `optional`: null where `record` would miss its row; `chunks`: lists of at most 200 for a loop over lists. */
export type QueryShape = 'list' | 'record' | 'optional' | 'count' | 'iterate' | 'chunks';

export interface InlineQueryOptions {
  readonly sharing?: SharingMode;
  readonly mode?: AccessMode;
  readonly shape?: QueryShape;
  /** Type of the list that the rows come in. */
  readonly type?: ApexType;
}

const CHUNK = 200;

/** What the data engine takes for a bind: a scalar, or an array of scalars. Records stand for their Ids. */
export function bindValue(value: unknown): unknown {
  if (typeof value !== 'object') return value;
  if (value instanceof ApexList) return value.items.map(bindValue);
  if (value instanceof ApexSet) return value.toArray().map(bindValue);
  if (value instanceof ApexMap) return [...value.keyset()].map(bindValue);
  if (value instanceof SObjectRecord) return value.id;
  if (value instanceof SObjectFieldToken) return value.$name;
  if (typeof value === 'object' && value !== null && '$name' in value) return (value as { $name: string }).$name;
  return value;
}

/** Runs `work`, turning errors of the engine into Apex exceptions that carry this place. */
export function asApexErrors<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const exception = toApexException(error);
    throw exception ?? error;
  }
}

export function inlineQuery(query: SoqlQuery, binds: readonly unknown[], options: InlineQueryOptions = {}): unknown {
  const outcome = asApexErrors(() =>
    current().query(query, {
      mode: modeOf(query, options.mode),
      sharing: options.sharing ?? 'inherit',
      bind: ({ index }) => bindValue(binds[index]),
    }),
  );
  return shaped(outcome, options.shape ?? 'list', options.type ?? listType(query));
}

/** `WITH USER_MODE` in the query decides; otherwise the options. */
export function modeOf(query: SoqlQuery | SoslQuery, given: AccessMode | undefined): AccessMode {
  if (query.withMode === 'USER_MODE') return 'user';
  if (query.withMode === 'SYSTEM_MODE') return 'system';
  return given ?? 'system';
}

function listType(query: SoqlQuery): ApexType {
  const definition = current().schema.object(query.from.name);
  return typeNamed(`List<${definition?.name ?? 'SObject'}>`);
}

function shaped(outcome: QueryOutcome, shape: QueryShape, type: ApexType): unknown {
  switch (shape) {
    case 'count':
      return outcome.count;
    case 'record':
    case 'optional':
      if (outcome.rows.length === 0 && shape === 'optional') return null;
      if (outcome.rows.length === 0) throw raise(QueryException, 'List has no rows for assignment to SObject');
      if (outcome.rows.length > 1) throw raise(QueryException, 'List has more than 1 row for assignment to SObject');
      return outcome.rows[0];
    case 'iterate':
      return outcome.rows;
    case 'chunks':
      return chunks(outcome.rows, type);
    default:
      return new ApexList(type, outcome.rows);
  }
}

function* chunks(rows: readonly SObjectRecord[], type: ApexType): Generator<ApexList> {
  for (let at = 0; at < rows.length; at += CHUNK) yield new ApexList(type, rows.slice(at, at + CHUNK));
}

const parsed = new Map<string, SoqlQuery>();

/** Dynamic queries repeat: the tree of a text is kept, so that plans can be cached by it. */
export function parseCached(text: string): SoqlQuery {
  let query = parsed.get(text);
  if (query === undefined) {
    query = parseSoql(text);
    if (parsed.size >= 1000) parsed.clear();
    parsed.set(text, query);
  }
  return query;
}

/** Value of `:a.b.c`: the variable, then fields. */
function lookUp(name: string, lookup: (name: string) => unknown): unknown {
  const [first, ...path] = name.split('.');
  let value = lookup(first!.toLowerCase());
  if (value === undefined) throw raise(QueryException, `Variable does not exist: ${first}`);
  for (const part of path) {
    if (value === null) throw raise(NullPointerException, 'Attempt to de-reference a null object');
    value = value instanceof SObjectRecord ? value.get(value.definition.field(part)?.name ?? part) : (value as Record<string, unknown>)[`_${part.toLowerCase()}`];
  }
  return value;
}

/** A query given as text. `binds`: the map of queryWithBinds; else `:name` means a variable of the caller. */
export function dynamicQuery(text: string | null, mode: AccessMode, binds?: ApexMap | null): QueryOutcome {
  return asApexErrors(() => {
    if (text === null) throw raise(NullPointerException, 'Argument cannot be null.');
    const query = parseCached(text);
    return current().query(query, { mode: modeOf(query, mode), sharing: 'inherit', bind: ({ name }) => bindValue(lookUp(name, variables(binds))) });
  });
}

function variables(binds: ApexMap | null | undefined): (name: string) => unknown {
  if (binds === undefined) return currentScope() ?? (() => undefined);
  const byName = new Map<string, unknown>();
  if (binds !== null) for (const [key, value] of binds.entries()) byName.set(String(key).toLowerCase(), value);
  return (name) => byName.get(name);
}

/** The rows of a dynamic query. */
export function rowsAsList(outcome: QueryOutcome): ApexList {
  return new ApexList(typeNamed(`List<${outcome.rows[0]?.aggregate === undefined ? 'SObject' : 'AggregateResult'}>`), outcome.rows);
}

/** `[FIND …]` */
export function inlineSearch(query: SoslQuery, binds: readonly unknown[], options: InlineQueryOptions = {}): ApexList {
  return searched(asApexErrors(() => searchRows(query, { mode: modeOf(query, options.mode), sharing: options.sharing ?? 'inherit', bind: ({ index }) => bindValue(binds[index]) })));
}

/** `Search.query(text)` */
export function dynamicSearch(text: string, mode: AccessMode): ApexList {
  return searched(
    asApexErrors(() => {
      const query = parseSosl(text);
      return searchRows(query, { mode: modeOf(query, mode), sharing: 'inherit', bind: ({ name }) => bindValue(lookUp(name, variables(undefined))) });
    }),
  );
}

function searched(groups: readonly SObjectRecord[][]): ApexList {
  return ApexList.of('List<List<SObject>>', groups.map((rows) => ApexList.of('List<SObject>', rows)));
}
