import { NotImplementedError } from '../../execution/errors.ts';
import type { FieldDef } from '../../schema/model.ts';
import type { Comparison, ComparisonOperator } from '../../soql/ast.ts';
import { SObjectRecord, toId18 } from '../../values/index.ts';
import type { Value } from '../../values/index.ts';
import { order } from './compare.ts';
import { fromField, isList, plainText, toField } from './flow-value.ts';
import type { FlowValue } from './flow-value.ts';
import { pathOf } from './related.ts';

const AT = { line: 1, column: 1 } as const;

/** One filter on a field of rows, with its value: as SOQL, and over a row in memory with the same answer. */
export interface RowCondition {
  /** Equal keys find equal rows. */
  readonly key: string;
  /** Undefined: no row has it. */
  readonly soql: ((bind: (value: unknown) => { kind: 'bind'; index: number; name: string; at: typeof AT }) => Comparison) | undefined;
  matches(row: SObjectRecord): boolean;
}

const ORDERS: Readonly<Record<string, readonly [ComparisonOperator, (sign: number) => boolean]>> = {
  GreaterThan: ['>', (sign) => sign > 0],
  GreaterThanOrEqualTo: ['>=', (sign) => sign >= 0],
  LessThan: ['<', (sign) => sign < 0],
  LessThanOrEqualTo: ['<=', (sign) => sign <= 0],
};

const PATTERNS: Readonly<Record<string, (text: string) => string>> = {
  StartsWith: (text) => `${text}%`,
  EndsWith: (text) => `%${text}`,
  Contains: (text) => `%${text}%`,
};

export function isFilterOperator(operator: string): boolean {
  return Object.hasOwn(ORDERS, operator) || Object.hasOwn(PATTERNS, operator) || ['EqualTo', 'NotEqualTo', 'IsNull', 'IsBlank', 'In', 'NotIn'].includes(operator);
}

/** @throws NotImplementedError */
export function rowCondition(field: FieldDef, operator: string, value: FlowValue): RowCondition {
  switch (operator) {
    case 'EqualTo': return equality(field, fieldValue(field, value), true);
    case 'NotEqualTo': return equality(field, fieldValue(field, value), false);
    case 'IsNull': case 'IsBlank': return equality(field, null, value !== false);
    case 'In': case 'NotIn': return membership(field, value, operator === 'In');
  }
  if (Object.hasOwn(ORDERS, operator)) return ordering(field, operator, value);
  if (Object.hasOwn(PATTERNS, operator)) return pattern(field, operator, value);
  throw new NotImplementedError(`flow filter operator ${operator}`);
}

function fieldValue(field: FieldDef, value: FlowValue): Value {
  if (value === null || value === '') return field.type === 'boolean' ? false : null;
  return toField(field, value);
}

function equality(field: FieldDef, value: Value, wanted: boolean): RowCondition {
  return {
    key: `${field.name} ${wanted} ${plainText(value)}`,
    soql: (bind) => ({ kind: 'comparison', left: pathOf(field.name), operator: wanted ? '=' : '!=', right: value === null ? { kind: 'null' } : bind(value), at: AT }),
    matches: (row) => sameValue(field, row.fields[field.name] ?? null, value) === wanted,
  };
}

function membership(field: FieldDef, value: FlowValue, wanted: boolean): RowCondition {
  const values = (isList(value) ? value : value === null ? [] : [value]).map((item) => fieldValue(field, item instanceof SObjectRecord ? item.id : item));
  return {
    key: `${field.name} ${wanted ? 'in' : 'not in'} ${values.map(plainText).join('\u0000')}`,
    soql: values.length === 0 && wanted ? undefined : (bind) => ({ kind: 'comparison', left: pathOf(field.name), operator: wanted ? 'in' : 'not in', right: bind(values), at: AT }),
    matches: (row) => values.some((item) => sameValue(field, row.fields[field.name] ?? null, item)) === wanted,
  };
}

function ordering(field: FieldDef, operator: string, value: FlowValue): RowCondition {
  const [symbol, test] = ORDERS[operator]!;
  const wanted = fieldValue(field, value);
  return {
    key: `${field.name} ${symbol} ${plainText(wanted)}`,
    soql: wanted === null ? undefined : (bind) => ({ kind: 'comparison', left: pathOf(field.name), operator: symbol, right: bind(wanted), at: AT }),
    matches: (row) => {
      const held = row.fields[field.name] ?? null;
      if (held === null || wanted === null) return false;
      const sign = typeof held === 'string' ? compareTexts(held, plainText(wanted)) : order(fromField(held), fromField(wanted), 'GMT');
      return sign !== undefined && test(sign);
    },
  };
}

function pattern(field: FieldDef, operator: string, value: FlowValue): RowCondition {
  const text = plainText(value);
  const like = PATTERNS[operator]!(text.replaceAll(/[\\%_]/g, '\\$&'));
  const low = text.toLowerCase();
  return {
    key: `${field.name} ${operator} ${low}`,
    soql: value === null ? undefined : (bind) => ({ kind: 'comparison', left: pathOf(field.name), operator: 'like', right: bind(like), at: AT }),
    matches: (row) => {
      const held = plainText(row.fields[field.name] ?? null).toLowerCase();
      return operator === 'StartsWith' ? held.startsWith(low) : operator === 'EndsWith' ? held.endsWith(low) : held.includes(low);
    },
  };
}

/** As SOQL compares: texts without case unless the field tells it. */
function sameValue(field: FieldDef, held: Value, wanted: Value): boolean {
  if (held === null || wanted === null) return held === wanted;
  if (typeof held === 'string' && typeof wanted === 'string') {
    if (field.type === 'id' || field.type === 'reference') return held === (toId18(wanted) ?? wanted);
    return field.caseSensitive ? held === wanted : held.toLowerCase() === wanted.toLowerCase();
  }
  return typeof held === 'boolean' ? held === wanted : order(fromField(held), fromField(wanted), 'GMT') === 0;
}

function compareTexts(a: string, b: string): number {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  return left < right ? -1 : left > right ? 1 : 0;
}
