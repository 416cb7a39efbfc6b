import { SObjectRecord } from '../../values/index.ts';
import type { Value } from '../../values/index.ts';
import type { Bind, Condition, FieldExpression, Operand, SelectItem, SoqlQuery } from '../../soql/ast.ts';
import { isAscii } from '../store/storage.ts';
import type { BindValue } from './fragment.ts';

/** The binds of a query in the order of its text, subqueries included. */
export function collectBinds(query: SoqlQuery): readonly Bind[] {
  let binds = known.get(query);
  if (binds === undefined) {
    const found: Bind[] = [];
    inQuery(query, found);
    known.set(query, (binds = found));
  }
  return binds;
}

const known = new WeakMap<SoqlQuery, readonly Bind[]>();

function inQuery(query: SoqlQuery, found: Bind[]): void {
  for (const item of query.select) inSelect(item, found);
  if (query.where !== undefined) inCondition(query.where, found);
  if (query.having !== undefined) inCondition(query.having, found);
  for (const item of query.orderBy ?? []) inExpression(item.field, found);
  if (query.limit !== undefined) inOperand(query.limit, found);
  if (query.offset !== undefined) inOperand(query.offset, found);
}

function inSelect(item: SelectItem, found: Bind[]): void {
  if (item.kind === 'subquery') inQuery(item.query, found);
}

export function inCondition(condition: Condition, found: Bind[]): void {
  switch (condition.kind) {
    case 'and': case 'or': for (const term of condition.terms) inCondition(term, found); return;
    case 'not': inCondition(condition.term, found); return;
    case 'comparison':
      inExpression(condition.left, found);
      if (condition.right.kind === 'list') for (const value of condition.right.values) inOperand(value, found);
      else if (condition.right.kind === 'subquery') inQuery(condition.right.query, found);
      else inOperand(condition.right, found);
  }
}

/** `GEOLOCATION(:latitude, :longitude)` */
function inExpression(expression: FieldExpression, found: Bind[]): void {
  if (expression.kind !== 'function') return;
  for (const arg of expression.args) {
    if (arg.kind === 'path' || arg.kind === 'function') inExpression(arg, found);
    else inOperand(arg, found);
  }
}

function inOperand(operand: Operand, found: Bind[]): void {
  if (operand.kind === 'bind') found.push(operand);
}

/** A bind as the host hands it over: scalar, record (its id), array, Set or any other iterable. */
export function bindValue(raw: unknown): BindValue {
  if (raw === null || raw === undefined) return { list: false, value: null };
  if (typeof raw === 'object' && Symbol.iterator in raw && !(raw instanceof Uint8Array)) {
    return { list: true, values: Array.from(raw as Iterable<unknown>, scalar) };
  }
  return { list: false, value: scalar(raw) };
}

function scalar(raw: unknown): Value {
  if (raw === undefined || raw === null) return null;
  if (raw instanceof SObjectRecord) return raw.id;
  return raw as Value;
}

/**
 * What of the values changes the SQL: null or empty text, text beyond ASCII (compared by folding instead of NOCASE), nulls in a list.
 * Queries are compiled once per shape.
 */
export function bindShape(bind: BindValue): string {
  if (!bind.list) return isEmpty(bind.value) ? 'n' : typeof bind.value === 'string' && !isAscii(bind.value) ? 'u' : 'a';
  let shape = 'l';
  if (bind.values.some(isEmpty)) shape += 'N';
  if (bind.values.some((v) => typeof v === 'string' && !isAscii(v))) shape += 'U';
  return shape;
}

export function isEmpty(value: Value): boolean {
  return value === null || value === '';
}
