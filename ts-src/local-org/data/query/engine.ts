import { NotImplementedError } from '../../execution/errors.ts';
import type { QueryOptions, QueryOutcome } from '../../execution/context.ts';
import type { SObjectDef } from '../../schema/model.ts';
import type { Bind, SoqlQuery } from '../../soql/ast.ts';
import { keyPrefix, SObjectRecord } from '../../values/index.ts';
import type { EngineHooks, RowFilter, TransactionView } from '../hooks.ts';
import type { Database } from '../store/database.ts';
import type { Layout } from '../store/layout.ts';
import type { SqlValue } from '../store/storage.ts';
import { checkAccess, checkEnforced } from './access.ts';
import { AGGREGATE_RESULT } from './aggregate-result.ts';
import { bindShape, bindValue, collectBinds } from './binds.ts';
import { compileQuery } from './compile.ts';
import type { BindValue, QueryRun } from './fragment.ts';
import type { ChildPlan, Plan, RecordShape, TypeofPlan } from './plan.ts';
import type { Compilation, FormulaSql } from './scope.ts';

interface Variants {
  /** Objects whose filter decides between the plans. */
  filtered: readonly SObjectDef[];
  readonly plans: Map<string, Plan>;
}

/** Compiles queries once per syntax tree, bind shape, mode and filters, and runs them. */
export class QueryEngine {
  private readonly db: Database;
  private readonly layout: Layout;
  private readonly formulas: FormulaSql;
  private readonly hooks: EngineHooks;
  private readonly cache = new WeakMap<SoqlQuery, Map<string, Variants>>();

  constructor(db: Database, layout: Layout, formulas: FormulaSql, hooks: EngineHooks) {
    this.db = db;
    this.layout = layout;
    this.formulas = formulas;
    this.hooks = hooks;
  }

  /** One SOQL statement of user code: counted, checked in user mode, filtered by sharing. @throws QueryError */
  execute(view: TransactionView, query: SoqlQuery, options: QueryOptions): QueryOutcome {
    // Custom metadata may be asked for as often as one likes.
    if (this.layout.schema.object(query.from.name)?.kind !== 'customMetadata') view.limits.charge('queries');
    return this.checked(view, query, options);
  }

  /** The rows of one object of a SOSL search: rights as in `execute`, but no query is counted. @throws QueryError */
  rows(view: TransactionView, query: SoqlQuery, options: QueryOptions): SObjectRecord[] {
    return this.checked(view, query, options).rows;
  }

  private checked(view: TransactionView, query: SoqlQuery, options: QueryOptions): QueryOutcome {
    const { plan, run, user } = this.prepare(view, query, options);
    if (user) checkAccess(plan, view.user.permissions);
    else if (query.withMode === 'SECURITY_ENFORCED') checkEnforced(plan, view.user.permissions);
    if (plan.children.length > 0) view.limits.charge('aggregateQueries', plan.children.length);
    const outcome = this.run(view, plan, run);
    if (plan.object.kind !== 'customMetadata') view.limits.charge('queryRows', outcome.used);
    if (this.hooks.observer !== undefined) this.observe(plan, outcome.rows);
    return { rows: outcome.rows, count: outcome.count };
  }

  /** A query of the engine itself: system mode, not counted. `binds` by slot. */
  internal(view: TransactionView, query: SoqlQuery, binds: readonly unknown[]): SObjectRecord[] {
    const options: QueryOptions = { mode: 'system', sharing: 'without', bind: ({ index }) => binds[index] };
    const { plan, run } = this.prepare(view, query, options);
    return this.run(view, plan, run).rows;
  }

  /** SQL of a query and SQLite's plan for it, for debugging. */
  explain(view: TransactionView, query: SoqlQuery, options: QueryOptions): { readonly sql: string; readonly params: readonly SqlValue[]; readonly plan: readonly string[] } {
    const { plan, run } = this.prepare(view, query, options);
    const params = plan.params.map((p) => p(run));
    return { sql: plan.sql, params, plan: this.db.explain(plan.sql, params) };
  }

