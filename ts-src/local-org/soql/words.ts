/** Words of SOQL, in upper case. */

/** Cannot be an alias. */
export const reservedAliases: ReadonlySet<string> = new Set([
  'ALL', 'AND', 'ASC', 'DESC', 'EXCLUDES', 'FIRST', 'FOR', 'FROM', 'GROUP', 'HAVING', 'IN', 'INCLUDES', 'LAST', 'LIKE', 'LIMIT', 'NOT', 'NULL', 'NULLS',
  'OFFSET', 'OR', 'ORDER', 'SELECT', 'UPDATE', 'USING', 'WHERE', 'WITH',
]);

/** Cannot be a field where a field is due, unless a dot follows. */
export const reservedFields: ReadonlySet<string> = new Set(['FROM', 'SELECT', 'WHERE', 'AND', 'OR', 'LIKE', 'IN']);

export const functions: ReadonlySet<string> = new Set([
  'AVG', 'COUNT', 'COUNT_DISTINCT', 'MIN', 'MAX', 'SUM', 'GROUPING',
  'TOLABEL', 'FORMAT', 'CONVERTCURRENCY', 'CONVERTTIMEZONE', 'FIELDS', 'DISTANCE', 'GEOLOCATION',
  'CALENDAR_MONTH', 'CALENDAR_QUARTER', 'CALENDAR_YEAR', 'DAY_IN_MONTH', 'DAY_IN_WEEK', 'DAY_IN_YEAR', 'DAY_ONLY',
  'FISCAL_MONTH', 'FISCAL_QUARTER', 'FISCAL_YEAR', 'HOUR_IN_DAY', 'WEEK_IN_MONTH', 'WEEK_IN_YEAR',
]);

/** Date literals that stand alone. */
export const dateLiterals: ReadonlySet<string> = new Set([
  'YESTERDAY', 'TODAY', 'TOMORROW', 'LAST_90_DAYS', 'NEXT_90_DAYS',
  ...['WEEK', 'MONTH', 'QUARTER', 'YEAR', 'FISCAL_QUARTER', 'FISCAL_YEAR'].flatMap((unit) => [`LAST_${unit}`, `THIS_${unit}`, `NEXT_${unit}`]),
]);

/** Date literals that take `:n`. */
export const countedDateLiterals: ReadonlySet<string> = new Set(
  ['DAYS', 'WEEKS', 'MONTHS', 'QUARTERS', 'YEARS', 'FISCAL_QUARTERS', 'FISCAL_YEARS'].flatMap((unit) => [`LAST_N_${unit}`, `NEXT_N_${unit}`, `N_${unit}_AGO`]),
);
