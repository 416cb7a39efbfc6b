import { NotImplementedError, OrgError } from '../../execution/errors.ts';
import type { Comparison, Condition, FieldExpression, Operand, SoqlQuery } from '../../soql/index.ts';

/** Metadata as rows: what the tooling API lets one query. */
export interface VirtualTable {
  readonly name: string;
  /** Column paths, in the case answers show: `Id`, `ApexClass.Name`. */
  readonly columns: readonly string[];
  /** Values by column path. */
  rows(): Iterable<VirtualRow>;
}

export type VirtualValue = string | number | boolean | null | object;
export type VirtualRow = Readonly<Record<string, VirtualValue>>;

export interface VirtualResult {
  readonly count: number;
  /** REST rows with attributes; relationships nested. */
  readonly records: readonly Record<string, unknown>[];
}

/** Runs a query over a virtual table: conditions, order, limit and offset; no aggregates but COUNT(). @throws OrgError INVALID_FIELD */
export function queryVirtual(table: VirtualTable, query: SoqlQuery, base: string): VirtualResult {
  if (query.groupBy || query.having) throw new NotImplementedError(`GROUP BY on ${table.name}`);
  const alias = new Set([table.name.toLowerCase(), query.from.alias?.toLowerCase()]);
  const column = (field: FieldExpression): string => columnOf(table, field, alias);
  const matches = query.where ? compile(query.where, column) : (): boolean => true;
  let rows = [...table.rows()].filter(matches);
  for (const order of [...(query.orderBy ?? [])].reverse()) {
    const path = column(order.field);
    const direction = order.descending ? -1 : 1;
    rows = rows.toSorted((a, b) => direction * compareValues(a[path] ?? null, b[path] ?? null));
  }
  const offset = query.offset ? Number(valueOf(query.offset)) : 0;
  const limit = query.limit ? Number(valueOf(query.limit)) : Infinity;
  rows = rows.slice(offset, offset + limit);
  if (isCountOnly(query)) return { count: rows.length, records: [] };
  const columns = query.select.flatMap((item) => {
    if (item.kind === 'fields') return [...table.columns];
    if (item.kind !== 'field') throw new NotImplementedError(`${item.kind} in a query of ${table.name}`);
    return [column(item.field)];
  });
  return { count: rows.length, records: rows.map((row) => toRecord(table, row, columns, base)) };
}

function isCountOnly(query: SoqlQuery): boolean {
  const item = query.select[0];
  return query.select.length === 1 && item?.kind === 'field' && item.field.kind === 'function' && item.field.name.toLowerCase() === 'count' && item.field.args.length === 0;
}

function columnOf(table: VirtualTable, field: FieldExpression, alias: ReadonlySet<string | undefined>): string {
  if (field.kind === 'function') throw new NotImplementedError(`${field.name}() in a query of ${table.name}`);
  const parts = field.parts.length > 1 && alias.has(field.parts[0]!.toLowerCase()) ? field.parts.slice(1) : field.parts;
  const wanted = parts.join('.').toLowerCase();
  const found = table.columns.find((name) => name.toLowerCase() === wanted);
  if (found === undefined) throw new OrgError('INVALID_FIELD', `No such column '${parts.join('.')}' on entity '${table.name}' in the local org.`);
  return found;
}

function toRecord(table: VirtualTable, row: VirtualRow, columns: readonly string[], base: string): Record<string, unknown> {
  const record: Record<string, unknown> = { attributes: { type: table.name, url: `${base}/sobjects/${table.name}/${String(row.Id ?? row.DurableId ?? '')}` } };
  for (const path of columns) {
    const [first, second] = path.split('.') as [string, string | undefined];
    const value = row[path] ?? null;
    if (second === undefined) record[first] = value;
    else ((record[first] ??= { attributes: { type: first } }) as Record<string, unknown>)[second] = value;
  }
  return record;
}

type RowTest = (row: VirtualRow) => boolean;

function compile(condition: Condition, column: (field: FieldExpression) => string): RowTest {
  if (condition.kind === 'not') {
    const inner = compile(condition.term, column);
    return (row) => !inner(row);
  }
  if (condition.kind === 'comparison') return compileComparison(condition, column);
  const terms = condition.terms.map((term) => compile(term, column));
  return condition.kind === 'and' ? (row) => terms.every((term) => term(row)) : (row) => terms.some((term) => term(row));
}

function compileComparison(condition: Comparison, column: (field: FieldExpression) => string): RowTest {
  const path = column(condition.left);
  const { right, operator } = condition;
  if (right.kind === 'subquery') throw new NotImplementedError('semi-joins in tooling queries');
  if (right.kind === 'list') {
    const values = right.values.map(valueOf);
    const included = (row: VirtualRow): boolean => values.some((value) => compareValues(row[path] ?? null, value) === 0);
    if (operator === 'in') return included;
    if (operator === 'not in') return (row) => !included(row);
    throw new NotImplementedError(`${operator} in tooling queries`);
  }
  const value = valueOf(right);
  switch (operator) {
    case '=': return (row) => compareValues(row[path] ?? null, value) === 0;
    case '!=': return (row) => compareValues(row[path] ?? null, value) !== 0;
    case '<': return (row) => row[path] !== null && compareValues(row[path] ?? null, value) < 0;
    case '<=': return (row) => row[path] !== null && compareValues(row[path] ?? null, value) <= 0;
    case '>': return (row) => row[path] !== null && compareValues(row[path] ?? null, value) > 0;
    case '>=': return (row) => row[path] !== null && compareValues(row[path] ?? null, value) >= 0;
    case 'like': return likeTest(path, String(value));
    default: throw new NotImplementedError(`${operator} in tooling queries`);
  }
}

function likeTest(path: string, pattern: string): RowTest {
  const source = pattern.replace(/\\([%_\\])|[.*+?^${}()|[\]\\]|%|_/g, (match, escaped: string | undefined) => (escaped !== undefined ? `\\${escaped}` : match === '%' ? '[^]*' : match === '_' ? '[^]' : `\\${match}`));
  const expression = new RegExp(`^${source}$`, 'i');
  return (row) => typeof row[path] === 'string' && expression.test(row[path]);
}

function valueOf(operand: Operand): VirtualValue {
  switch (operand.kind) {
    case 'string': return operand.value;
    case 'number': return Number(operand.text);
    case 'boolean': return operand.value;
    case 'null': return null;
    case 'date':
    case 'datetime':
    case 'time': return operand.text;
    default: throw new NotImplementedError(`${operand.kind} in tooling queries`);
  }
}

/** Texts ignore case; 15 and 18 character ids are equal; null comes first. */
function compareValues(a: VirtualValue, b: VirtualValue): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  if (typeof a === 'string' && typeof b === 'string') {
    if (isIdPair(a, b)) return a.slice(0, 15) === b.slice(0, 15) ? 0 : a < b ? -1 : 1;
    const [x, y] = [a.toLowerCase(), b.toLowerCase()];
    return x === y ? 0 : x < y ? -1 : 1;
  }
  return a === b ? 0 : a < b ? -1 : 1;
}

const isIdPair = (a: string, b: string): boolean => a.length !== b.length && (a.length === 15 || a.length === 18) && (b.length === 15 || b.length === 18) && /^\w+$/.test(a + b);
