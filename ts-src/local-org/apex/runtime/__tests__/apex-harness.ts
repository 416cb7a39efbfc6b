import { OrgContext } from '../../../execution/org-context.ts';
import { JobBook } from '../../../execution/job-book.ts';
import { TransactionLimits, limitRules } from '../../../execution/limits.ts';
import { Outbox } from '../../../execution/outbox.ts';
/* eslint-disable no-restricted-imports -- tests stand for the composition root: real compiler, real data engine */
import { openDatabase } from '../../../data/index.ts';
import type { Automation, TriggerBatch } from '../../../data/index.ts';
/* eslint-enable no-restricted-imports */
import { within } from '../../../execution/context.ts';
import type { OrgResources, RunningUser, TestControl, UserPermissions } from '../../../execution/context.ts';
import { loadProject } from '../../../metadata/index.ts';
import { buildSchema } from '../../../schema/index.ts';
import type { Schema } from '../../../schema/index.ts';
import { SObjectRecord, makeId } from '../../../values/index.ts';
import { ApexCode, ApexCompiler } from '../../load/index.ts';
import type { ApexSourceFile } from '../../load/index.ts';
import { createRuntime, toApexException } from '../index.ts';
import type { Runtime } from '../index.ts';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const NOW = Date.UTC(2026, 4, 20, 10, 30, 15, 500);
export const USER_ID = makeId('005', 900_000);

const ALL = { create: true, read: true, edit: true, delete: true, viewAll: true, modifyAll: true };
export const EVERYTHING: UserPermissions = {
  viewAllData: true, modifyAllData: true, object: () => ALL, field: () => ({ read: true, edit: true }), apexClass: () => true,
  custom: () => true, system: () => true, tabVisible: () => true, appVisible: () => true,
};

export interface HarnessOptions {
  /** Files of the DX project below `force-app/main/default`, for objects, labels and the like. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Classes and triggers by `Name.cls` or `Name.trigger`. */
  readonly apex?: Readonly<Record<string, string>>;
  readonly permissions?: UserPermissions;
  readonly resources?: Partial<OrgResources>;
  readonly timeZone?: string;
  readonly locale?: string;
}

/** Apex against the real compiler, runtime and data engine, in memory; every `run` is one test transaction. */
export class Harness {
  readonly schema: Schema;
  readonly code: ApexCode;
  readonly $: Runtime;
  readonly log: string[] = [];
  readonly #compiler: ApexCompiler;
  readonly #engine;
  readonly #options: HarnessOptions;

  constructor(options: HarnessOptions = {}) {
    this.#options = options;
    this.schema = schemaOf(options.metadata ?? {});
    this.#compiler = new ApexCompiler({ schema: this.schema });
    const { units, errors } = this.#compiler.compile(Object.entries(options.apex ?? {}).map(([file, body]) => source(file, body)));
    if (errors.length > 0) throw new Error(errors.map((error) => JSON.stringify(error)).join('\n'));
    this.code = new ApexCode(units);
    this.$ = createRuntime(this.code);
    this.code.attach(this.$);
    this.#engine = openDatabase({ schema: this.schema, path: ':memory:', automation: this.#automation() });
    const user = new SObjectRecord(this.schema.object('User')!);
    Object.assign(user.fields, { Id: USER_ID, FirstName: 'Ada', LastName: 'Admin', Name: 'Ada Admin', Username: 'ada@example.com', Email: 'ada@example.com' });
    this.#engine.seed([user]);
  }

