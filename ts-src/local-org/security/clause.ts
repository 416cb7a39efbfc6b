/** A piece of SQL that is true or false of the row `{row}`, with the values of its `?` in order. */
export interface Clause {
  readonly sql: string;
  readonly params: readonly (string | number | null)[];
}

export const clause = (sql: string, ...params: readonly (string | number | null)[]): Clause => ({ sql, params });
export const NEVER = clause('0');
export const isNever = (c: Clause): boolean => c.sql === NEVER.sql;

const join = (word: string, empty: string) => (parts: readonly Clause[]): Clause => {
  if (parts.length === 0) return clause(empty);
  if (parts.length === 1) return parts[0]!;
  return clause(parts.map((p) => `(${p.sql})`).join(` ${word} `), ...parts.flatMap((p) => p.params));
};
export const both = join('AND', '1');
export const either = join('OR', '0');

/** The column is one of these ids; one id needs no list. */
export function oneOf(column: string, values: readonly string[]): Clause {
  if (values.length === 1) return clause(`${column} = ?`, values[0]!);
  return clause(`${column} IN (SELECT value FROM json_each(?))`, JSON.stringify(values));
}

/** The clause about another row than `{row}`. */
export const about = (inner: Clause, alias: string): string => inner.sql.replaceAll('{row}', alias);
