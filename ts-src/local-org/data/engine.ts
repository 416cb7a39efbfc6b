import type { Schema, SObjectDef } from '../schema/model.ts';
import { SObjectRecord } from '../values/index.ts';
import type { EngineHooks, RowObserver, TransactionView } from './hooks.ts';
import { together } from './observers.ts';
import { defineDateFunctions } from './query/dates.ts';
import { definePlaceFunctions } from './query/places.ts';
import { QueryEngine } from './query/engine.ts';
import { FormulaFunctions } from './query/formulas.ts';
import { compute } from './save/roll-up.ts';
import type { SaveServices } from './save/statement.ts';
import { Summaries } from './save/summaries.ts';
import { Database } from './store/database.ts';
import { Layout, tableDdl } from './store/layout.ts';
import { migrate } from './store/migrate.ts';
import { RowStore } from './store/rows.ts';
import { Sequences } from './store/sequences.ts';
import { Transaction } from './transaction.ts';

export interface DatabaseOptions extends EngineHooks {
  readonly schema: Schema;
  /** A file, or `:memory:`. */
  readonly path: string;
  /** An open connection to take over from an engine that is used no more; it stays open when this fails. */
  readonly database?: Database;
}

/** The org's data: one SQLite database, one transaction at a time. */
export class DataEngine {
  readonly schema: Schema;
  /** What could not be done when the file was brought to the schema, in sentences. */
  readonly warnings: readonly string[];
  private readonly db: Database;
  private readonly services: SaveServices;
  private readonly observers: RowObserver[];
  private running: Transaction | null = null;

  /** @throws DataFileError */
  constructor(options: DatabaseOptions) {
    const { schema, path, database, ...hooks } = options;
    this.schema = schema;
    this.observers = hooks.observer === undefined ? [] : [hooks.observer];
    this.db = database ?? new Database(path);
    try {
      const layout = new Layout(schema);
      const stored = schema.objects.filter((o) => o.kind !== 'platformEvent');
      const { warnings, added } = migrate(this.db, stored.map((o) => tableDdl(layout.table(o))));
      this.warnings = warnings;
      defineDateFunctions(this.db);
      definePlaceFunctions(this.db);
      const formulas = new FormulaFunctions(this.db, hooks.formulas, () => this.transaction.view);
      this.services = {
        db: this.db, layout, formulas, hooks, rows: new RowStore(this.db), sequences: new Sequences(this.db),
        queries: new QueryEngine(this.db, layout, formulas, hooks), summaries: new Summaries(layout),
      };
      this.seedRecordTypes();
      this.newSummaries = added.filter(({ object, field }) => schema.object(object)?.field(field)?.summary !== undefined);
    } catch (error) {
      if (database === undefined) this.db.close();
      throw error;
    }
  }

  /** Roll-up fields that are new in a file with rows: `recalculate` fills them. */
  readonly newSummaries: readonly { readonly object: string; readonly field: string }[];

  /** Starts a transaction; it must be committed or rolled back before the next. @throws Error when one is running */
  begin(view: TransactionView): Transaction {
    if (this.running !== null) throw new Error('A transaction is already running');
    const transaction: Transaction = new Transaction(this.services, view, (present) => {
      this.running = present ? transaction : null;
    });
    this.running = transaction;
    return transaction;
  }

  /** Tells `observer`, too, what happens to rows. Returns how to end it. */
  observe(observer: RowObserver): () => void {
    this.observers.push(observer);
    this.services.hooks.observer = together(this.observers);
    return () => {
      this.observers.splice(this.observers.indexOf(observer), 1);
      this.services.hooks.observer = together(this.observers);
    };
  }

  /** For the org's own set-up and for security, which look below the rules of saves. */
  get parts(): { readonly database: Database; readonly layout: Layout; readonly rows: RowStore } {
    const { db, layout, rows } = this.services;
    return { database: db, layout, rows };
  }

  /** The transaction that is running. */
  get transaction(): Transaction {
    if (this.running === null) throw new Error('No transaction is running');
    return this.running;
  }

  get inTransaction(): boolean {
    return this.running !== null;
  }

  /**
   * Writes rows as they are, past every rule: the org's own users, profiles, record types. Rows without Id get one, rows whose Id is
   * there are replaced. Inside the running transaction, or in one of its own.
   */
  seed(records: readonly SObjectRecord[]): void {
    this.own(() => {
      const byObject = Map.groupBy(records, (r) => r.definition);
      for (const [object, rows] of byObject) {
        const table = this.services.layout.table(object);
        for (const row of rows) row.fields.Id ??= this.services.sequences.nextId(object);
        this.services.rows.remove(table, rows.map((r) => r.id!));
        this.services.rows.insert(table, rows);
      }
    });
  }

  /** Rows of an object become exactly these (custom metadata after a deploy). */
  replace(object: SObjectDef, records: readonly SObjectRecord[]): void {
    this.own(() => {
      this.services.rows.forget();
      this.db.run(`DELETE FROM ${this.services.layout.table(object).sql}`);
      this.seed(records);
    });
  }

  /** Fills roll-up fields that are new in a file with rows. */
  recalculate(view: TransactionView): void {
    if (this.newSummaries.length === 0) return;
    const transaction = this.begin(view);
    for (const summary of this.services.summaries.all()) {
      if (!this.newSummaries.some((n) => n.object === summary.parent.name && n.field === summary.field.name)) continue;
      const table = this.services.layout.table(summary.parent);
      const column = table.byName.get(summary.field.name)!;
      const ids = this.db.all(`SELECT "Id" FROM ${table.sql}`).map((r) => r[0] as string);
      for (const [id, value] of compute({ services: this.services, view }, summary, ids)) {
        this.services.rows.update(table, id, [{ column, raw: value === null ? null : column.encode(value) }]);
      }
    }
    transaction.commit();
  }

  /** Copies the rows of these objects from another engine with the same objects (users and profiles for a test org in memory). */
  copyFrom(source: DataEngine, objects: readonly SObjectDef[]): void {
    this.own(() => {
      for (const object of objects) {
        const table = source.services.layout.table(object);
        const ids = source.db.all(`SELECT "Id" FROM ${table.sql} WHERE "IsDeleted" = 0`).map((r) => r[0] as string);
        const rows = source.services.rows.load(table, ids);
        const own = this.schema.object(object.name);
        if (own === undefined) continue;
        this.services.rows.insert(this.services.layout.table(own), ids.map((id) => Object.assign(new SObjectRecord(own), { fields: rows.get(id)!.fields })));
      }
      this.services.sequences.skipTo(source.services.sequences);
    });
  }

  /** Record types come from metadata: their rows are what the schema says. */
  private seedRecordTypes(): void {
    const object = this.schema.object('RecordType');
    if (object === undefined) return;
    const values = this.schema.objects.flatMap((o) => o.recordTypes.map((t) => ({
      Id: t.id, Name: t.label, DeveloperName: t.developerName, SobjectType: o.name, IsActive: t.active, Description: t.description ?? null,
    })));
    this.replace(object, values.map((fields) => {
      const record = new SObjectRecord(object);
      for (const [name, value] of Object.entries(fields)) if (object.field(name) !== undefined) record.fields[name] = value;
      return record;
    }));
  }

  private own(work: () => void): void {
    if (this.db.inTransaction) return work();
    try {
      this.db.whole(() => {
        work();
        this.services.sequences.save();
      });
    } finally {
      this.services.rows.forget();
    }
  }

  close(): void {
    this.db.close();
  }
}

/** Opens the org's data. @throws DataFileError */
export function openDatabase(options: DatabaseOptions): DataEngine {
  return new DataEngine(options);
}
