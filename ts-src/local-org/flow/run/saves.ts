import { DmlFailure, current } from '../../execution/context.ts';
import type { DmlOperation } from '../../execution/context.ts';
import { SObjectRecord } from '../../values/index.ts';
import { asFault, recordFault } from './errors.ts';
import type { FlowFault } from './errors.ts';
import { changedFields, track } from './flow-value.ts';
import type { Interview } from './interview.ts';

type SaveVerb = Extract<DmlOperation, 'insert' | 'update' | 'delete'>;

const VERBS = { insert: 'create', update: 'update', delete: 'delete' } as const;

/** A row to be saved, and who asked for it. */
interface Job {
  readonly record: SObjectRecord;
  readonly owners: Set<Interview>;
  /** The flow's records that it was made of. */
  readonly originals: SObjectRecord[];
}

/**
 * Saves the records of all interviews in one DML statement. An interview whose records fail gets the first error; what the others
 * saved stays. The records of one interview are saved all or none.
 */
export function saveAll(operation: SaveVerb, work: ReadonlyMap<Interview, readonly SObjectRecord[]>): ReadonlyMap<Interview, FlowFault> {
  const faults = new Map<Interview, FlowFault>();
  const jobs = jobsOf(operation, work);
  if (jobs.length === 0) return faults;
  const { access } = [...work.keys()][0]!.batch;
  const single = [...work.values()].every((records) => records.length <= 1);
  let left = jobs;
  while (left.length > 0) {
    const records = left.map((job) => job.record);
    // With one record an interview, partial success tells them apart; else a failed interview is left out and the rest saved again.
    const allOrNone = !single || work.size === 1;
    try {
      const results = current().dml({ operation, records, ...access, allOrNone });
      results.forEach((result, n) => settle(left[n]!, result.success ? undefined : result.errors[0], operation, faults));
      break;
    } catch (error) {
      const failed = error instanceof DmlFailure ? error.failures : [];
      const fault = asFault(error, VERBS[operation]);
      if (fault === undefined) throw error;
      if (failed.length === 0) for (const job of left) for (const owner of job.owners) faults.set(owner, fault);
      for (const { index, error: reason } of failed) settle(left[index]!, reason, operation, faults);
      left = left.filter((job) => ![...job.owners].some((owner) => faults.has(owner)));
    }
  }
  return faults;
}

function settle(job: Job, reason: { readonly statusCode: string; readonly message: string } | undefined, operation: SaveVerb, faults: Map<Interview, FlowFault>): void {
  if (reason !== undefined) {
    for (const owner of job.owners) if (!faults.has(owner)) faults.set(owner, recordFault(VERBS[operation], reason.statusCode, reason.message));
    return;
  }
  for (const original of job.originals) {
    if (operation === 'insert') original.fields.Id = job.record.id;
    if (operation !== 'delete' && !original.readOnly) track(original);
  }
}

/** One row for each record; updates and deletes of the same row are one. */
function jobsOf(operation: SaveVerb, work: ReadonlyMap<Interview, readonly SObjectRecord[]>): Job[] {
  const jobs: Job[] = [];
  const byId = new Map<string, Job>();
  for (const [interview, records] of work) {
    for (const original of records) {
      const record = rowOf(operation, original);
      const known = operation === 'insert' || record.id === null ? undefined : byId.get(record.id);
      if (known === undefined) {
        const job: Job = { record, owners: new Set([interview]), originals: [original] };
        jobs.push(job);
        if (record.id !== null) byId.set(record.id, job);
      } else {
        Object.assign(known.record.fields, record.fields);
        known.owners.add(interview);
        known.originals.push(original);
      }
    }
  }
  return jobs;
}

/** What of a flow's record goes into the statement. */
function rowOf(operation: SaveVerb, record: SObjectRecord): SObjectRecord {
  const row = new SObjectRecord(record.definition);
  if (operation === 'delete') {
    row.fields.Id = record.id;
    return row;
  }
  const changed = operation === 'update' ? changedFields(record) : undefined;
  for (const field of record.definition.fields) {
    const value = record.fields[field.name];
    if (value === undefined) continue;
    if (field.name === 'Id') {
      if (value !== null) row.fields.Id = value;
    } else if (changed !== undefined ? changed.has(field.name) : operation === 'insert' ? field.createable && value !== null : field.updateable) {
      row.fields[field.name] = value;
    }
  }
  return row;
}
