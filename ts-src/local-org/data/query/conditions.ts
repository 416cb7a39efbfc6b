import type { Comparison, Condition, Literal, Operand, SourceRange } from '../../soql/ast.ts';
import type { Value } from '../../values/index.ts';
import { isCreation, isLongText } from '../store/layout.ts';
import { fold, isAscii, isoDate } from '../store/storage.ts';
import type { SqlValue } from '../store/storage.ts';
import { ApexDate } from '../../values/index.ts';
import { isEmpty } from './binds.ts';
import { comparand, jsonList, likePattern, literalValue } from './comparand.ts';
import { dayStart, literalRange, todayIn } from './dates.ts';
import { invalidField, malformed, QueryError } from './errors.ts';
import { expression } from './expressions.ts';
import { joinFragments, plain, sql } from './fragment.ts';
import type { Fragment, Param, QueryRun } from './fragment.ts';
import type { Expr, Scope } from './scope.ts';
import { semiJoin } from './semi-join.ts';

/**
 * WHERE and HAVING. A comparison is true or not, also with null (`Name != 'x'` holds for null): in SQL each condition is TRUE exactly
 * when SOQL's is, and what is negated is wrapped in IS NOT TRUE.
 */
export function condition(scope: Scope, tree: Condition): Fragment {
  switch (tree.kind) {
    case 'and': case 'or': {
      const terms = tree.terms.map((term) => condition(scope, term));
      return combined(terms, tree.kind === 'and' ? ' AND ' : ' OR ');
    }
    case 'not': return sql`((${condition(scope, tree.term)}) IS NOT TRUE)`;
    case 'comparison': return comparison(scope, tree);
  }
}

/**
 * The condition of the rows of an object, all of which are `living`. Said again inside an OR of keys, it lets SQLite use an index for
 * each of them: those of unique fields hold living rows only.
 */
export function rowCondition(scope: Scope, tree: Condition, living: Fragment): Fragment {
  if (tree.kind === 'and') return combined(tree.terms.map((term) => rowCondition(scope, term, living)), ' AND ');
  if (tree.kind !== 'or' || !tree.terms.every(isKeyed)) return condition(scope, tree);
  return combined(tree.terms.map((term) => sql`(${condition(scope, term)} AND ${living})`), ' OR ');
}

function isKeyed(term: Condition): boolean {
  return term.kind === 'comparison' && (term.operator === 'in' || term.operator === '=');
}

/** SQLite limits the depth of expressions, and a chain of ORs is as deep as it is long: long ones become a tree. */
function combined(terms: readonly Fragment[], separator: string): Fragment {
  if (terms.length <= 100) return sql`(${joinFragments(terms, separator)})`;
  const groups: Fragment[] = [];
  const size = Math.ceil(terms.length / 100);
  for (let from = 0; from < terms.length; from += size) groups.push(combined(terms.slice(from, from + size), separator));
  return combined(groups, separator);
}

const NEVER = plain('0');

function comparison(scope: Scope, tree: Comparison): Fragment {
  const expr = expression(scope, tree.left);
  if (isLongText(expr.field) && expr.field.name !== '') {
    throw invalidField(`field '${expr.field.name}' can not be filtered in a query call`, tree.at);
  }
  const { right, at } = tree;
  // A collection bind after `=` is IN, after `!=` NOT IN.
  const operator = !isListBind(scope, right) ? tree.operator : tree.operator === '=' ? 'in' : tree.operator === '!=' ? 'not in' : tree.operator;
  switch (operator) {
    case 'in': case 'not in': {
      const member = right.kind === 'subquery' ? ofParent(expr, semiJoin(scope, expr, right.query, at)) : inList(scope, expr, right, at);
      return operator === 'in' ? member : sql`((${member}) IS NOT TRUE)`;
    }
    case 'includes': return includes(scope, expr, right, at);
    case 'excludes': return sql`((${includes(scope, expr, right, at)}) IS NOT TRUE)`;
    case 'like': return like(scope, expr, single(right, at), at);
    default: return ordered(scope, expr, operator, single(right, at), at);
  }
}

function isListBind(scope: Scope, right: Comparison['right']): right is Extract<Operand, { kind: 'bind' }> {
  return right.kind === 'bind' && scope.compilation.shapes[scope.compilation.slots.get(right)!]!.startsWith('l');
}

function single(right: Comparison['right'], at: SourceRange): Operand {
  if (right.kind === 'list' || right.kind === 'subquery') throw malformed('a single value is expected here', at);
  return right;
}

/** The column side: as it is, or folded when the other side goes beyond ASCII. */
function textSide(expr: Expr, folded: boolean): Fragment {
  if (expr.storage.kind !== 'text' || !expr.ignoreCase) return expr.sql;
  if (expr.shadow !== undefined) return plain(expr.shadow);
  if (folded) return sql`fold(${expr.sql})`;
  return expr.isColumn ? expr.sql : sql`${expr.sql} COLLATE NOCASE`;
}

