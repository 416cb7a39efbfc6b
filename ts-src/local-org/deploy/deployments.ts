import { OrgError } from '../execution/errors.ts';
import { setupId } from '../schema/index.ts';
import { runDeployment } from './deployment.ts';
import type { Outcome } from './deployment.ts';
import type { DeployCheck, DeployHost } from './host.ts';
import { DeployRecords, newResult, shortId } from './requests.ts';
import type { DeployRecord } from './requests.ts';
import { listComponents, retrieve } from './retrieve.ts';
import type { Author } from './retrieve.ts';
import type { Deployments, DeployOptions, DeployResult, FileProperties, RetrieveRequest, RetrieveResult } from '../execution/deployments.ts';

export interface DeploymentsOptions {
  readonly host: DeployHost;
  /** Folder of the deployments: the overlay in force, requests. Made when something is deployed. */
  readonly dir: string;
  /** A production org runs local tests by default and wants 75 % coverage; default false. */
  readonly production?: boolean;
  readonly checks?: readonly DeployCheck[];
  /** Told when the org has changed. */
  readonly onApplied?: () => void;
  /** Told of defects of the local org itself. */
  readonly onDefect?: (error: unknown) => void;
}

/** How long a validation may be deployed without tests. */
const VALID_MS = 10 * 24 * 3_600_000;
const MAX_RETRIEVALS = 20;
/** How long the last state but one waits for somebody to look at it. */
const SEEN_MS = 2_500;

/** Deployments of an org, one after the other, and retrievals. */
export class OrgDeployments implements Deployments {
  readonly #options: DeploymentsOptions;
  readonly #records: DeployRecords;
  readonly #retrievals = new Map<string, RetrieveResult>();
  readonly #watchers = new Map<DeployRecord, () => void>();
  #last: Promise<void> = Promise.resolve();
  #closed = false;
  #number = 0;

  constructor(options: DeploymentsOptions) {
    this.#options = options;
    this.#records = new DeployRecords(options.dir, options.host.now());
  }

