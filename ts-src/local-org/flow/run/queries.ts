import { current } from '../../execution/context.ts';
import { NotImplementedError } from '../../execution/errors.ts';
import type { FieldDef, SObjectDef } from '../../schema/model.ts';
import type { Condition, OrderItem, SoqlQuery } from '../../soql/ast.ts';
import type { SObjectRecord } from '../../values/index.ts';
import type { FlowFilters } from '../model/types.ts';
import { each } from './batch.ts';
import type { CompiledFlow } from './compiled-flow.ts';
import { asFault } from './errors.ts';
import type { FlowFault } from './errors.ts';
import { copyRecord, track } from './flow-value.ts';
import type { Interview } from './interview.ts';
import { evaluateLogic, parseLogic } from './logic.ts';
import type { Logic } from './logic.ts';
import { belongTogether, joinGroup, pathOf, readableFields } from './related.ts';
import { rowCondition } from './row-conditions.ts';
import type { RowCondition } from './row-conditions.ts';

const AT = { line: 1, column: 1 } as const;

export interface RowQueryOptions {
  /** Names to read beside Id; 'all': every readable field. */
  readonly fields: readonly string[] | 'all';
  readonly sortField?: string | undefined;
  readonly descending?: boolean;
  /** At most so many rows for each interview. */
  readonly limit?: (interview: Interview) => number | undefined;
}

/** Rows of an object that filters choose. */
export interface RowQuery {
  readonly object: SObjectDef;
  /** What an interview looks for. @throws FlowFault */
  conditions(interview: Interview): readonly RowCondition[];
  /** One SOQL statement for all interviews; each gets rows of its own. @throws OrgError */
  rows(wanted: ReadonlyMap<Interview, readonly RowCondition[]>): ReadonlyMap<Interview, SObjectRecord[]>;
}

/** Interviews that look for the same rows. */
interface Group {
  readonly conditions: readonly RowCondition[];
  readonly interviews: Interview[];
}

export function compileRowQuery(flow: CompiledFlow, objectName: string, filters: FlowFilters, options: RowQueryOptions): RowQuery {
  const object = flow.host.schema.object(objectName);
  if (object === undefined) throw new NotImplementedError(`flow ${flow.model.name}: object ${objectName}`);
  const fieldNamed = (name: string): FieldDef => {
    const field = object.field(name);
    if (field === undefined) throw new NotImplementedError(`flow ${flow.model.name}: field ${objectName}.${name}`);
    return field;
  };
  const tests = filters.filters.map(({ field, operator, value }) => ({ field: fieldNamed(field), operator, value: flow.source(value) }));
  const logic = parseLogic(tests.length === 0 || !/\d|^or$/i.test(filters.logic.trim()) ? 'and' : filters.logic, tests.length);
  const orderBy: OrderItem[] = options.sortField === undefined ? [] : [{ field: pathOf(fieldNamed(options.sortField).name), descending: options.descending === true }];

  return {
    object,
    conditions: (interview) => tests.map(({ field, operator, value }) => rowCondition(field, operator, value(interview))),
    rows: (wanted) => {
      const interviews = [...wanted.keys()];
      const groups = grouped(wanted);
      const binds: unknown[] = [];
      const where = anyOf(groups.map(({ conditions }) => whereOf(logic, conditions, binds)));
      const found = new Map<Interview, SObjectRecord[]>();
      if (where === 'none') {
        for (const interview of interviews) found.set(interview, []);
        return found;
      }
      const { access } = interviews[0]!.batch;
      const limit = groups.length === 1 ? largest(interviews, options) : undefined;
      const query: SoqlQuery = {
        kind: 'soql', select: selected(object, options.fields, tests.map(({ field }) => field), access), from: { name: object.name }, allRows: false, at: AT,
        ...(where === 'all' ? {} : { where }), ...(orderBy.length === 0 ? {} : { orderBy }), ...(limit === undefined ? {} : { limit: { kind: 'number' as const, text: String(limit) } }),
      };
      const { rows } = current().query(query, { ...access, bind: ({ index }) => binds[index] });
      for (const group of groups) {
        const own = groups.length === 1 ? rows : rows.filter((row) => evaluateLogic(logic, (n) => group.conditions[n]!.matches(row)));
        for (const interview of group.interviews) found.set(interview, handOut(own, options.limit?.(interview)));
      }
      return found;
    },
  };
}

