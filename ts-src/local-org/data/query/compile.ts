import type { Column } from '../store/layout.ts';
import type { FieldPath, SelectItem, SoqlQuery } from '../../soql/ast.ts';
import { NotImplementedError } from '../../execution/errors.ts';
import type { SObjectDef } from '../../schema/model.ts';
import { compileAggregate, compileCount } from './aggregate.ts';
import { malformed, noSuchChildRelationship } from './errors.ts';
import { asAggregate, isFieldExpression } from './expressions.ts';
import { joinFragments, plain, sql } from './fragment.ts';
import type { Fragment } from './fragment.ts';
import { orderItem, paging, wholeNumber } from './order.ts';
import type { ChildPlan, Plan, TypeofPlan } from './plan.ts';
import { columnExpr, Scope } from './scope.ts';
import type { Compilation } from './scope.ts';
import { objectNamed, rowConditions } from './semi-join.ts';
import { format, Outputs, ShapeBuilder, toLabel } from './shape.ts';

/** SOQL tree -> plan. @throws QueryError, NotImplementedError */
export function compileQuery(compilation: Compilation, query: SoqlQuery): Plan {
  const object = objectNamed(compilation, query.from.name, query.at);
  compilation.touched.push({ object, at: query.at });
  if (query.usingScope !== undefined && query.usingScope.toLowerCase() !== 'everything') throw new NotImplementedError(`SOQL USING SCOPE ${query.usingScope}`);
  if (query.forClause === 'UPDATE' && query.orderBy !== undefined) throw malformed('ORDER BY is not allowed with FOR UPDATE', query.at);
  const only = query.select[0];
  if (query.select.length === 1 && only?.kind === 'field' && isBareCount(only)) return compileCount(compilation, query, object);
  if (query.groupBy !== undefined || query.select.some((i) => i.kind === 'field' && asAggregate(i.field) !== undefined)) return compileAggregate(compilation, query, object);
  if (query.having !== undefined) throw malformed('HAVING needs GROUP BY', query.at);
  return compileRows(compilation, query, object, query.allRows);
}

function isBareCount(item: Extract<SelectItem, { kind: 'field' }>): boolean {
  return item.alias === undefined && item.field.kind === 'function' && item.field.name.toUpperCase() === 'COUNT' && item.field.args.length === 0;
}

/** @param parentKey child subqueries: the column that refers to the parents of `run.parentIds` */
function compileRows(compilation: Compilation, query: SoqlQuery, object: SObjectDef, allRows: boolean, parentKey?: Column): Plan & { readonly keyIndex: number } {
  const scope = new Scope(compilation, object, [query.from.name, object.name, ...(query.from.alias === undefined ? [] : [query.from.alias])]);
  const outputs = new Outputs();
  const shape = new ShapeBuilder(scope, outputs);
  const children: ChildPlan[] = [];
  const typeofs: TypeofPlan[] = [];
  for (const item of query.select) addItem(scope, shape, item, query, children, typeofs, allRows);
  const where = rowConditions(scope, query, allRows);
  const order = [...(query.orderBy ?? []).map((item) => orderItem(scope, item)), plain(`${scope.alias}.rowid`)];
  let keyIndex = -1;
  let body: Fragment;
  if (parentKey === undefined) {
    body = sql`SELECT ${{ text: outputs.text, params: outputs.params }} FROM ${scope.from()} WHERE ${joinFragments(where, ' AND ')} ORDER BY ${joinFragments(order, ', ')}${paging(scope, query.limit, query.offset)}`;
  } else {
    const key = columnExpr(scope.alias, parentKey).sql;
    keyIndex = outputs.add(key);
    const mine: Fragment = { text: `${key.text} IN (SELECT value FROM json_each(?))`, params: [(run) => run.parentIds] };
    body = childSql(scope, query, outputs, key, [mine, ...where], order);
  }
  return {
    kind: 'rows', object, sql: body.text, params: body.params, record: shape.shape, aggregates: [], usedRows: -1, children, typeofs,
    forUpdate: query.forClause === 'UPDATE', touched: compilation.touched, filtered: compilation.filtered, keyIndex,
  };
}

/** LIMIT and OFFSET of a child subquery count per parent. */
function childSql(scope: Scope, query: SoqlQuery, outputs: Outputs, key: Fragment, where: readonly Fragment[], order: readonly Fragment[]): Fragment {
  const select: Fragment = { text: outputs.text, params: outputs.params };
  const rows = sql` FROM ${scope.from()} WHERE ${joinFragments(where, ' AND ')}`;
  if (query.limit === undefined && query.offset === undefined) return sql`SELECT ${select}${rows} ORDER BY ${joinFragments(order, ', ')}`;
  const first: Fragment = query.offset === undefined ? plain('0') : { text: '?', params: [wholeNumber(scope, query.offset, 'OFFSET')] };
  const count: Fragment = query.limit === undefined ? plain('9223372036854775807') : { text: '?', params: [wholeNumber(scope, query.limit, 'LIMIT')] };
  return sql`SELECT * FROM (SELECT ${select}, ROW_NUMBER() OVER (PARTITION BY ${key} ORDER BY ${joinFragments(order, ', ')}) AS n${rows}) WHERE n > ${first} AND n - ${first} <= ${count} ORDER BY n`;
}

