/** Syntax tree of SOQL and SOSL, shared by the Apex compiler, the query planner and the APIs. Names are as written. */

export interface SourceRange {
  /** 1-based, in the text that was parsed (or the Apex file, for inline queries). */
  readonly line: number;
  readonly column: number;
}

export interface SoqlQuery {
  readonly kind: 'soql';
  readonly select: readonly SelectItem[];
  /** `FROM Account a`; in a child subquery the relationship name. */
  readonly from: { readonly name: string; readonly alias?: string };
  readonly usingScope?: string;
  readonly where?: Condition;
  readonly withMode?: 'SECURITY_ENFORCED' | 'USER_MODE' | 'SYSTEM_MODE';
  readonly groupBy?: { readonly kind: 'plain' | 'rollup' | 'cube'; readonly fields: readonly FieldExpression[] };
  readonly having?: Condition;
  readonly orderBy?: readonly OrderItem[];
  readonly limit?: Operand;
  readonly offset?: Operand;
  /** FOR VIEW, FOR REFERENCE, FOR UPDATE. */
  readonly forClause?: 'VIEW' | 'REFERENCE' | 'UPDATE';
  readonly allRows: boolean;
  readonly at: SourceRange;
}

export type SelectItem =
  | { readonly kind: 'field'; readonly field: FieldExpression; readonly alias?: string }
  | { readonly kind: 'subquery'; readonly query: SoqlQuery }
  | { readonly kind: 'typeof'; readonly relationship: string; readonly whens: readonly { readonly object: string; readonly fields: readonly FieldPath[] }[]; readonly otherwise?: readonly FieldPath[] }
  | { readonly kind: 'fields'; readonly group: 'ALL' | 'STANDARD' | 'CUSTOM' };

/** A path (`Account.Owner.Name`), or a function over one (`COUNT()`, `SUM(x)`, `toLabel(x)`, `CALENDAR_YEAR(convertTimezone(x))`). */
export type FieldExpression = FieldPath | FunctionCall;

export interface FieldPath {
  readonly kind: 'path';
  readonly parts: readonly string[];
  readonly at: SourceRange;
}

export interface FunctionCall {
  readonly kind: 'function';
  readonly name: string;
  /** Binds and literals occur in `DISTANCE(Place__c, GEOLOCATION(:lat, :lon), 'km')` only. */
  readonly args: readonly (FieldExpression | Operand)[];
  readonly at: SourceRange;
}

export interface OrderItem {
  readonly field: FieldExpression;
  readonly descending: boolean;
  readonly nulls?: 'first' | 'last';
}

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly terms: readonly Condition[] }
  | { readonly kind: 'not'; readonly term: Condition }
  | Comparison;

export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'like' | 'in' | 'not in' | 'includes' | 'excludes';

export interface Comparison {
  readonly kind: 'comparison';
  readonly left: FieldExpression;
  readonly operator: ComparisonOperator;
  /** A list for IN / NOT IN / INCLUDES / EXCLUDES, a query for semi-joins. */
  readonly right: Operand | { readonly kind: 'list'; readonly values: readonly Operand[] } | { readonly kind: 'subquery'; readonly query: SoqlQuery };
  readonly at: SourceRange;
}

export type Operand = Literal | Bind;

export type Literal =
  /** Escapes resolved; right of LIKE, and there only, `\\`, `\%` and `\_` stay as they are: the value is a pattern that `\` escapes. */
  | { readonly kind: 'string'; readonly value: string }
  /** The digits as written, so that nothing is rounded. */
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  /** `2026-01-31` */
  | { readonly kind: 'date'; readonly text: string }
  /** `2026-01-31T10:00:00Z` */
  | { readonly kind: 'datetime'; readonly text: string }
  /** `10:00:00.000Z` */
  | { readonly kind: 'time'; readonly text: string }
  /** `TODAY`, `LAST_N_DAYS:30`; name in upper case. */
  | { readonly kind: 'dateLiteral'; readonly name: string; readonly n?: number }
  /** `EUR100.50` */
  | { readonly kind: 'currency'; readonly code: string; readonly text: string };

/**
 * `:expression`. In inline Apex `index` numbers the binds in order of appearance and the compiler holds the expressions;
 * in dynamic SOQL `name` is the variable path as written.
 */
export interface Bind {
  readonly kind: 'bind';
  readonly index: number;
  readonly name: string;
  readonly at: SourceRange;
}

export interface SoslQuery {
  readonly kind: 'sosl';
  readonly find: { readonly kind: 'string'; readonly value: string } | Bind;
  readonly inGroup: 'ALL' | 'NAME' | 'EMAIL' | 'PHONE' | 'SIDEBAR';
  readonly returning: readonly { readonly object: string; readonly fields: readonly FieldPath[]; readonly where?: Condition; readonly orderBy?: readonly OrderItem[]; readonly limit?: Operand; readonly offset?: Operand }[];
  readonly withMode?: 'SECURITY_ENFORCED' | 'USER_MODE' | 'SYSTEM_MODE';
  readonly limit?: Operand;
  readonly at: SourceRange;
}
