import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NO_TESTS } from './test-results.ts';
import type { DeployOptions, DeployResult } from '../execution/deployments.ts';

/** A deployment and how it stands; written to disk whenever it ends. */
export interface DeployRecord {
  readonly options: DeployOptions;
  result: DeployResult;
  /** A validation that may be deployed without tests until then (milliseconds since 1970). */
  validUntil?: number;
}

const KEPT = 100;

/** Deployments of the org, newest last. They survive a restart; packages are kept as long as a validation may be used. */
export class DeployRecords {
  readonly #dir: string;
  readonly #records = new Map<string, DeployRecord>();

  /** `dir` is made when something is written. */
  constructor(dir: string, now: number) {
    this.#dir = join(dir, 'requests');
    if (!existsSync(this.#dir)) return;
    const stored = readdirSync(this.#dir).filter((name) => name.endsWith('.json')).flatMap((name): DeployRecord[] => {
      try {
        return [JSON.parse(readFileSync(join(this.#dir, name), 'utf8')) as DeployRecord];
      } catch {
        return [];
      }
    });
    for (const record of stored.sort((a, b) => (a.result.createdDate < b.result.createdDate ? -1 : 1))) this.#records.set(shortId(record.result.id), record);
    for (const record of this.#records.values()) if (!record.result.done) this.#interrupted(record, now);
  }

  find(id: string): DeployRecord | undefined {
    return this.#records.get(shortId(id));
  }

  add(record: DeployRecord, zip?: Uint8Array): void {
    this.#records.set(shortId(record.result.id), record);
    if (zip !== undefined) {
      mkdirSync(this.#dir, { recursive: true });
      writeFileSync(this.#zipFile(record.result.id), zip);
    }
    this.save(record);
    for (const [key, old] of this.#records) {
      if (this.#records.size <= KEPT) break;
      if (!old.result.done) continue;
      this.#records.delete(key);
      rmSync(join(this.#dir, `${old.result.id}.json`), { force: true });
      this.forgetPackage(old.result.id);
    }
  }

  save(record: DeployRecord): void {
    mkdirSync(this.#dir, { recursive: true });
    const file = join(this.#dir, `${record.result.id}.json`);
    writeFileSync(`${file}.next`, JSON.stringify(record));
    renameSync(`${file}.next`, file);
  }

  package(id: string): Uint8Array | undefined {
    const file = this.#zipFile(id);
    return existsSync(file) ? readFileSync(file) : undefined;
  }

  forgetPackage(id: string): void {
    rmSync(this.#zipFile(id), { force: true });
  }

  #zipFile(id: string): string {
    return join(this.#dir, `${id}.zip`);
  }

  #interrupted(record: DeployRecord, now: number): void {
    const date = new Date(now).toISOString();
    record.result = { ...record.result, done: true, success: false, status: 'Failed', completedDate: date, lastModifiedDate: date, errorStatusCode: 'UNKNOWN_EXCEPTION', errorMessage: 'UNKNOWN_EXCEPTION: The org stopped before the deployment ended; nothing of it was applied' };
    this.save(record);
    this.forgetPackage(record.result.id);
  }
}

export const shortId = (id: string): string => id.slice(0, 15);

export function newResult(id: string, options: DeployOptions, user: { readonly id: string; readonly name: string }, now: number): DeployResult {
  const date = new Date(now).toISOString();
  return {
    id, checkOnly: options.checkOnly, createdBy: user.id, createdByName: user.name, createdDate: date, details: { componentFailures: [], componentSuccesses: [], runTestResult: NO_TESTS }, done: false,
    ignoreWarnings: options.ignoreWarnings, lastModifiedDate: date, numberComponentErrors: 0, numberComponentsDeployed: 0, numberComponentsTotal: 0, numberTestErrors: 0, numberTestsCompleted: 0, numberTestsTotal: 0,
    rollbackOnError: options.rollbackOnError, runTestsEnabled: false, status: 'Pending', success: false,
  };
}
