import { within } from '../../../execution/context.ts';
import type { RunningUser } from '../../../execution/context.ts';
import { MovableClock } from '../../../execution/clock.ts';
import { NO_LOG } from '../../../execution/debug-log.ts';
import { JobBook } from '../../../execution/job-book.ts';
import { TransactionLimits } from '../../../execution/limits.ts';
import { OrgContext } from '../../../execution/org-context.ts';
import { Outbox } from '../../../execution/outbox.ts';
import { openDatabase } from '../../../data/index.ts';
import type { Automation, DataEngine, FormulaEngine as DataFormulas } from '../../../data/index.ts';
import { ADMIN, NOW, user } from '../../../data/__tests__/support/org.ts';
import { testSchema } from '../../../data/__tests__/support/schema.ts';
import { FormulaEngine } from '../../../formula/index.ts';
import { parseXml } from '../../../metadata/index.ts';
import type { XmlComponent } from '../../../metadata/index.ts';
import type { Schema } from '../../../schema/model.ts';
import { parseSoql } from '../../../soql/index.ts';
import { SObjectRecord } from '../../../values/index.ts';
import type { Value } from '../../../values/index.ts';
import { FlowProgram } from '../../index.ts';
import type { FlowHost } from '../../index.ts';

export type Fields = Readonly<Record<string, Value>>;

interface Options {
  readonly schema?: Parameters<typeof testSchema>[0];
  readonly host?: Partial<FlowHost>;
  readonly automation?: Partial<Automation>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly components?: readonly XmlComponent[];
}

/** A flow's file: `body` inside the root element. */
export function flowFile(name: string, body: string): XmlComponent {
  return { type: 'Flow', fullName: name, file: `flows/${name}.flow-meta.xml`, xml: parseXml(`<Flow xmlns="http://soap.sforce.com/2006/04/metadata"><label>${name.replaceAll('_', ' ')}</label><status>Active</status>${body}</Flow>`) };
}

/** The real data engine in memory with flows in its save pipeline, and one open transaction that counts its limits. */
export class FlowOrg {
  readonly schema: Schema;
  readonly engine: DataEngine;
  readonly flows: FlowProgram;
  readonly context: OrgContext;
  readonly clock = new MovableClock();
  readonly limits = new TransactionLimits('synchronous');
  user: RunningUser = user();

  /** An org with flows as they were read from files. */
  static of(components: readonly XmlComponent[]): FlowOrg {
    return new FlowOrg({}, { components });
  }

  /** @param flows bodies by name */
  constructor(flows: Readonly<Record<string, string>>, { schema, host, automation, labels = {}, components = [] }: Options = {}) {
    this.clock.fix(NOW);
    this.schema = testSchema(schema);
    const resources = {
      label: (name: string) => Object.entries(labels).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1],
      staticResource: () => undefined, customMetadata: () => [],
    };
    const formulas = new FormulaEngine({ schema: this.schema, resources });
    this.flows = new FlowProgram([...components, ...Object.entries(flows).map(([name, body]) => flowFile(name, body))], { schema: this.schema, formulas, ...host });
    const hooks: Automation = {
      hasTriggers: () => false,
      runTriggers: () => undefined,
      hasFlows: (object, phase, operation) => this.flows.hasFlows(object, phase, operation),
      runFlows: (batch) => this.flows.runFlows(batch),
      ...automation,
    };
    this.engine = openDatabase({ schema: this.schema, path: ':memory:', automation: hooks, formulas: formulas as DataFormulas });
    const admin = this.record('User', { Id: ADMIN, FirstName: 'Ada', LastName: 'Admin', Name: 'Ada Admin', Email: 'ada@example.com' });
    this.engine.seed([admin]);
    const services = { schema: this.schema, engine: this.engine, resources, clock: this.clock, user: () => this.user, book: new JobBook({ schema: this.schema, engine: this.engine, clock: this.clock }), outbox: new Outbox(this.clock) };
    this.context = new OrgContext(services, { userId: ADMIN, limits: this.limits, log: NO_LOG });
    this.context.attach(this.engine.begin(this.context));
  }

  record(object: string, values: Fields = {}): SObjectRecord {
    const record = new SObjectRecord(this.schema.object(object)!);
    Object.assign(record.fields, values);
    return record;
  }

  /** Runs inside the transaction, limits counting. */
  run<T>(work: () => T): T {
    return within(this.context, () => this.limits.whileApexRuns(work));
  }

  insert(object: string, ...rows: readonly Fields[]): SObjectRecord[] {
    const records = rows.map((row) => this.record(object, row));
    this.save('insert', records);
    return records;
  }

  update(object: string, ...rows: readonly Fields[]): void {
    this.save('update', rows.map((row) => this.record(object, row)));
  }

  save(operation: 'insert' | 'update' | 'delete', records: readonly SObjectRecord[], allOrNone = true): readonly { readonly success: boolean; readonly errors: readonly { readonly statusCode: string; readonly message: string; readonly fields: readonly string[] }[] }[] {
    return this.run(() => this.context.dml({ operation, records, mode: 'system', sharing: 'without', allOrNone }));
  }

  query(text: string): SObjectRecord[] {
    return within(this.context, () => this.context.query(parseSoql(text), { mode: 'system', sharing: 'without' }).rows);
  }

  /** Values of one field, as text. */
  column(text: string, name: string): (string | null)[] {
    return this.query(text).map((row) => (row.fields[name] === null || row.fields[name] === undefined ? null : String(row.fields[name])));
  }

  start(name: string, inputs: Parameters<FlowProgram['start']>[1] = {}, options: Parameters<FlowProgram['start']>[2] = {}): ReturnType<FlowProgram['start']> {
    return this.run(() => this.flows.start(name, inputs, options));
  }

  /** Statements that `work` cost. */
  cost(work: () => void): { readonly queries: number; readonly dml: number } {
    const before = [this.limits.used('queries'), this.limits.used('dmlStatements')] as const;
    work();
    return { queries: this.limits.used('queries') - before[0], dml: this.limits.used('dmlStatements') - before[1] };
  }

  close(): void {
    if (this.context.data.isOpen) this.context.data.rollback();
    this.engine.close();
  }
}
