import type { KeyObject } from 'node:crypto';
import type { Schema, SObjectDef } from '../schema/model.ts';
import type { CalloutRules } from './callout-rules.ts';
import type { DeferredJob, JobControl, ScheduleRequest } from './deferred-job.ts';
import type { ApexDatetime } from '../values/datetime.ts';
import type { SObjectRecord } from '../values/record.ts';
import type { Value } from '../values/value.ts';
import type { SoqlQuery, SoslQuery } from '../soql/ast.ts';

/**
 * What a running transaction offers to the code inside it. The Apex runtime, flows and the APIs see only this;
 * the composition root builds it over data/ and security/.
 */
export interface ExecutionContext {
  readonly schema: Schema;
  readonly user: RunningUser;
  readonly limits: LimitCounters;
  readonly clock: Clock;
  readonly resources: OrgResources;
  /** True inside a test method: no callouts, no data of the org. */
  readonly isTest: boolean;
  /** What `inherited sharing` resolves to: set by methods of `with` / `without sharing` classes, restored on exit. */
  sharing: 'with' | 'without';
  /** State private to the transaction (statics, savepoint stack, trigger stack, mocks), keyed by its owner. */
  readonly state: Map<symbol, unknown>;

  query(query: SoqlQuery, options: QueryOptions): QueryOutcome;
  search(query: SoslQuery, options: QueryOptions): SObjectRecord[][];
  /** One DML statement. Counts it, fires triggers and flows. With `allOrNone` the first failed row throws DmlFailure and nothing stays. */
  dml(request: DmlRequest): RowResult[];
  /** Takes rows out of the recycle bin for good; one that is not in it fails. Counts as a DML statement. */
  emptyRecycleBin(ids: readonly string[]): RowResult[];
  savepoint(): Savepoint;
  /** Statement-level atomicity for callers that do several saves (composite, tree). */
  atomic<T>(work: () => T): T;
  /** Runs after the transaction commits (queueable, platform event, e-mail); dropped when it rolls back. */
  enqueue(job: DeferredJob): string;
  /** Puts a job on the calendar when the transaction commits. Returns the id of its CronTrigger. */
  schedule(request: ScheduleRequest): string;
  /** What may be done to jobs that wait. */
  readonly jobs: JobControl;
  /** Small texts that survive a restart, written with the transaction. */
  readonly kept: KeptTexts;
  /** Goes out when the transaction commits. */
  sendEmail(email: Email): void;
  /** Inside a test method: `Test.startTest`, `Test.stopTest`, `Test.getEventBus().deliver()`. */
  readonly test: TestControl | undefined;
  /** Runs `work` as another user within this transaction (System.runAs). */
  runAs<T>(userId: string, work: () => T): T;
  log(level: string, message: () => string): void;
  /** Absent: the org has no flows. */
  readonly flows?: FlowRunner;
}

