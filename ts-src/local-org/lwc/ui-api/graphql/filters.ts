import { isJsonObject } from '../../../api/json.ts';
import type { Json } from '../../../api/json.ts';
import type { ExecutionContext } from '../../../execution/context.ts';
import { NotImplementedError } from '../../../execution/errors.ts';
import type { FieldDef, SObjectDef } from '../../../schema/model.ts';
import type { ComparisonOperator, Condition, Literal, OrderItem } from '../../../soql/index.ts';
import { readablePath, targetOf, text, where } from '../select.ts';
import { GraphqlFault } from './fault.ts';

const OPERATORS: Readonly<Record<string, ComparisonOperator>> = {
  eq: '=', ne: '!=', lt: '<', lte: '<=', gt: '>', gte: '>=', like: 'like', in: 'in', nin: 'not in', includes: 'includes', excludes: 'excludes',
};
const NOT_HERE = new Set(['inq', 'ninq', 'DISTANCE']);

/** `where` of a connection: fields, relationships, `and`, `or`, `not`. undefined: everything. */
export function conditionOf(context: ExecutionContext, object: SObjectDef, given: Json, prefix: readonly string[] = []): Condition | undefined {
  if (given === null) return undefined;
  if (!isJsonObject(given)) throw invalid(`where of ${object.name} must be an object`);
  return joined('and', Object.entries(given).flatMap(([name, value]): (Condition | undefined)[] => {
    if (name === 'and' || name === 'or') return [joined(name, [value].flat().map((each) => conditionOf(context, object, each, prefix)))];
    if (name === 'not') {
      const term = conditionOf(context, object, value, prefix);
      return [term && { kind: 'not', term }];
    }
    const found = readablePath(context, object, name);
    if (found !== undefined) return comparisons([...prefix, ...found.parts], found.field, value);
    const reference = object.parentRelationship(name);
    const target = reference && readablePath(context, object, reference.name) && targetOf(context.schema, reference);
    if (target === undefined) throw invalid(`Field '${name}' is not defined in type '${object.name}_Filter'`);
    return [conditionOf(context, target, value, [...prefix, reference!.relationshipName ?? name])];
  }));
}

function joined(kind: 'and' | 'or', terms: readonly (Condition | undefined)[]): Condition | undefined {
  const real = terms.filter((term) => term !== undefined);
  return real.length < 2 ? real[0] : { kind, terms: real };
}

function comparisons(parts: readonly string[], field: FieldDef, given: Json): Condition[] {
  if (given === null) return [];
  if (!isJsonObject(given)) throw invalid(`The filter on ${field.name} must be an object of operators`);
  return Object.entries(given).map(([name, value]) => {
    if (NOT_HERE.has(name)) throw new NotImplementedError(`GraphQL operator ${name}`);
    const operator = Object.hasOwn(OPERATORS, name) ? OPERATORS[name]! : undefined;
    if (operator === undefined) throw invalid(`Operator '${name}' is not defined for ${field.name}`);
    if (/in|cludes/.test(operator)) return where(parts, operator, [value].flat().map((each) => literalOf(field, each)));
    return where(parts, operator, literalOf(field, value));
  });
}

function literalOf(field: FieldDef, value: Json): Literal {
  if (value === null) return { kind: 'null' };
  switch (field.type) {
    case 'boolean':
      if (typeof value !== 'boolean') break;
      return { kind: 'boolean', value };
    case 'int': case 'long': case 'double': case 'currency': case 'percent':
      if (!/^-?\d+(\.\d+)?$/.test(String(value))) break;
      return { kind: 'number', text: String(value) };
    case 'date': case 'datetime':
      return dateOf(field.type, value);
    case 'time':
      return { kind: 'time', text: scalar(field, value) };
    default:
      return text(scalar(field, value));
  }
  throw invalid(`${JSON.stringify(value)} is no value of ${field.name}`);
}

function scalar(field: FieldDef, value: Json): string {
  if (typeof value === 'object') throw invalid(`${JSON.stringify(value)} is no value of ${field.name}`);
  return String(value);
}

/** `{value: "2026-01-31"}`, `{literal: TODAY}`, `{range: {last_n_days: 7}}`, or the date itself. */
function dateOf(kind: 'date' | 'datetime', given: Json): Literal {
  if (typeof given === 'string' && /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:?\d\d)?)?$/.test(given)) return { kind, text: given };
  if (isJsonObject(given)) {
    if (given.value !== undefined) return given.value === null ? { kind: 'null' } : isJsonObject(given.value) ? dateOf(kind, null) : dateOf(kind, given.value);
    if (typeof given.literal === 'string' && /^[A-Z_]+$/.test(given.literal)) return { kind: 'dateLiteral', name: given.literal };
    const [range] = isJsonObject(given.range ?? null) ? Object.entries(given.range as Record<string, Json>) : [];
    if (range !== undefined && Number.isInteger(range[1])) return { kind: 'dateLiteral', name: range[0].toUpperCase(), n: range[1] as number };
  }
  throw invalid(`${JSON.stringify(given)} is no ${kind}`);
}

/** `orderBy`: `{Name: {order: ASC, nulls: LAST}}`, through relationships, or a list of those. */
export function orderOf(context: ExecutionContext, object: SObjectDef, given: Json, prefix: readonly string[] = []): OrderItem[] {
  if (given === null) return [];
  return [given].flat().flatMap((each) => {
    if (!isJsonObject(each)) throw invalid(`orderBy of ${object.name} must be an object`);
    return Object.entries(each).flatMap(([name, value]): OrderItem[] => {
      const found = readablePath(context, object, name);
      if (found !== undefined) return value === null ? [] : [orderItem([...prefix, ...found.parts], value)];
      const reference = object.parentRelationship(name);
      const target = reference && readablePath(context, object, reference.name) && targetOf(context.schema, reference);
      if (target === undefined) throw invalid(`Field '${name}' is not defined in type '${object.name}_OrderBy'`);
      return orderOf(context, target, value, [...prefix, reference!.relationshipName ?? name]);
    });
  });
}

function orderItem(parts: readonly string[], given: Json): OrderItem {
  const { order = 'ASC', nulls } = isJsonObject(given) ? given : {};
  if ((order !== 'ASC' && order !== 'DESC') || (nulls !== undefined && nulls !== 'FIRST' && nulls !== 'LAST')) throw invalid(`orderBy of ${parts.join('.')} takes order ASC or DESC and nulls FIRST or LAST`);
  return { field: { kind: 'path', parts, at: { line: 1, column: 1 } }, descending: order === 'DESC', ...(nulls === undefined ? {} : { nulls: nulls === 'FIRST' ? 'first' : 'last' }) };
}

const invalid = (message: string): GraphqlFault => new GraphqlFault('ValidationError', `Validation error: ${message}`);
