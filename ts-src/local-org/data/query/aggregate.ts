import { NotImplementedError } from '../../execution/errors.ts';
import type { SObjectDef } from '../../schema/model.ts';
import type { FieldExpression, FunctionCall, SelectItem, SoqlQuery } from '../../soql/ast.ts';
import { Decimal } from '../../values/index.ts';
import type { Value } from '../../values/index.ts';
import { isLongText } from '../store/layout.ts';
import type { SqlValue } from '../store/storage.ts';
import { condition } from './conditions.ts';
import { invalidField, malformed } from './errors.ts';
import { argument, expression, asAggregate, isFieldExpression } from './expressions.ts';
import { joinFragments, plain, sql } from './fragment.ts';
import type { Fragment } from './fragment.ts';
import { orderItem, paging } from './order.ts';
import type { AggregateColumn, Plan } from './plan.ts';
import { Scope } from './scope.ts';
import type { Compilation, Expr } from './scope.ts';
import { rowConditions } from './semi-join.ts';
import { Outputs, toLabel } from './shape.ts';

function rootScope(compilation: Compilation, query: SoqlQuery, object: SObjectDef): Scope {
  return new Scope(compilation, object, [query.from.name, object.name, ...(query.from.alias === undefined ? [] : [query.from.alias])]);
}

function plan(compilation: Compilation, object: SObjectDef, body: Fragment, rest: Pick<Plan, 'kind' | 'aggregates' | 'usedRows'>): Plan {
  return {
    ...rest, object, sql: body.text, params: body.params, record: { object, idIndex: -1, fields: [], parents: [] }, children: [], typeofs: [], forUpdate: false,
    touched: compilation.touched, filtered: compilation.filtered,
  };
}

/** `SELECT COUNT() FROM …` */
export function compileCount(compilation: Compilation, query: SoqlQuery, object: SObjectDef): Plan {
  const scope = rootScope(compilation, query, object);
  const where = joinFragments(rowConditions(scope, query, query.allRows), ' AND ');
  const body = query.limit === undefined && query.offset === undefined
    ? sql`SELECT COUNT(*) FROM ${scope.from()} WHERE ${where}`
    : sql`SELECT COUNT(*) FROM (SELECT 1 FROM ${scope.from()} WHERE ${where}${paging(scope, query.limit, query.offset)})`;
  return plan(compilation, object, body, { kind: 'count', aggregates: [], usedRows: -1 });
}

interface Group { readonly key: string; readonly expr: Expr; readonly sql: Fragment }

/** GROUP BY, ROLLUP, CUBE and aggregates without grouping. */
export function compileAggregate(compilation: Compilation, query: SoqlQuery, object: SObjectDef): Plan {
  const scope = rootScope(compilation, query, object);
  const groups = (query.groupBy?.fields ?? []).map((field) => group(scope, field));
  const where = joinFragments(rowConditions(scope, query, query.allRows), ' AND ');
  const having = query.having === undefined ? null : condition(scope, query.having);
  const sets = groupingSets(query, groups.length);
  let columns: AggregateColumn[] = [];
  let usedRows = -1;
  let width = 0;
  let sortFrom = 0;
  const branches = sets.map((set) => {
    const outputs = new BranchOutputs();
    columns = selectColumns(scope, query, groups, set, outputs);
    usedRows = outputs.add(plain('COUNT(*)'));
    sortFrom = outputs.length;
    for (const item of query.orderBy ?? []) outputs.add(sortValue(scope, item.field, groups, set));
    for (const [i, g] of groups.entries()) outputs.add(set.has(i) ? g.sql : plain('NULL'));
    width = outputs.length;
    const by = groups.filter((_, i) => set.has(i)).map((g) => g.sql);
    return sql`SELECT ${outputs.fragment} FROM ${scope.from()} WHERE ${where}${by.length === 0 ? '' : sql` GROUP BY ${joinFragments(by, ', ')}`}${having === null ? '' : sql` HAVING ${having}`}`;
  });
  const order = orderBy(query, sortFrom, width);
  const limit = paging(scope, query.limit, query.offset);
  const body = branches.length === 1 && query.groupBy === undefined
    ? sql`${branches[0]!}${limit}`
    : sql`SELECT * FROM (${joinFragments(branches, ' UNION ALL ')})${order}${limit}`;
  return plan(compilation, object, body, { kind: 'aggregate', aggregates: columns, usedRows });
}

class BranchOutputs extends Outputs {
  get fragment(): Fragment {
    return { text: this.text, params: this.params };
  }
  /** Every branch of a union needs the same columns: none is shared. */
  override add(fragment: Fragment): number {
    return super.add({ text: `${fragment.text}${' '.repeat(this.length)}`, params: fragment.params });
  }
}

function group(scope: Scope, field: FieldExpression): Group {
  const expr = expression(scope, field);
  if (isLongText(expr.field) || expr.field.type === 'multipicklist' || expr.storage.kind === 'blob') {
    throw invalidField(`field '${expr.field.name}' can not be grouped in a query call`, field.at);
  }
  return { key: keyOf(scope, field), expr, sql: expr.ignoreCase && !expr.isColumn ? sql`${expr.sql} COLLATE NOCASE` : expr.sql };
}

