import type { Literal, SourceRange } from '../../soql/ast.ts';
import { ApexBlob, ApexDate, ApexDatetime, ApexDouble, ApexTime, Decimal, toApexId } from '../../values/index.ts';
import type { Value } from '../../values/index.ts';
import { compact, fold, isoDate, toDecimal } from '../store/storage.ts';
import type { SqlValue } from '../store/storage.ts';
import { invalidField, QueryError } from './errors.ts';
import type { Expr } from './scope.ts';

/** The other side of a comparison, in the form its column stores. */

/** A literal that is a value of its own (not a date literal, which is a range). */
export function literalValue(literal: Exclude<Literal, { kind: 'dateLiteral' }>): Value {
  switch (literal.kind) {
    case 'string': return literal.value;
    case 'number': return Decimal.parse(literal.text);
    case 'currency': return Decimal.parse(literal.text);
    case 'boolean': return literal.value;
    case 'null': return null;
    case 'date': return ApexDate.parse(literal.text);
    case 'datetime': return ApexDatetime.parse(literal.text.replace(' ', '+'));
    case 'time': return ApexTime.parse(literal.text);
  }
}

/** @throws QueryError when the value does not fit the field. `folded`: the column side is folded text. */
export function comparand(expr: Expr, value: Value, folded: boolean, at?: SourceRange): SqlValue {
  if (value === null) return null;
  switch (expr.storage.kind) {
    case 'text':
      if (typeof value === 'string') return folded ? fold(value) : value;
      throw mismatch(expr, value, at);
    case 'id': return idValue(expr, value, at);
    case 'boolean':
      if (typeof value === 'boolean') return value ? 1 : 0;
      throw mismatch(expr, value, at);
    case 'int': case 'long': case 'number':
      return scaled(number(expr, value, at), expr.storage.kind === 'number' ? expr.storage.scale : 0);
    case 'date':
      if (value instanceof ApexDate) return isoDate(value);
      if (value instanceof ApexDatetime) return isoDate(value.toDate());
      throw mismatch(expr, value, at);
    case 'datetime':
      if (value instanceof ApexDatetime) return value.ms;
      if (value instanceof ApexDate) return value.days * 86_400_000;
      throw mismatch(expr, value, at);
    case 'time':
      if (value instanceof ApexTime) return value.ms;
      throw mismatch(expr, value, at);
    case 'blob': return value instanceof ApexBlob ? value.bytes : null;
  }
}

function idValue(expr: Expr, value: Value, at?: SourceRange): SqlValue {
  if (typeof value !== 'string') throw mismatch(expr, value, at);
  const id = toApexId(value.trim());
  if (id === null) throw new QueryError('INVALID_QUERY_FILTER_OPERATOR', `invalid ID field: ${value}`, at);
  return id;
}

function number(expr: Expr, value: Value | ApexDouble, at?: SourceRange): Decimal {
  if (typeof value === 'number' || typeof value === 'bigint' || value instanceof Decimal || value instanceof ApexDouble) return toDecimal(value);
  throw mismatch(expr, value, at);
}

/** Exact where the column's scale can hold it; else a real, which lies between two of the column's values and equals none. */
function scaled(value: Decimal, scale: number): SqlValue {
  const exact = value.scale() <= scale ? value : value.stripTrailingZeros();
  if (exact.scale() > scale) return Number(`${exact.toPlainString()}e${scale}`);
  const unscaled = exact.setScale(scale).unscaled();
  return unscaled > 9223372036854775807n || unscaled < -9223372036854775808n ? Number(unscaled) : compact(unscaled);
}

function mismatch(expr: Expr, value: Value, at?: SourceRange): QueryError {
  const { name, type } = expr.field;
  const quoted = typeof value === 'string' ? 'not be' : 'be';
  const expected = expr.storage.kind === 'datetime' ? 'dateTime' : expr.storage.kind === 'text' ? 'string' : expr.storage.kind === 'id' ? 'ID' : type;
  return invalidField(`value of filter criterion for field '${name}' must be of type ${expected} and should ${quoted} enclosed in quotes`, at);
}

/** Text after LIKE: `\\%`, `\\_` and `\\\\` stand for themselves, any other backslash too; SQL's escape is `\\` as well. */
export function likePattern(pattern: string, folded: boolean): string {
  let out = '';
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i]!;
    const next = pattern[i + 1];
    if (c === '\\' && (next === '%' || next === '_' || next === '\\')) {
      out += c + next;
      i++;
    } else {
      out += c === '\\' ? '\\\\' : c;
    }
  }
  return folded ? fold(out) : out;
}

/** JSON text that SQLite reads back as the same values. Reals that equal no stored value are left out. */
export function jsonList(values: readonly SqlValue[]): string {
  let out = '[';
  for (const value of values) {
    if (value === null || value instanceof Uint8Array || (typeof value === 'number' && !Number.isInteger(value))) continue;
    if (out.length > 1) out += ',';
    out += typeof value === 'string' ? JSON.stringify(value) : String(value);
  }
  return `${out}]`;
}