function isFolded(expr: Expr, beyondAscii: boolean): boolean {
  return expr.ignoreCase && (beyondAscii || expr.shadow !== undefined);
}

function ordered(scope: Scope, expr: Expr, operator: '=' | '!=' | '<' | '<=' | '>' | '>=', right: Operand, at: SourceRange): Fragment {
  if (right.kind === 'dateLiteral') return inRange(expr, operator, right, at);
  const other = scalarOperand(scope, right, at);
  if (other.empty) return operator === '=' ? sql`${textSide(expr, false)} IS NULL` : operator === '!=' ? sql`${expr.sql} IS NOT NULL` : NEVER;
  const folded = isFolded(expr, other.beyondAscii);
  const side = textSide(expr, folded);
  const value: Fragment = { text: '?', params: [other.param((v) => comparand(expr, v, folded, at))] };
  if (operator === '!=') return sql`((${side} = ${value}) IS NOT TRUE)`;
  const term = narrowing(expr, operator, sql`${side} ${operator} ${value}`);
  return operator === '=' ? ofParent(expr, term) : term;
}

/**
 * A term that holds for no row without its parents. Said so, the joins are inner ones, and SQLite may begin at a parent and look its
 * children up; it sees `IS NOT NULL` on the left of an AND alone.
 */
function ofParent(expr: Expr, term: Fragment): Fragment {
  return expr.via.reduceRight((rest, id) => sql`(${plain(id)} IS NOT NULL AND ${rest})`, term);
}

/**
 * SQLite chooses its way without having counted rows. Of times of creation it is told what is mostly so: few rows came after the time
 * that a query asks for, and nearly all before.
 */
function narrowing(expr: Expr, operator: string, term: Fragment): Fragment {
  if (!expr.isColumn || !isCreation(expr.field)) return term;
  if (operator === '>' || operator === '>=') return sql`unlikely(${term})`;
  return operator === '<' || operator === '<=' ? sql`likely(${term})` : term;
}

interface ScalarOperand {
  readonly empty: boolean;
  readonly beyondAscii: boolean;
  param(encode: (value: Value) => SqlValue): Param;
}

function scalarOperand(scope: Scope, right: Exclude<Operand, { kind: 'dateLiteral' }>, at: SourceRange): ScalarOperand {
  if (right.kind !== 'bind') {
    const value = literalValue(right);
    return {
      empty: isEmpty(value),
      beyondAscii: typeof value === 'string' && !isAscii(value),
      param: (encode) => {
        const encoded = encode(value);
        return () => encoded;
      },
    };
  }
  const slot = scope.compilation.slots.get(right)!;
  const shape = scope.compilation.shapes[slot]!;
  if (shape.startsWith('l')) throw malformed('Invalid bind expression type of a list: a single value is expected', at);
  return { empty: shape === 'n', beyondAscii: shape === 'u', param: (encode) => (run) => encode(bound(run, slot)) };
}

function bound(run: QueryRun, slot: number): Value {
  const bind = run.binds[slot]!;
  return bind.list ? null : bind.value;
}

/** `= TODAY` is a span of time: equality is being inside, `<` is before its start, `>` is after its end. */
function inRange(expr: Expr, operator: string, literal: Extract<Literal, { kind: 'dateLiteral' }>, at: SourceRange): Fragment {
  const { kind } = expr.storage;
  if (kind !== 'date' && kind !== 'datetime') {
    throw invalidField(`value of filter criterion for field '${expr.field.name}' must be of type ${kind === 'text' ? 'string' : expr.field.type}`, at);
  }
  const edge = (which: 'start' | 'end'): Fragment => ({
    text: '?',
    params: [(run) => {
      const days = literalRange(literal.name, literal.n, todayIn(run.timeZone, run.now))[which];
      return kind === 'date' ? isoDate(ApexDate.fromDays(days)) : dayStart(days, run.timeZone);
    }],
  });
  const since = (which: 'start' | 'end'): Fragment => narrowing(expr, '>=', sql`${expr.sql} >= ${edge(which)}`);
  const before = (which: 'start' | 'end'): Fragment => narrowing(expr, '<', sql`${expr.sql} < ${edge(which)}`);
  switch (operator) {
    case '=': return sql`(${since('start')} AND ${before('end')})`;
    case '!=': return sql`((${since('start')} AND ${before('end')}) IS NOT TRUE)`;
    case '<': return before('start');
    case '<=': return before('end');
    case '>': return since('end');
    default: return since('start');
  }
}