  private prepare(view: TransactionView, query: SoqlQuery, options: QueryOptions): { plan: Plan; run: QueryRun; user: boolean } {
    const user = query.withMode === 'USER_MODE' || (options.mode === 'user' && query.withMode !== 'SYSTEM_MODE');
    const shared = user || options.sharing === 'with' || (options.sharing === 'inherit' && view.sharing === 'with');
    const nodes = collectBinds(query);
    const binds: BindValue[] = nodes.map((b) => bindValue(evaluate(options, b)));
    const shapes = binds.map(bindShape);
    const policy = shared ? this.hooks.sharing : undefined;
    const filterOf = (object: SObjectDef): RowFilter | null => policy?.filter(object, view.user, 'read') ?? null;
    const key = `${shapes.join(' ')}|${user ? 'u' : 's'}${policy === undefined ? '' : 'f'}`;
    let byShape = this.cache.get(query);
    if (byShape === undefined) this.cache.set(query, (byShape = new Map()));
    let variants = byShape.get(key);
    let filters = variants?.filtered.map(filterOf) ?? [];
    let plan = variants?.plans.get(filterKey(filters));
    if (plan === undefined) {
      const compilation: Compilation = {
        layout: this.layout, formulas: this.formulas, mode: user ? 'user' : 'system', slots: new Map(nodes.map((b, i) => [b, i])), shapes,
        sharing: policy === undefined ? null : filterOf, filtered: [], touched: [], aliases: 0,
        visible: (object, field) => !user || field.name === 'Id' || view.user.permissions.field(object.name, field.name).read,
      };
      plan = compileQuery(compilation, query);
      filters = plan.filtered.map(filterOf);
      const perUser = user && query.select.some((item) => item.kind === 'fields');
      if (!perUser) {
        if (variants === undefined) byShape.set(key, (variants = { filtered: plan.filtered, plans: new Map() }));
        variants.plans.set(filterKey(filters), plan);
      }
    }
    const run: QueryRun = { binds, now: view.clock.now(), timeZone: view.user.timeZone, filters, parentIds: '[]' };
    return { plan, run, user };
  }

  private run(view: TransactionView, plan: Plan, run: QueryRun): { rows: SObjectRecord[]; count: number; used: number } {
    const raw = this.select(plan, run);
    if (plan.kind === 'count') return { rows: [], count: Number(raw[0]![0]), used: 1 };
    if (plan.kind === 'aggregate') return this.aggregates(plan, raw, run);
    const rows = raw.map((row) => this.readRecord(plan.record, row, run)!);
    let used = rows.length;
    for (const child of plan.children) used += this.attachChildren(view, child, rows, run);
    for (const item of plan.typeofs) this.attachTypeof(view, item, rows, raw);
    return { rows, count: rows.length, used };
  }

  private select(plan: Plan, run: QueryRun): SqlValue[][] {
    return this.db.all(plan.sql, plan.params.map((p) => p(run)));
  }

  private aggregates(plan: Plan, raw: SqlValue[][], run: QueryRun): { rows: SObjectRecord[]; count: number; used: number } {
    let used = 0;
    const rows = raw.map((row) => {
      const record = new SObjectRecord(AGGREGATE_RESULT);
      record.queried = true;
      record.aggregate = Object.create(null) as Record<string, never>;
      for (const column of plan.aggregates) record.aggregate[column.name] = column.read(row, run);
      used += Number(row[plan.usedRows]);
      return record;
    });
    return { rows, count: rows.length, used };
  }