/** Equal for equal expressions, whatever their case. */
function keyOf(scope: Scope, tree: FieldExpression): string {
  if (tree.kind === 'path') return scope.strip(tree.parts).join('.').toLowerCase();
  return `${tree.name}(${tree.args.map((a) => (isFieldExpression(a) ? keyOf(scope, a) : JSON.stringify(a))).join(',')})`.toLowerCase();
}

/** Indexes of the groups that each branch keeps. */
function groupingSets(query: SoqlQuery, n: number): ReadonlySet<number>[] {
  const all = new Set(Array.from({ length: n }, (_, i) => i));
  switch (query.groupBy?.kind) {
    case 'rollup': return Array.from({ length: n + 1 }, (_, k) => new Set([...all].slice(0, n - k)));
    case 'cube': return Array.from({ length: 1 << n }, (_, mask) => new Set([...all].filter((i) => (mask & (1 << i)) === 0)));
    default: return [all];
  }
}

function selectColumns(scope: Scope, query: SoqlQuery, groups: readonly Group[], set: ReadonlySet<number>, outputs: BranchOutputs): AggregateColumn[] {
  let unnamed = 0;
  return query.select.map((item): AggregateColumn => {
    if (item.kind !== 'field') throw malformed('a grouped query selects fields and aggregates only', query.at);
    const name = item.alias ?? (item.field.kind === 'path' ? fieldName(scope, item.field.parts) : `expr${unnamed++}`);
    return { name, read: readColumn(scope, item, groups, set, outputs) };
  });
}

function fieldName(scope: Scope, parts: readonly string[]): string {
  return scope.resolve(parts).field.name;
}

function readColumn(scope: Scope, item: Extract<SelectItem, { kind: 'field' }>, groups: readonly Group[], set: ReadonlySet<number>, outputs: BranchOutputs): AggregateColumn['read'] {
  const { field } = item;
  const call = asAggregate(field);
  if (call !== undefined) return aggregateReader(scope, call, outputs);
  const name = field.kind === 'function' ? field.name.toUpperCase() : '';
  const wanted = name === 'GROUPING' || name === 'TOLABEL' || name === 'FORMAT' || name === 'CONVERTCURRENCY' ? (field as FunctionCall).args[0] : field;
  if (wanted === undefined || !isFieldExpression(wanted)) throw malformed(`${name} needs a field`, field.at);
  const i = groups.findIndex((g) => g.key === keyOf(scope, wanted) || g.key === keyOf(scope, field));
  if (i < 0) throw malformed(`Field must be grouped or aggregated: ${field.kind === 'path' ? field.parts.join('.') : field.name}`, field.at);
  if (name === 'GROUPING') {
    const index = outputs.add(plain(set.has(i) ? '0' : '1'));
    return (row) => Number(row[index]);
  }
  const { expr } = groups[i]!;
  const index = outputs.add(set.has(i) ? groups[i]!.sql : plain('NULL'));
  return name === 'TOLABEL' ? (row) => toLabel(expr.decode(row[index]!), expr) : (row) => expr.decode(row[index]!);
}

function aggregateReader(scope: Scope, field: FunctionCall, outputs: BranchOutputs): AggregateColumn['read'] {
  const expr = expression(scope, field);
  if (field.name.toUpperCase() !== 'AVG') {
    const index = outputs.add(expr.sql);
    return (row) => expr.decode(row[index]!);
  }
  const inner = argument(scope, field);
  const scale = inner.storage.kind === 'number' ? inner.storage.scale : 0;
  const sum = outputs.add(sql`SUM(${inner.sql})`);
  const count = outputs.add(sql`COUNT(${inner.sql})`);
  return (row) => average(row[sum]!, row[count]!, scale);
}

function average(sum: SqlValue, count: SqlValue, scale: number): Value {
  if (sum === null || Number(count) === 0) return null;
  return Decimal.of(sum as number | bigint, scale).dividedBy(Decimal.of(count as number | bigint));
}

function sortValue(scope: Scope, field: FieldExpression, groups: readonly Group[], set: ReadonlySet<number>): Fragment {
  if (asAggregate(field) !== undefined) return expression(scope, field).sql;
  const i = groups.findIndex((g) => g.key === keyOf(scope, field));
  if (i < 0) {
    if (field.kind === 'function') throw new NotImplementedError(`SOQL ORDER BY ${field.name} in a grouped query`);
    throw malformed(`Ordered field must be grouped or aggregated: ${field.parts.join('.')}`, field.at);
  }
  if (!set.has(i)) return plain('NULL');
  const item = orderItem(scope, { field, descending: false });
  return { text: item.text.replace(/ ASC$/, ''), params: item.params };
}

/** By position over the union: the asked order, then the groups, so that equal runs give equal rows. */
function orderBy(query: SoqlQuery, sortFrom: number, width: number): string {
  const items = (query.orderBy ?? []).map((item, i) => {
    const nulls = (item.nulls ?? 'first') === 'first' ? 'NULLS FIRST' : 'NULLS LAST';
    return `c${sortFrom + i} COLLATE NOCASE ${item.descending ? 'DESC' : 'ASC'} ${nulls}`;
  });
  for (let c = sortFrom + items.length; c < width; c++) items.push(`c${c} COLLATE NOCASE`);
  return items.length === 0 ? '' : ` ORDER BY ${items.join(', ')}`;
}