  start(zip: Uint8Array, options: DeployOptions, userId: string): DeployResult {
    if (options.testLevel === 'RunSpecifiedTests' && options.runTests.length === 0) throw new OrgError('INVALID_OPERATION', 'At least one test must be specified when the test level is RunSpecifiedTests');
    if (options.testLevel !== undefined && options.testLevel !== 'RunSpecifiedTests' && options.runTests.length > 0) throw new OrgError('INVALID_OPERATION', `runTests can be used only when the test level is RunSpecifiedTests, not ${options.testLevel}`);
    if (this.#options.production && !options.rollbackOnError) throw new OrgError('INVALID_OPERATION', 'rollbackOnError must be true for deployments to a production organization');
    return this.#enqueue(zip, options, userId);
  }

  startValidated(validationId: string, userId: string): DeployResult {
    const validation = this.#records.find(validationId);
    const zip = validation && this.#records.package(validation.result.id);
    const usable = validation?.validUntil !== undefined && validation.validUntil > this.#options.host.now();
    if (validation === undefined || zip === undefined || !usable) throw new OrgError('INVALID_ID_FIELD', `${validationId} is no validation that can be deployed: it must have succeeded with tests in the last ten days`);
    return this.#enqueue(zip, { ...validation.options, checkOnly: false, runTests: [], testLevel: 'NoTestRun' }, userId);
  }

  find(id: string): DeployResult | undefined {
    const record = this.#records.find(id);
    if (record !== undefined) this.#watchers.get(record)?.();
    return record?.result;
  }

  optionsOf(id: string): DeployOptions | undefined {
    return this.#records.find(id)?.options;
  }

  cancel(id: string, userId: string): DeployResult {
    const record = this.#records.find(id);
    if (record === undefined) throw new OrgError('INVALID_ID_FIELD', `There is no deployment with the id ${id}`);
    const { name } = this.#user(userId);
    if (record.result.done) throw new OrgError('INVALID_ID_FIELD', 'Deployment already completed');
    const by = { canceledBy: userId, canceledByName: name };
    if (record.result.status === 'Pending') this.#end(record, { ...by, status: 'Canceled', success: false });
    else record.result = { ...record.result, ...by, status: 'Canceling' };
    return record.result;
  }

  retrieve(request: RetrieveRequest, userId: string): RetrieveResult {
    const { host } = this.#options;
    const result = retrieve(host, request, this.#newId('09S'), this.#author(userId));
    this.#retrievals.set(shortId(result.id), result);
    if (this.#retrievals.size > MAX_RETRIEVALS) this.#retrievals.delete(this.#retrievals.keys().next().value!);
    return result;
  }

  findRetrieve(id: string): RetrieveResult | undefined {
    return this.#retrievals.get(shortId(id));
  }

  list(queries: readonly { readonly type: string; readonly folder?: string }[], userId: string): readonly FileProperties[] {
    const { host } = this.#options;
    return queries.flatMap(({ type, folder }) => listComponents(host, type, folder, this.#author(userId)));
  }

  /** Ends what is under way; the org goes. */
  close(): void {
    this.#closed = true;
    for (const seen of this.#watchers.values()) seen();
  }

  async idle(): Promise<void> {
    for (let last; last !== this.#last; ) {
      last = this.#last;
      await last;
    }
  }

  #user(id: string): { readonly name: string } {
    const user = this.#options.host.user(id);
    if (!user.mayDeploy) throw new OrgError('INSUFFICIENT_ACCESS', 'use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions');
    return user;
  }

  #author(id: string): Author {
    return { id, name: this.#user(id).name, date: new Date(this.#options.host.now()).toISOString() };
  }

  #newId(prefix: string): string {
    return setupId(prefix, `${process.pid} ${Date.now()} ${this.#number++}`);
  }

  #enqueue(zip: Uint8Array, options: DeployOptions, userId: string): DeployResult {
    const { name } = this.#user(userId);
    const record: DeployRecord = { options, result: newResult(this.#newId('0Af'), options, { id: userId, name }, this.#options.host.now()) };
    this.#records.add(record, options.checkOnly ? zip : undefined);
    this.#last = this.#last.then(() => this.#run(record, zip, userId));
    return record.result;
  }

  async #run(record: DeployRecord, zip: Uint8Array, userId: string): Promise<void> {
    if (record.result.done || this.#closed) return;
    // The request that asked for it is answered first.
    await new Promise<void>((resolve) => setImmediate(resolve));
    if (this.#closed) return;
    const { host, dir, production = false, checks = [] } = this.#options;
    const update = (change: Partial<DeployResult>): void => {
      record.result = { ...record.result, ...change, lastModifiedDate: new Date(host.now()).toISOString() };
    };
    update({ status: 'InProgress', startDate: new Date(host.now()).toISOString() });
    try {
      const isCanceled = (): boolean => this.#closed || record.result.status === 'Canceling';
      this.#end(record, await runDeployment({ host, zip, options: record.options, dir, userId, production, checks, update, isCanceled, untilSeen: () => this.#seen(record) }));
    } catch (error) {
      // An org that was closed meanwhile answers nothing any more.
      if (this.#closed) return;
      this.#options.onDefect?.(error);
      const reason = error instanceof Error ? error.message : String(error);
      this.#end(record, { status: 'Failed', success: false, errorStatusCode: 'UNKNOWN_EXCEPTION', errorMessage: `UNKNOWN_EXCEPTION: ${reason.split('\n')[0]}` });
    }
  }

  #end(record: DeployRecord, outcome: Outcome): void {
    // What a closed org leaves unfinished the next start tells as interrupted.
    if (this.#closed) return;
    const now = this.#options.host.now();
    const date = new Date(now).toISOString();
    record.result = { ...record.result, ...outcome, done: true, completedDate: date, lastModifiedDate: date };
    const { result, options } = record;
    if (!options.checkOnly && (result.status === 'Succeeded' || result.status === 'SucceededPartial')) this.#options.onApplied?.();
    if (options.checkOnly && result.success && result.runTestsEnabled) record.validUntil = now + VALID_MS;
    else this.#records.forgetPackage(result.id);
    this.#records.save(record);
  }

  #seen(record: DeployRecord): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#watchers.delete(record);
        resolve();
      };
      const timer = setTimeout(done, SEEN_MS);
      this.#watchers.set(record, done);
    });
  }
}
