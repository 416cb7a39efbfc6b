import { NotImplementedError } from '../execution/errors.ts';
import { filterLogic, type Joining } from '../metadata/index.ts';
import type { FieldDef, SObjectDef } from '../schema/model.ts';
import { ApexDate, ApexDatetime, Decimal, type Value } from '../values/index.ts';
import { both, clause, either, type Clause } from './clause.ts';
import type { CriteriaItem } from './sharing-rules.ts';
import type { ColumnEncoder } from './store.ts';

/** The criteria of a sharing rule as SQL over the row `{row}`. @throws NotImplementedError for what cannot be said in columns */
export function criteriaClause(object: SObjectDef, items: readonly CriteriaItem[], booleanFilter: string | undefined, encode: ColumnEncoder): Clause {
  const parts = items.map((item) => itemClause(object, item, encode));
  if (booleanFilter === undefined) return both(parts);
  const joined = filterLogic(booleanFilter, parts, JOINING);
  if (joined === undefined) throw new NotImplementedError(`sharing rule filter logic "${booleanFilter}"`);
  return joined;
}

const JOINING: Joining<Clause> = { and: both, or: either, not: (inner) => clause(`NOT COALESCE((${inner.sql}), 0)`, ...inner.params) };

const COMPARE: Readonly<Record<string, string>> = { lessThan: '<', greaterThan: '>', lessOrEqual: '<=', greaterOrEqual: '>=' };

function itemClause(object: SObjectDef, item: CriteriaItem, encode: ColumnEncoder): Clause {
  const field = object.field(item.field);
  if (field === undefined || field.formula !== undefined) throw new NotImplementedError(`sharing rule criteria on ${object.name}.${item.field}`);
  const column = `{row}."${field.name}"`;
  // Several values stand for "one of them".
  const values = item.value.split(',').map((v) => v.trim());
  const params = (): (string | number | null)[] => values.map((v) => encode(field, parse(field, v)) as string | number | null);
  const like = (pattern: (v: string) => string): Clause => either(values.map((v) => clause(`${column} LIKE ? ESCAPE '\\'`, pattern(v.replace(/[\\%_]/g, '\\$&')))));
  const isIn = item.value === '' ? clause(`${column} IS NULL`) : clause(`${column} IN (${values.map(() => '?').join(', ')})`, ...params());
  switch (item.operation) {
    case 'equals': return isIn;
    case 'notEqual': return item.value === '' ? clause(`${column} IS NOT NULL`) : clause(`(${column} IS NULL OR NOT (${isIn.sql}))`, ...isIn.params);
    case 'contains': return like((v) => `%${v}%`);
    case 'notContain': return clause(`NOT COALESCE((${like((v) => `%${v}%`).sql}), 0)`, ...like((v) => `%${v}%`).params);
    case 'startsWith': return like((v) => `${v}%`);
    case 'includes': return either(values.map((v) => clause(`instr(';' || ${column} || ';', ?) > 0`, `;${v};`)));
    case 'excludes': return both(values.map((v) => clause(`COALESCE(instr(';' || ${column} || ';', ?), 0) = 0`, `;${v};`)));
    default: {
      const operator = COMPARE[item.operation];
      if (operator === undefined) throw new NotImplementedError(`sharing rule operation ${item.operation}`);
      return clause(`${column} ${operator} ?`, ...params().slice(0, 1));
    }
  }
}

function parse(field: FieldDef, text: string): Value {
  switch (field.type) {
    case 'boolean': return /^(true|1)$/i.test(text);
    case 'int': return Number.parseInt(text, 10);
    case 'double': case 'currency': case 'percent': return Decimal.tryParse(text);
    case 'date': return ApexDate.tryParse(text);
    case 'datetime': return ApexDatetime.tryParse(text);
    default: return text;
  }
}
