import type { Value } from '../../values/index.ts';
import type { RowFilter } from '../hooks.ts';
import type { SqlValue } from '../store/storage.ts';

/** A piece of SQL with the values of its `?`, in order, known when the query runs. */
export interface Fragment {
  readonly text: string;
  readonly params: readonly Param[];
}

export type Param = (run: QueryRun) => SqlValue;

/** One execution of a compiled query. */
export interface QueryRun {
  /** By slot: the n-th bind of the query's text. */
  readonly binds: readonly BindValue[];
  readonly now: number;
  readonly timeZone: string;
  /** By slot, as the plan numbered them. */
  readonly filters: readonly (RowFilter | null)[];
  /** Child queries: the parents' ids as JSON. */
  readonly parentIds: string;
}

export type BindValue =
  | { readonly list: false; readonly value: Value }
  | { readonly list: true; readonly values: readonly Value[] };

const NONE: readonly Param[] = [];

export function plain(text: string): Fragment {
  return { text, params: NONE };
}

/** `sql\`${a} = ${b}\``: fragments and their parameters in the order they are written; strings are SQL as they are. */
export function sql(strings: TemplateStringsArray, ...parts: readonly (Fragment | string)[]): Fragment {
  let text = strings[0]!;
  let params: Param[] | undefined;
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!;
    if (typeof part === 'string') text += part;
    else {
      text += part.text;
      if (part.params.length > 0) (params ??= []).push(...part.params);
    }
    text += strings[i + 1]!;
  }
  return { text, params: params ?? NONE };
}

export function joinFragments(parts: readonly Fragment[], separator: string): Fragment {
  return { text: parts.map((p) => p.text).join(separator), params: parts.flatMap((p) => p.params) };
}
