import type { Operand, OrderItem } from '../../soql/ast.ts';
import { Decimal } from '../../values/index.ts';
import type { Value } from '../../values/index.ts';
import { isLongText, quoteText } from '../store/layout.ts';
import { literalValue } from './comparand.ts';
import { invalidField, malformed, QueryError } from './errors.ts';
import { expression } from './expressions.ts';
import { plain, sql } from './fragment.ts';
import type { Fragment, Param, QueryRun } from './fragment.ts';
import type { Expr, Scope } from './scope.ts';

const MAX_OFFSET = 2000;
/** Picklists with more values than this sort by their text. */
const MAX_PICKLIST = 300;

/** Nulls first unless the query says otherwise; text without case; picklists in the order of their values. */
export function orderItem(scope: Scope, item: OrderItem): Fragment {
  const expr = expression(scope, item.field);
  if (isLongText(expr.field) || expr.field.type === 'multipicklist') {
    throw invalidField(`field '${expr.field.name}' can not be sorted in a query call`, item.field.at);
  }
  const direction = item.descending ? ' DESC' : ' ASC';
  const nulls = (item.nulls ?? 'first') === 'first' ? ' NULLS FIRST' : ' NULLS LAST';
  // SQLite's own place of nulls needs no words, and an index can then serve the order.
  const needed = (item.nulls ?? 'first') === (item.descending ? 'last' : 'first') ? '' : nulls;
  return sql`${sortKey(expr)}${direction}${needed}`;
}

function sortKey(expr: Expr): Fragment {
  const values = expr.field.picklist;
  if (expr.field.type === 'picklist' && values !== undefined && values.length > 0 && values.length <= MAX_PICKLIST) {
    const cases = values.map((v, i) => ` WHEN ${quoteText(v.value)} THEN ${i}`).join('');
    return sql`CASE WHEN ${expr.sql} IS NULL THEN NULL ELSE CASE ${expr.sql} COLLATE NOCASE${cases} ELSE 1000 END END`;
  }
  return expr.ignoreCase && !expr.isColumn ? sql`${expr.sql} COLLATE NOCASE` : expr.sql;
}

/** LIMIT and OFFSET as parameters. */
export function paging(scope: Scope, limit: Operand | undefined, offset: Operand | undefined): Fragment {
  if (limit === undefined && offset === undefined) return plain('');
  const count: Fragment = limit === undefined ? plain('-1') : { text: '?', params: [wholeNumber(scope, limit, 'LIMIT')] };
  if (offset === undefined) return sql` LIMIT ${count}`;
  return sql` LIMIT ${count} OFFSET ${{ text: '?', params: [wholeNumber(scope, offset, 'OFFSET')] }}`;
}

export function wholeNumber(scope: Scope, operand: Operand, clause: 'LIMIT' | 'OFFSET'): Param {
  const check = (value: Value): number => {
    const n = value === null ? 0 : value instanceof Decimal ? value.toNumber() : Number(value);
    if (!Number.isInteger(n) || n < 0) throw malformed(`${clause} must be a whole number that is not negative`);
    if (clause === 'OFFSET' && n > MAX_OFFSET) throw new QueryError('NUMBER_OUTSIDE_VALID_RANGE', `Maximum SOQL offset allowed is ${MAX_OFFSET}`);
    return n;
  };
  if (operand.kind === 'dateLiteral') throw malformed(`${clause} must be a number`);
  if (operand.kind !== 'bind') {
    const n = check(literalValue(operand));
    return () => n;
  }
  const slot = scope.compilation.slots.get(operand)!;
  return (run: QueryRun) => {
    const bind = run.binds[slot]!;
    return check(bind.list ? (bind.values[0] ?? null) : bind.value);
  };
}