function addItem(scope: Scope, shape: ShapeBuilder, item: SelectItem, query: SoqlQuery, children: ChildPlan[], typeofs: TypeofPlan[], allRows: boolean): void {
  switch (item.kind) {
    case 'field': addField(shape, item); return;
    case 'fields': addFields(scope, shape, item.group, query); return;
    case 'subquery': children.push(childPlan(scope, item.query, allRows)); return;
    case 'typeof': {
      const key = shape.keyOf(item.relationship, query.at);
      typeofs.push({ name: key.name, keyIndex: key.index, branch: typeofBranches(item, query) });
    }
  }
}

function addField(shape: ShapeBuilder, item: Extract<SelectItem, { kind: 'field' }>): void {
  if (item.alias !== undefined) throw malformed('only aggregate expressions use field aliasing', item.field.at);
  if (item.field.kind === 'path') return shape.addPath(item.field.parts, item.field.at);
  const name = item.field.name.toUpperCase();
  const path = innerPath(item.field);
  if (path === undefined) throw new NotImplementedError(`SOQL function ${item.field.name} in SELECT`);
  switch (name) {
    case 'TOLABEL': return shape.addPath(path.parts, path.at, (value, _run, expr) => toLabel(value, expr));
    case 'FORMAT': return shape.addPath(path.parts, path.at, (value, run) => format(value, run));
    case 'CONVERTCURRENCY': return shape.addPath(path.parts, path.at);
    default: throw new NotImplementedError(`SOQL function ${item.field.name} in SELECT`);
  }
}

/** The path inside `FORMAT(convertCurrency(Amount))`. */
function innerPath(call: Extract<SelectItem, { kind: 'field' }>['field']): FieldPath | undefined {
  if (call.kind === 'path') return call;
  const first = call.args[0];
  return first !== undefined && isFieldExpression(first) ? innerPath(first) : undefined;
}

const FIELDS_LIMIT = 200;

function addFields(scope: Scope, shape: ShapeBuilder, group: 'ALL' | 'STANDARD' | 'CUSTOM', query: SoqlQuery): void {
  const limit = query.limit?.kind === 'number' ? Number(query.limit.text) : query.limit?.kind === 'bind' ? 0 : Infinity;
  if (group !== 'STANDARD' && limit > FIELDS_LIMIT) throw malformed(`The SOQL FIELDS function must have a LIMIT of at most ${FIELDS_LIMIT}`, query.at);
  const { layout, visible } = scope.compilation;
  const table = layout.table(scope.object);
  for (const field of scope.object.fields) {
    if (group !== 'ALL' && field.custom !== (group === 'CUSTOM')) continue;
    if (field.formula === undefined && !table.byName.has(field.name)) continue;
    if (visible(scope.object, field)) shape.addPath([field.name]);
  }
}

function childPlan(scope: Scope, query: SoqlQuery, allRows: boolean): ChildPlan {
  const { compilation, object } = scope;
  // `FROM Account.Contacts` is the same as `FROM Contacts`.
  const [first, ...path] = query.from.name.split('.');
  const relationship = object.childRelationship(path.length === 1 && first!.toLowerCase() === object.name.toLowerCase() ? path[0]! : query.from.name);
  const child = relationship === undefined ? undefined : compilation.layout.schema.object(relationship.childObject);
  if (relationship === undefined || child === undefined) throw noSuchChildRelationship(query.from.name, query.at);
  const key = compilation.layout.table(child).byName.get(child.field(relationship.field)?.name ?? '');
  if (key === undefined) throw noSuchChildRelationship(query.from.name, query.at);
  if (query.groupBy !== undefined || query.select.some((i) => i.kind === 'field' && asAggregate(i.field) !== undefined)) {
    throw malformed('aggregate functions are not allowed in a child subquery', query.at);
  }
  compilation.touched.push({ object: child, at: query.at });
  const plan = compileRows(compilation, query, child, allRows || query.allRows, key);
  return { name: relationship.name, keyIndex: plan.keyIndex, plan };
}

function typeofBranches(item: Extract<SelectItem, { kind: 'typeof' }>, query: SoqlQuery): TypeofPlan['branch'] {
  const branches = new Map<string, SoqlQuery | null>();
  return (object) => {
    let branch = branches.get(object.name);
    if (branch === undefined) {
      const when = item.whens.find((w) => w.object.toLowerCase() === object.name.toLowerCase());
      const paths = when?.fields ?? item.otherwise?.filter((p) => p.parts.length > 1 || object.field(p.parts[0]!) !== undefined);
      branch = paths === undefined || paths.length === 0 ? null : byIds(object, paths, query);
      branches.set(object.name, branch);
    }
    return branch;
  };
}

/** `SELECT paths FROM object WHERE Id IN :0` */
export function byIds(object: SObjectDef, paths: readonly FieldPath[], like?: SoqlQuery): SoqlQuery {
  const at = like?.at ?? { line: 1, column: 1 };
  return {
    kind: 'soql',
    select: paths.map((field) => ({ kind: 'field', field })),
    from: { name: object.name },
    where: { kind: 'comparison', left: { kind: 'path', parts: ['Id'], at }, operator: 'in', right: { kind: 'bind', index: 0, name: 'ids', at }, at },
    allRows: true,
    at,
    ...(like?.withMode === undefined ? {} : { withMode: like.withMode }),
  };
}