function grouped(wanted: ReadonlyMap<Interview, readonly RowCondition[]>): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const [interview, conditions] of wanted) {
    const key = conditions.map((condition) => condition.key).join('\u0001');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { conditions, interviews: [interview] });
    else group.interviews.push(interview);
  }
  return [...groups.values()];
}

type Where = Condition | 'all' | 'none';

function whereOf(logic: Logic, conditions: readonly RowCondition[], binds: unknown[]): Where {
  switch (logic.kind) {
    case 'leaf': {
      const { soql } = conditions[logic.index]!;
      return soql === undefined ? 'none' : soql((value) => ({ kind: 'bind', index: binds.push(value) - 1, name: `v${binds.length - 1}`, at: AT }));
    }
    case 'not': {
      const inner = whereOf(logic.term, conditions, binds);
      return inner === 'none' ? 'all' : inner === 'all' ? 'none' : { kind: 'not', term: inner };
    }
    case 'or': return anyOf(logic.terms.map((term) => whereOf(term, conditions, binds)));
    case 'and': {
      const terms = logic.terms.map((term) => whereOf(term, conditions, binds));
      if (terms.includes('none')) return 'none';
      const real = terms.filter((term) => term !== 'all') as Condition[];
      return real.length === 0 ? 'all' : real.length === 1 ? real[0]! : { kind: 'and', terms: real };
    }
  }
}

function anyOf(terms: readonly Where[]): Where {
  if (terms.includes('all')) return 'all';
  const real = terms.filter((term) => term !== 'none') as Condition[];
  return real.length === 0 ? 'none' : real.length === 1 ? real[0]! : { kind: 'or', terms: real };
}

/** Id, what was asked for, what filters look at, and references, so that parents can be reached. */
function selected(object: SObjectDef, fields: RowQueryOptions['fields'], filtered: readonly FieldDef[], access: Interview['batch']['access']): SoqlQuery['select'] {
  const readable = readableFields(object, access);
  const names = new Set(['Id']);
  if (fields === 'all') for (const name of readable) names.add(name);
  else for (const name of fields) names.add(object.field(name)?.name ?? name);
  for (const field of filtered) names.add(field.name);
  for (const name of readable) if (object.field(name)!.type === 'reference') names.add(name);
  return [...names].map((name) => ({ kind: 'field', field: pathOf(name) }));
}

function largest(interviews: readonly Interview[], { limit }: RowQueryOptions): number | undefined {
  if (limit === undefined) return undefined;
  const limits = interviews.map((interview) => limit(interview));
  return limits.includes(undefined) ? undefined : Math.max(...(limits as number[]));
}

/** Copies, so that no interview sees what another one changes. */
function handOut(rows: readonly SObjectRecord[], limit: number | undefined): SObjectRecord[] {
  const own = (limit === undefined ? rows : rows.slice(0, limit)).map((row) => track(copyRecord(row)));
  if (own.length > 1) belongTogether(own);
  else if (own.length === 1) {
    belongTogether(rows);
    joinGroup(own[0]!, rows[0]!);
  }
  return own;
}

/** `rows` for interviews of which some may not even say what they look for. A failed query is the fault of all. */
export function queryRows(query: RowQuery, interviews: readonly Interview[], verb: 'look up' | 'update' | 'delete'): { readonly found: ReadonlyMap<Interview, SObjectRecord[]>; readonly faults: Map<Interview, FlowFault> } {
  const { ready, faults } = each(interviews, (interview) => query.conditions(interview));
  if (ready.size === 0) return { found: new Map(), faults };
  try {
    return { found: query.rows(ready), faults };
  } catch (error) {
    const fault = asFault(error, verb);
    if (fault === undefined) throw error;
    for (const interview of ready.keys()) faults.set(interview, fault);
    return { found: new Map(), faults };
  }
}
