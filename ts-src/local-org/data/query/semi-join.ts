import type { SoqlQuery, SourceRange } from '../../soql/ast.ts';
import { condition, rowCondition } from './conditions.ts';
import { malformed, unsupportedObject } from './errors.ts';
import { joinFragments, plain, sql } from './fragment.ts';
import type { Fragment } from './fragment.ts';
import { Scope } from './scope.ts';
import type { Compilation, Expr } from './scope.ts';
import type { SObjectDef } from '../../schema/model.ts';

/** `Id IN (SELECT Twin__c FROM …)`. Nulls of the inner query match nothing. */
export function semiJoin(outer: Scope, left: Expr, query: SoqlQuery, at: SourceRange): Fragment {
  const { compilation } = outer;
  const item = query.select[0];
  if (query.select.length !== 1 || item?.kind !== 'field' || item.field.kind !== 'path') {
    throw malformed('semi join sub-selects can only return one column', at);
  }
  if (left.storage.kind !== 'id') throw malformed(`The left operand '${left.field.name}' cannot be used in a semi join: it is no reference`, at);
  const inner = new Scope(compilation, objectNamed(compilation, query.from.name, query.at), [query.from.name, query.from.alias ?? query.from.name]);
  compilation.touched.push({ object: inner.object, at: query.at });
  const column = inner.resolve(item.field.parts, item.field.at);
  if (column.storage.kind !== 'id') throw malformed(`The inner select field '${item.field.parts.join('.')}' cannot be used in a semi join: it is no reference`, at);
  const where = rowConditions(inner, query, query.allRows);
  return sql`${left.sql} IN (SELECT ${column.sql} FROM ${inner.from()} WHERE ${joinFragments(where, ' AND ')})`;
}

/** What every row of a query must satisfy: WHERE, not deleted, visible to the user. Resolve before `scope.from()`. */
export function rowConditions(scope: Scope, query: SoqlQuery, allRows: boolean): Fragment[] {
  const terms: Fragment[] = [];
  const living = plain(`${scope.alias}."IsDeleted" = 0`);
  if (query.where !== undefined) terms.push(allRows ? condition(scope, query.where) : rowCondition(scope, query.where, living));
  if (!allRows) terms.push(living);
  const visible = sharingCondition(scope);
  if (visible !== null) terms.push(visible);
  return terms.length === 0 ? [plain('1')] : terms;
}

function sharingCondition(scope: Scope): Fragment | null {
  const { compilation, object, alias } = scope;
  if (compilation.sharing === null) return null;
  const filter = compilation.sharing(object);
  let slot = compilation.filtered.indexOf(object);
  if (slot < 0) slot = compilation.filtered.push(object) - 1;
  if (filter === null) return null;
  return { text: `(${filter.sql(alias)})`, params: filter.params.map((_, i) => (run) => run.filters[slot]?.params[i] ?? null) };
}

export function objectNamed(compilation: Compilation, name: string, at?: SourceRange): SObjectDef {
  const object = compilation.layout.schema.object(name);
  if (object === undefined || !object.queryable) throw unsupportedObject(name, at);
  return object;
}
