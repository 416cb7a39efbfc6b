import { NotImplementedError, OrgError } from '../../execution/errors.ts';
import { filterLogic, type Joining } from '../../metadata/index.ts';
import type { FieldDef } from '../../schema/model.ts';
import type { ComparisonOperator, Condition, Literal } from '../../soql/index.ts';
import { text, where } from './select.ts';
import type { ResolvedPath } from './select.ts';

/** Filters of list views and reports, which metadata writes alike: a field, an operation, values parted by commas. */

const OPERATIONS: Readonly<Record<string, { operator: ComparisonOperator; negated?: boolean; pattern?: (value: string) => string }>> = {
  equals: { operator: '=' }, notEqual: { operator: '!=' }, lessThan: { operator: '<' }, greaterThan: { operator: '>' }, lessOrEqual: { operator: '<=' }, greaterOrEqual: { operator: '>=' },
  contains: { operator: 'like', pattern: (value) => `%${value}%` }, notContain: { operator: 'like', negated: true, pattern: (value) => `%${value}%` }, startsWith: { operator: 'like', pattern: (value) => `${value}%` },
};

/** The condition of one filter. `what` names the list view or report in errors. */
export function filterCondition(target: Pick<ResolvedPath, 'parts' | 'field'> | undefined, filter: { readonly field: string; readonly operation: string; readonly value: string }, what: string): Condition {
  const operation = OPERATIONS[filter.operation];
  if (!target || !operation) throw new NotImplementedError(`${what}: filter on ${filter.field} ${filter.operation}`);
  const { field, parts } = target;
  const values = field.type === 'picklist' || operation.operator === '=' || operation.operator === '!=' ? filter.value.split(',') : [filter.value];
  const literals = values.map((value) => literalOf(field, operation.pattern ? operation.pattern(value) : value.trim()));
  const each = literals.map((literal) => where(parts, operation.operator, literal));
  // Several values mean any of them; with `!=` none of them.
  const joined: Condition = each.length === 1 ? each[0]! : { kind: operation.operator === '!=' ? 'and' : 'or', terms: each };
  return operation.negated ? { kind: 'not', term: joined } : joined;
}

function literalOf(field: FieldDef, value: string): Literal {
  if (value === '') return { kind: 'null' };
  switch (field.type) {
    case 'boolean': return { kind: 'boolean', value: value === '1' || value.toLowerCase() === 'true' };
    case 'int': case 'long': case 'double': case 'currency': case 'percent': return { kind: 'number', text: value };
    case 'date': case 'datetime': {
      const relative = /^([A-Z_]+)(?::(\d+))?$/.exec(value);
      if (relative) return { kind: 'dateLiteral', name: relative[1]!, ...(relative[2] ? { n: Number(relative[2]) } : {}) };
      return field.type === 'date' ? { kind: 'date', text: value } : { kind: 'datetime', text: value };
    }
    default: return text(value);
  }
}

/**
 * Joins filters by their logic (`1 AND (2 OR NOT 3)`), by AND where there is none. Undefined where there is no filter.
 * @throws OrgError for logic that cannot be read or that names a filter which is not there
 */
export function joined(logic: string | undefined, filters: readonly Condition[], what: string): Condition | undefined {
  if (logic === undefined) return filters.length === 0 ? undefined : { kind: 'and', terms: filters };
  const condition = filterLogic(logic, filters, JOINING);
  if (!condition) throw new OrgError('INVALID_FILTER_VALUE', `${what}: the filter logic ${logic} cannot be read, or names one of ${filters.length} filters that is not there`);
  return condition;
}

const JOINING: Joining<Condition> = { and: (terms) => ({ kind: 'and', terms }), or: (terms) => ({ kind: 'or', terms }), not: (term) => ({ kind: 'not', term }) };
