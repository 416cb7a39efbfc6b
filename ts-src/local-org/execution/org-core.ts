import { encode, openDatabase, storageOf } from '../data/index.ts';
import type { Automation, DataEngine, Database, FormulaEngine as DataFormulas } from '../data/index.ts';
import { FormulaEngine } from '../formula/index.ts';
import type { ProjectMetadata } from '../metadata/index.ts';
import type { Schema } from '../schema/model.ts';
import { Security, applySetup } from '../security/index.ts';
import type { ColumnEncoder, OrgConfig } from '../security/index.ts';
import type { Certificates } from './certificates.ts';
import type { Clock, FlowRunner, OrgResources, RunningUser } from './context.ts';
import { OrgError } from './errors.ts';
import { JobBook } from './job-book.ts';
import type { OrgServices } from './org-context.ts';
import { orgResources } from './org-resources.ts';
import { lockedRecords } from './record-locks.ts';
import { Outbox } from './outbox.ts';
import { rememberKeyPrefixes, setupStore } from './setup-store.ts';

export interface CoreOptions {
  readonly project: ProjectMetadata;
  readonly schema: Schema;
  readonly config: OrgConfig;
  /** A file, or `:memory:`. */
  readonly path: string;
  /** An open connection to take over, inside a transaction of the caller. */
  readonly database?: Database;
  readonly clock: Clock;
  readonly automation: Automation;
  readonly flows: FlowRunner;
  /** Default: none. */
  readonly certificates?: Certificates;
  /** Default: one of its own. */
  readonly outbox?: Outbox;
}

/** Data, users, resources and formulas of one org, set up and ready for transactions. */
export class OrgCore implements OrgServices {
  readonly schema: Schema;
  readonly engine: DataEngine;
  readonly resources: OrgResources;
  readonly formulas: FormulaEngine;
  readonly clock: Clock;
  readonly flows: FlowRunner;
  readonly security: Security;
  readonly book: JobBook;
  readonly outbox: Outbox;

  constructor(options: CoreOptions) {
    const { project, schema, config, path, database, clock, automation, flows, certificates, outbox = new Outbox(clock) } = options;
    this.schema = schema;
    this.clock = clock;
    this.flows = flows;
    this.outbox = outbox;
    this.resources = { ...orgResources(project, schema), ...(certificates === undefined ? {} : { certificate: (name) => certificates.find(name) }) };
    this.formulas = new FormulaEngine({ schema, resources: this.resources });
    // Engine and security need each other: the hooks look the other one up when they are called.
    const security = (): Security => this.security;
    this.engine = openDatabase({
      schema,
      path,
      ...(database === undefined ? {} : { database }),
      automation,
      sharing: { filter: (object, user, access) => security().filter(object, user, access) },
      formulas: this.formulas satisfies DataFormulas,
      locked: (ids) => lockedRecords(this.engine.parts.database, ids),
      defaultRecordType: (object, user) => security().defaultRecordType(object, user),
    });
    try {
      applySetup(setupStore(this.engine), project, schema, config);
      for (const object of schema.objects) if (object.kind === 'customMetadata') this.engine.replace(object, this.resources.customMetadata(object));
      rememberKeyPrefixes(this.engine);
      this.book = new JobBook({ schema, engine: this.engine, clock });
      this.security = new Security({ db: this.engine.parts.database, schema, project, encode: encodeField });
    } catch (error) {
      if (database === undefined) this.engine.close();
      throw error;
    }
  }

  user(id: string): RunningUser {
    try {
      return this.security.runningUser(id);
    } catch (error) {
      if (error instanceof Error && /^There is no user/.test(error.message)) throw new OrgError('INVALID_SESSION_ID', 'Session expired or invalid');
      throw error;
    }
  }

  /** The active user of that username, any case. */
  findUser(username: string): { readonly userId: string; readonly username: string } | undefined {
    const row = this.engine.parts.database.get('SELECT "Id", "Username" FROM "User" WHERE fold("Username") = fold(?) AND "IsActive" = 1', [username]);
    return row && { userId: row[0] as string, username: row[1] as string };
  }

  close(): void {
    this.engine.close();
  }
}

const encodeField: ColumnEncoder = (field, value) => {
  const storage = storageOf(field);
  return storage === undefined ? null : encode(storage, value);
};