  #automation(): Automation {
    const matching = (object: string, phase: string, operation: string) =>
      this.code.triggers.filter(({ trigger }) => trigger!.object === object && trigger!.events.some((event) => event.timing === phase && event.operation === operation));
    return {
      hasTriggers: (object: TriggerBatch['object'], phase: string, operation: string) => matching(object.name, phase, operation).length > 0,
      runTriggers: (batch: TriggerBatch) => {
        for (const unit of matching(batch.object.name, batch.phase, batch.operation)) {
          const frame = { object: batch.object.name, phase: batch.phase, operation: batch.operation, newRecords: batch.newRecords, oldRecords: batch.oldRecords };
          this.$.runTrigger(unit.name, frame as never, () => this.code.runScript(unit));
        }
      },
      hasFlows: () => false,
      runFlows: () => undefined,
    };
  }

  /** One transaction that is rolled back; what the block logged with System.debug. */
  run(body: string): string[] {
    this.log.length = 0;
    this.inTransaction(() => this.runHere(body));
    return [...this.log];
  }

  /** A block in the transaction that runs. */
  runHere(body: string): void {
    const { units, errors } = this.#compiler.compileAnonymous(body, 65);
    if (errors.length > 0) throw new Error(errors.map((error) => JSON.stringify(error)).join('\n'));
    this.code.runScript(units[0]!);
  }

  /** The exception the block ends with, as text with its stack. */
  failure(body: string): string {
    try {
      this.run(body);
    } catch (error) {
      const exception = toApexException(error);
      if (exception === undefined) throw error;
      return exception.tostring();
    }
    throw new Error('The block ended without an exception');
  }

  inTransaction<T>(work: () => T): T {
    const limits = new TransactionLimits('synchronous');
    const resources: OrgResources = { label: () => undefined, staticResource: () => undefined, customMetadata: () => [], ...this.#options.resources };
    const clock = { now: () => NOW };
    const services = { schema: this.schema, engine: this.#engine, resources, clock, user: () => this.#user(), book: new JobBook({ schema: this.schema, engine: this.#engine, clock }), outbox: new Outbox(clock) };
    const context: OrgContext = new OrgContext(services, {
      userId: USER_ID, limits, sharing: 'without', log: { write: (level, message) => void this.log.push(level === 'DEBUG' ? message() : `${level} ${message()}`) },
      test: (own) => testControl(own, limits),
    });
    const data = this.#engine.begin(context);
    context.attach(data);
    this.$.activate();
    try {
      return within(context, () => limits.whileApexRuns(work));
    } finally {
      if (data.isOpen) data.rollback();
    }
  }

  #user(): RunningUser {
    return {
      id: USER_ID, name: 'Ada Admin', username: 'ada@example.com', email: 'ada@example.com', profileId: '00e0lL000000001AAA', roleId: null, userType: 'Standard',
      timeZone: this.#options.timeZone ?? 'GMT', locale: this.#options.locale ?? 'en_US', language: 'en_US', queues: [], permissions: this.#options.permissions ?? EVERYTHING,
    };
  }

  close(): void {
    this.#engine.close();
  }
}

/** Jobs run at stopTest until none is left. */
function testControl(context: OrgContext, limits: TransactionLimits): TestControl {
  return {
    startTest: () => limits.push(),
    stopTest: () => {
      limits.pop();
      for (let jobs = context.takeJobs(); jobs.length > 0; jobs = context.takeJobs()) {
        for (const { job } of jobs) {
          const asJob = (work: () => void): void => {
            limits.push(limitRules(job.kind));
            try {
              context.atomic(work);
            } finally {
              limits.pop();
            }
          };
          let failure: unknown;
          try {
            asJob(job.run);
          } catch (error) {
            failure = error;
          }
          const next = job.afterwards?.(failure);
          if (next) asJob(next.run);
          if (failure !== undefined) throw failure;
        }
      }
    },
    seeAllData: false, failEvents: () => undefined, deliverEvents: () => undefined,
    setCreatedDate: () => undefined,
  };
}

function source(file: string, body: string): ApexSourceFile {
  const name = file.replace(/\.\w+$/, '');
  return { kind: file.endsWith('.trigger') ? 'trigger' : 'class', name, fileName: file, body, apiVersion: 65 };
}

function schemaOf(metadata: Readonly<Record<string, string>>): Schema {
  const root = mkdtempSync(join(tmpdir(), 'apex-runtime-'));
  try {
    const all = { 'sfdx-project.json': '{"packageDirectories":[{"path":"force-app","default":true}],"sourceApiVersion":"65.0"}', ...Object.fromEntries(Object.entries(metadata).map(([path, text]) => [`force-app/main/default/${path}`, text])) };
    for (const [path, text] of Object.entries(all)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    mkdirSync(join(root, 'force-app'), { recursive: true });
    return buildSchema(loadProject(root));
  } finally {
    rmSync(root, { recursive: true });
  }
}