function like(scope: Scope, expr: Expr, right: Operand, at: SourceRange): Fragment {
  if (expr.storage.kind !== 'text') throw new QueryError('INVALID_QUERY_FILTER_OPERATOR', `invalid operator on ${expr.storage.kind} field`, at);
  if (right.kind === 'dateLiteral') throw malformed('LIKE needs text', at);
  if (isListBind(scope, right)) return likeAny(scope, expr, right);
  const other = scalarOperand(scope, right, at);
  if (other.empty) return sql`${expr.sql} IS NULL`;
  const folded = expr.ignoreCase && other.beyondAscii;
  const side = folded ? sql`fold(${expr.sql})` : expr.sql;
  return sql`${side} LIKE ${{ text: '?', params: [other.param((v) => likePattern(String(v), folded))] }} ESCAPE '\\'`;
}

/** `LIKE :patterns` holds when one of them fits. */
function likeAny(scope: Scope, expr: Expr, right: Extract<Operand, { kind: 'bind' }>): Fragment {
  const slot = scope.compilation.slots.get(right)!;
  const list: Fragment = {
    text: '?',
    params: [(run) => {
      const bind = run.binds[slot]!;
      return jsonList((bind.list ? bind.values : []).map((v) => likePattern(String(v ?? ''), expr.ignoreCase)));
    }],
  };
  const side = expr.ignoreCase ? sql`fold(${expr.sql})` : expr.sql;
  return sql`EXISTS (SELECT 1 FROM json_each(${list}) p WHERE ${side} LIKE p.value ESCAPE '\\')`;
}

function inList(scope: Scope, expr: Expr, right: Operand | { readonly kind: 'list'; readonly values: readonly Operand[] }, at: SourceRange): Fragment {
  const operands = right.kind === 'list' ? right.values : [right];
  if (operands.some((o) => o.kind === 'dateLiteral')) {
    return sql`(${joinFragments(operands.map((o) => ordered(scope, expr, '=', o, at)), ' OR ')})`;
  }
  const parts = operands.map((o) => listOperand(scope, o as Exclude<Operand, { kind: 'dateLiteral' }>));
  const folded = isFolded(expr, parts.some((p) => p.beyondAscii));
  const json = jsonParam(expr, parts, folded, at);
  const member = ofParent(expr, sql`${textSide(expr, folded)} IN (SELECT value FROM json_each(${json}))`);
  return parts.some((p) => p.hasEmpty) ? sql`(${member} OR ${expr.sql} IS NULL)` : member;
}

interface ListOperand {
  readonly hasEmpty: boolean;
  readonly beyondAscii: boolean;
  /** Fixed when it does not depend on the run. */
  readonly fixed?: readonly Value[];
  values(run: QueryRun): readonly Value[];
}

function listOperand(scope: Scope, operand: Exclude<Operand, { kind: 'dateLiteral' }>): ListOperand {
  if (operand.kind !== 'bind') {
    const value = literalValue(operand);
    return { hasEmpty: isEmpty(value), beyondAscii: typeof value === 'string' && !isAscii(value), fixed: [value], values: () => [value] };
  }
  const slot = scope.compilation.slots.get(operand)!;
  const shape = scope.compilation.shapes[slot]!;
  return {
    hasEmpty: shape === 'n' || shape.includes('N'),
    beyondAscii: shape === 'u' || shape.includes('U'),
    values: (run) => {
      const bind = run.binds[slot]!;
      return bind.list ? bind.values : [bind.value];
    },
  };
}

function jsonParam(expr: Expr, parts: readonly ListOperand[], folded: boolean, at: SourceRange): Fragment {
  const encode = (values: readonly Value[]): SqlValue[] => values.map((v) => (isEmpty(v) ? null : comparand(expr, v, folded, at)));
  if (parts.every((p) => p.fixed !== undefined)) {
    const text = jsonList(encode(parts.flatMap((p) => p.fixed!)));
    return { text: '?', params: [() => text] };
  }
  return { text: '?', params: [(run) => jsonList(encode(parts.flatMap((p) => p.values(run))))] };
}

/** `INCLUDES ('A;B', 'C')`: both A and B, or C. */
function includes(scope: Scope, expr: Expr, right: Comparison['right'], at: SourceRange): Fragment {
  if (expr.field.type !== 'multipicklist') throw new QueryError('INVALID_QUERY_FILTER_OPERATOR', `invalid operator on ${expr.field.type} field`, at);
  if (right.kind === 'subquery') throw malformed('a list of values is expected here', at);
  const operands = right.kind === 'list' ? right.values : [right];
  const parts = operands.map((o) => listOperand(scope, o as Exclude<Operand, { kind: 'dateLiteral' }>));
  const json: Fragment = {
    text: '?',
    params: [(run) => JSON.stringify(parts.flatMap((p) => p.values(run)).map((v) => String(v ?? '').split(';').map((w) => `;${fold(w.trim())};`)))],
  };
  return sql`EXISTS (SELECT 1 FROM json_each(${json}) g WHERE NOT EXISTS (SELECT 1 FROM json_each(g.value) w WHERE instr(';' || fold(${expr.sql}) || ';', w.value) = 0) AND ${expr.sql} IS NOT NULL)`;
}
