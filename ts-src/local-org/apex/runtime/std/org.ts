import { current, transactionState } from '../../../execution/context.ts';
import type { SObjectRecord } from '../../../values/index.ts';

/** Work of the library itself: outside of the code's limits. */
export function uncounted<T>(work: () => T): T {
  const { limits } = current();
  limits.push();
  try {
    return work();
  } finally {
    limits.pop();
  }
}

/** Reads rows for the library itself, in system mode. */
export function libraryQuery(object: string, fields: readonly string[], where?: { readonly field: string; readonly value: string }): SObjectRecord[] {
  const context = current();
  const at = { line: 1, column: 1 };
  const path = (name: string) => ({ kind: 'path', parts: [name], at }) as const;
  return uncounted(() =>
    context.query(
      {
        kind: 'soql', at, allRows: false, from: { name: object },
        select: fields.map((name) => ({ kind: 'field', field: path(name) })),
        ...(where === undefined ? {} : { where: { kind: 'comparison', left: path(where.field), operator: '=', right: { kind: 'string', value: where.value }, at } }),
      },
      { mode: 'system', sharing: 'without' },
    ),
  ).rows;
}

const ORGANIZATION = Symbol('Organization row');

/** The one row of Organization. */
export function organization(): SObjectRecord | undefined {
  return transactionState<{ row: SObjectRecord | undefined }>(ORGANIZATION, () => ({ row: libraryQuery('Organization', ['Id', 'Name'])[0] })).row;
}