  /** null when the row of a parent is not there. */
  private readRecord(shape: RecordShape, row: readonly SqlValue[], run: QueryRun): SObjectRecord | null {
    const id = row[shape.idIndex] as string | null;
    if (id === null) return null;
    const object = shape.object ?? this.layout.schema.objectByPrefix(keyPrefix(id));
    if (object === undefined) throw new NotImplementedError(`records with the key prefix ${keyPrefix(id)}`);
    const record = new SObjectRecord(object);
    record.queried = true;
    for (const field of shape.fields) {
      const raw = row[field.index]!;
      record.fields[field.name] = raw === null ? null : field.decode(raw, run);
    }
    if (shape.parents.length > 0) {
      record.parents = Object.create(null) as Record<string, SObjectRecord | null>;
      for (const parent of shape.parents) record.parents[parent.name] = this.readRecord(parent.shape, row, run);
    }
    return record;
  }

  /** One query for the children of all rows. */
  private attachChildren(view: TransactionView, child: ChildPlan, parents: readonly SObjectRecord[], run: QueryRun): number {
    const byId = new Map<string, SObjectRecord[]>();
    for (const parent of parents) {
      const list: SObjectRecord[] = [];
      byId.set(parent.id!, list);
      (parent.childRows ??= Object.create(null) as Record<string, SObjectRecord[]>)[child.name] = list;
    }
    if (parents.length === 0) return 0;
    const inner: QueryRun = { ...run, parentIds: JSON.stringify([...byId.keys()]) };
    const raw = this.select(child.plan, inner);
    const rows = raw.map((row) => this.readRecord(child.plan.record, row, inner)!);
    for (const [i, row] of raw.entries()) byId.get(row[child.keyIndex] as string)?.push(rows[i]!);
    let used = rows.length;
    for (const deeper of child.plan.children) used += this.attachChildren(view, deeper, rows, run);
    for (const item of child.plan.typeofs) this.attachTypeof(view, item, rows, raw);
    return used;
  }

  /** One query per object that is pointed to. */
  private attachTypeof(view: TransactionView, item: TypeofPlan, rows: readonly SObjectRecord[], raw: readonly SqlValue[][]): void {
    const wanted = new Map<SObjectDef, Set<string>>();
    for (const row of raw) {
      const id = row[item.keyIndex] as string | null;
      const object = id === null ? undefined : this.layout.schema.objectByPrefix(keyPrefix(id));
      if (id === null || object === undefined) continue;
      const ids = wanted.get(object);
      if (ids === undefined) wanted.set(object, new Set([id]));
      else ids.add(id);
    }
    const found = new Map<string, SObjectRecord>();
    for (const [object, ids] of wanted) {
      const query = item.branch(object);
      if (query === null) continue;
      for (const record of this.internal(view, query, [ids])) found.set(record.id!, record);
    }
    for (const [i, record] of rows.entries()) {
      const id = raw[i]![item.keyIndex] as string | null;
      (record.parents ??= Object.create(null) as Record<string, SObjectRecord | null>)[item.name] = id === null ? null : (found.get(id) ?? this.bare(id));
    }
  }

  private bare(id: string): SObjectRecord | null {
    const object = this.layout.schema.objectByPrefix(keyPrefix(id));
    if (object === undefined) return null;
    const record = new SObjectRecord(object);
    record.queried = true;
    record.fields.Id = id;
    return record;
  }

  private observe(plan: Plan, rows: readonly SObjectRecord[]): void {
    const { observer } = this.hooks;
    const ids = plan.kind === 'rows' ? rows.map((r) => r.id!) : [];
    if (plan.forUpdate && ids.length > 0) observer?.onLock?.(plan.object, ids, 'query');
    observer?.onRead?.(plan.object, ids);
    for (const { name, plan: child } of plan.children) this.observe(child, rows.flatMap((r) => r.childRows?.[name] ?? []));
  }
}

function evaluate(options: QueryOptions, bind: Bind): unknown {
  if (options.bind === undefined) throw new Error(`The query has the bind :${bind.name}, but no values were given`);
  return options.bind(bind);
}

function filterKey(filters: readonly (RowFilter | null)[]): string {
  return filters.map((f) => f?.key ?? '').join('\n');
}
