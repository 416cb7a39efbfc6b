import { NotImplementedError } from '../../execution/errors.ts';
import type { FieldDef, RollupSummary, SObjectDef } from '../../schema/model.ts';
import type { Comparison, ComparisonOperator, Condition, FieldExpression, Literal, SoqlQuery } from '../../soql/ast.ts';
import { Decimal } from '../../values/index.ts';
import type { Value } from '../../values/index.ts';
import type { Layout } from '../store/layout.ts';

/** Roll-up summary fields as queries over the children. */
export interface Summary {
  readonly parent: SObjectDef;
  readonly field: FieldDef;
  readonly child: SObjectDef;
  readonly foreignKey: string;
  /** `SELECT foreignKey k, SUM(x) v FROM child WHERE foreignKey IN :0 AND filters GROUP BY foreignKey` */
  readonly query: SoqlQuery;
  /** Fields of the child whose change may change the sum; null: some are formulas, so any change may. */
  readonly reads: ReadonlySet<string> | null;
}

/** The summaries of a schema by child object. Built when a child is saved first: a filter that is not supported fails that save only. */
export class Summaries {
  private readonly layout: Layout;
  private readonly fields = new Map<string, { readonly parent: SObjectDef; readonly field: FieldDef }[]>();
  private readonly built = new Map<string, readonly Summary[]>();

  constructor(layout: Layout) {
    this.layout = layout;
    for (const parent of layout.schema.objects) {
      for (const field of parent.fields) {
        const child = field.summary === undefined ? undefined : layout.schema.object(field.summary.childObject)?.name;
        if (child === undefined) continue;
        const list = this.fields.get(child);
        if (list === undefined) this.fields.set(child, [{ parent, field }]);
        else list.push({ parent, field });
      }
    }
  }

  over(child: SObjectDef): readonly Summary[] {
    const fields = this.fields.get(child.name);
    if (fields === undefined) return [];
    let list = this.built.get(child.name);
    if (list === undefined) this.built.set(child.name, (list = fields.flatMap(({ parent, field }) => buildSummary(parent, field, field.summary!, child))));
    return list;
  }

  all(): readonly Summary[] {
    return [...this.fields.keys()].flatMap((name) => this.over(this.layout.schema.object(name)!));
  }
}

const AT = { line: 1, column: 1 };

function path(name: string): FieldExpression & { readonly kind: 'path' } {
  return { kind: 'path', parts: name.split('.'), at: AT };
}

function buildSummary(parent: SObjectDef, field: FieldDef, summary: RollupSummary, child: SObjectDef): Summary[] {
  const foreignKey = child.field(bareName(summary.foreignKey))?.name;
  if (foreignKey === undefined) return [];
  const of = summary.summarizedField === undefined ? undefined : child.field(bareName(summary.summarizedField));
  const value: FieldExpression = {
    kind: 'function', name: summary.operation === 'count' ? 'COUNT' : summary.operation.toUpperCase(), at: AT,
    args: summary.operation === 'count' ? [path('Id')] : [path(of?.name ?? bareName(summary.summarizedField ?? 'Id'))],
  };
  const mine: Comparison = { kind: 'comparison', left: path(foreignKey), operator: 'in', right: { kind: 'bind', index: 0, name: 'parents', at: AT }, at: AT };
  const filters = summary.filters.map((f) => filterCondition(child, f));
  const query: SoqlQuery = {
    kind: 'soql',
    select: [{ kind: 'field', field: path(foreignKey), alias: 'k' }, { kind: 'field', field: value, alias: 'v' }],
    from: { name: child.name },
    where: filters.length === 0 ? mine : { kind: 'and', terms: [mine, ...filters] },
    groupBy: { kind: 'plain', fields: [path(foreignKey)] },
    allRows: false,
    at: AT,
  };
  const read = [of, ...summary.filters.map((f) => child.field(bareName(f.field)))];
  const reads = read.some((f) => f?.formula !== undefined) ? null : new Set([foreignKey, ...read.flatMap((f) => (f === undefined ? [] : [f.name]))]);
  return [{ parent, field, child, foreignKey, query, reads }];
}

/** Metadata writes `Lifecycle_Event__c.Amount__c`. */
function bareName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

const OPERATORS: Readonly<Record<string, ComparisonOperator>> = {
  equals: '=', notEqual: '!=', lessThan: '<', greaterThan: '>', lessOrEqual: '<=', greaterOrEqual: '>=',
};

function filterCondition(child: SObjectDef, filter: RollupSummary['filters'][number]): Condition {
  const name = bareName(filter.field);
  const field = child.field(name);
  if (field === undefined) throw new NotImplementedError(`roll-up filter on ${child.name}.${name}`);
  const left = path(field.name);
  const values = isTextField(field) ? splitValues(filter.value) : [filter.value];
  const compare = (operator: ComparisonOperator, right: Comparison['right']): Comparison => ({ kind: 'comparison', left, operator, right, at: AT });
  const any = (terms: Condition[]): Condition => (terms.length === 1 ? terms[0]! : { kind: 'or', terms });
  switch (filter.operation) {
    case 'equals':
      return isTextField(field) && field.type !== 'multipicklist' ? compare('in', { kind: 'list', values: values.map((v) => literal(field, v)) }) : compare('=', literal(field, filter.value));
    case 'notEqual':
      return isTextField(field) && field.type !== 'multipicklist' ? compare('not in', { kind: 'list', values: values.map((v) => literal(field, v)) }) : compare('!=', literal(field, filter.value));
    case 'contains': return any(values.map((v) => compare('like', { kind: 'string', value: `%${escapeLike(v)}%` })));
    case 'notContain': return { kind: 'not', term: any(values.map((v) => compare('like', { kind: 'string', value: `%${escapeLike(v)}%` }))) };
    case 'startsWith': return any(values.map((v) => compare('like', { kind: 'string', value: `${escapeLike(v)}%` })));
    case 'includes': return compare('includes', { kind: 'list', values: values.map((v) => literal(field, v)) });
    case 'excludes': return compare('excludes', { kind: 'list', values: values.map((v) => literal(field, v)) });
    default: {
      const operator = OPERATORS[filter.operation];
      if (operator === undefined) throw new NotImplementedError(`roll-up filter operation ${filter.operation}`);
      return compare(operator, literal(field, filter.value));
    }
  }
}

function isTextField(field: FieldDef): boolean {
  return ['string', 'textarea', 'picklist', 'multipicklist', 'combobox', 'email', 'phone', 'url'].includes(field.type);
}

/** `A, B` are two values; a comma inside quotes belongs to one. */
function splitValues(text: string): string[] {
  const values = text.match(/"[^"]*"|[^,]+/g) ?? [''];
  return values.map((v) => v.trim().replace(/^"|"$/g, ''));
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

function literal(field: FieldDef, text: string): Literal {
  if (text === '') return { kind: 'null' };
  switch (field.type) {
    case 'boolean': return { kind: 'boolean', value: /^(true|1)$/i.test(text) };
    case 'int': case 'long': case 'double': case 'currency': case 'percent': return { kind: 'number', text };
    case 'date': return { kind: 'date', text };
    case 'datetime': return { kind: 'datetime', text };
    default: return { kind: 'string', value: text };
  }
}

/** The value of a summary over no rows. */
export function emptySummary(summary: Summary): Value {
  const { operation } = summary.field.summary!;
  return operation === 'count' || operation === 'sum' ? Decimal.ZERO : null;
}
