/** Inline SOQL and SOSL: objects, fields and relationships exist; what type comes out. */
import type { Comparison, Condition, FieldExpression, FieldPath, FunctionCall, SelectItem, SoqlQuery, SourceRange } from '../../soql/ast.ts';
import type { FieldDef, SObjectDef } from '../../schema/model.ts';
import type { SoqlExpression, SoslExpression } from '../syntax/ast.ts';
import type { SObjectType, Type } from '../types/types.ts';
import type { Expr } from './bound.ts';
import type { CheckContext, Place } from './context.ts';
import { checkExpression } from './expressions.ts';
import { noSuchColumn } from './messages.ts';

/** An object in FROM; undefined definition: its fields are not known. */
interface Source {
  readonly name: string;
  readonly alias: string | undefined;
  readonly definition: SObjectDef | undefined;
  /** Aliases of aggregate columns, for ORDER BY. */
  readonly columns: ReadonlySet<string>;
}

const AGGREGATES = new Set(['COUNT', 'COUNT_DISTINCT', 'SUM', 'AVG', 'MIN', 'MAX', 'GROUPING']);

export function checkSoql(ctx: CheckContext, expression: SoqlExpression): Expr {
  const { query, line } = expression;
  const binds = expression.binds.map((bind) => checkExpression(ctx, bind));
  const object = ctx.world.sobjectType(query.from.name);
  if (object === undefined) return ctx.broken(query.from === undefined ? expression : query.at, `sObject type '${query.from.name}' is not supported.`);
  checkQuery(ctx, query, object.definition);
  if (isCount(query)) return { kind: 'soql', query, binds, shape: 'count', type: ctx.world.integer, line };
  return { kind: 'soql', query, binds, shape: 'list', type: ctx.world.list(rowType(ctx, query, object)), line };
}

/** `SELECT COUNT()` alone is a number. */
function isCount(query: SoqlQuery): boolean {
  const [item] = query.select;
  if (query.select.length !== 1 || item?.kind !== 'field' || item.field.kind !== 'function') return false;
  return item.field.name.toUpperCase() === 'COUNT' && item.field.args.length === 0;
}

function rowType(ctx: CheckContext, query: SoqlQuery, object: SObjectType): Type {
  const aggregate = query.groupBy !== undefined || query.select.some((item) => item.kind === 'field' && item.field.kind === 'function' && AGGREGATES.has(item.field.name.toUpperCase()));
  return aggregate ? ctx.world.sobjectType('AggregateResult')! : object;
}

export function checkSosl(ctx: CheckContext, expression: SoslExpression): Expr {
  const binds = expression.binds.map((bind) => checkExpression(ctx, bind));
  for (const returning of expression.query.returning) {
    const object = ctx.world.sobjectType(returning.object);
    if (object === undefined) ctx.report(expression.query.at, `sObject type '${returning.object}' is not supported.`);
    else for (const field of returning.fields) checkField(ctx, field, { name: object.name, alias: undefined, definition: object.definition, columns: new Set() });
  }
  return { kind: 'sosl', query: expression.query, binds, type: ctx.world.list(ctx.world.list(ctx.world.sobject)), line: expression.line };
}

function checkQuery(ctx: CheckContext, query: SoqlQuery, definition: SObjectDef | undefined): void {
  const columns = new Set(query.select.flatMap((item) => (item.kind === 'field' && item.alias !== undefined ? [item.alias.toLowerCase()] : [])));
  const source: Source = { name: definition?.name ?? query.from.name, alias: query.from.alias, definition, columns };
  for (const item of query.select) selectItem(ctx, item, source);
  if (query.where !== undefined) checkCondition(ctx, query.where, source);
  for (const field of query.groupBy?.fields ?? []) checkField(ctx, field, source);
  if (query.having !== undefined) checkCondition(ctx, query.having, source);
  for (const item of query.orderBy ?? []) checkField(ctx, item.field, source);
}

function selectItem(ctx: CheckContext, item: SelectItem, source: Source): void {
  if (item.kind === 'field') checkField(ctx, item.field, source);
  if (item.kind === 'typeof') {
    if (source.definition !== undefined && source.definition.parentRelationship(item.relationship) === undefined) ctx.report({ line: 1, column: 1 }, noSuchRelation(item.relationship, source.name));
    for (const when of item.whens) {
      const object = ctx.world.sobjectType(when.object);
      for (const field of when.fields) checkField(ctx, field, { name: when.object, alias: undefined, definition: object?.definition, columns: new Set() });
    }
  }
  if (item.kind === 'subquery') {
    if (source.definition === undefined) return;
    const child = source.definition.childRelationship(item.query.from.name.split('.').pop()!);
    if (child === undefined) ctx.report(item.query.at, noSuchRelation(item.query.from.name, source.name));
    else checkQuery(ctx, item.query, ctx.world.sobjectType(child.childObject)?.definition);
  }
}

const noSuchRelation = (name: string, entity: string): string =>
  `Didn't understand relationship '${name}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. ` +
  `Please reference your WSDL or the describe call for the appropriate names. (entity '${entity}')`;

function checkField(ctx: CheckContext, field: FieldExpression, source: Source): void {
  if (field.kind === 'path') checkPath(ctx, field, source);
  else checkFunction(ctx, field, source);
}

function checkFunction(ctx: CheckContext, call: FunctionCall, source: Source): void {
  for (const arg of call.args) if (arg.kind === 'path' || arg.kind === 'function') checkField(ctx, arg, source);
}

const place = (at: SourceRange): Place => ({ line: at.line, column: at.column });

/** `Account.Owner.Name`, also behind an alias (`a.Name`) or the object's own name. */
function checkPath(ctx: CheckContext, path: FieldPath, source: Source): void {
  let { definition } = source;
  let entity = source.name;
  let parts = path.parts;
  if (definition === undefined) return;
  const first = parts[0]!.toLowerCase();
  if (parts.length > 1 && (first === source.alias?.toLowerCase() || (first === source.name.toLowerCase() && definition.parentRelationship(first) === undefined))) parts = parts.slice(1);
  if (parts.length === 1 && source.columns.has(first)) return;
  for (const relationship of parts.slice(0, -1)) {
    const field: FieldDef | undefined = definition.parentRelationship(relationship);
    if (field === undefined) {
      ctx.report(place(path.at), noSuchRelation(relationship, entity));
      return;
    }
    const targets: readonly string[] = field.referenceTo ?? [];
    // Of several possible parents only the common fields can be asked for; they are not checked.
    if (targets.length !== 1) return;
    const target: SObjectDef | undefined = ctx.world.sobjectType(targets[0]!)?.definition;
    if (target === undefined) return;
    definition = target;
    entity = target.name;
  }
  const last = parts[parts.length - 1]!;
  if (definition.field(last) === undefined) ctx.report(place(path.at), noSuchColumn(last, entity));
}

function checkCondition(ctx: CheckContext, condition: Condition, source: Source): void {
  switch (condition.kind) {
    case 'and': case 'or':
      for (const term of condition.terms) checkCondition(ctx, term, source);
      return;
    case 'not':
      checkCondition(ctx, condition.term, source);
      return;
    default:
      comparison(ctx, condition, source);
  }
}

function comparison(ctx: CheckContext, condition: Comparison, source: Source): void {
  checkField(ctx, condition.left, source);
  if (condition.right.kind !== 'subquery') return;
  const { query } = condition.right;
  const object = ctx.world.sobjectType(query.from.name);
  if (object === undefined) ctx.report(place(query.at), `sObject type '${query.from.name}' is not supported.`);
  else checkQuery(ctx, query, object.definition);
}
