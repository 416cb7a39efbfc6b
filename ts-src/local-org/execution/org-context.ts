import type { DataEngine, Transaction } from '../data/index.ts';
import type { Schema } from '../schema/model.ts';
import type { SoqlQuery, SoslQuery } from '../soql/ast.ts';
import type { SObjectRecord } from '../values/index.ts';
import type { Clock, DeferredJob, DmlRequest, Email, ExecutionContext, FlowRunner, JobControl, KeptTexts, OrgResources, QueryOptions, QueryOutcome, RowResult, RunningUser, Savepoint, ScheduleRequest, TestControl } from './context.ts';
import type { DebugLog } from './debug-log.ts';
import { OrgError } from './errors.ts';
import type { JobBook } from './job-book.ts';
import type { TransactionLimits } from './limits.ts';
import type { Outbox } from './outbox.ts';

/** What transactions of one org share. */
export interface OrgServices {
  readonly schema: Schema;
  readonly engine: DataEngine;
  readonly resources: OrgResources;
  readonly clock: Clock;
  readonly flows?: FlowRunner;
  /** The user with the rights of this moment. @throws OrgError for an unknown id */
  user(id: string): RunningUser;
  readonly book: JobBook;
  readonly outbox: Outbox;
}

/** A job that waits for the end of its transaction. */
export interface WaitingJob {
  readonly id: string;
  readonly userId: string;
  readonly job: DeferredJob;
}

export interface ContextOptions {
  readonly userId: string;
  readonly limits: TransactionLimits;
  readonly log: DebugLog;
  /** Given inside tests. */
  readonly test?: (context: OrgContext) => TestControl;
  readonly sharing?: 'with' | 'without';
}

/** One transaction in progress: the data engine's transaction with user, limits, jobs and log around it. */
export class OrgContext implements ExecutionContext {
  readonly schema: Schema;
  readonly limits: TransactionLimits;
  readonly clock: Clock;
  readonly resources: OrgResources;
  readonly flows?: FlowRunner;
  readonly test: TestControl | undefined;
  readonly state = new Map<symbol, unknown>();
  readonly #services: OrgServices;
  readonly #log: DebugLog;
  sharing: 'with' | 'without';
  #userId: string;
  #data: Transaction | undefined;
  #waiting: WaitingJob[] = [];

  constructor(services: OrgServices, options: ContextOptions) {
    this.#services = services;
    this.schema = services.schema;
    this.clock = services.clock;
    this.resources = services.resources;
    if (services.flows !== undefined) this.flows = services.flows;
    this.limits = options.limits;
    this.#log = options.log;
    this.#userId = options.userId;
    this.sharing = options.sharing ?? 'with';
    this.test = options.test?.(this);
  }

  get isTest(): boolean {
    return this.test !== undefined;
  }

  get user(): RunningUser {
    return this.#services.user(this.#userId);
  }

  get data(): Transaction {
    if (!this.#data) throw new Error('The transaction has no data part yet');
    return this.#data;
  }

  attach(data: Transaction): void {
    this.#data = data;
  }

  query(query: SoqlQuery, options: QueryOptions): QueryOutcome {
    return this.data.query(query, options);
  }

  search(query: SoslQuery, options: QueryOptions): SObjectRecord[][] {
    return this.data.search(query, options);
  }

  dml(request: DmlRequest): RowResult[] {
    return this.data.dml(request);
  }

  emptyRecycleBin(ids: readonly string[]): RowResult[] {
    return this.data.emptyRecycleBin(ids);
  }

  savepoint(): Savepoint {
    const waiting = this.#waiting.length;
    const savepoint = this.data.savepoint();
    return {
      rollback: () => {
        savepoint.rollback();
        // What was enqueued since goes too.
        this.#waiting.length = Math.min(this.#waiting.length, waiting);
      },
      release: () => savepoint.release(),
    };
  }

  atomic<T>(work: () => T): T {
    const waiting = this.#waiting.length;
    try {
      return this.data.atomic(work);
    } catch (error) {
      this.#waiting.length = Math.min(this.#waiting.length, waiting);
      throw error;
    }
  }

  enqueue(job: DeferredJob): string {
    const id = this.#services.book.queued(job, this.#userId);
    this.#waiting.push({ id, userId: this.#userId, job });
    return id;
  }

  schedule(request: ScheduleRequest): string {
    const waiting = this.#services.book.schedule(request, this.#userId);
    if (waiting === undefined) throw new OrgError('INVALID_OPERATION', "Based on configured schedule, the given trigger 'SCHEDULED_APEX_JOB_TYPE.000000000000000' will never fire.");
    this.#waiting.push(waiting);
    return waiting.id;
  }

  get jobs(): JobControl {
    return this.#services.book;
  }

  get kept(): KeptTexts {
    return this.#services.book.kept;
  }

  sendEmail(email: Email): void {
    const { outbox } = this.#services;
    this.enqueue({ kind: 'email', name: email.subject, run: () => outbox.deliver(email), saved: () => ({ by: 'email', data: JSON.stringify(email) }) });
  }

  /** More jobs that wait for the end of the transaction. */
  addJobs(jobs: readonly WaitingJob[]): void {
    this.#waiting.push(...jobs);
  }

  /** The jobs enqueued so far, which then wait no more. */
  takeJobs(wanted: (job: DeferredJob) => boolean = () => true): WaitingJob[] {
    const taken = this.#waiting.filter(({ job }) => wanted(job));
    this.#waiting = this.#waiting.filter(({ job }) => !wanted(job));
    return taken;
  }

  runAs<T>(userId: string, work: () => T): T {
    return this.data.isolated(() => this.asUser(userId, work));
  }

  /** Another user for the time of `work`, nothing else. */
  asUser<T>(userId: string, work: () => T): T {
    const before = this.#userId;
    this.#services.user(userId);
    this.#userId = userId;
    try {
      return work();
    } finally {
      this.#userId = before;
    }
  }

  log(level: string, message: () => string): void {
    this.#log.write(level, message);
  }
}
