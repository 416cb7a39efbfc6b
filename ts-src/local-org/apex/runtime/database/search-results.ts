import { current, transactionState } from '../../../execution/context.ts';
import type { QueryOptions } from '../../../execution/context.ts';
import type { SoslQuery } from '../../../soql/index.ts';
import { keyPrefix } from '../../../values/index.ts';
import type { SObjectRecord } from '../../../values/index.ts';

const RESULTS = Symbol('Test.setFixedSearchResults');

export function setSearchResults(ids: readonly string[]): void {
  transactionState<{ ids: readonly string[] }>(RESULTS, () => ({ ids: [] })).ids = ids;
}

/** In tests a search finds nothing but the fixed ids, each under its object, as far as the RETURNING conditions hold. */
export function searchRows(query: SoslQuery, options: QueryOptions): SObjectRecord[][] {
  const context = current();
  if (!context.isTest) return context.search(query, options);
  context.limits.charge('soslQueries');
  const { ids } = transactionState<{ ids: readonly string[] }>(RESULTS, () => ({ ids: [] }));
  return query.returning.map((part) => {
    const prefix = context.schema.object(part.object)?.keyPrefix;
    const wanted = ids.filter((id) => keyPrefix(id) === prefix);
    if (wanted.length === 0) return [];
    const { at } = query;
    const inIds = {
      kind: 'comparison', left: { kind: 'path', parts: ['Id'], at }, operator: 'in', at,
      right: { kind: 'list', values: wanted.map((value) => ({ kind: 'string', value }) as const) },
    } as const;
    const fields = part.fields.some((field) => field.parts.join('.').toLowerCase() === 'id') ? part.fields : [{ kind: 'path', parts: ['Id'], at } as const, ...part.fields];
    return context.query(
      {
        kind: 'soql', at, allRows: false, from: { name: part.object },
        select: fields.map((field) => ({ kind: 'field', field })),
        where: part.where === undefined ? inIds : { kind: 'and', terms: [inIds, part.where] },
        ...(part.orderBy === undefined ? {} : { orderBy: part.orderBy }),
        ...(part.limit === undefined ? {} : { limit: part.limit }),
      },
      options,
    ).rows;
  });
}