/** Autolaunched flows as Apex starts them (`Flow.Interview`). Names ignore case. */
export interface FlowRunner {
  /** Names of the variables of an active flow, and the Apex types of what its collections hold; undefined: there is none. */
  describe(name: string): { readonly name: string; readonly inputs: readonly string[]; readonly outputs: readonly string[]; readonly elementTypes: Readonly<Record<string, string>> } | undefined;
  /**
   * Runs one interview in the sharing of the class that calls. Inputs: what Apex holds (scalars, records, lists). Outputs by name of the
   * variable: scalars (numbers as Decimal), records, arrays. @throws Error with what went wrong: Apex sees System.FlowException
   */
  start(name: string, inputs: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
}

/** What a test method may do to its transaction. */
export interface TestControl {
  /** `@IsTest(SeeAllData=true)`. The local org's tests see no data of the org all the same. */
  readonly seeAllData: boolean;
  /** A fresh set of limits. @throws OrgError INVALID_OPERATION when it was started before */
  startTest(): void;
  /** Runs what was enqueued, each job with asynchronous limits, then returns to the limits of before startTest. */
  stopTest(): void;
  /** Runs the platform-event jobs that wait. */
  deliverEvents(): void;
  /** `Test.getEventBus().fail()`: events that wait are not delivered; what was to hear of them still runs. */
  failEvents(): void;
  /** `Test.setCreatedDate`. @throws OrgError when there is no such row */
  setCreatedDate(id: string, created: ApexDatetime): void;
}

export interface RunningUser {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly email: string;
  readonly profileId: string;
  readonly roleId: string | null;
  readonly userType: string;
  readonly timeZone: string;
  readonly locale: string;
  readonly language: string;
  /** Queues that the user is a member of, directly or through groups and roles. */
  readonly queues: readonly string[];
  readonly permissions: UserPermissions;
}

/** Answers from profile and permission sets; `security/` implements it. Names ignore case. */
export interface UserPermissions {
  readonly viewAllData: boolean;
  readonly modifyAllData: boolean;
  object(name: string): { readonly create: boolean; readonly read: boolean; readonly edit: boolean; readonly delete: boolean; readonly viewAll: boolean; readonly modifyAll: boolean };
  field(object: string, field: string): { readonly read: boolean; readonly edit: boolean };
  apexClass(name: string): boolean;
  custom(name: string): boolean;
  system(name: string): boolean;
  tabVisible(name: string): boolean;
  appVisible(name: string): boolean;
}

export type AccessMode = 'user' | 'system';
export type SharingMode = 'with' | 'without' | 'inherit';

export interface QueryOptions {
  readonly mode: AccessMode;
  readonly sharing: SharingMode;
  /** Value of a bind: a scalar, or an array / Set of scalars for IN. */
  readonly bind?: (bind: { index: number; name: string }) => unknown;
}

export interface QueryOutcome {
  readonly rows: SObjectRecord[];
  /** For `SELECT COUNT()`, and totals. */
  readonly count: number;
}

export type DmlOperation = 'insert' | 'update' | 'upsert' | 'delete' | 'undelete' | 'merge';

export interface DmlRequest {
  readonly operation: DmlOperation;
  /** Ids of inserted rows are written into these records. */
  readonly records: readonly SObjectRecord[];
  readonly mode: AccessMode;
  readonly sharing: SharingMode;
  readonly allOrNone: boolean;
  /** Upsert: the external id field; default Id. */
  readonly externalIdField?: string;
  /** Merge: `records[0]` is the master, these lose. */
  readonly losers?: readonly SObjectRecord[];
  readonly options?: { readonly allowFieldTruncation?: boolean; readonly duplicateRuleAllowSave?: boolean };
}

export interface RowError {
  readonly statusCode: string;
  readonly message: string;
  readonly fields: readonly string[];
}

export interface RowResult {
  readonly id: string | null;
  readonly success: boolean;
  readonly created: boolean;
  readonly errors: readonly RowError[];
}

/** Thrown by an all-or-none save. `failures` name the row by its index in the request. */
export class DmlFailure extends Error {
  readonly operation: DmlOperation;
  readonly failures: readonly { readonly index: number; readonly id: string | null; readonly error: RowError }[];
  constructor(operation: DmlOperation, failures: DmlFailure['failures']) {
    const first = failures[0];
    super(
      `${operation[0]!.toUpperCase()}${operation.slice(1)} failed. First exception on row ${first?.index ?? 0}` +
        `${first?.id && operation !== 'insert' ? ` with id ${first.id}` : ''}; first error: ${first?.error.statusCode ?? 'UNKNOWN_EXCEPTION'}, ` +
        `${first?.error.message ?? ''}: [${first?.error.fields.join(', ') ?? ''}]`,
    );
    this.name = 'DmlFailure';
    this.operation = operation;
    this.failures = failures;
  }
}

export interface Savepoint {
  rollback(): void;
  release(): void;
}

export interface Clock {
  /** Milliseconds since 1970; tests may move it. */
  now(): number;
}

export interface KeptTexts {
  get(key: string): string | undefined;
  set(key: string, text: string): void;
  delete(key: string): void;
}

export interface Email {
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly subject: string;
  readonly body: string;
  readonly html: boolean;
}

export type LimitName =
  | 'queries' | 'queryRows' | 'aggregateQueries' | 'soslQueries' | 'dmlStatements' | 'dmlRows' | 'callouts' | 'cpuTime' | 'heapSize'
  | 'queueableJobs' | 'futureCalls' | 'emailInvocations' | 'savepoints' | 'publishImmediateDml'
  | 'queryLocatorRows' | 'cursorRows' | 'cursorFetches';

/** Whose maxima hold: `queueable` ones are asynchronous, but may call future methods; under `none` everything is allowed. */
export type LimitRules = 'synchronous' | 'asynchronous' | 'queueable' | 'none';

export interface LimitCounters {
  used(name: LimitName): number;
  max(name: LimitName): number;
  /** Counts and throws a LimitFailure beyond the maximum. */
  charge(name: LimitName, amount?: number): void;
  /** Test.startTest gives a fresh set; stopTest returns to the one before. */
  push(rules?: LimitRules): void;
  pop(): void;
  /** Milliseconds in which the code only waited, which are no CPU time. */
  waited(milliseconds: number): void;
}

/** What Apex may read of the deployed metadata. Names ignore case. */
export interface OrgResources {
  label(name: string): string | undefined;
  staticResource(name: string): { readonly body: Uint8Array; readonly contentType: string } | undefined;
  customMetadata(type: SObjectDef): readonly SObjectRecord[];
  /** Absent: the org has none. */
  certificate?(name: string): { readonly privateKey: KeyObject; readonly publicKey: KeyObject } | undefined;
  /** Absent: only loopback may be called. */
  readonly callouts?: CalloutRules;
}

let running: ExecutionContext | undefined;

/** The transaction in progress. @throws Error when none is: a programming error of the host. */
export function current(): ExecutionContext {
  if (running === undefined) throw new Error('No transaction is running');
  return running;
}

/** `now` differs whenever another transaction's state is current; 0 while there is none. Code that keeps something of a transaction at hand compares it. */
export const epoch = { now: 0 };
const epochs = new WeakMap<ExecutionContext['state'], number>();
let epochsGiven = 0;

function epochOf({ state }: ExecutionContext): number {
  let number = epochs.get(state);
  if (number === undefined) epochs.set(state, (number = ++epochsGiven));
  return number;
}

/** Makes `context` the current one while `work` runs. */
export function within<T>(context: ExecutionContext, work: () => T): T {
  const before = running;
  const epochBefore = epoch.now;
  running = context;
  epoch.now = epochOf(context);
  try {
    return work();
  } finally {
    running = before;
    epoch.now = epochBefore;
  }
}

/** Lazily created state of one owner inside the current transaction. */
export function transactionState<T>(owner: symbol, create: () => T): T {
  const { state } = current();
  let value = state.get(owner) as T | undefined;
  if (value === undefined) {
    value = create();
    state.set(owner, value);
  }
  return value;
}

export type { DeferredJob, FollowUp, JobControl, JobPart, SavedJob, ScheduleRequest } from './deferred-job.ts';
export type { Value };
