import { DmlFailure } from '../../../execution/context.ts';
import type { AccessMode, DmlOperation, LimitCounters, LimitName, RowResult, RunningUser, SharingMode, UserPermissions } from '../../../execution/context.ts';
import type { Schema } from '../../../schema/model.ts';
import { parseSoql, parseSosl } from '../../../soql/index.ts';
import { makeId, SObjectRecord } from '../../../values/index.ts';
import type { Value } from '../../../values/index.ts';
import { openDatabase } from '../../index.ts';
import type { DataEngine, EngineHooks, Transaction, TransactionView } from '../../index.ts';
import { testSchema } from './schema.ts';

export const ADMIN = makeId('005', 900_000);
export const NOW = Date.UTC(2026, 4, 20, 10, 30, 15, 500);

export const ALL: UserPermissions = {
  viewAllData: true, modifyAllData: true,
  object: () => ({ create: true, read: true, edit: true, delete: true, viewAll: true, modifyAll: true }),
  field: () => ({ read: true, edit: true }),
  apexClass: () => true, custom: () => true, system: () => true, tabVisible: () => true, appVisible: () => true,
};

export function user(more: Partial<RunningUser> = {}): RunningUser {
  return {
    id: ADMIN, name: 'Ada Admin', username: 'ada@example.com', email: 'ada@example.com', profileId: '00e0lL000000001AAA', roleId: null,
    userType: 'Standard', timeZone: 'GMT', locale: 'en_US', language: 'en_US', queues: [], permissions: ALL, ...more,
  };
}

/** Counts and never refuses. */
export class Counter implements LimitCounters {
  readonly counts = new Map<LimitName, number>();
  used(name: LimitName): number { return this.counts.get(name) ?? 0; }
  max(): number { return Infinity; }
  charge(name: LimitName, amount = 1): void { this.counts.set(name, this.used(name) + amount); }
  push(): void { /* one set is enough here */ }
  pop(): void { /* one set is enough here */ }
  waited(): void { /* time is not counted */ }
}

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** One org in memory with one open transaction, and the few words tests need. */
export class TestOrg {
  readonly engine: DataEngine;
  readonly schema: Schema;
  readonly limits = new Counter();
  readonly view: Mutable<TransactionView>;
  readonly data: Transaction;
  now = NOW;

  constructor(options: EngineHooks & { readonly schema?: Schema; readonly path?: string } = {}) {
    const { schema = testSchema(), path = ':memory:', ...hooks } = options;
    this.schema = schema;
    this.engine = openDatabase({ schema, path, ...hooks });
    this.view = { user: user(), limits: this.limits, clock: { now: () => this.now }, sharing: 'without' };
    const admin = this.record('User', { FirstName: 'Ada', LastName: 'Admin', Name: 'Ada Admin', Email: 'ada@example.com' });
    admin.fields.Id = ADMIN;
    this.engine.seed([admin]);
    this.data = this.engine.begin(this.view);
  }

  record(object: string, values: Readonly<Record<string, Value>> = {}): SObjectRecord {
    const record = new SObjectRecord(this.schema.object(object)!);
    Object.assign(record.fields, values);
    return record;
  }

  save(operation: DmlOperation, records: readonly SObjectRecord[], more: { allOrNone?: boolean; mode?: AccessMode; sharing?: SharingMode; externalIdField?: string; losers?: SObjectRecord[]; options?: { allowFieldTruncation?: boolean } } = {}): RowResult[] {
    return this.data.dml({ operation, records, mode: 'system', sharing: 'without', allOrNone: true, ...more });
  }

  /** Saves new rows; they have their ids afterwards. */
  insert(object: string, ...rows: readonly Readonly<Record<string, Value>>[]): SObjectRecord[] {
    const records = rows.map((r) => this.record(object, r));
    this.save('insert', records);
    return records;
  }

  query(text: string, binds: Readonly<Record<string, unknown>> = {}, more: { mode?: AccessMode; sharing?: SharingMode } = {}): SObjectRecord[] {
    return this.data.query(parseSoql(text), { mode: 'system', sharing: 'without', bind: ({ name }) => binds[name], ...more }).rows;
  }

  count(text: string, binds: Readonly<Record<string, unknown>> = {}): number {
    return this.data.query(parseSoql(text), { mode: 'system', sharing: 'without', bind: ({ name }) => binds[name] }).count;
  }

  search(text: string): SObjectRecord[][] {
    return this.data.search(parseSosl(text), { mode: 'system', sharing: 'without' });
  }

  /** Values of one field over the rows, as text. */
  column(text: string, name: string, binds: Readonly<Record<string, unknown>> = {}): (string | null)[] {
    return this.query(text, binds).map((r) => text_(r.fields[name] ?? null));
  }

  names(text: string, binds: Readonly<Record<string, unknown>> = {}): (string | null)[] {
    return this.column(text, 'Name', binds);
  }

  aggregates(text: string): Record<string, string | null>[] {
    return this.query(text).map((r) => Object.fromEntries(Object.entries(r.aggregate!).map(([k, v]) => [k, text_(v)])));
  }

  /** Status code, message and fields of the first failed row. */
  failure(work: () => unknown): string {
    try {
      work();
    } catch (error) {
      if (!(error instanceof DmlFailure)) throw error;
      return error.failures.map(({ index, error: e }) => `${index}: ${e.statusCode}, ${e.message}: [${e.fields.join(', ')}]`).join('\n');
    }
    throw new Error('the save went through');
  }

  close(): void {
    if (this.data.isOpen) this.data.rollback();
    this.engine.close();
  }
}

function text_(value: Value): string | null {
  return value === null ? null : String(value);
}
